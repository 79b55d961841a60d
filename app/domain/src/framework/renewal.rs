//! Until when a level is valid: how long, and from when the time counts when it is renewed.
//!
//! Days are civil and months those of the calendar; what would end on a day that its month has not ends on its last, so
//! that 29 February and a year give 28 February. Rules F5 and F12 to F16 of `docs/rules/framework.md`.

use super::Span;
use crate::calendar::after;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// From when the time counts when a level is renewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// From the day it was completed.
    #[default]
    FromCompletion,
    /// From the day on which it would have run out, if it was renewed shortly before; otherwise from the completion.
    FromPreviousExpiry {
        /// How long before its end a renewal is not early any more.
        window: Span,
    },
    /// It runs out on the same day of the year for everybody.
    FixedDate {
        /// The month, 1 to 12.
        month: u32,
        /// The day of the month; 29 February is 28 February in other years.
        day: u32,
        /// It is valid for at least so many months, so that nobody repeats at once what they have just done.
        at_least_months: u32,
    },
}

/// How long a level is valid, and from when the time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresher {
    /// How long; none where it need not be refreshed.
    pub refresh: Option<Span>,
    /// From when.
    pub renewal: Renewal,
}

/// Until when a level is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Validity {
    /// It was never completed.
    None,
    /// To the end of a day.
    Until(NaiveDate),
    /// Without end.
    Unending,
}

impl Validity {
    /// After completions, the earliest first, all under one rule.
    pub(super) fn after(completions: &[NaiveDate], rule: Refresher) -> Self {
        Self::None.continued(completions, rule)
    }

    /// After more completions, the earliest first.
    pub(super) fn continued(self, completions: &[NaiveDate], rule: Refresher) -> Self {
        let days = completions.iter();
        days.fold(self, |before, day| before.renewed(*day, rule))
    }

    /// After one more completion. What was valid is never shortened.
    fn renewed(self, on: NaiveDate, rule: Refresher) -> Self {
        let Some(span) = rule.refresh else {
            return Self::Unending;
        };
        let until = match (rule.renewal, self) {
            (Renewal::FromPreviousExpiry { window }, Self::Until(expiry))
                if on <= expiry && expiry <= after(on, window) =>
            {
                after(expiry, span)
            }
            (
                Renewal::FixedDate {
                    month,
                    day,
                    at_least_months,
                },
                _,
            ) => YearlyDate { month, day }.ends(on, span, Span::Months(at_least_months)),
            _ => after(on, span),
        };
        self.max(Self::Until(until))
    }

    /// The last day, where there is one.
    pub(super) fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Until(day) => Some(day),
            Self::None | Self::Unending => None,
        }
    }
}

/// A day that comes every year.
#[derive(Clone, Copy)]
struct YearlyDate {
    month: u32,
    day: u32,
}

impl YearlyDate {
    /// The last of these days within `longest` of a completion; if that is less than `shortest` away, the first one that
    /// is not.
    fn ends(self, completed_on: NaiveDate, longest: Span, shortest: Span) -> NaiveDate {
        let (latest, earliest) = (after(completed_on, longest), after(completed_on, shortest));
        let within = [latest.year(), latest.year() - 1].map(|year| self.of(year));
        let last = within.into_iter().find(|day| *day <= latest);
        last.filter(|day| *day >= earliest).unwrap_or_else(|| {
            let following = [earliest.year(), earliest.year() + 1].map(|year| self.of(year));
            let first = following.into_iter().find(|day| *day >= earliest);
            first.unwrap_or(NaiveDate::MAX)
        })
    }

    /// In a year; the last day of the month where the month is shorter.
    fn of(self, year: i32) -> NaiveDate {
        let mut days = (1..=self.day).rev();
        days.find_map(|day| NaiveDate::from_ymd_opt(year, self.month, day))
            .unwrap_or(NaiveDate::MAX)
    }
}

/// Whether a day and a month make a day that comes every year, or at least in leap years.
pub fn is_yearly_date(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

impl fmt::Display for Renewal {
    /// From when the time counts, as the end of a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::FromCompletion => f.write_str("from the day it is completed"),
            Self::FromPreviousExpiry { window } => write!(
                f,
                "from the day it would have run out, if it is renewed in the last {window} before"
            ),
            Self::FixedDate {
                month,
                day,
                at_least_months,
            } => {
                let shown = YearlyDate { month, day }.of(2000);
                write!(f, "to {} of a year", shown.format("%-d %B"))?;
                if at_least_months > 0 {
                    let shortest = Span::Months(at_least_months);
                    write!(f, ", and for at least {shortest}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
#[path = "renewal_tests.rs"]
mod tests;
