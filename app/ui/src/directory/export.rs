//! Taking a board's part of the directory out as a file, for a purpose that is kept.
//!
//! Rule Y6 of `docs/rules/directory.md`.

use super::{framework, level_title, own_part, sight};
use crate::{
    ui::{
        BackLink, Button, Choice, Clicks, Field, LabelKind, PageHeading, Select, Size, Spellcheck,
        TextInput, TwoThirds,
    },
    web::{self, Answer, Fields, Form, Page, Problem, Visit, typed::required},
};
use domain::{access::ExportDirectory, calendar, directory::Topic, framework::Framework};
use leptos::prelude::*;
use store::directory::{self, Entry, Part};

/// The questions with what was answered.
#[derive(Clone)]
struct ExportForm {
    purpose: Field,
    level: Field,
}

impl ExportForm {
    fn of(typed: &Fields) -> Self {
        Self {
            purpose: Field::new("purpose")
                .label("What do you take it out for?")
                .hint("For example, invitations to the partnership day on 5 May. It is kept with your name")
                .value(typed.text("purpose")),
            level: Field::new("level")
                .label("Trained in")
                .value(typed.text("level")),
        }
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let part = own_part(&visit, &sight(&visit).await?)?;
    let framework = framework(&visit).await?;
    let form = ExportForm::of(&Fields::default());
    Ok(shown(part, framework.as_deref(), &form).into())
}

/// Gives the file, and keeps what for.
pub(super) async fn take(visit: Visit) -> Result<Answer, Problem> {
    let part = own_part(&visit, &sight(&visit).await?)?;
    let permit = visit.permit(ExportDirectory { board: part.board })?;
    let framework = framework(&visit).await?;
    let mut form = ExportForm::of(&visit.form);
    let purpose = required(
        &mut form.purpose,
        "Purpose",
        "Enter what you take it out for",
    );
    if form.purpose.error.is_some() {
        return Ok(shown(part, framework.as_deref(), &form).into());
    }
    let (services, level) = (visit.services(), form.level.current());
    let entries = directory::export_directory(services, &permit, level, &purpose).await?;
    let head = [
        "Name",
        "Job title",
        "Organisation",
        "District",
        "E-mail address",
        "Telephone",
        "Training",
        "Can be asked about",
        "Languages",
        "SPOC",
        "Last active",
    ];
    let rows = entries.iter().map(|entry| row(entry, framework.as_deref()));
    let table = ::sheet::Table {
        title: format!("Directory of {}, {}", part.name, calendar::day(visit.today)),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    web::sheet(&visit, table).await
}

fn row(entry: &Entry, framework: Option<&Framework>) -> Vec<::sheet::Cell> {
    let joined = |words: Vec<String>| words.join("; ");
    let levels = entry.levels.iter().map(|one| {
        let title = level_title(framework, &one.level);
        format!("{title}, {}", calendar::day(one.completed_on))
    });
    let topics = entry.topics.iter().map(|topic| Topic::title(*topic));
    vec![
        entry.name.as_str().into(),
        entry.job_title.as_str().into(),
        entry.organisation.as_str().into(),
        entry.district.as_str().into(),
        entry.email.clone().into(),
        entry.phone.as_str().into(),
        joined(levels.collect()).into(),
        joined(topics.map(str::to_owned).collect()).into(),
        entry.languages.as_str().into(),
        if entry.is_spoc { "Yes" } else { "No" }.into(),
        entry.active_on.into(),
    ]
}

fn shown(part: Part, framework: Option<&Framework>, form: &ExportForm) -> Page {
    let levels = framework.into_iter().flat_map(|f| &f.levels);
    let levels = levels.map(|level| Choice::new(level.code.clone(), level.title.clone()));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "All training that is listed"))
        .chain(levels)
        .collect();
    let (fields, board) = (form.clone(), part.board);
    let page = Page::new("Download the directory", move || {
        view(fields, choices, &part)
    });
    page.section("/directory")
        .before(move || {
            let back = format!("/directory/settings?board={board}");
            view! { <BackLink href=back text="Settings of the directory"/> }
        })
        .errors(&[&form.purpose, &form.level])
}

fn view(form: ExportForm, choices: Vec<Choice>, part: &Part) -> AnyView {
    let action = format!("/directory/export?board={}&as=csv", part.board);
    let board = part.board_name.clone();
    let small = || LabelKind::Sized(Size::Small);
    view! {
        <TwoThirds>
            <PageHeading text="Download the directory" caption=board/>
            <p class="govuk-body">
                "The file has the people of your district who are listed to everybody. It is out of date from tomorrow: delete it
                once it has served."
            </p>
            <Form action=action>
                <TextInput field=form.purpose label=small() spellcheck=Spellcheck::On/>
                <Select field=form.level choices=choices label=small()/>
                <Button text="Download as CSV" clicks=Clicks::Each/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
