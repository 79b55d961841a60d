//! Which organisation a page sorts.

use crate::web::{Problem, Visit};
use domain::{
    access::{Permit, SortPosts},
    framework::Framework,
    ids::{ClassificationRuleId, OrganisationId},
};
use std::sync::Arc;
use store::{
    framework::{cohorts::organisation_of_rule, in_force},
    organisations,
};

/// The organisation of a page, with the permit to sort its posts.
pub(super) struct Place {
    pub id: OrganisationId,
    pub name: String,
    pub permit: Permit<SortPosts>,
    pub framework: Arc<Framework>,
    /// Those the visitor may sort, to choose from.
    pub offered: Vec<(OrganisationId, String)>,
}

impl Place {
    /// The end of an address within this organisation.
    pub fn query(&self) -> String {
        format!("?organisation={}", self.id)
    }
}

/// The organisations whose posts the visitor may sort.
pub(super) async fn offered(visit: &Visit) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let all = organisations::organisations(visit.services()).await?;
    let may = |id| visit.permit(SortPosts { organisation: id }).is_ok();
    Ok(all
        .into_iter()
        .filter(|o| may(o.id))
        .map(|o| (o.id, o.name))
        .collect())
}

/// The organisation that the address or the form names; the first one where none is named.
pub(super) async fn place(visit: &Visit) -> Result<Place, Problem> {
    let offered = offered(visit).await?;
    let named: Option<OrganisationId> = match visit.form.text("organisation") {
        "" => visit.query.read("organisation"),
        _ => visit.form.read("organisation"),
    };
    chosen(visit, offered, named).await
}

/// The organisation of the rule in the address.
pub(super) async fn place_of_rule(visit: &Visit) -> Result<Place, Problem> {
    let rule: ClassificationRuleId = visit.param("rule")?;
    let organisation = organisation_of_rule(visit.services(), rule)
        .await?
        .ok_or(Problem::NotFound)?;
    let offered = offered(visit).await?;
    chosen(visit, offered, Some(organisation)).await
}

async fn chosen(
    visit: &Visit,
    offered: Vec<(OrganisationId, String)>,
    named: Option<OrganisationId>,
) -> Result<Place, Problem> {
    let chosen = match named {
        Some(named) => offered.iter().find(|(id, _)| *id == named),
        None => offered.first(),
    };
    let (id, name) = chosen.cloned().ok_or(Problem::NotFound)?;
    let permit = visit.permit(SortPosts { organisation: id })?;
    let framework = framework(visit).await?;
    Ok(Place {
        id,
        name,
        permit,
        framework,
        offered,
    })
}

/// The framework in force.
pub(super) async fn framework(visit: &Visit) -> Result<Arc<Framework>, Problem> {
    let in_force = in_force(visit.services(), visit.today).await?;
    in_force.map(|f| f.framework).ok_or_else(|| {
        Problem::refused(
            "No training framework is in force",
            "Posts are sorted by the questions of a framework. The administrator imports one.",
            ("Go to People", "/people"),
        )
    })
}
