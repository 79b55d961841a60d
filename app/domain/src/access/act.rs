//! Acts, the rules they carry, and the permits that prove they were asked for.

use super::{Actor, Role};
use crate::ids::{BoardId, OrganisationId, PersonId};
use thiserror::Error;

/// How far a role reaches for one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only themselves.
    Themselves,
    /// The people whose line manager they are, or the deputy of whose line manager.
    TheirPeople,
    /// The organisation of their role.
    TheirOrganisation,
    /// The area of the board of their role.
    TheirBoard,
    /// The whole partnership.
    Everywhere,
}

impl Reach {
    /// As the access table says it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Themselves => "themselves",
            Self::TheirPeople => "their people",
            Self::TheirOrganisation => "their organisation",
            Self::TheirBoard => "their board",
            Self::Everywhere => "everywhere",
        }
    }
}

/// One line of a rule: this role, this far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allow(pub Role, pub Reach);

/// Whom or what an act touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The person it is about.
    pub person: Option<PersonId>,
    /// Their line managers today.
    pub managers: Vec<PersonId>,
    /// The organisations it is about: the person's posts of today, or the organisation itself.
    pub organisations: Vec<OrganisationId>,
    /// The boards in whose area that is.
    pub boards: Vec<BoardId>,
}

impl Target {
    /// A person about whom nothing else matters.
    pub fn person(person: PersonId) -> Self {
        Self {
            person: Some(person),
            ..Self::default()
        }
    }

    /// An organisation.
    pub fn organisation(organisation: OrganisationId) -> Self {
        Self {
            organisations: vec![organisation],
            ..Self::default()
        }
    }

    /// A board.
    pub fn board(board: BoardId) -> Self {
        Self {
            boards: vec![board],
            ..Self::default()
        }
    }
}

/// Something that somebody may or may not do. All acts are listed in `acts.rs`.
pub trait Act {
    /// Its name in the audit trail and the access table.
    const NAME: &'static str;
    /// What it does, in a few words.
    const DOES: &'static str;
    /// Who may do it, how far.
    const RULE: &'static [Allow];

    /// Whom or what it touches.
    fn target(&self) -> Target;
}

/// Proof that somebody may do an act. Only [`permit`] makes one.
#[derive(Clone, Debug)]
pub struct Permit<A> {
    act: A,
    by: Option<PersonId>,
}

impl<A: Act> Permit<A> {
    /// What is permitted.
    pub fn act(&self) -> &A {
        &self.act
    }

    /// Who does it; nobody when it is the program itself.
    pub fn by(&self) -> Option<PersonId> {
        self.by
    }

    /// The name of the act.
    pub fn name(&self) -> &'static str {
        A::NAME
    }
}

/// That somebody may not do something. They are told that there is no such page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{act} is not allowed")]
pub struct Denied {
    /// The name of the act.
    pub act: &'static str,
}

/// The permit for an act, if one of the actor's roles reaches its target.
///
/// # Errors
/// [`Denied`] when none does.
pub fn permit<A: Act>(actor: &Actor, act: A) -> Result<Permit<A>, Denied> {
    let target = act.target();
    if A::RULE.iter().any(|allow| reaches(actor, *allow, &target)) {
        Ok(Permit {
            act,
            by: actor.person(),
        })
    } else {
        Err(Denied { act: A::NAME })
    }
}

fn reaches(actor: &Actor, Allow(role, reach): Allow, target: &Target) -> bool {
    let Some(person) = actor.person() else {
        return role == Role::Program;
    };
    if role == Role::Program || !actor.has(role) {
        return false;
    }
    match reach {
        Reach::Themselves => target.person == Some(person),
        Reach::TheirPeople => {
            let own = actor.managers();
            own.iter().any(|manager| target.managers.contains(manager))
        }
        Reach::TheirOrganisation => held(
            actor,
            role,
            |grant| grant.organisation,
            &target.organisations,
        ),
        Reach::TheirBoard => held(actor, role, |grant| grant.board, &target.boards),
        Reach::Everywhere => true,
    }
}

/// Whether the actor holds the role for one of the places.
fn held<T: PartialEq>(
    actor: &Actor,
    role: Role,
    place: impl Fn(&super::Grant) -> Option<T>,
    places: &[T],
) -> bool {
    let mut own = actor
        .grants()
        .iter()
        .filter(|grant| grant.role == role)
        .filter_map(place);
    own.any(|mine| places.contains(&mine))
}
