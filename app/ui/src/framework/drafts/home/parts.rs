//! The parts of a draft, and the pages about the whole of it.

use super::{
    super::{
        found::{address, address_of},
        mend,
    },
    Shown,
};
use crate::{
    framework::words,
    ui::{TagColour, Task, TaskList, TaskStatus},
};
use domain::framework::{Framework, Section};
use leptos::prelude::*;

/// The parts, to be written by those who may, and the pages about the whole.
pub(super) fn parts(shown: &Shown) -> AnyView {
    let draft = &shown.draft;
    let task = |section: Section| {
        let count = mend::count(&shown.faults, section);
        let status = match count {
            0 => TaskStatus::Plain("Complete".to_owned()),
            1 => TaskStatus::Tag(TagColour::Red, "1 to mend".to_owned()),
            many => TaskStatus::Tag(TagColour::Red, format!("{many} to mend")),
        };
        let hint = size_of(&draft.framework, section);
        Task::new(section.title(), status)
            .href(address_of(draft, section))
            .hint(hint)
    };
    let tasks = shown.may.write.then(|| {
        let tasks: Vec<_> = Section::ALL
            .into_iter()
            .map(task)
            .chain([under_way(shown)])
            .collect();
        view! {
            <h2 class="govuk-heading-m">"Write it"</h2>
            <TaskList items=tasks/>
        }
    });
    let here = address(draft);
    let changes = match &shown.changes {
        Some((0, version)) => format!("Nothing is different from version {version}"),
        Some((1, version)) => format!("1 change from version {version}"),
        Some((many, version)) => format!("{many} changes from version {version}"),
        None => "There is no version before it".to_owned(),
    };
    let comments = match shown.comments {
        0 => "No comments yet".to_owned(),
        1 => "1 comment".to_owned(),
        many => format!("{many} comments"),
    };
    view! {
        {tasks}
        <h2 class="govuk-heading-m">"Read it"</h2>
        <ul class="govuk-list govuk-list--spaced">
            <li><a class="govuk-link" href=format!("{here}/read")>"The whole draft, to read and print"</a></li>
            <li><a class="govuk-link" href=format!("{here}/changes")>"What changes"</a> {format!(": {changes}")}</li>
            <li><a class="govuk-link" href=format!("{here}/preview")>"Whom it touches"</a> {format!(": {}", touched(shown))}</li>
            <li><a class="govuk-link" href=format!("{here}/comments")>"Comments"</a> {format!(": {comments}")}</li>
        </ul>
    }
    .into_any()
}

/// What is chosen for those whom a change finds under way.
fn under_way(shown: &Shown) -> Task {
    let status = match shown.transitions {
        0 => "Nothing to choose".to_owned(),
        1 => "1 choice".to_owned(),
        many => format!("{many} choices"),
    };
    Task::new("Those under way", TaskStatus::Plain(status))
        .href(format!("{}/transitions", address(&shown.draft)))
        .hint("They keep what they have, or get a date")
}

/// What is known of whom the draft touches.
fn touched(shown: &Shown) -> String {
    match &shown.preview {
        None => "not worked out yet".to_owned(),
        Some(preview) if !preview.is_finished => "being worked out".to_owned(),
        Some(preview) if !preview.is_current => "worked out for an earlier state".to_owned(),
        Some(preview) => match preview.impact.touched {
            0 => "nobody".to_owned(),
            1 => "1 person".to_owned(),
            many => format!("{many} people"),
        },
    }
}

/// The codes of what is in a part, or what else says what it holds.
fn size_of(framework: &Framework, section: Section) -> String {
    match section {
        Section::About => framework.change_note.clone(),
        Section::Levels => words::list_of_codes(framework.levels.iter().map(|one| &one.code)),
        Section::Cohorts => words::list_of_codes(framework.cohorts.iter().map(|one| &one.code)),
        Section::Questions => words::list_of_codes(framework.questions.iter().map(|one| &one.code)),
        Section::Requirements => "What each cohort must and should reach".to_owned(),
    }
}
