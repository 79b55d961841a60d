//! New attempts at a quiz for somebody who has used all.
//!
//! Rule L7 of `docs/rules/learning.md`.

use super::whom::whom;
use crate::{
    ui::{Button, ButtonKind},
    web::{Answer, Form, Problem, Visit, see},
};
use domain::{
    access::ResetAttempts,
    ids::StudyId,
    learning::{QuizRefusal, Try, may_take_quiz},
};
use leptos::prelude::*;
use store::learning::{self, Study};

/// The studies whose attempts are all used.
pub(super) fn used_up(studies: Vec<Study>, tries: &[(StudyId, Try)]) -> Vec<Study> {
    let is_used_up = |study: &Study| {
        let own: Vec<Try> = tries
            .iter()
            .filter(|(id, _)| *id == study.id)
            .map(|(_, t)| *t)
            .collect();
        let open = may_take_quiz(study.passage, &own, study.reset_at, study.module.attempts);
        matches!(open, Err(QuizRefusal::NoAttemptsLeft { .. }))
    };
    studies.into_iter().filter(is_used_up).collect()
}

/// Gives new attempts at the quiz of one module. Where some are left nothing changes.
pub(super) async fn reset(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let permit = visit.permit(ResetAttempts {
        target: whom.seen.act().target.clone(),
    })?;
    let wanted: StudyId = visit.form.read("study").ok_or(Problem::NotFound)?;
    let studies = learning::studies(visit.services(), &whom.seen).await?;
    let study = studies
        .into_iter()
        .find(|study| study.id == wanted)
        .ok_or(Problem::NotFound)?;
    let tries = learning::tries(visit.services(), &whom.seen).await?;
    if let [study] = used_up(vec![study], &tries).as_slice() {
        learning::reset_attempts(visit.services(), &permit, study).await?;
    }
    Ok(see(format!("{}?done=attempts", whom.href())))
}

/// The quizzes whose attempts are used, with a button each for those who may.
pub(super) fn section(href: &str, used_up: &[Study], may_reset: bool) -> Option<AnyView> {
    if used_up.is_empty() {
        return None;
    }
    let each: Vec<_> = used_up
        .iter()
        .map(|study| {
            let title = study.module.title.clone();
            let said = format!("{title}: all {} attempts at the quiz are used, and none has passed.", study.module.attempts);
            let (action, study) = (format!("{href}/reset-attempts"), study.id.to_string());
            let button = may_reset.then(|| view! {
                <Form action=action>
                    <input type="hidden" name="study" value=study/>
                    <Button text="Give new attempts" kind=ButtonKind::Secondary hidden_text=format!("at {title}")/>
                </Form>
            });
            view! { <p class="govuk-body">{said}</p> {button} }
        })
        .collect();
    Some(view! { <h2 class="govuk-heading-m">"Quiz attempts"</h2> {each} }.into_any())
}
