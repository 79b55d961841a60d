//! What went wrong with a form, at the top of the page, with a link to each field.

use super::field::Field;
use leptos::prelude::*;

/// One fault of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorItem {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

impl ErrorItem {
    /// A fault of the form as a whole.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
        }
    }

    /// A fault that is put right at `href`, such as `#work-email`.
    #[must_use]
    pub fn at(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: Some(href.into()),
        }
    }

    /// The faults of `fields`, in the order of the page.
    pub fn of<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<Self> {
        fields
            .into_iter()
            .filter_map(|field| {
                let text = field.error.clone()?;
                Some(Self::at(text, format!("#{}", field.focus_id())))
            })
            .collect()
    }
}

/// The faults of a form. Draws nothing when there are none.
#[component]
pub fn ErrorSummary(
    /// The faults, in the order of the page.
    errors: Vec<ErrorItem>,
    /// What is said above them.
    #[prop(optional, into)]
    description: Option<String>,
    /// The heading.
    #[prop(default = "There is a problem".into(), into)]
    title: String,
) -> AnyView {
    if errors.is_empty() && description.is_none() {
        return ().into_any();
    }
    let list = (!errors.is_empty()).then(|| {
        let items = errors.into_iter().map(item).collect_view();
        view! { <ul class="govuk-list govuk-error-summary__list">{items}</ul> }
    });
    view! {
        <div class="govuk-error-summary" data-module="govuk-error-summary">
            <div role="alert">
                <h2 class="govuk-error-summary__title">{title}</h2>
                <div class="govuk-error-summary__body">
                    {description.map(|text| view! { <p>{text}</p> })} {list}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn item(error: ErrorItem) -> impl IntoView {
    let text = error.text;
    let text = match error.href {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    view! { <li>{text}</li> }
}
