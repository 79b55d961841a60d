//! The steps of a rule, and which of them a date has come to.

use crate::{calendar, framework::Reminders};
use chrono::{Days, NaiveDate};

/// One of the days on which somebody is reminded of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// So many days before the date.
    Before(u32),
    /// So many days after it.
    After(u32),
    /// The line manager, so many days after it.
    Manager(u32),
    /// By somebody who looks after training, on a day.
    ByHand(NaiveDate),
}

impl Step {
    /// Its word in the database: `before-60`, `after-7`, `manager-45`, `by-hand-2026-11-27`.
    pub fn code(self) -> String {
        match self {
            Self::Before(days) => format!("before-{days}"),
            Self::After(days) => format!("after-{days}"),
            Self::Manager(days) => format!("manager-{days}"),
            Self::ByHand(day) => format!("by-hand-{day}"),
        }
    }

    /// The step of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(day) = code.strip_prefix("by-hand-") {
            return day.parse().ok().map(Self::ByHand);
        }
        let (kind, days) = code.split_once('-')?;
        let days = days.parse().ok()?;
        match kind {
            "before" => Some(Self::Before(days)),
            "after" => Some(Self::After(days)),
            "manager" => Some(Self::Manager(days)),
            _ => None,
        }
    }

    /// As people read it.
    pub fn title(self) -> String {
        match self {
            Self::Before(days) => format!("{} before the date", counted(days)),
            Self::After(days) => format!("{} after the date", counted(days)),
            Self::Manager(days) => format!("To the line manager, {} after the date", counted(days)),
            Self::ByHand(day) => format!("By hand on {}", calendar::day(day)),
        }
    }

    /// Whether it goes to the line manager.
    pub fn is_for_manager(self) -> bool {
        matches!(self, Self::Manager(_))
    }

    /// The day on which it falls, for a date.
    fn day(self, due_on: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Before(days) => due_on.checked_sub_days(Days::new(days.into())),
            Self::After(days) | Self::Manager(days) => {
                due_on.checked_add_days(Days::new(days.into()))
            }
            Self::ByHand(day) => Some(day),
        }
    }

    /// The last date that has come to the step on a day.
    fn last_date(self, today: NaiveDate) -> NaiveDate {
        let far = match self {
            Self::Before(days) => today.checked_add_days(Days::new(days.into())),
            Self::After(days) | Self::Manager(days) => {
                today.checked_sub_days(Days::new(days.into()))
            }
            Self::ByHand(_) => Some(today),
        };
        far.unwrap_or(today)
    }
}

fn counted(days: u32) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

/// The steps that lead to the person, in the order of their days.
fn own_steps(rule: &Reminders) -> Vec<Step> {
    let mut before = rule.before.clone();
    before.sort_unstable_by(|a, b| b.cmp(a));
    let mut after = rule.after.clone();
    after.sort_unstable();
    let before = before.into_iter().map(Step::Before);
    before.chain(after.into_iter().map(Step::After)).collect()
}

/// How far somebody's date has come on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// What is due: at most one step for the person, and one for the manager.
    pub due: Vec<Step>,
    /// The earlier steps for the person. What of them was not sent in time is not sent any more.
    pub passed: Vec<Step>,
}

/// The steps that a date has come to: the latest is due, those before it are passed.
pub fn reached(rule: &Reminders, due_on: NaiveDate, today: NaiveDate) -> Reached {
    let has_come = |step: &Step| step.day(due_on).is_some_and(|day| day <= today);
    let mut passed: Vec<Step> = own_steps(rule).into_iter().filter(has_come).collect();
    let due = passed.pop();
    let manager = rule.manager_after.map(Step::Manager).filter(has_come);
    Reached {
        due: due.into_iter().chain(manager).collect(),
        passed,
    }
}

/// The dates for which a step is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The step.
    pub step: Step,
    /// The first date.
    pub from: NaiveDate,
    /// The last date.
    pub to: NaiveDate,
}

/// For each step of a rule, the dates for which it is due on a day: the same as [`reached`] says, asked the other way
/// round, so that a database can look for people.
pub fn windows(rule: &Reminders, today: NaiveDate) -> Vec<Window> {
    let own = own_steps(rule);
    let next = own.iter().skip(1).map(Some).chain([None]);
    let mut windows: Vec<Window> = own
        .iter()
        .zip(next)
        .map(|(step, next)| Window {
            step: *step,
            from: next.map_or(EARLIEST, |next| {
                let last = next.last_date(today);
                last.succ_opt().unwrap_or(last)
            }),
            to: step.last_date(today),
        })
        .collect();
    windows.extend(rule.manager_after.map(|days| Window {
        step: Step::Manager(days),
        from: EARLIEST,
        to: Step::Manager(days).last_date(today),
    }));
    windows
}

/// Before all dates that there are.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("this is a day");
