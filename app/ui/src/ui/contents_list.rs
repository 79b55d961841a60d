//! The screens of a module, and how far the learner is.

use leptos::prelude::*;

/// How far a step is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where we are.
    Current,
    /// May be opened.
    #[default]
    Open,
    /// Cannot be opened yet.
    Locked,
}

/// One step of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    title: String,
    href: String,
    state: StepState,
    detail: Option<String>,
}

impl Step {
    /// A step at `href`.
    #[must_use]
    pub fn new(title: impl Into<String>, href: impl Into<String>, state: StepState) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
            state,
            detail: None,
        }
    }

    /// Adds a few words, such as "3 minutes".
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// The steps of a module in their order. A locked step has no link.
#[component]
pub fn ContentsList(
    /// What the steps are of.
    #[prop(into)]
    label: String,
    /// The steps.
    steps: Vec<Step>,
) -> AnyView {
    view! {
        <nav class="app-contents" aria-label=label>
            <ol class="app-contents__list">{steps.into_iter().map(step).collect_view()}</ol>
        </nav>
    }
    .into_any()
}

fn step(step: Step) -> impl IntoView {
    let (class, word, current) = match step.state {
        StepState::Done => (
            "app-contents__step app-contents__step--done",
            Some("Done"),
            None,
        ),
        StepState::Current => (
            "app-contents__step app-contents__step--current",
            Some("You are here"),
            Some("step"),
        ),
        StepState::Open => ("app-contents__step", None, None),
        StepState::Locked => (
            "app-contents__step app-contents__step--locked",
            Some("Cannot start yet"),
            None,
        ),
    };
    let title = if step.state == StepState::Locked {
        view! { <span class="app-contents__title">{step.title}</span> }.into_any()
    } else {
        view! {
            <a class="govuk-link app-contents__title" href=step.href aria-current=current>
                {step.title}
            </a>
        }
        .into_any()
    };
    let note = match (step.detail, word) {
        (Some(detail), Some(word)) => Some(format!("{detail} · {word}")),
        (Some(detail), None) => Some(detail),
        (None, word) => word.map(str::to_owned),
    };
    view! {
        <li class=class>
            {title} " " {note.map(|note| view! { <span class="app-contents__note">{note}</span> })}
        </li>
    }
}
