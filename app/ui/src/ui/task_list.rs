//! What there is to do, and how far each thing is.

use super::content::Content;
use super::parts::classes;
use super::tag::{Tag, TagColour};
use leptos::prelude::*;

/// How far a task is. Completed is plain, so that what is left stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskStatus {
    /// In plain words: "Completed".
    Plain(String),
    /// In plain grey words: "Cannot start yet".
    CannotStart(String),
    /// As a tag.
    Tag(TagColour, String),
}

/// One thing to do.
pub struct Task {
    title: String,
    href: Option<String>,
    hint: Option<Content>,
    status: TaskStatus,
}

impl Task {
    /// A task that is `status` far.
    pub fn new(title: impl Into<String>, status: TaskStatus) -> Self {
        Self {
            title: title.into(),
            href: None,
            hint: None,
            status,
        }
    }

    /// Sets where the task is done. A task that cannot start has no link.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Sets what stands under the title.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A list of tasks.
#[component]
pub fn TaskList(
    /// The tasks.
    items: Vec<Task>,
    /// How the ids of hints and states begin; different for each list of a page.
    #[prop(default = "task-list".into(), into)]
    id_prefix: String,
) -> AnyView {
    let items = items
        .into_iter()
        .enumerate()
        .map(|(index, task)| item(&format!("{id_prefix}-{}", index + 1), task))
        .collect_view();
    view! { <ul class="govuk-task-list">{items}</ul> }.into_any()
}

fn item(id: &str, task: Task) -> AnyView {
    let hint_id = format!("{id}-hint");
    let status_id = format!("{id}-status");
    let class = classes(
        "govuk-task-list__item",
        &[("govuk-task-list__item--with-link", task.href.is_some())],
    );
    let described_by = match task.hint {
        Some(_) => format!("{hint_id} {status_id}"),
        None => status_id.clone(),
    };
    let title = match task.href {
        Some(href) => view! {
            <a class="govuk-link govuk-task-list__link" href=href aria-describedby=described_by>
                {task.title}
            </a>
        }
        .into_any(),
        None => view! { <div>{task.title}</div> }.into_any(),
    };
    let cannot_start = matches!(task.status, TaskStatus::CannotStart(_));
    let status = match task.status {
        TaskStatus::Plain(text) | TaskStatus::CannotStart(text) => text.into_any(),
        TaskStatus::Tag(colour, text) => view! { <Tag colour=colour text=text/> }.into_any(),
    };
    let status_class = classes(
        "govuk-task-list__status",
        &[("govuk-task-list__status--cannot-start-yet", cannot_start)],
    );
    view! {
        <li class=class>
            <div class="govuk-task-list__name-and-hint">
                {title}
                {task
                    .hint
                    .map(|hint| {
                        view! {
                            <div id=hint_id class="govuk-task-list__hint">
                                {hint.view()}
                            </div>
                        }
                    })}
            </div>
            <div class=status_class id=status_id>
                {status}
            </div>
        </li>
    }
    .into_any()
}
