//! What the reader sees: one line before each step, its time afterwards.

use std::time::{Duration, Instant};

use crate::problem::Problem;

/// Says what is about to happen, does it, and says how long it took.
///
/// `what` says why as well: nobody should have to guess what a slow step is for.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    println!("==> {what}");
    let start = Instant::now();
    let outcome = work();
    let ending = if outcome.is_ok() {
        "done in"
    } else {
        "failed after"
    };
    println!("    {ending} {}", lasting(start.elapsed()));
    outcome
}

/// Something worth knowing that is not a step.
pub fn note(text: &str) {
    println!("    {text}");
}

/// A duration as people say it: `0.4 s`, `12.0 s`, `3 min 05 s`.
pub fn lasting(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_have_a_decimal_and_long_ones_have_minutes() {
        assert_eq!(lasting(Duration::from_millis(420)), "0.4 s");
        assert_eq!(lasting(Duration::from_secs(12)), "12.0 s");
        assert_eq!(lasting(Duration::from_secs(185)), "3 min 05 s");
    }
}
