//! Saying what columns mean whose headings nobody knows.

use super::{
    about,
    which::{Which, which},
};
use crate::{
    ui::{Button, ButtonGroup, Choice, Field, InsetText, PageHeading, Select, TwoThirds},
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::people::import::{Column, Meaning, State, meaning_of};
use leptos::prelude::*;
use store::people::imports::{self, Import, KeptHeading, KeptHeadings};

/// Which columns are asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Those that nobody knows.
    Unknown,
    /// All whose cells are kept: where something is lacking, or where somebody wants to read them otherwise.
    Kept,
}

fn asked(import: &Import) -> Asked {
    let is_lacking = !import.headings.layout().missing().is_empty();
    if is_lacking || import.state == State::Checked {
        Asked::Kept
    } else {
        Asked::Unknown
    }
}

/// A question about each column that is asked about, with the column's place among all.
fn questions(import: &Import, typed: &Fields) -> Vec<(usize, Field)> {
    let all = import.headings.headings.iter().enumerate();
    let asked = asked(import);
    all.filter(|(_, heading)| match asked {
        Asked::Unknown => heading.kept.is_some() && heading.meaning() == Meaning::Unknown,
        Asked::Kept => heading.kept.is_some() || was_left_out(heading),
    })
    .map(|(place, heading)| {
        let name = format!("column_{place}");
        let typed = typed.text(&name);
        let known = match heading.meaning() {
            Meaning::Unknown => "",
            other => other.code(),
        };
        let value = if typed.is_empty() { known } else { typed };
        let field = Field::new(&name)
            .label(format!("What is in the column “{}”?", heading.text))
            .value(value);
        let samples = heading.samples.join("”, “");
        let field = if heading.kept.is_none() {
            field.hint("It was left out and its cells are deleted, so what you say counts from the next list on")
        } else if samples.is_empty() {
            field
        } else {
            field.hint(format!("For example “{samples}”"))
        };
        (place, field)
    })
    .collect()
}

/// Whether somebody has said that a column is left out which Cascade would read, or ask about.
fn was_left_out(heading: &KeptHeading) -> bool {
    heading.meaning() == Meaning::NotNeeded && meaning_of(&heading.text).0 != Meaning::NotNeeded
}

/// Columns can be read otherwise until the list is brought in.
fn may_say(state: State) -> bool {
    matches!(state, State::Columns | State::Checked)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Which { import, .. } = which(&visit).await?;
    if !may_say(import.state) {
        return Ok(see(super::which::href(import.id)));
    }
    let questions = questions(&import, &Fields::default());
    Ok(shown(import, questions).into())
}

/// Takes what was said; where every column is settled the list is checked.
pub(super) async fn say(visit: Visit) -> Result<Answer, Problem> {
    let Which { permit, import } = which(&visit).await?;
    let here = super::which::href(import.id);
    if !may_say(import.state) {
        return Ok(see(here));
    }
    let mut questions = questions(&import, &visit.form);
    let Some(said) = check(&import.headings, &mut questions) else {
        return Ok(shown(import, questions).into());
    };
    imports::set_columns(
        visit.services(),
        &permit,
        import.id,
        &import.headings,
        &said,
    )
    .await?;
    visit.jobs.notify_one();
    Ok(see(here))
}

/// What was said of each column; none when something is wrong, which the questions then say.
fn check(
    headings: &KeptHeadings,
    questions: &mut [(usize, Field)],
) -> Option<Vec<(usize, Meaning)>> {
    let asked: Vec<usize> = questions.iter().map(|(place, _)| *place).collect();
    let others = headings.headings.iter().enumerate();
    let mut taken: Vec<Meaning> = others
        .filter(|(place, heading)| heading.kept.is_some() && !asked.contains(place))
        .map(|(_, heading)| heading.meaning())
        .collect();
    let (mut said, mut after) = (Vec::new(), headings.clone());
    for (place, field) in questions.iter_mut() {
        let Some(meaning) = Meaning::choice(field.current()) else {
            wrong(field, "Select what is in the column, or leave it out");
            continue;
        };
        if meaning != Meaning::NotNeeded && taken.contains(&meaning) {
            wrong(
                field,
                "Another column is read as this already. Select another, or leave it out",
            );
            continue;
        }
        taken.push(meaning);
        said.push((*place, meaning));
        meaning
            .code()
            .clone_into(&mut after.headings[*place].meaning);
    }
    if let (Some((_, first)), Some(lacking)) =
        (questions.first_mut(), after.layout().missing().first())
    {
        wrong(first, format!("Say which column has {lacking}"));
    }
    let is_fine = questions.iter().all(|(_, field)| field.error.is_none());
    is_fine.then_some(said)
}

fn shown(import: Import, questions: Vec<(usize, Field)>) -> Page {
    let fields: Vec<Field> = questions.iter().map(|(_, field)| field.clone()).collect();
    let errors: Vec<&Field> = fields.iter().collect();
    let page = Page::new("What is in the columns?", move || view(&import, questions));
    page.section("/people")
        .before(|| about::back("/people/imports".to_owned()))
        .errors(&errors)
}

fn view(import: &Import, questions: Vec<(usize, Field)>) -> AnyView {
    let choices = || {
        let each = Column::ALL.map(|column| Choice::new(column.code(), column.title()));
        [
            Choice::new("", "Select one"),
            Choice::new(Meaning::NotNeeded.code(), "Leave it out"),
        ]
        .into_iter()
        .chain(each)
        .collect::<Vec<_>>()
    };
    let lacking = import.headings.layout().missing();
    let lacking = (!lacking.is_empty()).then(|| {
        let text = format!(
            "The list has no column that Cascade knows for {}.",
            lacking.join("; nor for ")
        );
        view! { <InsetText>{text}</InsetText> }
    });
    let intro = match import.state {
        State::Checked => "Say what is in each column.",
        _ => "Cascade does not know these headings.",
    };
    let nothing_to_say = questions.is_empty();
    let questions: Vec<_> = questions
        .into_iter()
        .map(|(_, field)| view! { <Select field=field choices=choices()/> })
        .collect();
    let put_away = format!("{}/discard", super::which::href(import.id));
    let (facts, columns) = (about::facts(import), about::columns(import));
    let caption = import.organisation_name.clone();
    let form = (!nothing_to_say).then(|| {
        view! {
            <Form>
                {questions}
                <Button text="Save and check the list"/>
            </Form>
        }
    });
    view! {
        <TwoThirds>
            <PageHeading text="What is in the columns?" caption=caption/>
            <p class="govuk-body-l">
                {intro}
                " What you say is remembered for the next list of the organisation. Columns that you leave out are deleted."
            </p>
            {lacking}
            {form}
            <ButtonGroup>
                <a class="govuk-link" href=put_away>"Put this list away"</a>
            </ButtonGroup>
            <h2 class="govuk-heading-m">"The file"</h2>
            {facts}
            {columns}
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(meanings: &[&str]) -> KeptHeadings {
        let heading = |(place, meaning): (usize, &&str)| KeptHeading {
            text: format!("Heading {place}"),
            meaning: (*meaning).to_owned(),
            kept: Some(place),
            samples: Vec::new(),
        };
        KeptHeadings {
            line: 1,
            headings: meanings.iter().enumerate().map(heading).collect(),
        }
    }

    fn asked(said: &[(usize, &str)]) -> Vec<(usize, Field)> {
        let field = |(place, value): &(usize, &str)| {
            (*place, Field::new(format!("column_{place}")).value(*value))
        };
        said.iter().map(field).collect()
    }

    #[test]
    fn every_unknown_column_is_said_or_left_out() {
        let headings = headings(&["full_name", "work_email", "job_title", "unknown", "unknown"]);
        let mut questions = asked(&[(3, "team"), (4, "leave_out")]);
        assert_eq!(
            check(&headings, &mut questions),
            Some(vec![
                (3, Meaning::Column(Column::Team)),
                (4, Meaning::NotNeeded)
            ])
        );
        let mut questions = asked(&[(3, ""), (4, "salary")]);
        assert_eq!(check(&headings, &mut questions), None);
        assert!(questions.iter().all(|(_, field)| field.error.is_some()));
    }

    #[test]
    fn two_columns_are_not_read_as_the_same() {
        let headings = headings(&["full_name", "work_email", "job_title", "unknown", "unknown"]);
        for said in [
            [(3, "team"), (4, "team")],
            [(3, "job_title"), (4, "leave_out")],
        ] {
            let mut questions = asked(&said);
            assert_eq!(check(&headings, &mut questions), None, "{said:?}");
        }
    }

    #[test]
    fn a_list_without_a_job_title_says_so() {
        let headings = headings(&["full_name", "work_email", "unknown"]);
        let mut questions = asked(&[(2, "team")]);
        assert_eq!(check(&headings, &mut questions), None);
        assert_eq!(
            questions[0].1.error.as_deref(),
            Some("Say which column has the job title")
        );
    }
}
