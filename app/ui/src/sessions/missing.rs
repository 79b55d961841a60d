//! How it is said how much has to be attended, what is missing, and where that can be made up.

use super::{
    found::href,
    words::{place, when},
};
use domain::sessions::Share;
use leptos::prelude::*;
use store::sessions::MakeUp;

/// "All 3 parts", or how many of them.
pub(super) fn to_attend(share: Share, parts: usize) -> String {
    match share.of(parts) {
        all if all == parts => format!("Attend all {parts} parts"),
        some => format!("Attend {some} of {parts} parts"),
    }
}

/// "Part 2 is missing"; nothing where none is.
pub(super) fn missed(parts: &[usize]) -> Option<String> {
    let named: Vec<String> = parts.iter().map(ToString::to_string).collect();
    match named.as_slice() {
        [] => None,
        [one] => Some(format!("Part {one} is missing")),
        [first @ .., last] => Some(format!("Parts {} and {last} are missing", first.join(", "))),
    }
}

/// The next parts at which missing ones can be made up.
pub(super) fn missing(make_ups: &[MakeUp]) -> Option<AnyView> {
    let item = |one: &MakeUp| {
        let text = format!(
            "Part {}: {}, {}",
            one.part,
            when(one.when),
            place(&one.venue)
        );
        view! { <li><a class="govuk-link" href=href(one.session)>{text}</a></li> }
    };
    (!make_ups.is_empty()).then(|| {
        let items = make_ups.iter().map(item).collect_view();
        view! {
            <p class="govuk-body">"A part that is missing can be made up at:"</p>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_part_by_part() {
        assert_eq!(missed(&[]), None);
        assert_eq!(missed(&[2]).as_deref(), Some("Part 2 is missing"));
        assert_eq!(
            missed(&[1, 2, 4]).as_deref(),
            Some("Parts 1, 2 and 4 are missing")
        );
    }

    #[test]
    fn how_much_to_attend_is_said_in_parts() {
        assert_eq!(to_attend(Share::ALL, 3), "Attend all 3 parts");
        let most = Share::new(60).unwrap();
        assert_eq!(to_attend(most, 3), "Attend 2 of 3 parts");
    }
}
