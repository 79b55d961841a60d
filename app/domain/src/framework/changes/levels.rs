//! What changes in the levels.

use super::{
    super::{Elearning, Framework, Level, Reminders, Section, Span},
    Said,
    lists::{is_reordered, listed, without},
};

pub(super) fn compare(before: &Framework, after: &Framework, said: &mut Said) {
    for level in &after.levels {
        match before.level(&level.code) {
            None => said.level(format!(
                "There is a new level, {} ({}), of {} minutes.",
                level.title, level.code, level.minutes
            )),
            Some(was) => {
                words(was, level, said);
                order(before, after, was, level, said);
                times(before, after, was, level, said);
                reminders(level, &was.reminders, &level.reminders, said);
                elsewhere(was, level, said);
            }
        }
    }
    for was in &before.levels {
        if after.level(&was.code).is_none() {
            said.level(format!("The level {} ({}) goes.", was.title, was.code));
        }
    }
    if is_reordered(&before.levels, &after.levels, |level| &level.code) {
        said.level("The levels stand in another order.");
    }
}

impl Said {
    fn level(&mut self, sentence: impl Into<String>) {
        self.say(Section::Levels, sentence);
    }
}

fn words(was: &Level, is: &Level, said: &mut Said) {
    let title = &is.title;
    if was.title != is.title {
        said.level(format!("{} is now called {title}.", was.title));
    }
    if was.delivery != is.delivery {
        said.level(format!(
            "{title} is now delivered as “{}”; it was “{}”.",
            is.delivery, was.delivery
        ));
    }
    if was.minutes != is.minutes {
        said.level(format!(
            "{title} now takes {} minutes; it took {}.",
            is.minutes, was.minutes
        ));
    }
    if was.elearning != is.elearning {
        said.level(format!("{title}: {}.", elearning(is.elearning)));
    }
    for outcome in without(&is.outcomes, &was.outcomes) {
        said.level(format!("{title} now teaches to “{outcome}”."));
    }
    for outcome in without(&was.outcomes, &is.outcomes) {
        said.level(format!("{title} no longer teaches to “{outcome}”."));
    }
}

fn elearning(worth: Elearning) -> &'static str {
    match worth {
        Elearning::Completes => "passing the e-learning now completes it",
        Elearning::Prepares => "the e-learning now prepares for it, and a session completes it",
        Elearning::None => "e-learning no longer counts for it",
    }
}

fn order(before: &Framework, after: &Framework, was: &Level, is: &Level, said: &mut Said) {
    let titles = |framework: &Framework, codes: &[String]| {
        let title = |code: &String| {
            let level = framework.level(code);
            level.map_or_else(|| code.clone(), |level| level.title.clone())
        };
        listed(codes.iter().map(title))
    };
    let differ = |one: &[String], other: &[String]| {
        without(one, other).next().is_some() || without(other, one).next().is_some()
    };
    for (one, other, verb) in [
        (
            &was.after,
            &is.after,
            ("must now be taken after", "before it had to come"),
        ),
        (
            &was.better_after,
            &is.better_after,
            ("is now better taken after", "it was better after"),
        ),
    ] {
        if differ(one, other) {
            let (now, then) = (titles(after, other), titles(before, one));
            said.level(format!("{} {} {now}; {} {then}.", is.title, verb.0, verb.1));
        }
    }
}

fn times(before: &Framework, after: &Framework, was: &Level, is: &Level, said: &mut Said) {
    let title = &is.title;
    if was.limit != is.limit {
        said.level(format!(
            "{title}: those who are new now have {}; they had {}.",
            is.limit, was.limit
        ));
    }
    for cohort in &after.cohorts {
        let has_own = |level: &Level| {
            let mut limits = level.shorter_limits.iter();
            limits.any(|one| one.cohorts.contains(&cohort.code))
        };
        let (had, has) = (was.limit_for(&cohort.code), is.limit_for(&cohort.code));
        let concerns = has_own(was) || has_own(is);
        if concerns && had != has && before.cohort(&cohort.code).is_some() {
            said.level(format!(
                "{title}: “{}” now have {has}; they had {had}.",
                cohort.title
            ));
        }
    }
    match (was.refresh, is.refresh) {
        (then, now) if then == now => {}
        (None, Some(now)) => said.level(format!(
            "{title} now has to be refreshed every {}; it was valid without end.",
            every(now)
        )),
        (Some(then), Some(now)) => said.level(format!(
            "{title} is now refreshed every {}; it was every {}.",
            every(now),
            every(then)
        )),
        (Some(then), None) => said.level(format!(
            "{title} is now valid without end; it was refreshed every {}.",
            every(then)
        )),
        (None, None) => {}
    }
    if was.renewal != is.renewal {
        said.level(format!(
            "{title} now counts {}; it counted {}.",
            is.renewal, was.renewal
        ));
    }
}

/// "year" for one year, "2 years" for two.
fn every(span: Span) -> String {
    let said = span.to_string();
    said.strip_prefix("1 ").map_or(said.clone(), str::to_owned)
}

fn reminders(level: &Level, was: &Reminders, is: &Reminders, said: &mut Said) {
    let title = &level.title;
    for (then, now, when) in [
        (&was.before, &is.before, "before the date"),
        (&was.after, &is.after, "after it"),
    ] {
        if then != now {
            said.level(format!(
                "{title}: reminders {when} now go out {}; it was {}.",
                days(now),
                days(then)
            ));
        }
    }
    if was.manager_after != is.manager_after {
        said.level(match is.manager_after {
            Some(days) => {
                format!("{title}: the line manager is now told {days} days after the date.")
            }
            None => format!("{title}: line managers are no longer told of those who are late."),
        });
    }
}

fn days(days: &[u32]) -> String {
    match days {
        [] => "on no day".to_owned(),
        days => format!("at {} days", listed(days)),
    }
}

fn elsewhere(was: &Level, is: &Level, said: &mut Said) {
    let title = &is.title;
    for one in without(&is.accepts, &was.accepts) {
        let known = was.accepts.iter().any(|other| other.title == one.title);
        let verb = if known {
            "is accepted in other words"
        } else {
            "is now accepted"
        };
        said.level(format!(
            "{title}: “{}” ({}) {verb}.",
            one.title, one.provider
        ));
    }
    for one in without(&was.accepts, &is.accepts) {
        if !is.accepts.iter().any(|other| other.title == one.title) {
            said.level(format!(
                "{title}: “{}” ({}) is no longer accepted.",
                one.title, one.provider
            ));
        }
    }
    for other in without(&is.corresponds_to, &was.corresponds_to) {
        said.level(format!("{title} is now said to correspond to {other}."));
    }
    for other in without(&was.corresponds_to, &is.corresponds_to) {
        said.level(format!(
            "{title} is no longer said to correspond to {other}."
        ));
    }
}
