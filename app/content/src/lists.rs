//! What holds for lists: nothing twice, and nothing that does not exist.

use crate::fault::{At, Passage};
use crate::near;

/// Notes every one of `all` that says the same as one before it. `what` is what they are: `option`.
pub(crate) fn check_different(passage: &Passage<'_>, what: &str, all: &[At<String>]) {
    for (place, one) in all.iter().enumerate() {
        let same = |other: &At<String>| other.value.to_lowercase() == one.value.to_lowercase();
        if !one.value.is_empty() && all[..place].iter().any(same) {
            let wrong = format!("the {what} \"{}\" is there twice.", one.value);
            passage.fault(
                one.at,
                wrong,
                format!("Give each {what} once, or make them differ."),
            );
        }
    }
}

/// Notes every one of `used` that is not among `known`. `what` is what they name: `source`.
pub(crate) fn check_known(passage: &Passage<'_>, what: &str, used: &[At<String>], known: &[&str]) {
    for one in used {
        if !one.value.is_empty() && !known.contains(&one.value.as_str()) {
            let wrong = format!("there is no {what} \"{}\".", one.value);
            passage.fault(one.at, wrong, near::suggest(&one.value, known));
        }
    }
}

/// The values without their places.
pub(crate) fn values<T>(all: Vec<At<T>>) -> Vec<T> {
    all.into_iter().map(|one| one.value).collect()
}
