//! Ending that somebody is named, asked on a page of its own.

use crate::{
    ui::{BackLink, Button, ButtonGroup, ButtonKind, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{NameSpoc, Permit},
    ids::{OrganisationId, SpocId},
};
use leptos::prelude::*;
use store::directory;

fn permit(visit: &Visit) -> Result<(Permit<NameSpoc>, SpocId), Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    Ok((
        visit.permit(NameSpoc { organisation })?,
        visit.param("spoc")?,
    ))
}

pub(in crate::directory) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (permit, id) = permit(&visit)?;
    let named = directory::find_spoc(visit.services(), &permit, id).await?;
    let named = named.ok_or(Problem::NotFound)?;
    let back = format!("/spocs/{}", permit.act().organisation);
    let cancel = back.clone();
    let kind = if named.is_deputy { "deputy" } else { "SPOC" };
    let place = named.team.unwrap_or_else(|| "the organisation".to_owned());
    let said = format!("{} is {kind} for {place}.", named.name);
    Ok(Page::new("End a designation", move || {
        view! {
            <TwoThirds>
                <PageHeading text="End this designation?"/>
                <p class="govuk-body">{said} " It ends today, and no longer counts for cover."</p>
                <Form>
                    <ButtonGroup>
                        <Button text="End it" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/directory")
    .before(move || view! { <BackLink href=back text="SPOC cover"/> })
    .into())
}

/// Ends it. The same form twice ends it once.
pub(in crate::directory) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let (permit, id) = permit(&visit)?;
    let organisation = permit.act().organisation;
    directory::end_spoc(visit.services(), &permit, id).await?;
    Ok(see(format!("/spocs/{organisation}?done=ended")))
}
