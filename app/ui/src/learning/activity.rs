//! Something to do on a screen: the form, and what is said afterwards.

use super::screen::Answered;
use crate::{
    ui::{
        Button, ButtonKind, CallOut, CallOutKind, Checkboxes, Choice, Field, LabelKind, Level,
        RadioLayout, Radios, Size,
    },
    web::Form,
};
use domain::learning::{Activity, Done, Judgement, feedback};
use leptos::prelude::*;

/// The field of an activity, with what was posted or saved.
pub(super) fn field(activity: &Activity, answered: &Answered) -> Field {
    let chosen = |name: &str| -> Vec<String> {
        let posted: Vec<String> = answered.posted.all(name).map(str::to_owned).collect();
        let saved = answered
            .done
            .iter()
            .flat_map(|done| done.0.iter().map(ToString::to_string));
        if posted.is_empty() && answered.error.is_none() {
            saved.collect()
        } else {
            posted
        }
    };
    let (name, ask) = match activity {
        Activity::Check { ask, .. } | Activity::Scenario { ask, .. } => ("choice", ask),
        Activity::Sort { ask, .. } => ("item-0", ask),
    };
    let field = Field::new(name)
        .label(ask.clone())
        .error(answered.error.clone());
    match activity {
        Activity::Sort { .. } => field,
        _ => field.values(chosen(name)),
    }
}

/// The form, and below it what is said once something was done.
pub(super) fn view(activity: &Activity, field: Field, answered: &Answered) -> AnyView {
    let said = answered
        .done
        .as_ref()
        .filter(|_| answered.error.is_none())
        .map(|done| said(activity, done));
    let button = if said.is_some() {
        ("Answer again", ButtonKind::Secondary)
    } else {
        ("Check", ButtonKind::Secondary)
    };
    let fields = match activity {
        Activity::Check { options, many, .. } => {
            let choices = options
                .iter()
                .enumerate()
                .map(|(place, o)| Choice::new(place.to_string(), o.text.clone()))
                .collect();
            if *many {
                let field = field.hint("Choose all that apply");
                view! { <Checkboxes field=field choices=choices legend=LabelKind::Sized(Size::Medium)/> }.into_any()
            } else {
                view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Medium)/> }.into_any()
            }
        }
        Activity::Scenario { choices, .. } => {
            let choices = choices
                .iter()
                .enumerate()
                .map(|(place, c)| Choice::new(place.to_string(), c.text.clone()))
                .collect();
            view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Medium)/> }
                .into_any()
        }
        Activity::Sort { ask, groups, items } => sorter(
            ask,
            groups,
            items.iter().map(|i| i.text.as_str()),
            answered,
            &field,
        ),
    };
    let saved_at = answered.saved_at.clone().filter(|_| said.is_some());
    view! {
        <section class="app-activity" aria-label="Try it">
            <Form>
                {fields}
                <Button text=button.0 kind=button.1/>
            </Form>
            {said}
            {saved_at.map(|text| view! { <p class="govuk-hint">{text}</p> })}
        </section>
    }
    .into_any()
}

fn sorter<'a>(
    ask: &str,
    groups: &[String],
    items: impl Iterator<Item = &'a str>,
    answered: &Answered,
    first: &Field,
) -> AnyView {
    let rows: Vec<_> = items
        .enumerate()
        .map(|(place, text)| {
            let name = format!("item-{place}");
            let posted = answered.posted.text(&name).to_owned();
            let saved = answered.done.as_ref().and_then(|done| done.0.get(place)).map(ToString::to_string);
            let value = if answered.error.is_some() { posted } else { saved.unwrap_or_default() };
            let missing = answered.error.is_some() && value.is_empty();
            let error = missing.then(|| "Choose a group".to_owned());
            let field = Field::new(name).label(text).value(value).error(error);
            let choices = groups.iter().enumerate().map(|(g, title)| Choice::new(g.to_string(), title.clone())).collect();
            view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small) layout=RadioLayout::SmallInline/> }
        })
        .collect();
    let _ = first;
    view! { <h2 class="govuk-heading-m">{ask.to_owned()}</h2> {rows} }.into_any()
}

/// What is said about what was done, spoken when the page has loaded again.
fn said(activity: &Activity, done: &Done) -> AnyView {
    let lines: Vec<_> = feedback(activity, done)
        .into_iter()
        .map(|feedback| {
            let (mark, class) = judged(activity, feedback.judgement);
            view! {
                <li class=class>
                    <strong>{mark}</strong> {feedback.about.to_owned()}
                    <br/>
                    {feedback.says.to_owned()}
                </li>
            }
        })
        .collect();
    view! {
        <div id="feedback" tabindex="-1">
            <CallOut kind=CallOutKind::Note title="What we say about it" level=Level::H2>
                <ul class="govuk-list govuk-list--spaced">{lines}</ul>
            </CallOut>
        </div>
    }
    .into_any()
}

/// A word and a class for a judgement; never colour alone.
fn judged(activity: &Activity, judgement: Judgement) -> (&'static str, &'static str) {
    match (activity, judgement) {
        (Activity::Scenario { .. }, Judgement::Best) => {
            ("A good choice: ", "app-feedback app-feedback--best")
        }
        (Activity::Scenario { .. }, Judgement::Partly) => {
            ("Partly: ", "app-feedback app-feedback--partly")
        }
        (Activity::Scenario { .. }, Judgement::Risky) => {
            ("Risky: ", "app-feedback app-feedback--risky")
        }
        (_, Judgement::Best) => ("Right: ", "app-feedback app-feedback--best"),
        (_, Judgement::Partly | Judgement::Risky) => {
            ("Not quite: ", "app-feedback app-feedback--risky")
        }
    }
}
