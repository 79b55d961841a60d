//! Saying whether rows are about people who are here already. Nobody is ever matched by name alone.

use super::{
    about,
    history::last_page,
    which::{Which, which},
};
use crate::{
    ui::{
        Button, ButtonGroup, ButtonKind, Choice, Field, InsetText, LabelKind, ListPages,
        PageHeading, Radios, Size, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use chrono::NaiveDate;
use domain::{
    calendar,
    ids::{PersonId, StaffImportId},
    people::import::State,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::people::imports::{self, Candidate, ListedRow, RowPage};

/// What there is to say on one page.
struct Open {
    id: StaffImportId,
    found: RowPage,
    candidates: HashMap<PersonId, Candidate>,
    page: u32,
}

async fn open(visit: &Visit, which: &Which, page: u32) -> Result<Open, Problem> {
    let (services, import) = (visit.services(), &which.import);
    let found = imports::undecided(services, &which.permit, import.id, page).await?;
    let people: Vec<PersonId> = found
        .rows
        .iter()
        .flat_map(|row| row.told.candidates.iter().copied())
        .collect();
    let candidates =
        imports::candidates(services, &which.permit, &import.may_bring, &people).await?;
    Ok(Open {
        id: import.id,
        found,
        candidates: candidates.into_iter().map(|c| (c.id, c)).collect(),
        page,
    })
}

impl Open {
    /// What was said of the rows of this page; what was left open stays open.
    fn said(&self, typed: &Fields) -> Vec<(u32, Option<PersonId>)> {
        let rows = self.found.rows.iter();
        rows.filter_map(|row| {
            let line = row.line?;
            let said = match typed.text(&name(line)) {
                "new" => None,
                id => Some(self.candidate(row, id.parse().ok()?)?.id),
            };
            Some((line, said))
        })
        .collect()
    }

    /// One of the people whom the row may be about, if the visitor may know of them.
    fn candidate(&self, row: &ListedRow, id: PersonId) -> Option<&Candidate> {
        let is_one = row.told.candidates.contains(&id);
        self.candidates.get(&id).filter(|_| is_one)
    }
}

fn name(line: u32) -> String {
    format!("line_{line}")
}

fn address(id: StaffImportId, page: u32) -> String {
    format!("{}/matches?page={page}", super::which::href(id))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let here = which.href();
    if which.import.state != State::Checked {
        return Ok(see(here));
    }
    let page = visit.query.read("page").unwrap_or(1).max(1);
    let open = open(&visit, &which, page).await?;
    if open.found.total == 0 {
        return Ok(see(here));
    }
    let last = last_page(open.found.total);
    if page > last {
        return Ok(see(address(open.id, last)));
    }
    let today = visit.today;
    Ok(
        Page::new("Are they here already?", move || view(&open, last, today))
            .section("/people")
            .before(move || about::back(here))
            .into(),
    )
}

/// Keeps what was said; with the second button the list is checked again.
pub(super) async fn say(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let page = visit.form.read("page").unwrap_or(1).max(1);
    let open = open(&visit, &which, page).await?;
    let said = open.said(&visit.form);
    let then_check = visit.form.text("then") == "check";
    imports::decide_sameness(visit.services(), &which.permit, open.id, &said, then_check).await?;
    if then_check {
        visit.jobs.notify_one();
        return Ok(see(which.href()));
    }
    Ok(see(address(
        open.id,
        (page + 1).min(last_page(open.found.total)),
    )))
}

fn view(open: &Open, last: u32, today: NaiveDate) -> AnyView {
    let rows: Vec<_> = open
        .found
        .rows
        .iter()
        .map(|row| question(open, row, today))
        .collect();
    let (id, page) = (open.id, open.page);
    let save =
        (last > 1).then(|| view! { <Button text="Save and go on" kind=ButtonKind::Secondary/> });
    view! {
        <TwoThirds>
            <PageHeading text="Are they here already?"/>
            <p class="govuk-body-l">
                "These rows have a number or address that Cascade does not know, and a name that it does; or the other way
                round. Names are never enough to tell people apart. Until you have said who it is, the row stays out."
            </p>
            <Form>
                <input type="hidden" name="page" value=page.to_string()/>
                {rows}
                <ButtonGroup>
                    {save}
                    <Button text="Save and check again" name="then" value="check"/>
                </ButtonGroup>
            </Form>
            <ListPages current=page last=last href=Box::new(move |page| address(id, page))/>
        </TwoThirds>
    }
    .into_any()
}

fn question(open: &Open, row: &ListedRow, today: NaiveDate) -> AnyView {
    let line = row.line.unwrap_or_default();
    let number = if row.staff_number.is_empty() {
        "no staff number".to_owned()
    } else {
        format!("staff number {}", row.staff_number)
    };
    let title = format!("Line {line}: {}, {number}", row.name);
    let known: Vec<&Candidate> = row
        .told
        .candidates
        .iter()
        .filter_map(|id| open.candidates.get(id))
        .collect();
    if known.is_empty() {
        let text = format!(
            "{title}. The e-mail address belongs to somebody of another name, in an organisation that you do not look \
             after. Check the address; if it is right, ask your administrator."
        );
        return view! { <InsetText>{text}</InsetText> }.into_any();
    }
    let said = match row.said {
        None => String::new(),
        Some(None) => "new".to_owned(),
        Some(Some(person)) => person.to_string(),
    };
    let field = Field::new(name(line)).label(title).value(said);
    let each = known.into_iter().map(|candidate| {
        Choice::new(
            candidate.id.to_string(),
            format!("It is {}", candidate.name),
        )
        .hint(posts(candidate, today))
    });
    let other = Choice::new("new", "It is somebody else, who is new");
    let choices: Vec<_> = each.chain([other]).collect();
    view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small)/> }.into_any()
}

/// "Driver, Northside, since 1 January 2020; Cook, Northside, to 3 May 2019".
fn posts(candidate: &Candidate, today: NaiveDate) -> String {
    let each = candidate
        .posts
        .iter()
        .map(|(job, organisation, starts_on, ends_on)| {
            let when = match ends_on {
                Some(end) if *end < today => format!("to {}", calendar::day(*end)),
                _ => format!("since {}", calendar::day(*starts_on)),
            };
            format!("{job}, {organisation}, {when}")
        });
    each.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::people::imports::Told;

    fn person(number: u32) -> PersonId {
        format!("00000000-0000-0000-0000-{number:012}")
            .parse()
            .unwrap()
    }

    fn open() -> Open {
        let row = ListedRow {
            line: Some(7),
            name: "Asha Rao".to_owned(),
            staff_number: String::new(),
            told: Told {
                candidates: vec![person(1), person(2)],
                ..Told::default()
            },
            cells: Vec::new(),
            waits_for_place: false,
            said: None,
        };
        let known = Candidate {
            id: person(1),
            name: "Asha Rao".to_owned(),
            posts: Vec::new(),
        };
        Open {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            found: RowPage {
                rows: vec![row],
                total: 1,
            },
            candidates: HashMap::from([(person(1), known)]),
            page: 1,
        }
    }

    #[test]
    fn a_row_is_about_one_of_those_who_were_offered_or_about_somebody_new() {
        let said = |value: &str| open().said(&Fields::parse(&format!("line_7={value}")));
        assert_eq!(said(&person(1).to_string()), [(7, Some(person(1)))]);
        assert_eq!(said("new"), [(7, None)]);
        assert_eq!(said(""), []);
        assert_eq!(
            said(&person(2).to_string()),
            [],
            "of whom the visitor may not know"
        );
        assert_eq!(said(&person(3).to_string()), []);
    }
}
