//! What happened, newest first.

use super::content::Content;
use super::size::{Level, heading};
use leptos::prelude::*;

/// One thing that happened.
pub struct TimelineItem {
    title: String,
    by: Option<String>,
    when: String,
    machine_when: String,
    detail: Option<Content>,
}

impl TimelineItem {
    /// `title` happened at `when`, as people read it; `machine_when` is the same in ISO 8601.
    pub fn new(
        title: impl Into<String>,
        when: impl Into<String>,
        machine_when: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            by: None,
            when: when.into(),
            machine_when: machine_when.into(),
            detail: None,
        }
    }

    /// Sets who did it.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Adds more about it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Content>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// What happened.
#[component]
pub fn Timeline(
    /// The events, newest first.
    items: Vec<TimelineItem>,
    /// The level of their headings.
    #[prop(optional)]
    level: Level,
) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| {
            view! {
                <div class="moj-timeline__item">
                    <div class="moj-timeline__header">
                        {heading(
                            level,
                            "moj-timeline__title".to_owned(),
                            None,
                            item.title.into_any(),
                        )}
                        {item
                            .by
                            .map(|by| {
                                view! {
                                    <p class="moj-timeline__byline">{format!(" by {by}")}</p>
                                }
                            })}
                    </div>
                    <p class="moj-timeline__date">
                        <time datetime=item.machine_when>{item.when}</time>
                    </p>
                    {item
                        .detail
                        .map(|detail| {
                            view! {
                                <div class="moj-timeline__description">{detail.view()}</div>
                            }
                        })}
                </div>
            }
        })
        .collect_view();
    view! { <div class="moj-timeline">{items}</div> }.into_any()
}
