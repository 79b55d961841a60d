//! A file to send.

use super::field::Field;
use super::parts::{classes, single};
use super::size::LabelKind;
use leptos::prelude::*;

/// How many files may be sent at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Files {
    /// One.
    #[default]
    One,
    /// Any number.
    Several,
}

/// A file input with its label, hint and message. The form must be `multipart/form-data`.
#[component]
pub fn FileUpload(
    /// The field.
    field: Field,
    /// How the label is shown.
    #[prop(optional)]
    label: LabelKind,
    /// How many files.
    #[prop(optional)]
    files: Files,
    /// What the file picker offers first, such as `.csv`. The server checks again.
    #[prop(optional, into)]
    accept: Option<String>,
) -> AnyView {
    let class = classes(
        "govuk-file-upload",
        &[("govuk-file-upload--error", field.error.is_some())],
    );
    let control = view! {
        <input
            class=class
            id=field.id.clone()
            name=field.name.clone()
            r#type="file"
            accept=accept
            multiple=files == Files::Several
            aria-describedby=field.described_by()
        />
    };
    single(&field, label, control.into_any())
}
