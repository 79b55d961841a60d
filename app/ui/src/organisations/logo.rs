//! A board's logo: sending one, looking at it, taking it away.
//!
//! Rules O8 and O12 of `docs/rules/organisations.md`.

use super::board::{self, chosen, own, section};
use crate::{
    ui::{
        BackLink, Button, ButtonKind, Field, FileUpload, Link, PageHeading, SummaryList,
        SummaryRow, TwoThirds,
    },
    web::{Answer, Download, Form, Page, Problem, Sends, Visit, see},
};
use domain::access::{Permit, SetBoard};
use leptos::prelude::*;
use store::organisations::{self, Board};

/// The field of the file.
pub(super) fn field(error: Option<String>) -> Field {
    Field::new("logo")
        .label("Choose a logo")
        .hint("An SVG file of plain shapes in plain colours, 64 KB or less")
        .error(error)
}

/// The part of the settings that is about the logo.
pub(super) fn part(board: &Board, field: Field) -> AnyView {
    let at = |path: &str| format!("{path}?board={}", board.id);
    let present = board.has_logo.then(|| {
        let (source, alt) = (at("/board/logo/picture"), format!("Logo of {}", board.name));
        let picture = view! { <img class="app-board-logo" src=source alt=alt/> };
        let row = SummaryRow::new("Logo", picture.into_any())
            .action(Link::new("Remove", at("/board/logo/remove")).hidden_text("the logo"));
        view! { <SummaryList rows=vec![row]/> }
    });
    let words = if board.has_logo {
        "Replace the logo"
    } else {
        "Upload the logo"
    };
    view! {
        <h2 class="govuk-heading-m">"Logo"</h2>
        <p class="govuk-body">
            "It stands on certificates that are issued from then on. Without one, the name of the board stands there in larger
            type."
        </p>
        {present}
        <Form action=at("/board/logo") sends=Sends::Files>
            <FileUpload field=field accept=".svg,image/svg+xml"/>
            <Button text=words kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

/// The board in the address, which has to be one of the visitor's.
async fn asked(visit: &Visit) -> Result<(Board, Permit<SetBoard>, bool), Problem> {
    let own = own(visit).await?;
    let board = chosen(visit, &own)?.ok_or(Problem::NotFound)?;
    let permit = visit.permit(SetBoard { board: board.id })?;
    Ok((board, permit, own.len() > 1))
}

/// Leads to the settings, for those who look up the address of the form.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    let (board, ..) = asked(&visit).await?;
    Ok(see(format!("/board?board={}", board.id)))
}

/// The logo as a picture.
pub(super) async fn picture(visit: Visit) -> Result<Answer, Problem> {
    let (_, permit, _) = asked(&visit).await?;
    let logo = organisations::logo(visit.services(), &permit).await?;
    Ok(Answer::Download(Download {
        media_type: "image/svg+xml",
        name: None,
        bytes: logo.ok_or(Problem::NotFound)?.into_bytes(),
        lasting: false,
    }))
}

/// Takes a logo, if the code that draws certificates can draw all of it.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let (board, permit, has_others) = asked(&visit).await?;
    let svg = match visit.file("logo") {
        None => Err("Choose a file with the logo".to_owned()),
        Some(file) => String::from_utf8(file.bytes.to_vec())
            .map_err(|_| "The logo is not an SVG file that can be read".to_owned()),
    };
    let svg = svg.and_then(|svg| visit.check_logo(&svg).map(|()| svg));
    match svg {
        Ok(svg) => {
            organisations::set_logo(visit.services(), &permit, Some(&svg)).await?;
            Ok(see(format!("/board?board={}&done=logo", board.id)))
        }
        Err(sentence) => Ok(board::kept(&visit, board, has_others, Some(sentence)).into()),
    }
}

/// Asks before the logo is taken away.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let (board, ..) = asked(&visit).await?;
    let back = format!("/board?board={}", board.id);
    if !board.has_logo {
        return Ok(see(back));
    }
    let (away, action) = (
        back.clone(),
        format!("/board/logo/remove?board={}", board.id),
    );
    Ok(Page::new("Remove the logo?", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Remove the logo?" caption=board.name/>
                <p class="govuk-body">
                    "Certificates issued from now on carry the name of the board in larger type instead. Those issued before stay
                    as they are."
                </p>
                <Form action=action>
                    <Button text="Remove the logo" kind=ButtonKind::Warning/>
                </Form>
                <p class="govuk-body"><a class="govuk-link" href=away>"Keep the logo"</a></p>
            </TwoThirds>
        }
    })
    .section(section(&visit))
    .before(move || view! { <BackLink href=back/> })
    .into())
}

/// Takes the logo away.
pub(super) async fn remove(visit: Visit) -> Result<Answer, Problem> {
    let (board, permit, _) = asked(&visit).await?;
    if board.has_logo {
        organisations::set_logo(visit.services(), &permit, None).await?;
    }
    Ok(see(format!("/board?board={}&done=no-logo", board.id)))
}
