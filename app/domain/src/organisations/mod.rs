//! Districts, boards, organisations and teams.
//!
//! Decided in `docs/rules/organisations.md`. Kept by `store::organisations`.

mod teams;

pub use teams::{
    Placed, Team, TeamRefusal, TypedTeam, and_inside, as_tree, may_stand_inside, typed_teams,
};

use serde::{Deserialize, Serialize};

/// What kind of body an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A county, district, borough or unitary council.
    Council,
    /// An NHS trust or integrated care board.
    Nhs,
    /// A police force.
    Police,
    /// A fire and rescue service.
    Fire,
    /// A housing association.
    Housing,
    /// A charity, faith or community group.
    Charity,
    /// A firm or anybody else who works with the partnership.
    Other,
}

impl OrganisationKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Council,
        Self::Nhs,
        Self::Police,
        Self::Fire,
        Self::Housing,
        Self::Charity,
        Self::Other,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Nhs => "nhs",
            Self::Police => "police",
            Self::Fire => "fire",
            Self::Housing => "housing",
            Self::Charity => "charity",
            Self::Other => "other",
        }
    }

    /// The kind kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Council => "Council",
            Self::Nhs => "NHS",
            Self::Police => "Police",
            Self::Fire => "Fire and rescue",
            Self::Housing => "Housing association",
            Self::Charity => "Charity or community group",
            Self::Other => "Other organisation",
        }
    }
}

/// Whom to turn to in a board's area; shown inside the modules and on result pages.
///
/// Numbers and addresses are the board's own settings: Cascade ships none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalContacts {
    /// Telephone of adult safeguarding.
    pub adults: String,
    /// Telephone of children's services.
    pub children: String,
    /// The police unit for modern slavery, as people reach it.
    pub police: String,
    /// E-mail of the board's office.
    pub office: String,
}

impl LocalContacts {
    /// Whether the board has not entered any yet.
    pub fn is_empty(&self) -> bool {
        self.adults.is_empty()
            && self.children.is_empty()
            && self.police.is_empty()
            && self.office.is_empty()
    }
}
