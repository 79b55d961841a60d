//! Putting a session on more than once: how often was asked, and the sessions that come of it.

use crate::{
    ui::{Choice, Field, InputMode, InputWidth, LabelKind, RadioLayout, Radios, Size, TextInput},
    web::{Fields, typed::wrong},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    calendar,
    sessions::{MOST_TIMES, Pattern, moved},
};
use leptos::prelude::*;
use store::sessions::{NewSession, Part, ReservedFor};

/// The longest pause between two on the same day, in minutes.
const LONGEST_PAUSE: i64 = 240;

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct AgainForm {
    pub again: Field,
    pub times: Field,
    pub pause: Field,
}

impl AgainForm {
    pub fn typed(fields: &Fields) -> Self {
        let field = |name: &str, label: &str, usual: &str| {
            let typed = fields.text(name);
            let value = if fields.0.is_empty() { usual } else { typed };
            Field::new(name).label(label).value(value)
        };
        Self {
            again: field("again", "How often do you put it on?", "once"),
            times: field("times", "How many times in all, if it is repeated", "")
                .hint("You see the dates before anything is put on"),
            pause: field(
                "pause",
                "Minutes between the two, if both are on the same day",
                "30",
            ),
        }
    }

    pub fn fields(&self) -> [&Field; 3] {
        [&self.again, &self.times, &self.pause]
    }

    /// The sessions, the first of which was typed; none when something is wrong, which the fields then say.
    pub fn plan(&mut self, first: NewSession) -> Option<Vec<NewSession>> {
        let pattern = match self.again.current() {
            "" | "once" => return Some(vec![first]),
            "same_day" => return self.same_day(first),
            "week" => Pattern::Weeks(1),
            "two_weeks" => Pattern::Weeks(2),
            "month" => Pattern::Monthly,
            _ => {
                wrong(&mut self.again, "Select how often you put it on");
                return None;
            }
        };
        let times = self.times.current().parse().ok();
        let Some(times) = times.filter(|times| (2..=MOST_TIMES).contains(times)) else {
            let said = format!("How many times must be a whole number from 2 to {MOST_TIMES}");
            wrong(&mut self.times, said);
            return None;
        };
        let first_on = calendar::day_of(first.parts.first()?.starts_at);
        let mut planned = Vec::new();
        for day in pattern.days(first_on, times) {
            let Some(session) = shifted(&first, |at| moved(at, day - first_on)) else {
                let said = format!(
                    "On {} clocks go forward and leave that time out. Choose another time or fewer times",
                    calendar::day(day)
                );
                wrong(&mut self.times, said);
                return None;
            };
            planned.push(session);
        }
        Some(planned)
    }

    /// The first, and a second one after it on the same day.
    fn same_day(&mut self, first: NewSession) -> Option<Vec<NewSession>> {
        let [part] = first.parts.as_slice() else {
            let said = "Only a session on one day can be put on twice that day";
            wrong(&mut self.again, said);
            return None;
        };
        let pause = self.pause.current().parse().ok();
        let Some(pause) = pause.filter(|pause| (0..=LONGEST_PAUSE).contains(pause)) else {
            let said = format!("Minutes must be a whole number from 0 to {LONGEST_PAUSE}");
            wrong(&mut self.pause, said);
            return None;
        };
        let later = part.ends_at - part.starts_at + TimeDelta::minutes(pause);
        if calendar::day_of(part.ends_at + later) != calendar::day_of(part.starts_at) {
            wrong(
                &mut self.pause,
                "The second one would not end on the same day",
            );
            return None;
        }
        let closes_with_start = first.closes_at == part.starts_at;
        let second = NewSession {
            parts: vec![Part {
                starts_at: part.starts_at + later,
                ends_at: part.ends_at + later,
            }],
            closes_at: if closes_with_start {
                first.closes_at + later
            } else {
                first.closes_at
            },
            ..first.clone()
        };
        Some(vec![first, second])
    }

    /// The questions.
    pub fn view(self) -> AnyView {
        let choices = [
            ("once", "Once"),
            ("same_day", "Twice the same day"),
            ("week", "Every week"),
            ("two_weeks", "Every two weeks"),
            ("month", "Every month on the same weekday"),
        ];
        let choices = choices.map(|(code, text)| Choice::new(code, text)).to_vec();
        view! {
            <Radios field=self.again choices=choices legend=LabelKind::Sized(Size::Small) layout=RadioLayout::Small/>
            <TextInput field=self.times inputmode=InputMode::Numeric width=InputWidth::Chars5/>
            <TextInput field=self.pause inputmode=InputMode::Numeric width=InputWidth::Chars5/>
        }
        .into_any()
    }
}

/// The session at other times. Booking opens for all of them at the same instant, and closes for each in its turn.
fn shifted(
    first: &NewSession,
    at: impl Fn(DateTime<Utc>) -> Option<DateTime<Utc>>,
) -> Option<NewSession> {
    let part = |part: &Part| {
        Some(Part {
            starts_at: at(part.starts_at)?,
            ends_at: at(part.ends_at)?,
        })
    };
    let reserved = match first.reserved {
        Some(reserved) => Some(ReservedFor {
            until: at(reserved.until)?,
            ..reserved
        }),
        None => None,
    };
    Some(NewSession {
        parts: first.parts.iter().map(part).collect::<Option<_>>()?,
        closes_at: at(first.closes_at)?,
        reserved,
        ..first.clone()
    })
}
