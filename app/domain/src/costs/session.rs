//! What one session costs.

use super::Money;
use serde::Serialize;
use std::fmt;

/// What money goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// The room.
    Venue,
    /// Tea, coffee, lunch.
    Refreshments,
    /// Those who train and help, where they are paid.
    Facilitators,
    /// Anything else.
    Other,
}

impl CostKind {
    /// Every kind, in the order in which they are asked for.
    pub const ALL: [Self; 4] = [
        Self::Venue,
        Self::Refreshments,
        Self::Facilitators,
        Self::Other,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Refreshments => "refreshments",
            Self::Facilitators => "facilitators",
            Self::Other => "other",
        }
    }

    /// The kind kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Venue => "Venue",
            Self::Refreshments => "Refreshments",
            Self::Facilitators => "Facilitators",
            Self::Other => "Other",
        }
    }
}

/// A line: what was planned, and what it came to once that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// What it goes on.
    pub kind: CostKind,
    /// What was planned.
    pub planned: Money,
    /// What it came to.
    pub actual: Option<Money>,
}

/// Days counted in halves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct HalfDays(pub u32);

impl HalfDays {
    /// Reads "2" or "1.5", up to 99.
    pub fn read(typed: &str) -> Option<Self> {
        let (days, half) = typed.split_once('.').unwrap_or((typed, "0"));
        let half = match half {
            "0" => 0,
            "5" => 1,
            _ => return None,
        };
        let days: u32 = days.parse().ok().filter(|days| *days <= 99)?;
        Some(Self(days * 2 + half))
    }
}

impl fmt::Display for HalfDays {
    /// "2" or "1.5".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.0.is_multiple_of(2) { "" } else { ".5" };
        write!(f, "{}{half}", self.0 / 2)
    }
}

/// All that a session costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SessionCosts {
    /// The lines; those that say nothing are left out.
    pub lines: Vec<Cost>,
    /// Days of trainers whom their employers lend.
    pub in_kind: HalfDays,
}

impl SessionCosts {
    /// The line of a kind.
    pub fn of(&self, kind: CostKind) -> Option<&Cost> {
        self.lines.iter().find(|line| line.kind == kind)
    }

    /// What was planned in all.
    pub fn planned(&self) -> Money {
        self.lines.iter().map(|line| line.planned).sum()
    }

    /// What it came to so far.
    pub fn actual(&self) -> Money {
        self.lines.iter().filter_map(|line| line.actual).sum()
    }

    /// What it costs as far as is known: what a line came to, or else what was planned for it.
    pub fn known(&self) -> Money {
        let known = |line: &Cost| line.actual.unwrap_or(line.planned);
        self.lines.iter().map(known).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_came_to_takes_the_place_of_what_was_planned() {
        let line = |kind, planned, actual: Option<i64>| Cost {
            kind,
            planned: Money(planned),
            actual: actual.map(Money),
        };
        let costs = SessionCosts {
            lines: vec![
                line(CostKind::Venue, 20_000, Some(18_000)),
                line(CostKind::Refreshments, 6_000, None),
            ],
            in_kind: HalfDays(3),
        };
        assert_eq!(
            (costs.planned(), costs.actual()),
            (Money(26_000), Money(18_000))
        );
        assert_eq!(costs.known(), Money(24_000));
        assert_eq!(costs.of(CostKind::Other), None);
    }

    #[test]
    fn days_are_counted_in_halves() {
        assert_eq!(HalfDays::read("1.5"), Some(HalfDays(3)));
        assert_eq!(HalfDays::read("2"), Some(HalfDays(4)));
        assert_eq!(HalfDays::read("2.25"), None);
        assert_eq!(HalfDays::read("100"), None);
        assert_eq!(
            (HalfDays(3).to_string(), HalfDays(4).to_string()),
            ("1.5".to_owned(), "2".to_owned())
        );
    }
}
