//! The desk of those who look after training: what needs them today, then who is up to date.

use super::{
    Views,
    filter::{Asked, Narrowing, asked},
    views,
};
use crate::{
    certificates::many,
    ui::{
        CaptionKind, Column, Content, FilterLayout, FirstCell, InsetText, Narrow, PageHeading,
        ShareBar, SheetLinks, Size, Stat, Stats, Table,
    },
    web::{self, Answer, Page, Problem, Visit},
};
use ::sheet::Cell;
use chrono::NaiveDate;
use domain::{
    access::{Role, scope_of_claims, scope_of_staff_lists},
    calendar,
    reports::{How, Tally},
};
use leptos::prelude::*;
use store::{
    framework::cohorts::count_unclassified,
    people::imports::count_waiting,
    records::count_claims_waiting,
    reports::{Compliance, Line, Places, compliance, people_counted, people_overdue},
    sessions::{ForLead, count_for_lead},
};

/// The numbers beside the share that is up to date.
const NUMBERS: [How; 4] = [How::Overdue, How::ToDo, How::DueSoon, How::Exempt];

struct Shown {
    asked: Asked,
    people: u64,
    unclassified: u64,
    overdue: u64,
    /// Claims that wait for the visitor, or for somebody else with the same people.
    claims: u64,
    staff_lists: u64,
    sessions: ForLead,
    may_sort: bool,
    tables: Compliance,
    views: Views,
    today: NaiveDate,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let (services, today, scope) = (visit.services(), visit.today, &asked.scope);
    let by = if asked.is_over_organisations() {
        Places::Organisations
    } else {
        Places::Teams
    };
    let actor = visit.actor()?;
    let mut tables = Compliance::default();
    if let Some(framework) = &asked.framework {
        tables = compliance(services, scope, framework, by, &asked.to, today).await?;
        let place = |code: &str| framework.levels.iter().position(|level| level.code == code);
        tables.levels.sort_by_key(|line| place(&line.code));
    }
    let (people, overdue) = tokio::try_join!(
        people_counted(services, scope, &asked.to, today),
        people_overdue(services, scope, &asked.to, today),
    )?;
    let shown = Shown {
        people,
        unclassified: count_unclassified(services, scope, asked.to.organisation).await?,
        overdue,
        claims: match scope_of_claims(actor) {
            Ok(scope) => count_claims_waiting(services, &scope).await?,
            Err(_) => 0,
        },
        staff_lists: match scope_of_staff_lists(actor) {
            Ok(scope) => count_waiting(services, &scope).await?,
            Err(_) => 0,
        },
        sessions: if actor.has(Role::TrainingLead) {
            count_for_lead(services, visit.person()?, &actor.organisations()).await?
        } else {
            ForLead::default()
        },
        may_sort: actor.has(Role::TrainingLead) || actor.has(Role::Administrator),
        asked,
        tables,
        views: views(&visit, "/overview").await?,
        today,
    };
    Ok(Page::new("Overview", move || view(&shown))
        .section("/overview")
        .into())
}

fn view(shown: &Shown) -> AnyView {
    if shown.asked.framework.is_none() {
        return view! {
            <PageHeading text="Overview"/>
            <InsetText>"No training framework is in force yet, so nothing is required of anybody."</InsetText>
        }
        .into_any();
    }
    let needs = needs_me(shown);
    let figures = figures(shown);
    let (fields, selected) = (
        shown.asked.fields(Narrowing::Figures),
        shown.asked.selected("/overview"),
    );
    let views = shown.views.view();
    view! {
        <PageHeading text="Overview"/>
        {needs}
        <h2 class="govuk-heading-l">"Who is up to date"</h2>
        {views}
        <FilterLayout action="/overview" filters=fields selected=selected clear_href="/overview">
            {figures}
        </FilterLayout>
    }
    .into_any()
}

/// One table as a file: `along` says which.
pub(super) async fn sheet(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let framework = asked.framework.clone().ok_or(Problem::NotFound)?;
    let (scope, to) = (&asked.scope, &asked.to);
    let along = visit.query.text("along");
    let by = match along {
        "organisation" => Places::Organisations,
        _ => Places::Teams,
    };
    let tables = compliance(visit.services(), scope, &framework, by, to, visit.today).await?;
    let (title, lines) = match along {
        "organisation" => ("Organisation", tables.places),
        "team" => ("Team", tables.places),
        "cohort" => ("Cohort", tables.cohorts),
        _ => ("Training", tables.levels),
    };
    let head = [title, "Up to date", "Required"]
        .into_iter()
        .chain(NUMBERS.map(How::title))
        .map(str::to_owned);
    let rows = lines.iter().map(|line| {
        let name = match along {
            "organisation" | "team" => line.name.clone().unwrap_or_default(),
            "cohort" => asked.cohort(&line.code),
            _ => asked.level(&line.code),
        };
        let share = line.tally.compliance();
        let numbers = [share.done, share.of]
            .into_iter()
            .chain(NUMBERS.map(|how| line.tally.of(how)));
        let numbers = numbers.map(|number| Cell::from(number.cast_signed()));
        std::iter::once(Cell::from(name)).chain(numbers).collect()
    });
    let table = ::sheet::Table {
        title: format!(
            "Up to date by {}, {}",
            title.to_lowercase(),
            calendar::day(visit.today)
        ),
        head: head.collect(),
        rows: rows.collect(),
    };
    web::sheet(&visit, table).await
}

/// What needs somebody today, as a list of links; a sentence when there is nothing.
fn needs_me(shown: &Shown) -> AnyView {
    let mut items: Vec<(String, String)> = Vec::new();
    if shown.unclassified > 0 && shown.may_sort {
        let words = format!("{} to be sorted into cohorts", people(shown.unclassified));
        items.push((words, "/cohorts".to_owned()));
    }
    if shown.claims > 0 {
        let words = match shown.claims {
            1 => "1 claim to verify".to_owned(),
            count => format!("{count} claims to verify"),
        };
        items.push((words, "/claims".to_owned()));
    }
    if shown.overdue > 0 {
        let words = format!("{} with training overdue", people(shown.overdue));
        let narrowed = [("state", "overdue")];
        items.push((words, shown.asked.href("/overview/people", &narrowed)));
    }
    if shown.staff_lists > 0 {
        let lists = many(shown.staff_lists, "staff list", "staff lists");
        items.push((
            format!("{lists} to be looked over"),
            "/people/imports".to_owned(),
        ));
    }
    if shown.sessions.asked_for > 0 {
        let words = match shown.sessions.asked_for {
            1 => "1 session that somebody asks for".to_owned(),
            count => format!("{count} sessions that people ask for"),
        };
        items.push((words, "/sessions/requests".to_owned()));
    }
    if shown.sessions.short > 0 {
        let words = match shown.sessions.short {
            1 => "1 session with too few bookings".to_owned(),
            count => format!("{count} sessions with too few bookings"),
        };
        items.push((words, "/sessions".to_owned()));
    }
    if items.is_empty() {
        return view! { <InsetText>"Nothing needs you today."</InsetText> }.into_any();
    }
    let items: Vec<_> = items
        .into_iter()
        .map(|(words, href)| view! { <li><a class="govuk-link" href=href>{words}</a></li> })
        .collect();
    view! {
        <h2 class="govuk-heading-m">"What needs you today"</h2>
        <ul class="govuk-list govuk-list--bullet">{items}</ul>
    }
    .into_any()
}

fn people(number: u64) -> String {
    if number == 1 {
        "1 person".to_owned()
    } else {
        format!("{number} people")
    }
}

fn figures(shown: &Shown) -> AnyView {
    let mut total = Tally::default();
    for line in &shown.tables.levels {
        for how in How::ALL {
            total.add(how, line.tally.of(how));
        }
    }
    let compliance = total.compliance();
    let on = calendar::day(shown.today);
    let percent = compliance
        .percent()
        .map_or_else(|| "None".to_owned(), |percent| format!("{percent}%"));
    let stats = vec![
        Stat::new(percent, "Up to date").sentence(format!(
            "{} of {} required, on {on}",
            compliance.done, compliance.of
        )),
        Stat::new(total.overdue.to_string(), "Overdue").href(
            shown
                .asked
                .href("/overview/people", &[("state", "overdue")]),
        ),
        Stat::new(total.due_soon.to_string(), "Due soon").href(
            shown
                .asked
                .href("/overview/people", &[("state", "due-soon")]),
        ),
        Stat::new(shown.unclassified.to_string(), "Unclassified").sentence(format!(
            "of {}; never counted as up to date",
            people(shown.people)
        )),
    ];
    let asked = &shown.asked;
    let levels = table(
        asked,
        ("By training", "Training"),
        "level",
        &shown.tables.levels,
        |line| (asked.level(&line.code), line.code.clone()),
    );
    let cohorts = table(
        asked,
        ("By cohort", "Cohort"),
        "cohort",
        &shown.tables.cohorts,
        |line| (asked.cohort(&line.code), line.code.clone()),
    );
    let (caption, name, nowhere) = if asked.is_over_organisations() {
        (
            ("By organisation", "Organisation"),
            "organisation",
            "No organisation",
        )
    } else {
        (("By team", "Team"), "team", "No team")
    };
    let places = table(asked, caption, name, &shown.tables.places, |line| {
        let name = line.name.clone().unwrap_or_else(|| nowhere.to_owned());
        (
            name,
            line.key.map(|key| key.to_string()).unwrap_or_default(),
        )
    });
    view! {
        <Stats items=stats/>
        {levels}
        {places}
        {cohorts}
    }
    .into_any()
}

/// A table of figures, each number leading to its names.
fn table(
    asked: &Asked,
    (caption, heading): (&'static str, &'static str),
    name: &'static str,
    lines: &[Line],
    said: impl Fn(&Line) -> (String, String),
) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let head = [Column::new(heading), Column::new("Up to date")]
        .into_iter()
        .chain(
            [How::Overdue, How::ToDo, How::DueSoon, How::Exempt]
                .map(|how| Column::numeric(how.title())),
        )
        .collect();
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let (title, value) = said(line);
            row(asked, name, &title, &value, line.tally)
        })
        .collect();
    Some(
        view! {
            <Table
                caption=caption
                caption_kind=CaptionKind::Sized(Size::Medium)
                head=head
                rows=rows
                first_cell=FirstCell::Header
                narrow=Narrow::Stack
            />
            <SheetLinks href=asked.href("/overview/figures", &[("along", name)]) what="this table"/>
        }
        .into_any(),
    )
}

fn row(asked: &Asked, name: &str, title: &str, value: &str, tally: Tally) -> Vec<Content> {
    let share = tally.compliance();
    let number = |how: How| -> Content {
        let number = tally.of(how);
        if number == 0 || value.is_empty() {
            return number.to_string().into();
        }
        let href = asked.href("/overview/people", &[(name, value), ("state", how.code())]);
        let of = format!(" {}, {title}", how.title().to_lowercase());
        view! {
            <a class="govuk-link" href=href>{number} <span class="govuk-visually-hidden">{of}</span></a>
        }
        .into_any()
        .into()
    };
    vec![
        title.to_owned().into(),
        view! { <ShareBar count=share/> }.into_any().into(),
        number(How::Overdue),
        number(How::ToDo),
        number(How::DueSoon),
        number(How::Exempt),
    ]
}
