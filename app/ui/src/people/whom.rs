//! Whom a page is about.

use crate::web::{Problem, Visit};
use domain::{
    access::{Permit, SeePerson},
    ids::PersonId,
};
use store::people;

/// Somebody whom the visitor may see.
pub(crate) struct Whom {
    /// Who.
    pub id: PersonId,
    /// The permit to see them; its target serves for other acts.
    pub seen: Permit<SeePerson>,
}

impl Whom {
    /// Their page.
    pub fn href(&self) -> String {
        format!("/people/{}", self.id)
    }
}

/// The person in the address.
pub(crate) async fn whom(visit: &Visit) -> Result<Whom, Problem> {
    let id: PersonId = visit.param("person")?;
    let target = people::target_of(visit.services(), id, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    let seen = visit.permit(SeePerson { target })?;
    Ok(Whom { id, seen })
}
