//! What somebody can be asked for.

use serde::Serialize;

/// A subject on which a person offers advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Topic {
    /// Signs, and a first conversation.
    Signs,
    /// Referring into the NRM, and the duty to notify.
    Referrals,
    /// Adult safeguarding.
    Adults,
    /// Children and their guardians.
    Children,
    /// Housing and support.
    Housing,
    /// Labour exploitation, businesses and inspections.
    Work,
    /// Contracts and supply chains.
    Supply,
    /// Training a team.
    Training,
}

impl Topic {
    /// Every topic, in the order in which it is offered.
    pub const ALL: [Self; 8] = [
        Self::Signs,
        Self::Referrals,
        Self::Adults,
        Self::Children,
        Self::Housing,
        Self::Work,
        Self::Supply,
        Self::Training,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Signs => "signs",
            Self::Referrals => "referrals",
            Self::Adults => "adults",
            Self::Children => "children",
            Self::Housing => "housing",
            Self::Work => "work",
            Self::Supply => "supply",
            Self::Training => "training",
        }
    }

    /// The topic kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Signs => "Signs and first conversations",
            Self::Referrals => "NRM referrals and the duty to notify",
            Self::Adults => "Adult safeguarding",
            Self::Children => "Children and young people",
            Self::Housing => "Housing and support",
            Self::Work => "Workplaces and inspections",
            Self::Supply => "Contracts and supply chains",
            Self::Training => "A session for a team",
        }
    }

    /// Several topics as they are kept: their words between spaces, so that each is found whole.
    pub fn kept(topics: &[Self]) -> String {
        topics
            .iter()
            .fold(String::from(" "), |kept, topic| kept + topic.code() + " ")
    }

    /// Topics as they were kept.
    pub fn read(kept: &str) -> Vec<Self> {
        kept.split_whitespace()
            .filter_map(Self::from_code)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_come_back_as_they_were_kept() {
        assert_eq!(Topic::read(&Topic::kept(&Topic::ALL)), Topic::ALL);
        assert_eq!(Topic::kept(&[Topic::Adults, Topic::Work]), " adults work ");
        assert_eq!(Topic::read(" adults nonsense "), [Topic::Adults]);
        assert!(Topic::read(&Topic::kept(&[])).is_empty());
    }
}
