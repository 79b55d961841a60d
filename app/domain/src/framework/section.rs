//! The parts of a framework, as pages, comments and lists of faults speak of them.

/// A part of a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Title, version, what it is for.
    About,
    /// The levels.
    Levels,
    /// The cohorts.
    Cohorts,
    /// The questions that sort posts into cohorts.
    Questions,
    /// What each cohort must or should reach.
    Requirements,
}

impl Section {
    /// Every part, in the order of the document.
    pub const ALL: [Self; 5] = [
        Self::About,
        Self::Levels,
        Self::Cohorts,
        Self::Questions,
        Self::Requirements,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Levels => "levels",
            Self::Cohorts => "cohorts",
            Self::Questions => "questions",
            Self::Requirements => "requirements",
        }
    }

    /// The part kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::About => "About the framework",
            Self::Levels => "Levels",
            Self::Cohorts => "Cohorts",
            Self::Questions => "Questions",
            Self::Requirements => "Who needs what",
        }
    }
}
