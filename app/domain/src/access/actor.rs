//! Those who act: a person with the roles of today, or the program itself.

use crate::ids::{AccountId, BoardId, OrganisationId, PersonId};
use serde::{Deserialize, Serialize};

/// A role; what it may do is said by the acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everyone with an account.
    Learner,
    /// Line manager, of the people whose posts name them.
    Manager,
    /// Trains others for the partnership.
    Trainer,
    /// Looks after the training of one organisation.
    TrainingLead,
    /// Runs the office of one board.
    BusinessManager,
    /// Looks after the partnership's installation.
    Administrator,
    /// The program itself: its command line and its jobs.
    Program,
}

impl Role {
    /// The roles that can be granted to a person, in rising order.
    pub const GRANTED: [Self; 5] = [
        Self::Manager,
        Self::Trainer,
        Self::TrainingLead,
        Self::BusinessManager,
        Self::Administrator,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Manager => "manager",
            Self::Trainer => "trainer",
            Self::TrainingLead => "training_lead",
            Self::BusinessManager => "business_manager",
            Self::Administrator => "administrator",
            Self::Program => "program",
        }
    }

    /// The role kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::GRANTED.into_iter().find(|role| role.code() == code)
    }

    /// What it is granted for.
    pub fn held_for(self) -> HeldFor {
        match self {
            Self::Manager | Self::TrainingLead => HeldFor::Organisation,
            Self::BusinessManager => HeldFor::Board,
            Self::Learner | Self::Trainer | Self::Administrator | Self::Program => {
                HeldFor::Partnership
            }
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Learner => "Learner",
            Self::Manager => "Manager",
            Self::Trainer => "Trainer",
            Self::TrainingLead => "Training lead",
            Self::BusinessManager => "Business manager",
            Self::Administrator => "Administrator",
            Self::Program => "The program",
        }
    }
}

/// What a role is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldFor {
    /// One organisation.
    Organisation,
    /// One board.
    Board,
    /// The partnership as a whole.
    Partnership,
}

/// A role that somebody holds today, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The organisation it is for, if it is for one.
    pub organisation: Option<OrganisationId>,
    /// The board it is for, if it is for one.
    pub board: Option<BoardId>,
    /// The line manager in whose place it is held, as their deputy; none for a role of one's own.
    pub whose: Option<PersonId>,
}

/// Somebody who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who has signed in.
    Person {
        /// Who.
        person: PersonId,
        /// The account that signed in.
        account: AccountId,
        /// The name to show.
        name: String,
        /// The roles held today.
        grants: Vec<Grant>,
    },
    /// The program itself.
    Program,
}

impl Actor {
    /// The person, unless it is the program that acts.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { person, .. } => Some(*person),
            Self::Program => None,
        }
    }

    /// The roles held today.
    pub fn grants(&self) -> &[Grant] {
        match self {
            Self::Person { grants, .. } => grants,
            Self::Program => &[],
        }
    }

    /// Whether they hold a role anywhere.
    pub fn has(&self, role: Role) -> bool {
        match self {
            Self::Person { grants, .. } => {
                role == Role::Learner || grants.iter().any(|g| g.role == role)
            }
            Self::Program => role == Role::Program,
        }
    }

    /// Whether they hold any role above learner, for which a second factor is asked.
    pub fn needs_second_factor(&self) -> bool {
        !self.grants().is_empty()
    }

    /// The line managers whose people they look after: themselves, if they are one, and those whose deputy they are today.
    pub fn managers(&self) -> Vec<PersonId> {
        let Some(person) = self.person() else {
            return Vec::new();
        };
        let mut managers: Vec<_> = self
            .grants()
            .iter()
            .filter(|g| g.role == Role::Manager)
            .map(|g| g.whose.unwrap_or(person))
            .collect();
        managers.sort();
        managers.dedup();
        managers
    }

    /// The boards whose business they manage.
    pub fn boards(&self) -> Vec<BoardId> {
        self.grants()
            .iter()
            .filter(|g| g.role == Role::BusinessManager)
            .filter_map(|g| g.board)
            .collect()
    }

    /// The organisations whose training they lead.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        self.grants()
            .iter()
            .filter(|g| g.role == Role::TrainingLead)
            .filter_map(|g| g.organisation)
            .collect()
    }
}
