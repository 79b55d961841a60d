//! Figures for those who look after training: how many are up to date, of how many.
//!
//! Decided in `docs/rules/reports.md`. Counted by `store::reports`.

/// Some of several; shown with both numbers, and never as a percentage alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}

impl Count {
    /// Whole percent, rounded down so that 100 % is said only when nobody is missing; none of nothing.
    pub fn percent(self) -> Option<u8> {
        let percent = (self.done * 100).checked_div(self.of)?;
        u8::try_from(percent).ok()
    }
}

/// How many training requirements stand how, on a day. One person and one level are one requirement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Held and valid.
    pub in_date: u64,
    /// Held, to be refreshed before long.
    pub due_soon: u64,
    /// Not done yet, and in time.
    pub to_do: u64,
    /// Past its date.
    pub overdue: u64,
    /// Not asked for now.
    pub exempt: u64,
}

impl Tally {
    /// Up to date of all that is required: in date and due soon, of everything but the exempt.
    pub fn compliance(self) -> Count {
        Count {
            done: self.in_date + self.due_soon,
            of: self.in_date + self.due_soon + self.to_do + self.overdue,
        }
    }

    /// Everything, the exempt too.
    pub fn all(self) -> u64 {
        self.compliance().of + self.exempt
    }

    /// Adds so many of a standing.
    pub fn add(&mut self, how: How, number: u64) {
        match how {
            How::InDate => self.in_date += number,
            How::DueSoon => self.due_soon += number,
            How::ToDo => self.to_do += number,
            How::Overdue => self.overdue += number,
            How::Exempt => self.exempt += number,
        }
    }

    /// How many stand so.
    pub fn of(self, how: How) -> u64 {
        match how {
            How::InDate => self.in_date,
            How::DueSoon => self.due_soon,
            How::ToDo => self.to_do,
            How::Overdue => self.overdue,
            How::Exempt => self.exempt,
        }
    }
}

/// How a requirement stands, as figures say it: the states of `framework` without their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Past its date.
    Overdue,
    /// Not done yet, and in time.
    ToDo,
    /// Held, to be refreshed before long.
    DueSoon,
    /// Held and valid.
    InDate,
    /// Not asked for now.
    Exempt,
}

impl How {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::ToDo,
        Self::DueSoon,
        Self::InDate,
        Self::Exempt,
    ];

    /// The word in addresses and queries.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::ToDo => "to-do",
            Self::DueSoon => "due-soon",
            Self::InDate => "in-date",
            Self::Exempt => "exempt",
        }
    }

    /// The standing of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::ToDo => "Not yet due",
            Self::DueSoon => "Due soon",
            Self::InDate => "In date",
            Self::Exempt => "Exempt",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_per_cent_is_said_only_when_nobody_is_missing() {
        let percent = |done, of| Count { done, of }.percent();
        assert_eq!(percent(999, 1000), Some(99));
        assert_eq!(percent(1000, 1000), Some(100));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn who_is_exempt_counts_neither_for_nor_against() {
        let tally = Tally {
            in_date: 3,
            due_soon: 1,
            to_do: 1,
            overdue: 1,
            exempt: 4,
        };
        assert_eq!(tally.compliance(), Count { done: 4, of: 6 });
        assert_eq!(tally.all(), 10);
    }
}
