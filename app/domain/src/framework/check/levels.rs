//! What is wrong with a level.

use super::{
    super::{Framework, Level, Reminders, Renewal, Section, Span, is_yearly_date},
    FaultKind, Found,
};
use std::collections::BTreeSet;

impl Found {
    /// Notes a fault of a level.
    fn level(&mut self, level: &Level, wrong: impl Into<String>, right: &str) {
        self.add(
            FaultKind::Sense,
            Section::Levels,
            Some(&level.code),
            wrong,
            right,
        );
    }
}

pub(super) fn texts(level: &Level, found: &mut Found) {
    let code = Some(level.code.as_str());
    let texts = [
        ("title", level.title.as_str()),
        ("delivery", &level.delivery),
    ];
    found.missing(Section::Levels, code, &texts);
    if level.outcomes.is_empty() {
        let right = "Say what people can do afterwards.";
        found.add(
            FaultKind::Missing,
            Section::Levels,
            code,
            "has no outcomes.",
            right,
        );
    }
    let mut titles = BTreeSet::new();
    for accepted in &level.accepts {
        if accepted.title.trim().is_empty() {
            found.level(
                level,
                "accepts something without a title.",
                "Give it a title, or take it out.",
            );
        } else if !titles.insert((
            accepted.title.to_lowercase(),
            accepted.provider.to_lowercase(),
        )) {
            let wrong = format!("accepts “{}” twice.", accepted.title);
            found.level(level, wrong, "Take one of them out.");
        }
    }
}

pub(super) fn times(level: &Level, found: &mut Found) {
    let limits = level.shorter_limits.iter().map(|one| one.limit);
    let mut spans = limits.chain([level.limit]).chain(level.refresh);
    if level.minutes == 0 || spans.any(|span| span.about_days() == 0) {
        found.level(
            level,
            "has a time of nothing.",
            "Enter a number of at least 1.",
        );
    }
    renewal(level, found);
    reminders(level, &level.reminders, found);
}

fn renewal(level: &Level, found: &mut Found) {
    if level.renewal == Renewal::FromCompletion {
        return;
    }
    let Some(refresh) = level.refresh else {
        let wrong = "says from when it is renewed, but is never refreshed.";
        found.level(level, wrong, "Say how often it is refreshed.");
        return;
    };
    match level.renewal {
        Renewal::FromCompletion => {}
        Renewal::FromPreviousExpiry { window } => {
            if window.about_days() == 0 || window.about_days() >= refresh.about_days() {
                let wrong = format!("can be renewed {window} before its end, but lasts {refresh}.");
                found.level(level, wrong, "Make that time shorter than the refresher.");
            }
        }
        Renewal::FixedDate {
            month,
            day,
            at_least_months,
        } => {
            if !is_yearly_date(month, day) {
                let wrong =
                    format!("runs out on day {day} of month {month}, which does not exist.");
                found.level(level, wrong, "Enter a day of the calendar.");
            }
            if refresh.about_days() < Span::Months(12).about_days() {
                let wrong = "runs out on a day of the year, but is refreshed more often.";
                found.level(level, wrong, "Refresh it every 12 months or less often.");
            } else if Span::Months(at_least_months).about_days() > refresh.about_days() {
                let least = Span::Months(at_least_months);
                let wrong = format!("is valid for at least {least}, but lasts {refresh}.");
                found.level(
                    level,
                    wrong,
                    "Make the least time shorter than the refresher.",
                );
            }
        }
    }
}

fn reminders(level: &Level, reminders: &Reminders, found: &mut Found) {
    let is_falling = reminders.before.windows(2).all(|pair| pair[0] > pair[1]);
    let is_rising = reminders.after.windows(2).all(|pair| pair[0] < pair[1]);
    let all = reminders.before.iter().chain(&reminders.after);
    if !all.copied().all(|days| (1..=366).contains(&days)) {
        let right = "Enter numbers from 1 to 366.";
        found.level(
            level,
            "reminds on a day that is too near or too far.",
            right,
        );
    }
    if !(is_falling && is_rising) {
        let wrong = "has reminders out of order.";
        found.level(
            level,
            wrong,
            "Write the earliest first, each once: 60, 30, 7 before and 7, 30 after.",
        );
    }
    if let (Some(last), Some(told)) = (reminders.after.last(), reminders.manager_after)
        && told < *last
    {
        let wrong = "tells the manager before the last reminder.";
        found.level(
            level,
            wrong,
            "Tell the manager on the day of the last reminder or later.",
        );
    }
}

pub(super) fn references(framework: &Framework, level: &Level, found: &mut Found) {
    let code = Some(level.code.as_str());
    let before: Vec<&String> = level.after.iter().chain(&level.better_after).collect();
    for other in before
        .iter()
        .filter(|other| framework.level(other).is_none())
    {
        let wrong = format!("comes after a level {other}, which does not exist.");
        let right = "Choose among the levels that there are.";
        found.add(FaultKind::Unknown, Section::Levels, code, wrong, right);
    }
    let once: BTreeSet<&&String> = before.iter().collect();
    if once.len() < before.len() {
        let right = "Name each level once, as required or as better.";
        found.add(
            FaultKind::Twice,
            Section::Levels,
            code,
            "comes after a level twice.",
            right,
        );
    }
    let limits = level.shorter_limits.iter().flat_map(|one| &one.cohorts);
    for cohort in limits.filter(|cohort| framework.cohort(cohort).is_none()) {
        let wrong = format!("has a time limit for a cohort {cohort}, which does not exist.");
        let right = "Take this limit out.";
        found.add(FaultKind::Unknown, Section::Levels, code, wrong, right);
    }
}
