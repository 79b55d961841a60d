//! A course of the menu.

use super::Price;
use crate::records::Worth;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A course, session or briefing that satisfies a level, wholly or in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub origin: Origin,
    /// Who provides it.
    pub provider: String,
    /// How it is delivered.
    pub mode: Mode,
    /// How long it takes, where the provider says so.
    pub minutes: Option<u32>,
    /// What it is for, in a sentence or two.
    pub aim: String,
    /// What people can do afterwards, each completing "You can …".
    pub objectives: Vec<String>,
    /// What a place costs, where the provider says so.
    pub price: Option<Price>,
    /// The levels it satisfies.
    pub satisfies: Vec<Satisfies>,
    /// Where more is said about it.
    pub web: Option<String>,
    /// Who has checked its lesson plan.
    pub lesson_plan: Option<SignOff>,
    /// The first day on which it is no longer offered. What was completed before still counts.
    pub withdrawn_on: Option<NaiveDate>,
}

/// A level that a course satisfies, and how far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Satisfies {
    /// Code of the level.
    pub level: String,
    /// The whole level, or a part of it.
    pub worth: Worth,
    /// With a part: what is missing for the rest.
    pub missing: String,
}

/// That a lesson plan has been checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Who has checked it.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
}

/// Whose a course is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The partnership runs it.
    Partnership,
    /// Somebody outside runs it.
    Outside,
}

impl Origin {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Partnership, Self::Outside];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::Outside => "outside",
        }
    }

    /// The origin kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Partnership => "The partnership",
            Self::Outside => "Somebody outside",
        }
    }
}

/// How a course is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In a room.
    FaceToFace,
    /// With a trainer, over the internet.
    LiveOnline,
    /// By oneself, on a screen.
    Elearning,
    /// A short slot in a team meeting.
    Briefing,
    /// For members and leaders.
    Seminar,
}

impl Mode {
    /// Every mode, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::FaceToFace,
        Self::LiveOnline,
        Self::Elearning,
        Self::Briefing,
        Self::Seminar,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::FaceToFace => "face_to_face",
            Self::LiveOnline => "live_online",
            Self::Elearning => "elearning",
            Self::Briefing => "briefing",
            Self::Seminar => "seminar",
        }
    }

    /// The mode kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::FaceToFace => "Face to face",
            Self::LiveOnline => "Live online",
            Self::Elearning => "E-learning",
            Self::Briefing => "Briefing in a team meeting",
            Self::Seminar => "Seminar",
        }
    }
}

impl Course {
    /// Whether it is still the same training as `before`, so that what boards ratified of `before` holds for it too.
    ///
    /// Its title, price, web address, sign-off and withdrawal may change; whatever people learn, from whom, how and for
    /// how long, and what it satisfies, makes it another edition.
    pub fn is_same_training(&self, before: &Self) -> bool {
        self.origin == before.origin
            && self.provider == before.provider
            && self.mode == before.mode
            && self.minutes == before.minutes
            && self.aim == before.aim
            && self.objectives == before.objectives
            && self.satisfies == before.satisfies
    }

    /// Whether it is offered on a day.
    pub fn is_offered_on(&self, day: NaiveDate) -> bool {
        self.withdrawn_on.is_none_or(|end| day < end)
    }

    /// How far it satisfies a level, if it does.
    pub fn towards(&self, level: &str) -> Option<&Satisfies> {
        self.satisfies.iter().find(|one| one.level == level)
    }
}

/// Why a web address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WebRefusal {
    /// It is of another kind, or none.
    #[error(
        "Enter a web address that begins with https://, such as https://provider.example/course"
    )]
    NotHttps,
    /// It is longer than any address needs to be.
    #[error("Web address must be {LONGEST_ADDRESS} characters or fewer")]
    TooLong,
}

/// The longest web address, in characters.
const LONGEST_ADDRESS: usize = 300;

/// A web address that a page may link to.
///
/// # Errors
/// [`WebRefusal`], as the sentence that the writer reads.
pub fn web_address(typed: &str) -> Result<String, WebRefusal> {
    let host = typed
        .strip_prefix("https://")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_host = |host: &str| {
        let labels: Vec<_> = host.split('.').collect();
        let is_label = |label: &&str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        labels.len() > 1 && labels.iter().all(is_label)
    };
    let is_plain = typed
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b));
    if !host.is_some_and(is_host) || !is_plain {
        return Err(WebRefusal::NotHttps);
    }
    if typed.len() > LONGEST_ADDRESS {
        return Err(WebRefusal::TooLong);
    }
    Ok(typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn half_day() -> Course {
        Course {
            title: "Half a day".to_owned(),
            origin: Origin::Partnership,
            provider: "The partnership".to_owned(),
            mode: Mode::FaceToFace,
            minutes: Some(180),
            aim: "Safe first conversations.".to_owned(),
            objectives: vec!["Record accurately".to_owned()],
            price: Some(Price(0)),
            satisfies: vec![Satisfies {
                level: "FP".to_owned(),
                worth: Worth::Level,
                missing: String::new(),
            }],
            web: None,
            lesson_plan: None,
            withdrawn_on: None,
        }
    }

    #[test]
    fn a_board_ratifies_anew_what_people_learn_and_not_what_it_costs() {
        let before = half_day();
        let dearer = Course {
            title: "Half a day for the front line".to_owned(),
            price: Some(Price(4500)),
            web: Some("https://board.example/half-day".to_owned()),
            withdrawn_on: NaiveDate::from_ymd_opt(2027, 1, 1),
            ..before.clone()
        };
        assert!(dearer.is_same_training(&before));
        let shorter = Course {
            minutes: Some(90),
            ..before.clone()
        };
        assert!(!shorter.is_same_training(&before));
        let mut weaker = before.clone();
        weaker.satisfies[0].worth = Worth::Part;
        assert!(!weaker.is_same_training(&before));
    }

    #[test]
    fn a_withdrawn_course_is_offered_to_the_day_before() {
        let day = |d| NaiveDate::from_ymd_opt(2027, 3, d).unwrap();
        let course = Course {
            withdrawn_on: Some(day(10)),
            ..half_day()
        };
        assert!(course.is_offered_on(day(9)) && !course.is_offered_on(day(10)));
        assert!(half_day().is_offered_on(NaiveDate::MAX));
    }

    #[test]
    fn a_link_leads_to_a_web_site_and_nowhere_else() {
        assert!(web_address("https://provider.example/course?id=7#dates").is_ok());
        for wrong in [
            "",
            "provider.example",
            "http://provider.example",
            "javascript:alert(1)",
            "https://",
            "https://localhost/x",
            "https://me@provider.example",
            "https://provider.example/\"><script>",
            "https://provider.example/a b",
        ] {
            assert_eq!(web_address(wrong), Err(WebRefusal::NotHttps), "{wrong}");
        }
        let long = format!("https://provider.example/{}", "a".repeat(300));
        assert_eq!(web_address(&long), Err(WebRefusal::TooLong));
    }

    proptest! {
        /// No address that is taken can end the attribute it is written into, whatever was typed.
        #[test]
        fn no_address_breaks_out(typed in ".{0,60}") {
            let address = web_address(&format!("https://provider.example/{typed}"));
            if let Ok(address) = address {
                prop_assert!(!address.contains(['"', '<', '>', ' ']));
            }
        }
    }
}
