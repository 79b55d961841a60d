//! Endorsing a draft for a board, and taking that back.

use super::{
    found::{address, by, caption, closed, found},
    home::endorsement,
};
use crate::{
    ui::{
        Alert, AlertKind, BackLink, Button, ButtonKind, CaptionKind, Choice, Column, Content,
        Field, LabelKind, Narrow, PageHeading, Radios, Size, Table, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use axum::http::StatusCode;
use domain::{access::EndorseFramework, framework::Stage, ids::BoardId};
use leptos::prelude::*;
use store::{
    framework::drafts::{self, Draft, Endorsed, Endorsement, endorsements, last_of},
    organisations,
};

/// The visitor's boards, each with its last endorsement.
struct Desk {
    draft: Draft,
    boards: Vec<(BoardId, String, Option<Endorsement>)>,
}

async fn desk(visit: &Visit) -> Result<Desk, Problem> {
    let draft = found(visit).await?;
    if draft.stage != Stage::Shared {
        return Err(match draft.stage {
            Stage::Draft => Problem::refused(
                "This draft has not been shared yet",
                "It can be endorsed once it has been shared for comment.",
                ("See the draft", &address(&draft)),
            ),
            _ => closed(&draft),
        });
    }
    let own = visit.actor()?.boards();
    let all = endorsements(visit.services(), draft.id).await?;
    let boards = organisations::boards(visit.services()).await?.into_iter();
    let boards: Vec<_> = boards
        .filter(|board| own.contains(&board.id))
        .map(|board| {
            let last = last_of(&all, board.id).cloned();
            (board.id, board.name, last)
        })
        .collect();
    if boards.is_empty() {
        return Err(Problem::NotFound);
    }
    Ok(Desk { draft, boards })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let desk = desk(&visit).await?;
    let name = by(&visit);
    Ok(shown(desk, name, field(), None).into())
}

fn field() -> Field {
    Field::new("board").label("For which board do you act?")
}

fn shown(desk: Desk, name: String, field: Field, refused: Option<String>) -> Page {
    let (back, of_page) = (address(&desk.draft), field.clone());
    let is_refused = refused.is_some();
    let page = Page::new("Endorse the draft", move || {
        view(&desk, &name, field, refused)
    })
    .section("/framework")
    .before(move || view! { <BackLink href=back text="Draft"/> })
    .errors(&[&of_page]);
    if is_refused {
        page.status(StatusCode::CONFLICT)
    } else {
        page
    }
}

fn view(desk: &Desk, name: &str, field: Field, refused: Option<String>) -> AnyView {
    let here = address(&desk.draft);
    let caption = caption(&desk.draft);
    let refused = refused.map(|title| view! { <Alert kind=AlertKind::Warning title=title/> });
    let can = |(_, _, last): &&(BoardId, String, Option<Endorsement>)| {
        last.as_ref().is_none_or(|one| one.ended.is_some())
    };
    let open: Vec<_> = desk.boards.iter().filter(can).cloned().collect();
    let done: Vec<_> = desk
        .boards
        .iter()
        .filter(|one| !can(one))
        .cloned()
        .collect();
    let ask = (!open.is_empty()).then(|| ask(&desk.draft, &open, name, field));
    view! {
        <TwoThirds>
            {refused}
            <PageHeading text="Endorse the draft" caption=caption/>
            <p class="govuk-body">
                "Read " <a class="govuk-link" href=format!("{here}/read")>"the whole draft"</a> ", "
                <a class="govuk-link" href=format!("{here}/changes")>"what changes"</a> " and "
                <a class="govuk-link" href=format!("{here}/preview")>"whom it touches"</a> " first."
            </p>
            {ask}
            {take_back_of(&here, done)}
        </TwoThirds>
    }
    .into_any()
}

fn ask(
    draft: &Draft,
    open: &[(BoardId, String, Option<Endorsement>)],
    name: &str,
    field: Field,
) -> AnyView {
    let edition = draft.edition.to_string();
    let which = match open {
        [(id, name, _)] => {
            let id = id.to_string();
            view! {
                <input type="hidden" name="board" value=id/>
                <p class="govuk-body-l">{name.clone()}</p>
            }
            .into_any()
        }
        several => {
            let choices: Vec<_> = several
                .iter()
                .map(|(id, name, _)| Choice::new(id.to_string(), name.clone()))
                .collect();
            view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small)/> }
                .into_any()
        }
    };
    let said = format!(
        "It is kept that {name} endorsed the draft for the board today, and it is printed with the version. You can take it \
         back until the version is published. A change of the draft ends it."
    );
    view! {
        <Form>
            <input type="hidden" name="edition" value=edition/>
            {which}
            <p class="govuk-body">{said}</p>
            <Button text="Endorse"/>
        </Form>
    }
    .into_any()
}

fn take_back_of(here: &str, done: Vec<(BoardId, String, Option<Endorsement>)>) -> Option<AnyView> {
    if done.is_empty() {
        return None;
    }
    let head = vec![
        Column::new("Board"),
        Column::new("Endorsement"),
        Column::unseen("Take back"),
    ];
    let action = format!("{here}/take-back");
    let rows: Vec<Vec<Content>> = done
        .into_iter()
        .map(|(id, name, last)| {
            let (action, id, of) = (action.clone(), id.to_string(), name.clone());
            let button = view! {
                <Form action=action>
                    <input type="hidden" name="board" value=id/>
                    <Button text="Take back" kind=ButtonKind::Secondary hidden_text=of/>
                </Form>
            };
            vec![
                name.into(),
                endorsement(last.as_ref()),
                button.into_any().into(),
            ]
        })
        .collect();
    Some(
        view! {
            <Table caption="Endorsed by your boards" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}

/// Endorses it. Endorsing it twice changes nothing.
pub(super) async fn endorse(visit: Visit) -> Result<Answer, Problem> {
    let desk = desk(&visit).await?;
    let (name, board) = (by(&visit), visit.form.read::<BoardId>("board"));
    let Some(board) = board else {
        let mut field = field();
        wrong(&mut field, "Select the board for which you act");
        return Ok(shown(desk, name, field, None).into());
    };
    let permit = visit.permit(EndorseFramework { board })?;
    let edition = visit.form.read("edition").unwrap_or_default();
    let refused = match drafts::endorse(visit.services(), &permit, desk.draft.id, edition, &name)
        .await?
    {
        Endorsed::Yes => return Ok(see(format!("{}?done=endorsed", address(&desk.draft)))),
        Endorsed::Changed => {
            "The draft has been changed since you opened this page. Read it again, then endorse it."
                .to_owned()
        }
        Endorsed::Not(refused) => refused.to_string(),
    };
    Ok(shown(desk, name, field(), Some(refused)).into())
}

/// Leads back to the page when somebody looks up the address of the form.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    Ok(see(format!("{}/endorse", address(&draft))))
}

/// Takes the endorsement of a board back. Taking it back twice changes nothing.
pub(super) async fn take_back(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let board = visit
        .form
        .read::<BoardId>("board")
        .ok_or(Problem::NotFound)?;
    let permit = visit.permit(EndorseFramework { board })?;
    if !draft.stage.is_open() {
        return Err(closed(&draft));
    }
    drafts::take_back(visit.services(), &permit, draft.id, &by(&visit)).await?;
    Ok(see(format!("{}?done=taken-back", address(&draft))))
}
