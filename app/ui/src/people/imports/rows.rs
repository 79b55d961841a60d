//! The rows of a list with what becomes of each: to leaf through, and as a file.

use super::{
    about,
    history::last_page,
    which::{Which, which},
    words::{figure, meaning, rows as counted},
};
use crate::{
    ui::{
        CaptionKind, Column, Content, Here, ListPages, Narrow, NavItem, PageHeading, SheetLinks,
        SubNavigation, Table,
    },
    web::{Answer, Page, Problem, Visit, see, sheet},
};
use ::sheet::{Cell, Table as Sheet};
use domain::{
    calendar,
    people::import::{Change, Fault, Kind},
};
use leptos::prelude::*;
use store::people::imports::{self, Import, KeptHeading, ListedRow, RowPage};

fn kind(visit: &Visit) -> Kind {
    Kind::from_code(visit.query.text("kind")).unwrap_or(Kind::New)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Which { permit, import } = which(&visit).await?;
    let (kind, here) = (kind(&visit), super::which::href(import.id));
    let page = visit.query.read("page").unwrap_or(1).max(1);
    let found = imports::page_of_rows(visit.services(), &permit, import.id, kind, page).await?;
    let last = last_page(found.total);
    if page > last {
        return Ok(see(address(&here, kind, last)));
    }
    let title = format!("{}: {}", kind.title(), import.organisation_name);
    let back = here.clone();
    Ok(Page::new(title, move || {
        view(&import, here, kind, found, (page, last))
    })
    .section("/people")
    .before(move || about::back(back))
    .into())
}

fn address(here: &str, kind: Kind, page: u32) -> String {
    format!("{here}/rows?kind={}&page={page}", kind.code())
}

fn view(
    import: &Import,
    here: String,
    kind: Kind,
    found: RowPage,
    (current, last): (u32, u32),
) -> AnyView {
    let shown = Kind::ALL
        .into_iter()
        .filter(|other| *other == kind || import.counts.of(*other) > 0);
    let places: Vec<_> = shown
        .map(|other| {
            let text = format!("{} ({})", other.title(), figure(import.counts.of(other)));
            let is_here = if other == kind { Here::Page } else { Here::No };
            NavItem::new(text, address(&here, other, 1)).here(is_here)
        })
        .collect();
    let head = head(kind).map(Column::new).to_vec();
    let rows: Vec<_> = found
        .rows
        .into_iter()
        .map(|listed| row(kind, listed))
        .collect();
    let file = format!("{here}/file?kind={}", kind.code());
    let total = u32::try_from(found.total).unwrap_or(u32::MAX);
    let said = format!("{}. {}.", counted(total), meaning(kind));
    let list = if total == 0 {
        ().into_any()
    } else {
        let what = format!("all {} as a table", counted(total));
        view! {
            <SheetLinks href=file what=what/>
            <Table caption=kind.title() caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    };
    view! {
        <PageHeading text=kind.title() caption=import.organisation_name.clone()/>
        <SubNavigation label="Rows of the list" items=places/>
        <p class="govuk-body">{said}</p>
        {list}
        <ListPages current=current last=last href=Box::new(move |page| address(&here, kind, page))/>
    }
    .into_any()
}

fn head(kind: Kind) -> [&'static str; 4] {
    let last = match kind {
        Kind::Rejected => "What is wrong, and what to do",
        Kind::Held => "What it waits for",
        Kind::Missing => "Where they work",
        _ => "What changes",
    };
    ["Name", "Staff number", "Line", last]
}

fn row(kind: Kind, listed: ListedRow) -> Vec<Content> {
    let told = told(kind, &listed);
    let line = listed.line.map(figure).unwrap_or_default();
    vec![
        listed.name.into(),
        listed.staff_number.into(),
        line.into(),
        Content::lines(told),
    ]
}

/// What becomes of a row, line by line.
fn told(kind: Kind, listed: &ListedRow) -> Vec<String> {
    let told = &listed.told;
    let first: Vec<String> = match kind {
        Kind::Rejected => told.faults.iter().map(fault).collect(),
        Kind::Held if listed.waits_for_place => {
            vec!["Say which organisation or team is meant".to_owned()]
        }
        Kind::Held => vec!["Say whether it is somebody who is here already".to_owned()],
        _ => told.changes.iter().map(change).collect(),
    };
    let remarks = told.remarks.iter().cloned();
    // Where somebody missing works comes before the day their post would end.
    if kind == Kind::Missing {
        return remarks.chain(first).collect();
    }
    first.into_iter().chain(remarks).collect()
}

/// "Start date “31/04/2026”: There is no such day. Write it as 31/12/2026 or 2026-12-31."
fn fault(fault: &Fault) -> String {
    let value = if fault.value.is_empty() {
        String::new()
    } else {
        format!(" “{}”", fault.value)
    };
    format!(
        "{}{value}: {}. {}.",
        fault.column, fault.wrong, fault.remedy
    )
}

/// "Job title: Driver, now Fleet manager".
fn change(change: &Change) -> String {
    let Change {
        what,
        before,
        after,
    } = change;
    match (before.as_str(), after.as_str()) {
        ("", after) => format!("{what}: {after}"),
        (before, "") => format!("{what}: {before} is taken out"),
        (before, after) => format!("{what}: {before}, now {after}"),
    }
}

/// All rows of a kind as a file. Rows that stay out come as they were sent, to be mended and sent again.
pub(super) async fn file(visit: Visit) -> Result<Answer, Problem> {
    let Which { permit, import } = which(&visit).await?;
    let kind = kind(&visit);
    let rows = imports::all_rows(visit.services(), &permit, import.id, kind).await?;
    let title = format!(
        "{} {} {}",
        kind.title(),
        import.organisation_name,
        calendar::day(calendar::day_of(import.sent_at))
    );
    let table = if matches!(kind, Kind::Rejected | Kind::Held) {
        as_sent(title, &import, kind, &rows)
    } else {
        as_told(title, kind, &rows)
    };
    sheet(&visit, table).await
}

/// The rows under the headings of the file, with the reason in a last column, which is known when they are sent again.
fn as_sent(title: String, import: &Import, kind: Kind, rows: &[ListedRow]) -> Sheet {
    let kept: Vec<&KeptHeading> = import
        .headings
        .headings
        .iter()
        .filter(|heading| heading.kept.is_some())
        .collect();
    let head = kept.iter().map(|heading| heading.text.clone());
    let reason = ["Line", "What is wrong and what to do"].map(str::to_owned);
    let cells = |row: &ListedRow| {
        let sent = kept.iter().map(|heading| {
            let cell = heading.kept.and_then(|place| row.cells.get(place));
            Cell::from(cell.cloned().unwrap_or_default())
        });
        let reason = [Cell::from(row.line), told(kind, row).join(" ").into()];
        sent.chain(reason).collect()
    };
    Sheet {
        title,
        head: head.chain(reason).collect(),
        rows: rows.iter().map(cells).collect(),
    }
}

fn as_told(title: String, kind: Kind, rows: &[ListedRow]) -> Sheet {
    let cells = |row: &ListedRow| {
        vec![
            Cell::from(row.name.as_str()),
            row.staff_number.as_str().into(),
            row.line.into(),
            told(kind, row).join("; ").into(),
        ]
    };
    Sheet {
        title,
        head: head(kind).map(str::to_owned).to_vec(),
        rows: rows.iter().map(cells).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_what_why_and_what_to_do() {
        let wrong = domain::people::import::Wrong::NotADay("There is no such day".to_owned());
        assert_eq!(
            fault(&wrong.at("Start date", "31/04/2026")),
            "Start date “31/04/2026”: There is no such day. Write it as 31/12/2026 or 2026-12-31."
        );
        assert!(fault(&wrong.at("Start date", "")).starts_with("Start date: "));
    }

    #[test]
    fn a_change_says_before_and_after() {
        let told = |before: &str, after: &str| {
            change(&Change {
                what: "Team".to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
            })
        };
        assert_eq!(told("Fleet", "Repairs"), "Team: Fleet, now Repairs");
        assert_eq!(told("", "Repairs"), "Team: Repairs");
        assert_eq!(told("Fleet", ""), "Team: Fleet is taken out");
    }
}
