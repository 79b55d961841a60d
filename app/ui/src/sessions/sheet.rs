//! The sheet that is signed on paper, in the order and with the numbers of the register.
//!
//! Rule B35 of `docs/rules/sessions.md`: no addresses, and nothing of what people need.

use super::{
    register::{Found, asked},
    words::{place, when},
};
use crate::{
    ui::{
        BackLink, CaptionKind, Column, Content, FirstCell, Narrow, PageHeading, SummaryList,
        SummaryRow, Table,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::calendar;
use leptos::prelude::*;
use store::{catalogue, sessions::Line};

/// Empty lines for walk-ins.
const WALK_INS: usize = 6;

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let lines = found.lines(&visit).await?;
    let course = catalogue::course(visit.services(), found.row.course).await?;
    let satisfies = course.map(|row| row.course.satisfies).unwrap_or_default();
    let levels: Vec<String> = satisfies.into_iter().map(|one| one.level).collect();
    let code = format!("{}, edition {}", levels.join(", "), found.row.edition);
    let printed = calendar::moment(visit.now);
    let back = found.href();
    Ok(Page::new("Sign-in sheet", move || {
        view(&found, &lines, (code, &printed))
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The register"/> })
    .into())
}

fn view(found: &Found, lines: &[Line], (code, printed): (String, &str)) -> AnyView {
    let head = [
        "No.",
        "Name",
        "Organisation",
        "Role",
        "Signature in",
        "Signature out",
    ]
    .map(Column::new)
    .to_vec();
    let people = (1..).zip(lines).map(person);
    let first = lines.len() + 1;
    let walk_ins = (first..first + WALK_INS).map(|number| row(number, ["", "", ""]));
    let rows = people.chain(walk_ins).collect();
    let (title, facts) = (found.row.title.clone(), facts(found, code));
    let said =
        format!("The empty lines are for people who are not on the list. Printed on {printed}.");
    view! {
        <div class="app-sheet">
            <PageHeading text="Sign-in sheet" caption=title/>
            {facts}
            <Table
                caption="People in the order of the register"
                caption_kind=CaptionKind::Hidden
                head=head
                rows=rows
                first_cell=FirstCell::Plain
                narrow=Narrow::Scroll
            />
            <p class="govuk-body">{said}</p>
            <p class="govuk-body app-sheet__total">"Total, checked by the trainer:" <span></span> "Signature:" <span></span></p>
        </div>
    }
    .into_any()
}

fn facts(found: &Found, code: String) -> AnyView {
    let trainers: Vec<_> = found.trainers.iter().map(|one| one.name.clone()).collect();
    let part = match found.parts.len() {
        1 => half_of_day(found).to_owned(),
        all => format!("{} of {all}, {}", found.part, half_of_day(found)),
    };
    let rows = vec![
        SummaryRow::new("Course code", code),
        SummaryRow::new("Date", when(found.of_part())),
        SummaryRow::new("Part", part),
        SummaryRow::new("Where", place(&found.row.venue)),
        SummaryRow::new("Trainers", Content::lines(trainers)),
    ];
    view! { <SummaryList rows=rows/> }.into_any()
}

/// Whether a part takes place in the morning, in the afternoon, or both.
fn half_of_day(found: &Found) -> &'static str {
    let part = found.of_part();
    let is_before_noon = |at| calendar::time(at).as_str() < "12:00";
    let ends_by_one = calendar::time(part.ends_at).as_str() <= "13:00";
    match is_before_noon(part.starts_at) {
        true if ends_by_one => "am",
        true => "am and pm",
        false => "pm",
    }
}

fn person((number, line): (usize, &Line)) -> Vec<Content> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (organisation, job_title) = (text(&line.organisation), text(&line.job_title));
    row(number, [&line.name, &organisation, &job_title])
}

/// A line with its number, what is printed, and room for two signatures.
fn row(number: usize, printed: [&str; 3]) -> Vec<Content> {
    let number = std::iter::once(number.to_string());
    let printed = printed.into_iter().chain(["", ""]).map(str::to_owned);
    number.chain(printed).map(Content::from).collect()
}
