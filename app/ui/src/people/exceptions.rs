//! What is decided for one person apart from the framework: exempt for a time, or with a date of their own.

use crate::{
    records::Standing,
    ui::{Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, Narrow, Size, Table},
    web::Form,
};
use domain::{
    calendar,
    framework::{Need, Strength},
};
use leptos::prelude::*;
use store::framework::ExceptionShown;

/// The exceptions in force, with the way to end them for those who decide about them.
pub(super) fn section(
    href: &str,
    standing: &Standing,
    exceptions: &[ExceptionShown],
    may_excuse: bool,
) -> Option<AnyView> {
    if exceptions.is_empty() {
        return None;
    }
    let head = ["Exception", "Why", "Decided"]
        .map(Column::new)
        .into_iter()
        .chain(may_excuse.then(|| Column::unseen("End")));
    let rows = exceptions
        .iter()
        .map(|one| row(href, standing, one, may_excuse))
        .collect();
    let size = CaptionKind::Sized(Size::Small);
    Some(
        view! { <Table caption="Exceptions in force" caption_kind=size head=head.collect() rows=rows narrow=Narrow::Stack/> }
            .into_any(),
    )
}

fn row(href: &str, standing: &Standing, one: &ExceptionShown, may_excuse: bool) -> Vec<Content> {
    let level = standing.level_title(&one.level);
    let what = match (one.until_on, one.due_on) {
        (Some(until), _) => format!("Exempt until {}", calendar::day(until)),
        (None, Some(due)) => format!("Due by {}", calendar::day(due)),
        (None, None) => "Exempt".to_owned(),
    };
    let by = one.decided_by.clone();
    let by = by.unwrap_or_else(|| "The program".to_owned());
    let of = format!(" the exception for {level}");
    let mut cells = vec![
        Content::lines([level, what]),
        one.reason.clone().into(),
        Content::lines([by, calendar::day(calendar::day_of(one.decided_at))]),
    ];
    if may_excuse {
        let action = format!("{href}/exceptions/{}/end", one.id);
        cells.push(
            view! { <Form action=action><Button text="End" kind=ButtonKind::Link hidden_text=of/></Form> }
                .into_any()
                .into(),
        );
    }
    cells
}

/// What can be decided about a level that is required of the person.
pub(super) fn decide(href: &str, standing: &Standing, need: &Need) -> Content {
    if need.strength != Strength::Mandatory {
        return String::new().into();
    }
    let person = href.rsplit('/').next().unwrap_or_default().to_owned();
    let row = format!("{person}:{}", need.level);
    let level = standing.level_title(&need.level);
    let (from, date) = (format!("from {level}"), format!("for {level}"));
    view! {
        <Form action="/overview/people/except">
            <input type="hidden" name="person" value=person/>
            <input type="hidden" name="row" value=row/>
            <ButtonGroup>
                <Button text="Exempt" kind=ButtonKind::Link name="what" value="exempt" hidden_text=from/>
                <Button text="Set a date" kind=ButtonKind::Link name="what" value="date" hidden_text=date/>
            </ButtonGroup>
        </Form>
    }
    .into_any()
    .into()
}
