//! Saying of the people whom a list misses whether they have left.

use super::{
    about,
    page::missed,
    which::{Which, which},
};
use crate::{
    ui::{
        Button, CheckboxSize, Checkboxes, Choice, Field, LabelKind, PageHeading, Radios, Size,
        TwoThirds, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    ids::OrganisationId,
    people::import::{Covered, State},
};
use leptos::prelude::*;
use store::people::imports::{self, Import};

/// The question about one organisation.
#[derive(Clone)]
struct Question {
    name: String,
    covered: Covered,
    have_left: Field,
    is_sure: Field,
}

impl Question {
    fn of(name: &str, covered: Covered, said: Option<bool>, typed: &Fields) -> Self {
        let id = covered.organisation;
        let posted = format!("left_{id}");
        let before = match said {
            None => "",
            Some(true) => "left",
            Some(false) => "here",
        };
        let typed_here = typed.text(&posted);
        let value = if typed_here.is_empty() {
            before
        } else {
            typed_here
        };
        Self {
            name: name.to_owned(),
            covered,
            have_left: Field::new(&posted)
                .label(format!(
                    "What has become of the people of {name} who are not in the list?"
                ))
                .value(value),
            is_sure: Field::new(format!("sure_{id}")).values(typed.all(&format!("sure_{id}"))),
        }
    }

    /// Whether they have left; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<(OrganisationId, bool)> {
        let have_left = match self.have_left.current() {
            "left" => true,
            "here" => false,
            _ => {
                wrong(&mut self.have_left, "Select whether they have left");
                return None;
            }
        };
        if have_left && self.covered.is_suspicious() && !self.is_sure.has("yes") {
            wrong(
                &mut self.is_sure,
                "More than one in ten are missing. Check that the file is the whole list, and say so",
            );
            return None;
        }
        Some((self.covered.organisation, have_left))
    }
}

fn questions(import: &Import, typed: &Fields) -> Vec<Question> {
    let missing = import
        .covered
        .iter()
        .filter(|(_, covered, _)| covered.missing > 0);
    missing
        .map(|(name, covered, said)| Question::of(name, *covered, *said, typed))
        .collect()
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let questions = questions(&which.import, &Fields::default());
    if which.import.state != State::Checked || questions.is_empty() {
        return Ok(see(which.href()));
    }
    Ok(shown(which.href(), questions).into())
}

pub(super) async fn say(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let Which { permit, import } = &which;
    let mut questions = questions(import, &visit.form);
    let said: Vec<_> = questions.iter_mut().map(Question::check).collect();
    let Some(said) = said.into_iter().collect::<Option<Vec<_>>>() else {
        return Ok(shown(which.href(), questions).into());
    };
    imports::decide_missing(visit.services(), permit, import.id, &said).await?;
    Ok(see(which.href()))
}

fn shown(here: String, questions: Vec<Question>) -> Page {
    let kept = questions.clone();
    let fields: Vec<&Field> = kept
        .iter()
        .flat_map(|q| [&q.have_left, &q.is_sure])
        .collect();
    let list = format!("{here}/rows?kind=missing");
    Page::new("People who are not in the list", move || {
        view(list, questions)
    })
    .section("/people")
    .before(move || about::back(here))
    .errors(&fields)
}

fn view(list: String, questions: Vec<Question>) -> AnyView {
    let questions: Vec<_> = questions.into_iter().map(question).collect();
    view! {
        <TwoThirds>
            <PageHeading text="People who are not in the list"/>
            <p class="govuk-body-l">
                "Nobody is taken for a leaver until you say so. People who were added by hand, and those who have not
                started yet, are not counted as missing."
            </p>
            <p class="govuk-body"><a class="govuk-link" href=list>"See who it is"</a></p>
            <Form>
                {questions}
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn question(question: Question) -> AnyView {
    let Covered {
        listed, missing, ..
    } = question.covered;
    let said = missed(&question.name, missing, listed);
    let is_suspicious = question.covered.is_suspicious();
    let choices = vec![
        Choice::new("left", "They have left").hint("Their posts end yesterday. Nothing is deleted"),
        Choice::new("here", "They still work here").hint("Nothing changes for them"),
    ];
    let warning = is_suspicious.then(|| {
        view! {
            <WarningText text="That is more than one in ten. Is the file a part of the list, or have staff numbers changed?"/>
        }
    });
    let sure = Choice::new(
        "yes",
        format!(
            "I have checked that the file is the whole staff list of {}",
            question.name
        ),
    );
    let sure = is_suspicious.then(|| {
        view! { <Checkboxes field=question.is_sure choices=vec![sure] size=CheckboxSize::Small/> }
    });
    view! {
        <p class="govuk-body">{said}</p>
        {warning}
        <Radios field=question.have_left choices=choices legend=LabelKind::Sized(Size::Medium)/>
        {sure}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(missing: u32, typed: &str) -> (Option<bool>, Question) {
        let covered = Covered {
            organisation: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            listed: 100,
            missing,
        };
        let id = covered.organisation;
        let typed = typed.replace("ID", &id.to_string());
        let mut question = Question::of("Northside", covered, None, &Fields::parse(&typed));
        (question.check().map(|(_, left)| left), question)
    }

    #[test]
    fn nobody_has_left_until_it_is_said() {
        assert_eq!(
            asked(5, "").1.have_left.error.as_deref(),
            Some("Select whether they have left")
        );
        assert_eq!(asked(5, "left_ID=left").0, Some(true));
        assert_eq!(asked(50, "left_ID=here").0, Some(false));
    }

    #[test]
    fn more_than_one_in_ten_have_to_be_said_twice() {
        assert_eq!(asked(10, "left_ID=left").0, Some(true));
        let (said, question) = asked(11, "left_ID=left");
        assert!(said.is_none() && question.is_sure.error.is_some());
        assert_eq!(asked(11, "left_ID=left&sure_ID=yes").0, Some(true));
    }
}
