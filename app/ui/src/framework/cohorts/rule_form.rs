//! The form of a rule: which posts it is for, and an answer to every question that is asked of posts.

use super::place::Place;
use crate::{
    ui::{
        Autocomplete, Button, ButtonKind, Choice, Field, LabelKind, PageHeading, RadioLayout,
        Radios, Size, TextInput, TwoThirds,
    },
    web::{
        Fields, Form,
        typed::{optional, wrong},
    },
};
use domain::{
    framework::{
        Answers, Asked, AskedOf, ClassificationQuestion, ClassificationRule, Framework, Pattern,
    },
    ids::ClassificationRuleId,
};
use leptos::prelude::*;
use store::Services;

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct RuleForm {
    pub job_title: Field,
    pub team: Field,
    pub questions: Vec<(ClassificationQuestion, Field)>,
    pub asked: Field,
}

/// The questions of a framework that are asked of posts.
fn of_post(framework: &Framework) -> impl Iterator<Item = &ClassificationQuestion> {
    framework
        .questions
        .iter()
        .filter(|question| question.asked_of == AskedOf::Post)
}

fn name(question: &ClassificationQuestion) -> String {
    format!("answer_{}", question.code)
}

impl RuleForm {
    /// The form with what was typed; the empty form when nothing was.
    pub fn of(typed: &Fields, framework: &Framework) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        let questions = of_post(framework).map(|question| {
            let field = Field::new(name(question))
                .label(format!("{}. {}", question.code, question.text))
                .value(typed.text(&name(question)));
            (question.clone(), field)
        });
        Self {
            job_title: field("job_title", "Which job titles is it for?")
                .hint("A * stands for anything: \u{201c}Social worker*\u{201d} is also for \u{201c}Social worker (adults)\u{201d}. Leave it empty for all"),
            team: field("team", "In which teams? (optional)")
                .hint("A * stands for anything here too. Leave it empty for all teams"),
            questions: questions.collect(),
            asked: field("asked", "When is this rule asked?")
                .hint("The first rule that fits a post decides"),
        }
    }

    /// The form with what a rule says.
    pub fn of_rule(rule: &ClassificationRule, framework: &Framework) -> Self {
        let mut pairs = vec![
            ("job_title".to_owned(), rule.job_title.as_str().to_owned()),
            ("team".to_owned(), rule.team.as_str().to_owned()),
        ];
        pairs.extend(rule.answers.iter().map(|(question, yes)| {
            let word = if *yes { "yes" } else { "no" };
            (format!("answer_{question}"), word.to_owned())
        }));
        Self::of(&Fields(pairs), framework)
    }

    /// All fields in the order of the page.
    pub fn fields(&self) -> Vec<&Field> {
        let answers = self.questions.iter().map(|(_, field)| field);
        [&self.job_title, &self.team]
            .into_iter()
            .chain(answers)
            .chain([&self.asked])
            .collect()
    }

    /// The rule to keep; none when something is wrong, which the fields then say.
    pub fn check(
        &mut self,
        services: &Services,
        place: &Place,
        id: ClassificationRuleId,
    ) -> Option<(ClassificationRule, Asked)> {
        let job_title = optional(&mut self.job_title, "Job title");
        let team = optional(&mut self.team, "Team");
        let mut answers = Answers::new();
        for (question, field) in &mut self.questions {
            match field.current() {
                "yes" => answers.insert(question.code.clone(), true),
                "no" => answers.insert(question.code.clone(), false),
                _ => {
                    wrong(
                        field,
                        format!("Answer question {} with yes or no", question.code),
                    );
                    None
                }
            };
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let asked = if self.asked.current() == "last" {
            Asked::Last
        } else {
            Asked::First
        };
        let rule = ClassificationRule {
            id,
            organisation: Some(place.id),
            job_title: Pattern::new(&job_title),
            team: Pattern::new(&team),
            answers,
            decided_by: place.permit.by(),
            decided_at: services.now(),
        };
        Some((rule, asked))
    }

    /// Everything answered, as hidden fields of the page that asks for confirmation.
    pub fn hidden(&self) -> AnyView {
        self.fields()
            .into_iter()
            .map(|field| {
                let (name, value) = (field.name.clone(), field.current().to_owned());
                view! { <input type="hidden" name=name value=value/> }
            })
            .collect_view()
            .into_any()
    }
}

/// The form on its page.
pub(super) fn view(form: RuleForm, place: &Place, heading: &'static str, is_new: bool) -> AnyView {
    let yes_or_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let questions: Vec<_> = form
        .questions
        .into_iter()
        .map(|(_, field)| {
            view! {
                <Radios field=field choices=yes_or_no() legend=LabelKind::Sized(Size::Small) layout=RadioLayout::Inline/>
            }
        })
        .collect();
    let asked = is_new.then(|| {
        let mut field = form.asked;
        if field.current().is_empty() {
            field = field.value("first");
        }
        let choices = vec![
            Choice::new("first", "Before the other rules")
                .hint("For a rule about one job title, or an exception"),
            Choice::new("last", "After the other rules")
                .hint("For a broad rule, for whatever the others leave over"),
        ];
        view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small)/> }
    });
    let (organisation, name) = (place.id.to_string(), place.name.clone());
    view! {
        <TwoThirds>
            <PageHeading text=heading caption=name/>
            <Form>
                <input type="hidden" name="organisation" value=organisation/>
                <h2 class="govuk-heading-m">"Which posts"</h2>
                <TextInput field=form.job_title autocomplete=Autocomplete::Off/>
                <TextInput field=form.team autocomplete=Autocomplete::Off/>
                <h2 class="govuk-heading-m">"Questions about the post"</h2>
                <p class="govuk-body">"Think of the post, whoever holds it."</p>
                {questions}
                {asked}
                <Button text="See who would move" kind=ButtonKind::Primary name="step" value="preview"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
