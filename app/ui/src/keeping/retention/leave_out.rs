//! Leaving somebody out of a proposal before it is agreed to, with a reason.

use super::overview::{href, in_address};
use crate::{
    ui::{BackLink, Button, ButtonGroup, Field, PageHeading, TextInput, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see, typed::required},
};
use domain::{
    access::{AnonymiseLeavers, Permit},
    ids::{AnonymisingId, PersonId},
};
use leptos::prelude::*;
use store::keeping::retention;

/// Whom it is about, on which proposal.
struct Asked {
    permit: Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    person: PersonId,
    name: String,
    proposal: String,
}

async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let permit = in_address(visit)?;
    let id: AnonymisingId = visit.param("proposal")?;
    let person: PersonId = visit.param("person")?;
    let leaver = retention::leaver(visit.services(), &permit, id, person).await?;
    let leaver = leaver.ok_or(Problem::NotFound)?;
    let proposal = format!("{}/{id}", href(&permit));
    if !leaver.is_open {
        return Err(Problem::refused(
            "This has been decided already",
            "Nobody can be left out any more once a proposal is agreed to or withdrawn, or twice.",
            ("Go back to the proposal", &proposal),
        ));
    }
    Ok(Asked {
        proposal,
        name: leaver.name,
        permit,
        id,
        person,
    })
}

fn reason() -> Field {
    Field::new("why")
        .label("Why do they keep their name?")
        .hint("Such as: a safeguarding review under way names them")
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    Ok(shown(asked(&visit).await?, reason()).into())
}

/// Leaves them out.
pub(in super::super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let mut why = reason().value(visit.form.text("why"));
    let words = required(&mut why, "Reason", "Enter the reason");
    if why.error.is_some() {
        return Ok(shown(asked, why).into());
    }
    let services = visit.services();
    retention::leave_out(services, &asked.permit, asked.id, asked.person, &words).await?;
    Ok(see(asked.proposal))
}

fn shown(asked: Asked, why: Field) -> Page {
    let (back, field) = (asked.proposal.clone(), why.clone());
    Page::new("Leave out of the proposal", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Leave out of the proposal" caption=asked.name/>
                <p class="govuk-body">
                    "They keep their name this time. A later proposal may be about them again."
                </p>
                <Form>
                    <TextInput field=why/>
                    <ButtonGroup>
                        <Button text="Leave out"/>
                        <a class="govuk-link" href=asked.proposal>"Go back and change nothing"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/organisations")
    .before(move || view! { <BackLink href=back text="Proposal"/> })
    .errors(&[&field])
}
