//! What is to become of each row.

use super::{AbsenceKind, Fault};
use crate::{
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::Contract,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of an outcome, which is also the list in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person, or a post of somebody known, is added.
    New,
    /// Something about a person or a post changes.
    Changed,
    /// A post ends and another begins: a different job, team or organisation.
    Moved,
    /// A post ends.
    Leaver,
    /// There is nothing to do.
    Unchanged,
    /// There are faults in the row.
    Rejected,
    /// Somebody has to decide first.
    Held,
    /// Known, and not in the list.
    Missing,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Changed,
        Self::Moved,
        Self::Leaver,
        Self::Unchanged,
        Self::Held,
        Self::Rejected,
        Self::Missing,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Leaver => "leaver",
            Self::Unchanged => "unchanged",
            Self::Rejected => "rejected",
            Self::Held => "held",
            Self::Missing => "missing",
        }
    }

    /// The kind kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Changed => "Changed",
            Self::Moved => "Moved",
            Self::Leaver => "Leaving",
            Self::Unchanged => "Unchanged",
            Self::Rejected => "Rejected",
            Self::Held => "Waiting for you",
            Self::Missing => "Not in the list",
        }
    }
}

/// What is done to a row that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is added.
    Add,
    /// It changes.
    Change,
}

impl Step {
    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change => "change",
        }
    }
}

/// A change, for people to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changes.
    pub what: String,
    /// As it was; empty when it was not.
    pub before: String,
    /// As it will be; empty when it will not.
    pub after: String,
}

/// A person as they will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPart {
    /// Who.
    pub id: PersonId,
    /// Whether they are added or changed; none when they stay as they are.
    pub step: Option<Step>,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
}

/// A post as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPart {
    /// Which.
    pub id: PostId,
    /// Whether it is added or changed; none when it stays as it is.
    pub step: Option<Step>,
    /// Where.
    pub organisation: OrganisationId,
    /// In which team.
    pub team: Option<TeamId>,
    /// As what.
    pub job_title: String,
    /// On what terms.
    pub contract: Contract,
    /// The number the employer gave.
    pub staff_number: Option<String>,
    /// Which of the person's jobs it is.
    pub assignment: Option<String>,
    /// The line manager.
    pub manager: Option<PersonId>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// Whether it is the main one.
    pub is_main: bool,
}

/// A time away as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsencePart {
    /// Which.
    pub id: Uuid,
    /// Whether it is added or changed.
    pub step: Step,
    /// Away from which post.
    pub post: PostId,
    /// Why.
    pub kind: AbsenceKind,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: Option<NaiveDate>,
    /// The last day as it was.
    pub was_to_on: Option<NaiveDate>,
}

/// What is to become of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its line; none for somebody whom the list does not name.
    pub line: Option<u32>,
    /// In which list it stands.
    pub kind: Kind,
    /// Whom it is about.
    pub name: String,
    /// Their staff number, for people to read.
    pub staff_number: String,
    /// What is wrong with the row.
    pub faults: Vec<Fault>,
    /// What changes.
    pub changes: Vec<Change>,
    /// What is worth knowing.
    pub remarks: Vec<String>,
    /// Which written place has to be decided on first.
    pub open_place: Option<usize>,
    /// The people of whom one may be meant.
    pub candidates: Vec<PersonId>,
    /// The person.
    pub person: Option<PersonPart>,
    /// The post that goes on or begins.
    pub post: Option<PostPart>,
    /// The post that ends because another begins, or because its holder is missing, with its last day.
    pub ends: Option<(PostId, NaiveDate)>,
    /// Times away.
    pub absences: Vec<AbsencePart>,
}

impl Outcome {
    /// An outcome of a kind, with nothing to do yet.
    pub(super) fn new(line: Option<u32>, kind: Kind, name: String, staff_number: String) -> Self {
        Self {
            line,
            kind,
            name,
            staff_number,
            faults: Vec::new(),
            changes: Vec::new(),
            remarks: Vec::new(),
            open_place: None,
            candidates: Vec::new(),
            person: None,
            post: None,
            ends: None,
            absences: Vec::new(),
        }
    }
}
