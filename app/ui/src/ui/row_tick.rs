//! A checkbox in the first cell of a row, with what the row is about beside it.

use super::field::Field;
use leptos::prelude::*;

/// A box that chooses a row. Those who only hear it also hear `more`, because a name may come twice. The first row's box
/// has the id of the field, so that the error summary leads there.
#[component]
pub fn RowTick(
    /// The boxes of all rows.
    boxes: Field,
    /// The place of the row, counted from 0.
    at: usize,
    /// What is posted.
    #[prop(into)]
    value: String,
    /// What the row is about.
    #[prop(into)]
    name: String,
    /// What tells it from others of the same name.
    #[prop(into)]
    more: String,
) -> AnyView {
    let id = if at == 0 {
        boxes.id.clone()
    } else {
        format!("{}-{}", boxes.id, at + 1)
    };
    view! {
        <div class="govuk-checkboxes govuk-checkboxes--small">
            <div class="govuk-checkboxes__item">
                <input
                    class="govuk-checkboxes__input"
                    id=id.clone()
                    name=boxes.name.clone()
                    r#type="checkbox"
                    checked=boxes.has(&value)
                    value=value
                    aria-describedby=boxes.described_by()
                />
                <label class="govuk-label govuk-checkboxes__label" r#for=id>
                    {name}
                    <span class="govuk-visually-hidden">{more}</span>
                </label>
            </div>
        </div>
    }
    .into_any()
}
