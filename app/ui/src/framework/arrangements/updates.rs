//! Having a level taken again because the law changed.

use super::{
    confirm::{self, Question},
    update_form::{self, UpdateForm},
};
use crate::{
    ui::{BackLink, ButtonKind},
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{
    access::ArrangeTraining,
    framework::{Arrangement, Framework, Rearrangement},
    ids::ForcedUpdateId,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::framework::{
    arrangements::{begin_update, preview_arrangement},
    in_force,
};

async fn framework(visit: &Visit) -> Result<Arc<Framework>, Problem> {
    let found = in_force(visit.services(), visit.today).await?;
    Ok(found.ok_or(Problem::NotFound)?.framework)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(ArrangeTraining {})?;
    let framework = framework(&visit).await?;
    let form = UpdateForm::of(&visit.query, visit.services().new_id());
    Ok(form_page(form, framework).into())
}

fn form_page(form: UpdateForm, framework: Arc<Framework>) -> Page {
    let fields = form.clone();
    Page::new("Have a level taken again", move || {
        update_form::view(form, &framework)
    })
    .section("/framework")
    .before(|| view! { <BackLink href="/framework/arrangements" text="Who goes first"/> })
    .errors(&fields.fields())
}

/// Shows whom it touches, and decides when that has been confirmed.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ArrangeTraining {})?;
    let id: ForcedUpdateId = visit
        .form
        .read("update")
        .unwrap_or_else(|| visit.services().new_id());
    let framework = framework(&visit).await?;
    let mut form = UpdateForm::of(&visit.form, id);
    let Some((update, reason)) = form.check(&framework, visit.today) else {
        return Ok(form_page(form, framework).into());
    };
    if visit.form.text("step") == "save" {
        begin_update(visit.services(), &permit, id, &update, &reason).await?;
        return Ok(see("/framework/arrangements?done=begun"));
    }
    let question = Question {
        title: "Have this level taken again?",
        facts: update_form::facts(&update, &reason, &framework),
        says: "what they have completed counts for a shorter time.",
        button: ("Have it taken again", ButtonKind::Primary),
        hidden: form.hidden(&update, &reason),
    };
    let change = Rearrangement::Begin(Arrangement::Update(update));
    let impact = preview_arrangement(visit.services(), &permit, &change).await?;
    Ok(confirm::page(&visit, framework, impact, question)
        .await?
        .into())
}
