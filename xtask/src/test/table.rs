//! How the parts went, in one table.

use std::fmt;
use std::fmt::Write;
use std::time::Duration;

use crate::tell;

/// How a part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What it promises holds.
    Passed,
    /// It does not, or could not be found out.
    Failed,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Passed => "passed",
            Self::Failed => "FAILED",
        })
    }
}

/// One part, after it ran.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took.
    pub time: Duration,
}

impl Row {
    /// The line that ends what a part has said.
    pub fn ending(&self) -> String {
        let time = tell::lasting(self.time);
        format!("=== {} {} in {time}", self.name, self.outcome)
    }
}

/// The table, and under it the count alone on a line.
pub fn of(rows: &[Row]) -> String {
    let mut text = format!("{:<14} {:<7} {:>12}\n", "part", "result", "time");
    for Row {
        name,
        outcome,
        time,
    } in rows
    {
        let time = tell::lasting(*time);
        writeln!(text, "{name:<14} {outcome:<7} {time:>12}").expect("a String can grow");
    }
    let passed = rows
        .iter()
        .filter(|row| row.outcome == Outcome::Passed)
        .count();
    let failed = rows.len() - passed;
    text + &format!("\n{passed} passed, {failed} failed\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_stands_alone_on_the_last_line() {
        let row = |name, outcome, seconds| Row {
            name,
            outcome,
            time: Duration::from_secs(seconds),
        };
        let rows = [
            row("fmt", Outcome::Passed, 1),
            row("unit", Outcome::Failed, 61),
        ];
        let expected = "\
part           result          time
fmt            passed         1.0 s
unit           FAILED    1 min 01 s

1 passed, 1 failed
";
        assert_eq!(of(&rows), expected);
    }
}
