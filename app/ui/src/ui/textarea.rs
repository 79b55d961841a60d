//! Several lines of text.

use super::field::Field;
use super::parts::{classes, single};
use super::size::LabelKind;
use super::text_input::{Autocomplete, Spellcheck};
use leptos::prelude::*;

/// `text` as the inside of a `<textarea>`.
///
/// Leptos writes the children of a `<textarea>` as they are, so what people type is escaped
/// here. A line break at the start would be swallowed by the browser and is therefore doubled.
fn escaped(text: &str) -> String {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    if escaped.starts_with(['\n', '\r']) {
        format!("\n{escaped}")
    } else {
        escaped
    }
}

/// A box for several lines, with its label, hint and message.
#[component]
pub fn Textarea(
    /// The field.
    field: Field,
    /// How the label is shown.
    #[prop(optional)]
    label: LabelKind,
    /// How many lines are in sight.
    #[prop(default = 5)]
    rows: u8,
    /// Whether the spelling is checked.
    #[prop(optional)]
    spellcheck: Spellcheck,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Autocomplete,
) -> AnyView {
    let class = classes(
        "govuk-textarea",
        &[("govuk-textarea--error", field.error.is_some())],
    );
    let control = view! {
        <textarea
            class=class
            id=field.id.clone()
            name=field.name.clone()
            rows=rows.to_string()
            spellcheck=spellcheck.as_str()
            autocomplete=autocomplete.as_str()
            aria-describedby=field.described_by()
        >
            {escaped(field.current())}
        </textarea>
    };
    single(&field, label, control.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_cannot_leave_the_box() {
        let field = Field::new("notes").value("</textarea><script>alert(1)</script> & more");
        let html = view! { <Textarea field=field/> }.to_html();
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(html.contains("&amp; more"), "{html}");
        assert!(
            !html.contains("&amp;lt;") && !html.contains("&amp;amp;"),
            "{html}"
        );
    }

    #[test]
    fn an_empty_first_line_is_kept() {
        assert_eq!(escaped("\nsecond line"), "\n\nsecond line");
    }
}
