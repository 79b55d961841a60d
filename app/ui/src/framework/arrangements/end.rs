//! Ending what was arranged: everybody has the framework's own time again.

use super::{
    confirm::{self, Question},
    words,
};
use crate::{
    ui::ButtonKind,
    web::{Answer, Problem, Visit, see},
};
use domain::{
    access::ArrangeTraining,
    calendar,
    framework::{Framework, Rearrangement},
    ids::{ForcedUpdateId, WaveId},
};
use std::sync::Arc;
use store::framework::{
    arrangements::{Arranged, end_arrangement, find_update, find_wave, preview_arrangement},
    in_force,
};

async fn framework(visit: &Visit) -> Result<Arc<Framework>, Problem> {
    let found = in_force(visit.services(), visit.today).await?;
    Ok(found.ok_or(Problem::NotFound)?.framework)
}

/// Asks whether a wave is to end, with whom that touches, and ends it.
pub(super) async fn wave(visit: Visit) -> Result<Answer, Problem> {
    let id: WaveId = visit.param("wave")?;
    let found = find_wave(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let framework = framework(&visit).await?;
    let question = Question {
        title: "End this?",
        facts: vec![
            ("Name", vec![found.title.clone()]),
            ("Training", vec![words::level(&framework, &found.level)]),
            ("Whom", words::whom(&framework, &found)),
            ("Last day in time", vec![calendar::day(found.due_on)]),
        ],
        says: "they have the framework\u{2019}s own time again.",
        button: ("End it", ButtonKind::Warning),
        hidden: Vec::new(),
    };
    let arranged = Arranged::Wave(id, found.wave());
    let has_ended = found.ended_at.is_some();
    end(&visit, framework, (&arranged, has_ended), question).await
}

/// Asks whether a forced update is to end, with whom that touches, and ends it.
pub(super) async fn update(visit: Visit) -> Result<Answer, Problem> {
    let id: ForcedUpdateId = visit.param("update")?;
    let found = find_update(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let framework = framework(&visit).await?;
    let question = Question {
        title: "End this?",
        facts: vec![
            ("Training", vec![words::update(&framework, &found)]),
            ("Counts until", vec![calendar::day(found.due_on)]),
            ("What has changed", vec![found.reason.clone()]),
        ],
        says: "what they have completed counts as long as it did before.",
        button: ("End it", ButtonKind::Warning),
        hidden: Vec::new(),
    };
    let arranged = Arranged::Update(id, found.update());
    let has_ended = found.ended_at.is_some();
    end(&visit, framework, (&arranged, has_ended), question).await
}

/// What has ended already is not asked about.
async fn end(
    visit: &Visit,
    framework: Arc<Framework>,
    (arranged, has_ended): (&Arranged, bool),
    question: Question,
) -> Result<Answer, Problem> {
    let permit = visit.permit(ArrangeTraining {})?;
    let list = "/framework/arrangements?done=ended";
    if has_ended {
        return Ok(see(list));
    }
    if visit.form.text("step") == "save" {
        end_arrangement(visit.services(), &permit, arranged).await?;
        return Ok(see(list));
    }
    let change = Rearrangement::End(arranged.arrangement());
    let impact = preview_arrangement(visit.services(), &permit, &change).await?;
    Ok(confirm::page(visit, framework, impact, question)
        .await?
        .into())
}
