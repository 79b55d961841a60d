//! A headline number. An integer or a percentage, with both counts in a sentence under it.

use leptos::prelude::*;

/// One headline number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    number: String,
    label: String,
    sentence: Option<String>,
    href: Option<String>,
}

impl Stat {
    /// `number`, such as "66%", for `label`, in less than twenty characters.
    #[must_use]
    pub fn new(number: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            label: label.into(),
            sentence: None,
            href: None,
        }
    }

    /// Adds the counts behind it: "41 of 62 staff, on 30 June 2027".
    #[must_use]
    pub fn sentence(mut self, sentence: impl Into<String>) -> Self {
        self.sentence = Some(sentence.into());
        self
    }

    /// Makes the label lead to the list behind the number.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// Headline numbers side by side; one under the other on a phone.
#[component]
pub fn Stats(
    /// The numbers; four at most.
    items: Vec<Stat>,
) -> AnyView {
    let items = items
        .into_iter()
        .map(|stat| {
            let label = match stat.href {
                Some(href) => view! { <a class="govuk-link" href=href>{stat.label}</a> }.into_any(),
                None => stat.label.into_any(),
            };
            view! {
                <div class="app-stat">
                    <dt class="app-stat__label">{label}</dt>
                    <dd class="app-stat__number">{stat.number}</dd>
                    {stat
                        .sentence
                        .map(|sentence| view! { <dd class="app-stat__sentence">{sentence}</dd> })}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="app-stats">{items}</dl> }.into_any()
}
