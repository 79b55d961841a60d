//! Which list a page is about.

use crate::web::{Problem, Visit};
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, StaffImportId},
};
use store::{
    organisations,
    people::imports::{self, Import},
};

/// A list that the visitor may see.
pub(super) struct Which {
    /// The permit to bring it in.
    pub permit: Permit<ImportStaff>,
    /// The list.
    pub import: Import,
}

impl Which {
    /// Its page.
    pub fn href(&self) -> String {
        href(self.import.id)
    }
}

/// The page of a list.
pub(super) fn href(id: StaffImportId) -> String {
    format!("/people/imports/{id}")
}

/// The list in the address. Whoever sees it may bring in the people of every organisation that it is about.
pub(super) async fn which(visit: &Visit) -> Result<Which, Problem> {
    let id: StaffImportId = visit.param("import")?;
    let mut permits = Vec::new();
    for organisation in imports::organisations_of(visit.services(), id).await? {
        permits.push(visit.permit(ImportStaff { organisation })?);
    }
    let permit = permits.into_iter().next().ok_or(Problem::NotFound)?;
    let import = imports::find(visit.services(), &permit, id)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Which { permit, import })
}

/// The organisations whose lists the visitor may bring in, by name.
pub(super) async fn may_bring(visit: &Visit) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let all = organisations::organisations(visit.services()).await?;
    let may = |id| visit.permit(ImportStaff { organisation: id }).is_ok();
    let mine = all.into_iter().filter(|organisation| may(organisation.id));
    Ok(mine
        .map(|organisation| (organisation.id, organisation.name))
        .collect())
}
