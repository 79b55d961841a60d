//! Levels that wait for one another and so can never be reached.

use super::Level;
use std::collections::BTreeSet;

/// The codes along a circle of levels that come, or better come, after one another, its first code again at its end.
pub(super) fn circle(levels: &[Level]) -> Option<Vec<String>> {
    let codes: BTreeSet<&str> = levels.iter().map(|level| level.code.as_str()).collect();
    if codes.len() < levels.len() {
        return None; // Which of two levels of one code comes first cannot be said.
    }
    let mut left: Vec<&Level> = levels.iter().collect();
    // Take away what can be reached, until nothing more can.
    while let Some(free) = left
        .iter()
        .position(|level| blocker(level, &left).is_none())
    {
        left.remove(free);
    }
    let mut path: Vec<&Level> = vec![left.first().copied()?];
    loop {
        let next = blocker(path.last()?, &left)?;
        if let Some(start) = path.iter().position(|level| level.code == next.code) {
            let circle = path[start..].iter().chain([&next]);
            return Some(circle.map(|level| level.code.clone()).collect());
        }
        path.push(next);
    }
}

/// A level among `left` that has to come before `level`.
fn blocker<'l>(level: &Level, left: &[&'l Level]) -> Option<&'l Level> {
    let comes_before = |other: &&&Level| {
        let mut before = level.after.iter().chain(&level.better_after);
        before.any(|code| *code == other.code)
    };
    left.iter().find(comes_before).copied()
}
