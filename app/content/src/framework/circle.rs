//! Levels that wait for one another and so can never be reached.

use std::collections::BTreeSet;

use crate::entry::Entry;
use crate::lists::values;

/// A level and the levels that come before it.
struct Step {
    code: String,
    before: Vec<String>,
}

/// Notes a circle among the levels that come, or better come, after others.
pub(super) fn check(levels: &[Entry<'_>]) {
    let steps: Vec<Step> = levels.iter().map(step).collect();
    let codes: BTreeSet<&str> = steps.iter().map(|step| step.code.as_str()).collect();
    if codes.len() < steps.len() {
        return; // Noted already; which of two levels comes first cannot be said.
    }
    let Some(circle) = find(&steps) else { return };
    let first = levels
        .iter()
        .zip(&steps)
        .find(|(_, step)| step.code == circle[0]);
    if let Some((level, _)) = first {
        let wrong = format!("comes after itself: {}.", circle.join(" after "));
        level.fault(&wrong, "Take one of these out of after or better_after.");
    }
}

fn step(level: &Entry<'_>) -> Step {
    let mut before = values(level.optional_texts("after"));
    before.extend(values(level.optional_texts("better_after")));
    Step {
        code: level.text("code").value,
        before,
    }
}

/// The codes along a circle, its first code again at its end.
fn find(steps: &[Step]) -> Option<Vec<String>> {
    let mut left: Vec<&Step> = steps.iter().collect();
    // Take away what can be reached, until nothing more can.
    while let Some(free) = left.iter().position(|step| blocker(step, &left).is_none()) {
        left.remove(free);
    }
    let mut path: Vec<&Step> = vec![left.first().copied()?];
    loop {
        let next = blocker(path.last()?, &left)?;
        if let Some(start) = path.iter().position(|step| step.code == next.code) {
            let circle = path[start..].iter().chain([&next]);
            return Some(circle.map(|step| step.code.clone()).collect());
        }
        path.push(next);
    }
}

/// A step among `left` that has to come before `step`.
fn blocker<'s>(step: &Step, left: &[&'s Step]) -> Option<&'s Step> {
    left.iter()
        .find(|other| step.before.contains(&other.code))
        .copied()
}
