//! One question, and answering it.
//!
//! Rules Y14 and Y15 of `docs/rules/directory.md`.

use super::{
    mail::advice_mail,
    questions::{state, whom},
};
use crate::{
    ui::{
        BackLink, Button, Content, Field, LabelKind, PageHeading, Size, Spellcheck, SummaryList,
        SummaryRow, Textarea, TwoThirds,
    },
    web::{
        Answer, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{AnswerAdvice, AskForAdvice, Permit},
    calendar,
    directory::AdviceState,
    ids::AdviceId,
};
use leptos::prelude::*;
use store::directory::{self, AdviceRow, AdviceTold};

/// The longest answer, in characters.
const LONGEST: usize = 4000;

/// The question in the address, with the leave to answer it for those who have it.
async fn found(visit: &Visit) -> Result<(AdviceRow, Option<Permit<AnswerAdvice>>), Problem> {
    let (services, person) = (visit.services(), visit.person()?);
    let id: AdviceId = visit.param("advice")?;
    let own = visit.permit(AskForAdvice { person })?;
    if let Some(row) = directory::own_advice(services, &own, id).await? {
        return Ok((row, None));
    }
    let target = directory::advice_target(services, id).await?;
    let target = target.ok_or(Problem::NotFound)?;
    let permit = visit.permit(AnswerAdvice { target })?;
    let row = directory::find_advice(services, &permit, id).await?;
    Ok((row.ok_or(Problem::NotFound)?, Some(permit)))
}

fn field(typed: &str) -> Field {
    Field::new("answer")
        .label("Your answer")
        .hint("It is sent by e-mail with your name and without your address")
        .value(typed)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = found(&visit).await?;
    let is_open = row.state() != AdviceState::Answered;
    Ok(shown(row, permit.filter(|_| is_open).map(|_| field(""))).into())
}

/// Answers it. The same form posted twice is told that it was answered.
pub(super) async fn answer(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = found(&visit).await?;
    let Some(permit) = permit else {
        return Err(refused(&row, "You asked this question yourself"));
    };
    let mut answer = field(visit.form.text("answer"));
    if prose(&mut answer, "Your answer", LONGEST).is_empty() {
        wrong(&mut answer, "Enter your answer");
    }
    if answer.error.is_some() {
        return Ok(shown(row, Some(answer)).into());
    }
    let site = visit.site.clone();
    let teller = move |told: &AdviceTold| advice_mail(&site, told);
    let (services, id) = (visit.services(), row.id.into());
    match directory::answer_advice(services, &permit, id, answer.current(), &teller).await? {
        Ok(()) => {
            visit.jobs.notify_one();
            Ok(see("/directory/questions?done=answered"))
        }
        Err(refusal) => Err(refused(&row, &refusal.to_string())),
    }
}

fn refused(row: &AdviceRow, said: &str) -> Problem {
    let to = format!("/directory/questions/{}", row.id);
    Problem::refused(said, "Nothing has been changed.", ("See the question", &to))
}

fn shown(row: AdviceRow, answer: Option<Field>) -> Page {
    let field = answer.clone();
    Page::new("A question", move || view(&row, answer))
        .section("/directory")
        .before(|| view! { <BackLink href="/directory/questions" text="Questions"/> })
        .errors(&field.iter().collect::<Vec<_>>())
}

fn view(row: &AdviceRow, answer: Option<Field>) -> AnyView {
    let form = answer.map(|field| {
        let label = LabelKind::Sized(Size::Small);
        view! {
            <Form>
                <Textarea field=field rows=8 label=label spellcheck=Spellcheck::On/>
                <Button text="Send the answer"/>
            </Form>
        }
    });
    let (about, rows) = (row.about.clone(), rows(row));
    view! {
        <TwoThirds>
            <PageHeading text=about caption="A question"/>
            <SummaryList rows=rows/>
            {form}
        </TwoThirds>
    }
    .into_any()
}

fn rows(row: &AdviceRow) -> Vec<SummaryRow> {
    let lines = |text: &str| Content::lines(text.lines().map(str::to_owned));
    let mut rows = vec![
        SummaryRow::new("How it stands", state(row.state())),
        SummaryRow::new("Asked by", row.asker.clone()),
        SummaryRow::new("Asked of", whom(row)),
        SummaryRow::new("Asked on", calendar::moment(row.asked_at)),
        SummaryRow::new("Question", lines(&row.question)),
    ];
    if let AdviceState::WithPerson { .. } = row.state() {
        let by = calendar::day(row.answer_by_on);
        rows.push(SummaryRow::new("To be answered by", by));
    }
    if let Some(at) = row.passed_on_at {
        let said = format!("{}, on {}", row.board, calendar::day(calendar::day_of(at)));
        rows.push(SummaryRow::new("Passed on to", said));
    }
    if let Some(at) = row.answered_at {
        let by = row.answered_by.clone().unwrap_or_default();
        rows.push(SummaryRow::new("Answered by", by));
        rows.push(SummaryRow::new("Answered on", calendar::moment(at)));
        rows.push(SummaryRow::new("Answer", lines(&row.answer)));
    }
    rows
}
