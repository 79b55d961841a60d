//! Letting some go first.

use super::{
    confirm::{self, Question},
    wave_form::{self, Offered, WaveForm},
};
use crate::{
    ui::{BackLink, ButtonKind},
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{
    access::ArrangeTraining,
    framework::{Arrangement, Rearrangement},
    ids::{OrganisationId, WaveId},
};
use leptos::prelude::*;
use store::{
    framework::{
        arrangements::{begin_wave, preview_arrangement},
        in_force,
    },
    organisations,
};

async fn offered(visit: &Visit, organisation: Option<OrganisationId>) -> Result<Offered, Problem> {
    let services = visit.services();
    let in_force = in_force(services, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    let all = organisations::organisations(services).await?.into_iter();
    Ok(Offered {
        framework: in_force.framework,
        organisations: all.map(|one| (one.id, one.name)).collect(),
        teams: match organisation {
            Some(organisation) => organisations::teams(services, organisation).await?,
            None => Vec::new(),
        },
        today: visit.today,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(ArrangeTraining {})?;
    let offered = offered(&visit, None).await?;
    let form = WaveForm::new(visit.services().new_id(), visit.today);
    Ok(form_page(form, offered).into())
}

fn form_page(form: WaveForm, offered: Offered) -> Page {
    let fields = form.clone();
    Page::new("Let some go first", move || wave_form::view(form, &offered))
        .section("/framework")
        .before(|| view! { <BackLink href="/framework/arrangements" text="Who goes first"/> })
        .errors(&fields.fields())
}

/// Shows the teams of an organisation, then whom it touches, and decides when that has been confirmed.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ArrangeTraining {})?;
    let id: WaveId = visit
        .form
        .read("wave")
        .unwrap_or_else(|| visit.services().new_id());
    let mut form = WaveForm::of(&visit.form, id);
    let offered = offered(&visit, form.organisation.current().parse().ok()).await?;
    if visit.form.text("step") == "teams" {
        return Ok(form_page(form, offered).into());
    }
    let Some((title, wave)) = form.check(&offered) else {
        return Ok(form_page(form, offered).into());
    };
    if visit.form.text("step") == "save" {
        begin_wave(visit.services(), &permit, id, &title, &wave).await?;
        return Ok(see("/framework/arrangements?done=begun"));
    }
    let question = Question {
        title: "Let these people go first?",
        facts: wave_form::facts(&title, &wave, &offered),
        says: "they have another last day than they had.",
        button: ("Let them go first", ButtonKind::Primary),
        hidden: form.hidden(&wave),
    };
    let change = Rearrangement::Begin(Arrangement::Wave(wave));
    let impact = preview_arrangement(visit.services(), &permit, &change).await?;
    let page = confirm::page(&visit, offered.framework, impact, question).await?;
    Ok(page.into())
}
