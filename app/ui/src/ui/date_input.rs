//! A date that people know, typed in three parts.

use super::field::{DatePart, Field};
use super::parts::{classes, several};
use super::size::LabelKind;
use leptos::prelude::*;

/// Each part, its label and its width.
const PARTS: [(DatePart, &str, &str); 3] = [
    (DatePart::Day, "Day", "govuk-input--width-2"),
    (DatePart::Month, "Month", "govuk-input--width-2"),
    (DatePart::Year, "Year", "govuk-input--width-4"),
];

/// Day, month and year with their question, hint and message.
///
/// The parts of `started_on` post as `started_on_day`, `started_on_month` and `started_on_year`.
#[component]
pub fn DateInput(
    /// The field, made with [`Field::date`].
    field: Field,
    /// How the question is shown.
    #[prop(optional)]
    legend: LabelKind,
) -> AnyView {
    let items = PARTS
        .into_iter()
        .map(|(part, label, width)| {
            let id = format!("{}-{}", field.id, part.as_str());
            let name = if field.name.is_empty() {
                part.as_str().to_owned()
            } else {
                format!("{}_{}", field.name, part.as_str())
            };
            let class = classes(
                "govuk-input govuk-date-input__input",
                &[("govuk-input--error", field.is_wrong(part)), (width, true)],
            );
            let typed = field.part(part);
            let value = (!typed.is_empty()).then(|| typed.to_owned());
            view! {
                <div class="govuk-date-input__item">
                    <div class="govuk-form-group">
                        <label class="govuk-label govuk-date-input__label" r#for=id.clone()>
                            {label}
                        </label>
                        <input
                            class=class
                            id=id
                            name=name
                            r#type="text"
                            value=value
                            inputmode="numeric"
                        />
                    </div>
                </div>
            }
        })
        .collect_view();
    let inputs = view! { <div class="govuk-date-input" id=field.id.clone()>{items}</div> };
    several(&field, legend, Some("group"), inputs.into_any())
}
