//! Verifying a claim: which levels it satisfies, and how far.

use super::seen::{Seen, news, seen};
use crate::{
    catalogue::LevelsForm,
    ui::{BackLink, Button, ButtonGroup, InsetText, PageHeading},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, VerifyClaim},
    calendar,
    framework::Level,
};
use leptos::prelude::*;
use store::{framework::in_force, records};

/// The claim in the address, with the leave to verify it and the levels there are.
async fn about(visit: &Visit) -> Result<(Seen, Permit<VerifyClaim>, Vec<Level>), Problem> {
    let seen = seen(visit).await?;
    let permit = seen.may_decide(visit)?;
    let may = seen.claim.facts.may_decide(permit.by());
    may.map_err(|refusal| seen.refused(refusal))?;
    let framework = in_force(visit.services(), visit.today).await?;
    let levels = framework.map(|f| f.framework.levels.clone());
    Ok((seen, permit, levels.unwrap_or_default()))
}

/// The form begins with what the menu says about the course.
pub(in crate::records) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (seen, _, levels) = about(&visit).await?;
    let course = seen.claim.on_menu.as_ref();
    let satisfies = course.map_or(&[][..], |course| &course.satisfies);
    let form = LevelsForm::kept(&levels, satisfies);
    Ok(shown(&seen, &form).into())
}

/// Verifies it. A second post is told that it has been decided.
pub(in crate::records) async fn verify(visit: Visit) -> Result<Answer, Problem> {
    let (seen, permit, levels) = about(&visit).await?;
    let mut form = LevelsForm::typed(&levels, &visit.form);
    let satisfied = form.check();
    if satisfied.is_empty() || form.fields().iter().any(|field| field.error.is_some()) {
        return Ok(shown(&seen, &form).into());
    }
    let mail = news(
        &visit,
        &seen,
        "It has been verified and is in your record.",
        "",
    )
    .await?;
    let id = seen.claim.id;
    match records::verify(visit.services(), &permit, id, &satisfied, mail).await? {
        Ok(()) => Ok(see(format!("{}?done=verified", seen.href()))),
        Err(refusal) => Err(seen.refused(refusal)),
    }
}

fn shown(seen: &Seen, form: &LevelsForm) -> Page {
    let (rows, back) = (form.clone(), seen.href());
    let (cancel, claim) = (back.clone(), seen.claim.clone());
    Page::new("Verify a claim", move || {
        let caption = format!("{}, {}", claim.name, claim.title);
        let on = format!("Completed on {}. ", calendar::day(claim.completed_on));
        let suggested = match claim.on_menu {
            Some(_) => "What the menu says about the course is filled in.",
            None => "The course is not on the menu, so decide by the evidence.",
        };
        let table = rows.view("Which levels does it satisfy?");
        view! {
            <PageHeading text="Verify this claim" caption=caption/>
            <InsetText>{on}{suggested}</InsetText>
            <Form>
                {table}
                <p class="govuk-body">"By verifying you say that you have seen the evidence and found it right."</p>
                <ButtonGroup>
                    <Button text="Verify"/>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
    })
    .section("/claims")
    .before(move || view! { <BackLink href=back/> })
    .errors(&form.fields())
}
