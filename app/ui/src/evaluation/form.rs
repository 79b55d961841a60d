//! How confident somebody is of the outcomes of a course: the questions, with what was answered.

use super::words::Scale;
use crate::{
    ui::{Field, Fieldset, LabelKind, Select, Size},
    web::Fields,
};
use domain::evaluation::{Confidence, Rating, Stage};
use leptos::prelude::*;

/// The longest text, in characters.
pub(super) const LONGEST: usize = 1000;

/// How confident somebody is of one outcome.
#[derive(Clone)]
struct Rated {
    outcome: String,
    before: Field,
    now: Field,
}

/// The rating of a field; none where nothing was chosen.
pub(super) fn rating(field: &Field) -> Option<Rating> {
    field.current().parse().ok().and_then(Rating::new)
}

/// The outcomes of a course with what was answered.
#[derive(Clone)]
pub(super) struct Outcomes {
    rated: Vec<Rated>,
    stage: Stage,
}

/// The word of a rating in a form.
pub(super) fn number(rating: Option<Rating>) -> String {
    rating
        .map(|rating| rating.number().to_string())
        .unwrap_or_default()
}

impl Outcomes {
    /// As they were answered before.
    pub fn kept(stage: Stage, outcomes: &[String], kept: &[Confidence]) -> Self {
        let each = outcomes.iter().enumerate().map(|(place, outcome)| {
            let known = kept.iter().find(|one| one.outcome == *outcome);
            let before = number(known.and_then(|one| one.before));
            let now = number(known.and_then(|one| one.now));
            (outcome, before, now, place)
        });
        Self::new(stage, each)
    }

    /// As they were sent.
    pub fn typed(stage: Stage, outcomes: &[String], fields: &Fields) -> Self {
        let sent =
            |name: &str, place: usize| fields.text(&format!("{name}_{}", place + 1)).to_owned();
        let each = outcomes.iter().enumerate();
        let each = each.map(|(place, one)| (one, sent("before", place), sent("now", place), place));
        Self::new(stage, each)
    }

    fn new<'a>(
        stage: Stage,
        each: impl Iterator<Item = (&'a String, String, String, usize)>,
    ) -> Self {
        let now = if stage == Stage::After {
            "After it"
        } else {
            "Now"
        };
        let rated = each.map(|(outcome, before, after, place)| Rated {
            outcome: outcome.clone(),
            before: Field::new(format!("before_{}", place + 1))
                .label("Before the session")
                .value(before),
            now: Field::new(format!("now_{}", place + 1))
                .label(now)
                .value(after),
        });
        Self {
            rated: rated.collect(),
            stage,
        }
    }

    /// What was answered.
    pub fn read(&self) -> Vec<Confidence> {
        let read = |one: &Rated| Confidence {
            outcome: one.outcome.clone(),
            before: rating(&one.before).filter(|_| self.stage == Stage::After),
            now: rating(&one.now),
        };
        self.rated.iter().map(read).collect()
    }

    /// The questions; nothing where the course names no outcomes.
    pub fn view(self) -> Option<AnyView> {
        if self.rated.is_empty() {
            return None;
        }
        let stage = self.stage;
        let one = |rated: Rated| {
            let before = (stage == Stage::After).then(|| {
                let field = rated.before;
                view! { <Select field=field choices=Scale::Confident.choices()/> }
            });
            let (outcome, now) = (rated.outcome, rated.now);
            view! {
                <Fieldset text=outcome legend=LabelKind::Sized(Size::Small)>
                    {before}
                    <Select field=now choices=Scale::Confident.choices()/>
                </Fieldset>
            }
        };
        let rated = self.rated.into_iter().map(one).collect_view();
        Some(
            view! {
                <h2 class="govuk-heading-m">"How confident are you that you can do this?"</h2>
                {rated}
            }
            .into_any(),
        )
    }
}
