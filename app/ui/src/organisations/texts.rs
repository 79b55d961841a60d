//! The e-mails about sessions, which a board may write in its own words.

use super::{
    board::{chosen, own, section},
    example_words::{TEXTS, Text},
};
use crate::{
    ui::{BackLink, CaptionKind, Column, Content, Narrow, PageHeading, Table},
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{Permit, SetBoard},
    calendar,
};
use leptos::prelude::*;
use store::{
    notifications::{OwnText, own_texts},
    organisations::Board,
};

/// The board in the address, which has to be one of the visitor's.
pub(super) async fn asked(visit: &Visit) -> Result<(Board, Permit<SetBoard>), Problem> {
    let own = own(visit).await?;
    let board = chosen(visit, &own)?.ok_or(Problem::NotFound)?;
    let permit = visit.permit(SetBoard { board: board.id })?;
    Ok((board, permit))
}

/// Which texts there are, and which are the board's own.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (board, permit) = asked(&visit).await?;
    let own = own_texts(visit.services(), &permit).await?;
    let back = format!("/board?board={}", board.id);
    Ok(Page::new("E-mails about sessions", move || {
        let row = |text| row(text, &board, &own);
        let rows = TEXTS.iter().map(row).collect();
        let head = ["E-mail", "When it is sent", "Words"].map(Column::new).to_vec();
        view! {
            <PageHeading text="E-mails about sessions" caption=board.name.clone()/>
            <p class="govuk-body">
                "They go to those who book on sessions in your district. Each comes with words of its own. Where yours serve
                people better, write them."
            </p>
            <Table caption="E-mails" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
    })
    .section(section(&visit))
    .before(move || view! { <BackLink href=back text="Board settings"/> })
    .into())
}

fn row(text: &Text, board: &Board, own: &[OwnText]) -> Vec<Content> {
    let href = format!("/board/texts/{}?board={}", text.name, board.id);
    let own = own.iter().find(|own| own.name == text.name);
    let words = own.map_or_else(
        || "As they came".to_owned(),
        |own| {
            format!(
                "Your own, {}",
                calendar::day(calendar::day_of(own.changed_at))
            )
        },
    );
    vec![
        view! { <a class="govuk-link" href=href>{text.title}</a> }
            .into_any()
            .into(),
        text.sent.into(),
        words.into(),
    ]
}
