//! What an organisation asks for: how many SPOCs where, and cohorts whose members are SPOCs by post.

use super::{Found, led};
use crate::{
    directory::framework,
    ui::{
        BackLink, Button, CheckboxSize, Checkboxes, Choice, Field, InputMode, InputWidth,
        LabelKind, PageHeading, Size, TextInput, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    directory::{Minimums, USUAL_MINIMUM},
    framework::Framework,
    ids::TeamId,
    organisations::as_tree,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::directory::{self, CoverTerms};

/// The questions with what was answered: a number for each place, and the cohorts.
#[derive(Clone)]
struct TermsForm {
    minimums: Vec<(Option<TeamId>, Field)>,
    cohorts: Field,
}

/// The name of the field of a place.
fn name_of(team: Option<TeamId>) -> String {
    team.map_or_else(|| "whole".to_owned(), |team| format!("team_{team}"))
}

impl TermsForm {
    fn of(found: &Found, value: impl Fn(Option<TeamId>) -> String, cohorts: Vec<String>) -> Self {
        let teams = found.facts.teams.get(&found.id);
        let tree = as_tree(teams.map_or(&[][..], Vec::as_slice));
        let teams = tree
            .iter()
            .map(|placed| (Some(placed.team.id), placed.path()));
        let places = std::iter::once((None, "The organisation as a whole".to_owned())).chain(teams);
        let field = |(team, label): (Option<TeamId>, String)| {
            let field = Field::new(name_of(team)).label(label).value(value(team));
            (team, field)
        };
        Self {
            minimums: places.map(field).collect(),
            cohorts: Field::new("cohorts")
                .label("Who is a SPOC by post?")
                .hint("Everyone in these cohorts, each for their own team, without being named")
                .values(cohorts),
        }
    }

    fn typed(found: &Found, typed: &Fields) -> Self {
        let cohorts = typed.all("cohorts").map(str::to_owned).collect();
        Self::of(found, |team| typed.text(&name_of(team)).to_owned(), cohorts)
    }

    fn kept(found: &Found, terms: &CoverTerms) -> Self {
        let value = |team| {
            let minimum = terms.minimums.get(&team);
            minimum.map(ToString::to_string).unwrap_or_default()
        };
        Self::of(found, value, terms.cohorts.clone())
    }

    fn fields(&self) -> Vec<&Field> {
        let minimums = self.minimums.iter().map(|(_, field)| field);
        minimums.chain([&self.cohorts]).collect()
    }

    /// What is asked for; none when something is wrong, which the fields then say.
    fn check(&mut self, framework: Option<&Framework>) -> Option<CoverTerms> {
        let mut minimums = Minimums::new();
        for (team, field) in &mut self.minimums {
            let typed = field.current().to_owned();
            match typed.parse() {
                _ if typed.is_empty() => {}
                Ok(minimum @ 1..=99) => {
                    minimums.insert(*team, minimum);
                }
                _ => {
                    let said = format!("{} must be a number from 1 to 99", field.label);
                    wrong(field, said);
                }
            }
        }
        let is_known = |code: &&String| framework.is_some_and(|f| f.cohort(code).is_some());
        let cohorts = self.cohorts.values.iter().filter(is_known);
        let mut cohorts: Vec<String> = cohorts.cloned().collect();
        cohorts.sort();
        cohorts.dedup();
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        is_whole.then_some(CoverTerms { minimums, cohorts })
    }
}

fn kept(found: &Found) -> CoverTerms {
    found
        .facts
        .terms
        .get(&found.id)
        .cloned()
        .unwrap_or_default()
}

pub(in crate::directory) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (found, _) = led(&visit).await?;
    let framework = framework(&visit).await?;
    let form = TermsForm::kept(&found, &kept(&found));
    Ok(shown(&found, framework, &form).into())
}

pub(in crate::directory) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let (found, permit) = led(&visit).await?;
    let framework = framework(&visit).await?;
    let mut form = TermsForm::typed(&found, &visit.form);
    let Some(terms) = form.check(framework.as_deref()) else {
        return Ok(shown(&found, framework, &form).into());
    };
    let before = kept(&found);
    directory::set_cover_terms(visit.services(), &permit, &before, &terms).await?;
    Ok(see(format!("{}?done=saved", found.href())))
}

fn shown(found: &Found, framework: Option<Arc<Framework>>, form: &TermsForm) -> Page {
    let (name, back, fields) = (found.name.clone(), found.href(), form.clone());
    Page::new("How many SPOCs are needed", move || {
        view(fields, framework.as_deref(), name)
    })
    .section("/directory")
    .before(move || view! { <BackLink href=back text="SPOC cover"/> })
    .errors(&form.fields())
}

fn view(form: TermsForm, framework: Option<&Framework>, name: String) -> AnyView {
    let cohorts = framework.into_iter().flat_map(|f| &f.cohorts);
    let cohorts: Vec<Choice> = cohorts
        .map(|cohort| Choice::new(cohort.code.clone(), cohort.title.clone()))
        .collect();
    let numbers: Vec<_> = form
        .minimums
        .into_iter()
        .map(|(_, field)| {
            view! { <TextInput field=field inputmode=InputMode::Numeric width=InputWidth::Chars2/> }
        })
        .collect();
    let usual = format!(
        "Left empty, the organisation as a whole and each department need {USUAL_MINIMUM}. A team inside a department shows in \
         the cover once it has a number or a SPOC of its own."
    );
    let legend = LabelKind::Sized(Size::Medium);
    view! {
        <TwoThirds>
            <PageHeading text="How many SPOCs are needed" caption=name/>
            <Form>
                <Checkboxes field=form.cohorts choices=cohorts legend=legend size=CheckboxSize::Small/>
                <h2 class="govuk-heading-m">"How many are needed where?"</h2>
                <p class="govuk-body">{usual}</p>
                {numbers}
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
