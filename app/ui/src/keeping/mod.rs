//! What is kept of people: all of it on one page, two records made one, and leavers without their names.

mod held;
mod merging;
mod own;
mod person;
mod retention;
pub mod routes;

use crate::web::{Problem, Visit};
use domain::{access::SeePerson, ids::PersonId};
use leptos::prelude::*;
use store::{keeping::merging::merged_into, people};

/// The page of the record into which the person in the address was merged, for those who may see it.
pub(crate) async fn kept_instead(visit: &Visit) -> Result<Option<String>, Problem> {
    let id: PersonId = visit.param("person")?;
    let Some(kept) = merged_into(visit.services(), id).await? else {
        return Ok(None);
    };
    let target = people::target_of(visit.services(), kept, visit.today).await?;
    let target = target.ok_or(Problem::NotFound)?;
    visit.permit(SeePerson { target })?;
    Ok(Some(format!("/people/{kept}")))
}

/// What can be done with a person's record as a whole.
pub(crate) fn record_links(href: &str) -> AnyView {
    view! {
        <h2 class="govuk-heading-m">"The record"</h2>
        <ul class="govuk-list">
            <li><a class="govuk-link" href=format!("{href}/data")>"All that is held about this person"</a></li>
            <li><a class="govuk-link" href=format!("{href}/merge")>"Merge with another record"</a></li>
        </ul>
    }
    .into_any()
}
