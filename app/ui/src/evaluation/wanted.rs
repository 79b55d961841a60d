//! What a board wants of the evaluation of sessions in its area.

use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, LabelKind, NotificationBanner, PageHeading,
        Radios, Size, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, SetBoard},
    evaluation::{Stage, Wanted},
    ids::BoardId,
};
use leptos::prelude::*;
use store::{evaluation, organisations};

/// The board in the address, or the only one of somebody who manages one.
async fn board(visit: &Visit) -> Result<(Permit<SetBoard>, String), Problem> {
    let own = visit.actor()?.boards();
    let id: BoardId = match (visit.query.text("board"), own.as_slice()) {
        ("", [first, ..]) => *first,
        (id, _) => id.parse().map_err(|_| Problem::NotFound)?,
    };
    let permit = visit.permit(SetBoard { board: id })?;
    let boards = organisations::boards(visit.services()).await?;
    let board = boards.into_iter().find(|board| board.id == id);
    Ok((permit, board.ok_or(Problem::NotFound)?.name))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (permit, name) = board(&visit).await?;
    let wanted = evaluation::wanted(visit.services(), &permit).await?;
    let is_done = visit.query.text("done") == "set";
    Ok(shown(permit.act().board, name, field(wanted.code()), is_done).into())
}

/// Sets it. The same form posted twice sets it once.
pub(super) async fn set(visit: Visit) -> Result<Answer, Problem> {
    let (permit, name) = board(&visit).await?;
    let board = permit.act().board;
    let typed = visit.form.text("wanted");
    let Some(wanted) = Wanted::from_code(typed) else {
        let field = field(typed).error(Some("Choose one of the three".to_owned()));
        return Ok(shown(board, name, field, false).into());
    };
    evaluation::set_wanted(visit.services(), &permit, wanted).await?;
    Ok(see(format!("/board/evaluation?board={board}&done=set")))
}

fn field(value: &str) -> Field {
    Field::new("wanted")
        .label("Do you ask those who came what the session was worth?")
        .value(value)
}

fn shown(board: BoardId, name: String, field: Field, is_done: bool) -> Page {
    let back = format!("/board?board={board}");
    let at = field.clone();
    Page::new("Evaluation of sessions", move || view(name, field, is_done))
        .section("/board")
        .before(move || view! { <BackLink href=back text="Board settings"/> })
        .errors(&[&at])
}

fn view(name: String, field: Field, is_done: bool) -> AnyView {
    let banner = is_done
        .then(|| view! { <NotificationBanner kind=BannerKind::Success text="The evaluation of sessions has been set."/> });
    let choice = |wanted: Wanted| {
        let (text, hint) = words(wanted);
        Choice::new(wanted.code(), text).hint(hint)
    };
    let choices: Vec<_> = Wanted::ALL.into_iter().map(choice).collect();
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Evaluation of sessions" caption=name/>
            <p class="govuk-body">
                "This is for the sessions that organisations in your area put on. Whoever finds a form in the way can always tell \
                 somebody instead."
            </p>
            <Form>
                <Radios field=field choices=choices legend=LabelKind::Sized(Size::Medium)/>
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn words(wanted: Wanted) -> (&'static str, String) {
    let weeks = Stage::After.window().1.num_weeks();
    match wanted {
        Wanted::BeforeCertificate => (
            "Yes, and the certificate waits for it",
            format!(
                "It can be issued once somebody has answered or told somebody, and to everybody else {weeks} weeks after the session"
            ),
        ),
        Wanted::Asked => (
            "Yes, and the certificate does not wait",
            "Whoever came is thanked by e-mail and asked".to_owned(),
        ),
        Wanted::No => (
            "No",
            "Nobody is thanked or asked, and the summaries say only who came".to_owned(),
        ),
    }
}
