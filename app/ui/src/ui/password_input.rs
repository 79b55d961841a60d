//! A password, which can be shown while it is typed.

use super::field::Field;
use super::parts::{classes, error, group_class, hint, label as label_of};
use super::size::LabelKind;
use super::text_input::Autocomplete;
use leptos::prelude::*;

/// A password input. The button that shows the password appears with JavaScript only.
///
/// What was typed is never sent back to the page.
#[component]
pub fn PasswordInput(
    /// The field; its value is ignored.
    field: Field,
    /// How the label is shown.
    #[prop(optional)]
    label: LabelKind,
    /// Whether it is the password in use or a new one.
    #[prop(default = Autocomplete::CurrentPassword)]
    autocomplete: Autocomplete,
) -> AnyView {
    let class = classes(
        "govuk-input govuk-password-input__input govuk-js-password-input-input",
        &[("govuk-input--error", field.error.is_some())],
    );
    view! {
        <div
            class=format!("{} govuk-password-input", group_class(&field))
            data-module="govuk-password-input"
        >
            {label_of(field.label.clone(), field.id.clone(), label)}
            {hint(&field)}
            {error(&field)}
            <div class="govuk-input__wrapper govuk-password-input__wrapper">
                <input
                    class=class
                    id=field.id.clone()
                    name=field.name.clone()
                    r#type="password"
                    spellcheck="false"
                    autocapitalize="none"
                    autocomplete=autocomplete.as_str()
                    aria-describedby=field.described_by()
                />
                <button
                    r#type="button"
                    class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
                    data-module="govuk-button"
                    aria-controls=field.id.clone()
                    aria-label="Show password"
                    hidden
                >
                    "Show"
                </button>
            </div>
        </div>
    }
    .into_any()
}
