//! How much of a list somebody may see.

use super::{Actor, Denied, Role};
use crate::ids::{BoardId, OrganisationId, PersonId};

/// The part of the partnership that a list may show. Made here only; queries turn it into their `WHERE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    everywhere: bool,
    organisations: Vec<OrganisationId>,
    boards: Vec<BoardId>,
    managed_by: Vec<PersonId>,
}

impl Scope {
    /// Whether it is the whole partnership.
    pub fn is_everywhere(&self) -> bool {
        self.everywhere
    }

    /// The organisations it takes in.
    pub fn organisations(&self) -> &[OrganisationId] {
        &self.organisations
    }

    /// The boards whose area it takes in.
    pub fn boards(&self) -> &[BoardId] {
        &self.boards
    }

    /// The line managers whose people it takes in.
    pub fn managed_by(&self) -> &[PersonId] {
        &self.managed_by
    }
}

/// The people somebody may see in lists: a training lead those of the organisation, a business manager those of the
/// board's area, a manager and the manager's deputy the manager's own, an administrator all.
///
/// # Errors
/// [`Denied`] for those who see nobody but themselves.
pub fn scope_of_people(actor: &Actor) -> Result<Scope, Denied> {
    let scope = Scope {
        everywhere: actor.has(Role::Administrator) || actor.has(Role::Program),
        organisations: actor.organisations(),
        boards: actor.boards(),
        managed_by: actor.managers(),
    };
    let sees_nobody = !scope.everywhere
        && scope.organisations.is_empty()
        && scope.boards.is_empty()
        && scope.managed_by.is_empty();
    if sees_nobody {
        Err(Denied { act: "ListPeople" })
    } else {
        Ok(scope)
    }
}

/// The certificates, and the completions without one, that a business manager may see: those of the board's area.
///
/// # Errors
/// [`Denied`] for everyone else.
pub fn scope_of_certificates(actor: &Actor) -> Result<Scope, Denied> {
    let boards = actor.boards();
    if boards.is_empty() {
        return Err(Denied {
            act: "ListCertificates",
        });
    }
    Ok(Scope {
        everywhere: false,
        organisations: Vec::new(),
        boards,
        managed_by: Vec::new(),
    })
}

/// The people whose claims somebody may decide on: a training lead those of the organisation, a business manager those of
/// the board's area.
///
/// # Errors
/// [`Denied`] for everyone else.
pub fn scope_of_claims(actor: &Actor) -> Result<Scope, Denied> {
    let scope = Scope {
        everywhere: false,
        organisations: actor.organisations(),
        boards: actor.boards(),
        managed_by: Vec::new(),
    };
    if scope.organisations.is_empty() && scope.boards.is_empty() {
        Err(Denied { act: "ListClaims" })
    } else {
        Ok(scope)
    }
}

/// The organisations whose reminders somebody sees and sets: a training lead those of the organisation, an administrator
/// all.
///
/// # Errors
/// [`Denied`] for everyone else.
pub fn scope_of_reminders(actor: &Actor) -> Result<Scope, Denied> {
    of_leads(actor, "SetReminders")
}

/// The sign-ins by the employer that somebody decides about: a training lead those of the organisation, an administrator
/// all.
///
/// # Errors
/// [`Denied`] for everyone else.
pub fn scope_of_sign_ins(actor: &Actor) -> Result<Scope, Denied> {
    of_leads(actor, "LinkSignIn")
}

/// The staff lists that somebody may see: a training lead those of the organisation, an administrator all.
///
/// # Errors
/// [`Denied`] for everyone else.
pub fn scope_of_staff_lists(actor: &Actor) -> Result<Scope, Denied> {
    of_leads(actor, "ListStaffLists")
}

/// What training leads look after, each her organisation, and administrators everywhere.
fn of_leads(actor: &Actor, act: &'static str) -> Result<Scope, Denied> {
    let scope = Scope {
        everywhere: actor.has(Role::Administrator),
        organisations: actor.organisations(),
        boards: Vec::new(),
        managed_by: Vec::new(),
    };
    if scope.everywhere || !scope.organisations.is_empty() {
        Ok(scope)
    } else {
        Err(Denied { act })
    }
}
