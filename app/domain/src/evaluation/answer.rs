//! What people say of a session.

/// How good, how useful, how confident: from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating(u8);

impl Rating {
    /// Every rating, the lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The rating of a number; none beyond 1 to 5.
    pub fn new(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.0 == number)
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident $code:literal $title:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word under which it is kept.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The one kept under a word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// What people call it.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title),+
                }
            }
        }
    };
}

words! {
    /// Whether there was time enough.
    Pace {
        /// There was too much time.
        Slow "slow" "Too slow",
        /// There was.
        Right "right" "About right",
        /// There was too little.
        Fast "fast" "Too fast",
    }
}

words! {
    /// Whether somebody could take part in all of it.
    Access {
        /// In all of it.
        Fully "fully" "Yes, in all of it",
        /// In most of it.
        Mostly "mostly" "In most of it",
        /// Something was in the way.
        No "no" "No, something was in the way",
    }
}

words! {
    /// Whether somebody has done what they meant to do.
    Did {
        /// They have.
        Yes "yes" "Yes",
        /// In part.
        Partly "partly" "In part",
        /// They have not.
        No "no" "Not yet",
    }
}

words! {
    /// How an evaluation is given.
    Way {
        /// By the form.
        Form "form" "By the form",
        /// The person would rather tell somebody, and has not yet.
        Talk "talk" "Would rather tell somebody",
        /// The person has told somebody.
        Told "told" "Has told somebody",
    }
}

/// How confident somebody is of one outcome of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// The outcome, in the words of the course.
    pub outcome: String,
    /// Before the session; never asked at a follow-up.
    pub before: Option<Rating>,
    /// Now.
    pub now: Option<Rating>,
}

impl Confidence {
    fn says_something(&self) -> bool {
        self.before.is_some() || self.now.is_some()
    }
}

/// What somebody says right after a session. Nothing of it has to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How confident they are, outcome by outcome.
    pub confidences: Vec<Confidence>,
    /// How relevant it was to their work.
    pub relevance: Option<Rating>,
    /// How well it was taught.
    pub trainer: Option<Rating>,
    /// Whether there was time enough.
    pub pace: Option<Pace>,
    /// Whether they could take part.
    pub access: Option<Access>,
    /// One thing they will do differently.
    pub will_do: String,
    /// Anything else.
    pub more: String,
    /// Whether they may be asked again.
    pub may_follow_up: bool,
}

impl Answers {
    /// Whether anything is said at all.
    pub fn say_something(&self) -> bool {
        let rated = self.relevance.is_some() || self.trainer.is_some();
        let chosen = self.pace.is_some() || self.access.is_some();
        let written = !self.will_do.is_empty() || !self.more.is_empty();
        rated || chosen || written || self.confidences.iter().any(Confidence::says_something)
    }
}

/// What somebody says weeks later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// How confident they still are, outcome by outcome.
    pub confidences: Vec<Confidence>,
    /// Whether they have done what they meant to do.
    pub did: Option<Did>,
    /// What has helped.
    pub helped: String,
    /// What was in the way.
    pub hindered: String,
}

impl FollowUp {
    /// Whether anything is said at all.
    pub fn says_something(&self) -> bool {
        let written = !self.helped.is_empty() || !self.hindered.is_empty();
        let rated = self.confidences.iter().any(Confidence::says_something);
        self.did.is_some() || written || rated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_answer_is_enough_and_consent_alone_is_none() {
        let nothing = Answers {
            may_follow_up: true,
            ..Answers::default()
        };
        assert!(!nothing.say_something());
        let paced = Answers {
            pace: Some(Pace::Right),
            ..Answers::default()
        };
        assert!(paced.say_something());
        let confidence = |now| Confidence {
            outcome: "Record accurately".to_owned(),
            before: None,
            now,
        };
        let unsure = FollowUp {
            confidences: vec![confidence(None)],
            ..FollowUp::default()
        };
        assert!(!unsure.says_something());
        let sure = FollowUp {
            confidences: vec![confidence(Rating::new(4))],
            ..FollowUp::default()
        };
        assert!(sure.says_something());
    }

    #[test]
    fn ratings_go_from_one_to_five_and_words_come_back() {
        assert_eq!(Rating::new(0), None);
        assert_eq!(Rating::new(5).map(Rating::number), Some(5));
        assert_eq!(Rating::new(6), None);
        for way in Way::ALL {
            assert_eq!(Way::from_code(way.code()), Some(*way));
        }
    }
}
