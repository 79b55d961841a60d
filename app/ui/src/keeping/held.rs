//! All that is held about somebody, as sections of a page and as a file for a program.

use crate::{
    ui::{
        CaptionKind, Column, Content, Level, Narrow, SummaryCard, SummaryList, SummaryRow, Table,
    },
    web::{Answer, Download, Problem},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{self, Role},
    calendar,
    people::{Contract, folded},
};
use leptos::prelude::*;
use serde_json::{Map, Value as Json, json};
use store::keeping::{Held, HeldFile, HeldSection, Mention, Value};

/// Rows of a section that a page shows; the file has all.
const SHOWN: usize = 10;

/// Columns that stand side by side; with more, each row becomes a card.
const SIDE_BY_SIDE: usize = 6;

/// A value in plain words.
fn words(head: &str, value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => plain(head, text),
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        Value::Day(day) => calendar::day(*day),
        Value::Instant(at) => calendar::moment(*at),
    }
}

/// What the program keeps as a code, said as its pages say it.
fn plain(head: &str, text: &str) -> String {
    let title = match head {
        "Role" => Role::from_code(text).map(Role::title),
        "Contract" => Contract::from_code(text).map(Contract::title),
        "What" => access::all()
            .into_iter()
            .find(|act| act.0 == text)
            .map(|act| act.1),
        _ => None,
    };
    title.unwrap_or(text).to_owned()
}

/// All of it as sections of a page: what there is first, then what there is nothing of.
pub(super) fn sections(held: &Held) -> AnyView {
    let (filled, empty): (Vec<_>, Vec<_>) = held
        .sections
        .iter()
        .partition(|section| !section.rows.is_empty());
    let shown: Vec<_> = filled.into_iter().map(section).collect();
    let files = files(&held.files);
    let named = named(&held.mentions);
    let empty: Vec<_> = empty
        .into_iter()
        .map(|one| view! { <li>{one.title}</li> })
        .collect();
    view! {
        {shown}
        {files}
        {named}
        <h2 class="govuk-heading-m">"Nothing is held of"</h2>
        <ul class="govuk-list govuk-list--bullet">{empty}</ul>
    }
    .into_any()
}

/// Where a file is downloaded, by whoever it is about.
fn address(file: &HeldFile) -> String {
    match file.step_id {
        Some(step) => format!("/claims/{}/evidence/{step}", file.of_id),
        None => format!("/my-training/certificates/{}", file.of_id),
    }
}

/// Evidence and certificates, each to be downloaded.
fn files(files: &[HeldFile]) -> Option<AnyView> {
    let items: Vec<_> = files
        .iter()
        .map(|file| {
            let (href, text) = (address(file), format!("{} ({})", file.what, file.name));
            view! { <li><a class="govuk-link" href=href>{text}</a></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Files to download"</h2>
            <ul class="govuk-list">{items}</ul>
        }
        .into_any()
    })
}

fn section(section: &HeldSection) -> AnyView {
    let count = section.rows.len();
    let more = (count > SHOWN).then(|| {
        let text = format!("These are {SHOWN} of {count}. The file has all of them.");
        view! { <p class="govuk-body">{text}</p> }
    });
    let rows = if section.heads.len() <= SIDE_BY_SIDE {
        table(section)
    } else {
        cards(section)
    };
    view! {
        <h2 class="govuk-heading-m">{section.title}</h2>
        {rows}
        {more}
    }
    .into_any()
}

fn table(section: &HeldSection) -> AnyView {
    let head = section
        .heads
        .iter()
        .map(|head| Column::new(*head))
        .collect();
    let cells = |row: &Vec<Value>| -> Vec<Content> {
        let pairs = section.heads.iter().zip(row);
        pairs
            .map(|(head, value)| words(head, value).into())
            .collect()
    };
    let rows = section.rows.iter().take(SHOWN).map(cells).collect();
    view! {
        <Table caption=section.title caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

/// Each row a card of what it says; what it leaves empty is not shown.
fn cards(section: &HeldSection) -> AnyView {
    let card = |row: &Vec<Value>| {
        let filled = section
            .heads
            .iter()
            .zip(row)
            .filter(|(_, value)| **value != Value::Nothing);
        let said: Vec<_> = filled
            .map(|(head, value)| (*head, words(head, value)))
            .collect();
        let title = said
            .first()
            .map_or_else(String::new, |(_, first)| first.clone());
        let rows = said
            .into_iter()
            .map(|(head, said)| SummaryRow::new(head, said))
            .collect();
        view! { <SummaryList rows=rows card=SummaryCard::new(title).level(Level::H3)/> }
    };
    let cards: Vec<_> = section.rows.iter().take(SHOWN).map(card).collect();
    view! { {cards} }.into_any()
}

/// Where somebody is named in what is about others.
fn named(mentions: &[Mention]) -> Option<AnyView> {
    let items: Vec<_> = mentions
        .iter()
        .filter(|mention| mention.number > 0)
        .map(|mention| {
            let text = format!("{}: {}", mention.words, mention.number);
            view! { <li>{text}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Where you are named in what is about others"</h2>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
        .into_any()
    })
}

/// All of it as one JSON file: days as 2026-11-27, instants in UTC, everything else as it is kept.
pub(super) fn file(held: &Held, now: DateTime<Utc>) -> Result<Answer, Problem> {
    let sections: Vec<Json> = held.sections.iter().map(section_json).collect();
    let mentions: Vec<Json> = held
        .mentions
        .iter()
        .map(|one| {
            json!({ "what": one.words, "kept_in": one.kept_in, "named_as": one.named_as, "rows": one.number })
        })
        .collect();
    let files: Vec<Json> = held
        .files
        .iter()
        .map(|one| json!({ "what": one.what, "name": one.name, "address": address(one) }))
        .collect();
    let all = json!({
        "made_at": now,
        "name": held.name,
        "sections": sections,
        "files": files,
        "named_in_what_is_about_others": mentions,
        "left_out": "Passwords, codes, the secrets of links, and the words of messages, which may hold such a link, \
                     are not part of this file. Certificates and evidence are files of their own: their addresses on this site are under files.",
    });
    let bytes = serde_json::to_vec_pretty(&all).map_err(|error| Problem::Ours(Box::new(error)))?;
    let name: String = folded(&held.name).replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    Ok(Answer::Download(Download {
        media_type: "application/json",
        name: Some(format!("{name}.json")),
        bytes,
        lasting: false,
    }))
}

fn section_json(section: &HeldSection) -> Json {
    let row = |row: &Vec<Value>| {
        let pairs = section.heads.iter().zip(row);
        let pairs = pairs.map(|(head, value)| ((*head).to_owned(), value_json(value)));
        Json::Object(pairs.collect::<Map<_, _>>())
    };
    let rows: Vec<Json> = section.rows.iter().map(row).collect();
    json!({ "title": section.title, "kept_in": section.table, "rows": rows })
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::YesNo(yes) => json!(yes),
        Value::Day(day) => json!(day),
        Value::Instant(at) => json!(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_said_in_words() {
        assert_eq!(plain("Role", "training_lead"), Role::TrainingLead.title());
        assert_eq!(
            plain("What", "AddPerson"),
            "add a person to an organisation"
        );
        assert_eq!(plain("Reason", "AddPerson"), "AddPerson");
    }
}
