//! Our components against the examples that GOV.UK Frontend ships.
//!
//! The package has, for each component, examples of options with the HTML they give. For each
//! example whose options ours can express, both are parsed, normalised (order of attributes and
//! classes, white space that shows nowhere) and compared.
//!
//! An example that ours cannot express must be explained in [`NOT_OFFERED`]; an explanation that
//! explains nothing must go. MOJ Frontend ships no examples.

mod fixtures {
    pub mod adaptors;
    pub mod normal;
}

use fixtures::adaptors::{self, Adaptor};
use fixtures::normal::normalised;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Our components: the name of theirs, the options that ours can express, and how.
const COMPONENTS: &[(&str, &[&str], Adaptor)] = &[
    ("back-link", &["text", "href"], adaptors::back_link),
    (
        "breadcrumbs",
        &["items[].text", "items[].href", "collapseOnMobile"],
        adaptors::breadcrumbs,
    ),
    (
        "button",
        &[
            "text",
            "classes",
            "type",
            "name",
            "value",
            "preventDoubleClick",
            "href",
            "isStartButton",
        ],
        adaptors::button,
    ),
    (
        "checkboxes",
        &[
            "name",
            "idPrefix",
            "values[]",
            "classes",
            "hint.text",
            "errorMessage.text",
            "fieldset.legend.text",
            "fieldset.legend.classes",
            "fieldset.legend.isPageHeading",
            "items[].value",
            "items[].text",
            "items[].hint.text",
            "items[].divider",
            "items[].behaviour",
            "items[].checked",
            "items[].disabled",
        ],
        adaptors::checkboxes,
    ),
    (
        "date-input",
        &[
            "id",
            "namePrefix",
            "hint.text",
            "errorMessage.text",
            "fieldset.legend.text",
            "items[].name",
            "items[].classes",
            "items[].error",
            "day.error",
            "month.error",
            "year.error",
            "values.day",
            "values.month",
            "values.year",
            "values.dob-day",
            "values.dob-month",
            "values.dob-year",
        ],
        adaptors::date_input,
    ),
    (
        "details",
        &["summaryText", "text", "html", "open"],
        adaptors::details,
    ),
    (
        "error-summary",
        &[
            "titleText",
            "descriptionText",
            "errorList[].text",
            "errorList[].href",
        ],
        adaptors::error_summary,
    ),
    (
        "fieldset",
        &[
            "legend.text",
            "legend.classes",
            "legend.isPageHeading",
            "html",
        ],
        adaptors::fieldset,
    ),
    (
        "file-upload",
        &[
            "id",
            "name",
            "label.text",
            "label.classes",
            "label.isPageHeading",
            "hint.text",
            "errorMessage.text",
            "multiple",
            "attributes.accept",
        ],
        adaptors::file_upload,
    ),
    (
        "generic-header",
        &["logoText", "logoHtml", "url"],
        adaptors::generic_header,
    ),
    (
        "input",
        &[
            "id",
            "name",
            "label.text",
            "label.classes",
            "label.isPageHeading",
            "hint.text",
            "errorMessage.text",
            "prefix.text",
            "suffix.text",
            "classes",
            "type",
            "value",
            "inputmode",
            "autocomplete",
            "spellcheck",
        ],
        adaptors::input,
    ),
    ("inset-text", &["text", "html"], adaptors::inset_text),
    (
        "notification-banner",
        &["text", "html", "type"],
        adaptors::notification_banner,
    ),
    (
        "pagination",
        &[
            "previous.href",
            "previous.text",
            "previous.labelText",
            "next.href",
            "next.text",
            "next.labelText",
            "items[].number",
            "items[].href",
            "items[].current",
            "items[].ellipsis",
            "landmarkLabel",
        ],
        adaptors::pagination,
    ),
    (
        "panel",
        &[
            "titleText",
            "text",
            "html",
            "classes",
            "headingLevel",
            "actions.items[].text",
            "actions.items[].type",
            "actions.items[].href",
        ],
        adaptors::panel,
    ),
    (
        "password-input",
        &[
            "id",
            "name",
            "label.text",
            "label.classes",
            "label.isPageHeading",
            "hint.text",
            "errorMessage.text",
            "autocomplete",
        ],
        adaptors::password_input,
    ),
    (
        "radios",
        &[
            "name",
            "idPrefix",
            "value",
            "classes",
            "hint.text",
            "errorMessage.text",
            "fieldset.legend.text",
            "fieldset.legend.classes",
            "fieldset.legend.isPageHeading",
            "items[].value",
            "items[].text",
            "items[].hint.text",
            "items[].divider",
            "items[].checked",
            "items[].disabled",
        ],
        adaptors::radios,
    ),
    (
        "select",
        &[
            "id",
            "name",
            "label.text",
            "label.classes",
            "label.isPageHeading",
            "hint.text",
            "errorMessage.text",
            "value",
            "items[].value",
            "items[].text",
            "items[].selected",
            "items[].disabled",
        ],
        adaptors::select,
    ),
    (
        "service-navigation",
        &[
            "navigation[].text",
            "navigation[].href",
            "navigation[].current",
            "navigation[].active",
            "slots.end.html",
            "slots.end.align",
        ],
        adaptors::service_navigation,
    ),
    ("skip-link", &["text", "href"], adaptors::skip_link),
    (
        "summary-list",
        &[
            "classes",
            "rows[].key.text",
            "rows[].value.text",
            "rows[].value.html",
            "rows[].actions.items[].text",
            "rows[].actions.items[].href",
            "rows[].actions.items[].visuallyHiddenText",
            "card.title.text",
            "card.title.headingLevel",
            "card.actions.items[].text",
            "card.actions.items[].href",
        ],
        adaptors::summary_list,
    ),
    (
        "table",
        &[
            "caption",
            "captionClasses",
            "firstCellIsHeader",
            "head[].text",
            "head[].format",
            "rows[][].text",
            "rows[][].html",
            "rows[][].format",
        ],
        adaptors::table,
    ),
    ("tag", &["text", "classes"], adaptors::tag),
    (
        "task-list",
        &[
            "idPrefix",
            "items[].title.text",
            "items[].href",
            "items[].hint.text",
            "items[].hint.html",
            "items[].status.text",
            "items[].status.classes",
            "items[].status.tag.text",
            "items[].status.tag.classes",
        ],
        adaptors::task_list,
    ),
    (
        "textarea",
        &[
            "id",
            "name",
            "label.text",
            "label.classes",
            "label.isPageHeading",
            "hint.text",
            "errorMessage.text",
            "value",
            "rows",
            "spellcheck",
            "autocomplete",
        ],
        adaptors::textarea,
    ),
    (
        "warning-text",
        &["text", "iconFallbackText"],
        adaptors::warning_text,
    ),
];

/// What ours do not offer, and why. An option is named by its path, or for all components ("*")
/// by any of the words in its path.
const NOT_OFFERED: &[(&str, &str, &str)] = &[
    (
        "*",
        "attributes",
        "free attributes would let a page break the markup",
    ),
    (
        "*",
        "classes",
        "variants are enums; a class that is none of them is not offered",
    ),
    (
        "*",
        "describedBy",
        "what describes a field comes from the field",
    ),
    (
        "*",
        "disabled",
        "a control that cannot be used is left out, with a sentence that says why",
    ),
    (
        "*",
        "html",
        "labels, hints and messages are data, not markup",
    ),
    ("*", "titleHtml", "titles are data, not markup"),
    ("*", "rowspan", "a plain grid is what can be read aloud"),
    ("*", "colspan", "a plain grid is what can be read aloud"),
    ("breadcrumbs", "labelText", "English only"),
    ("button", "id", "nothing refers to a button by id"),
    (
        "button",
        "isStartButton",
        "a journey starts with a link, not by posting",
    ),
    ("button", "preventDoubleClick", "says no by saying nothing"),
    ("checkboxes", "items[].id", "ids come from the name"),
    ("checkboxes", "items[].name", "one field has one name"),
    ("checkboxes", "items", "each item is a choice"),
    ("date-input", "day", "the three parts are always the same"),
    ("date-input", "month", "the three parts are always the same"),
    ("date-input", "year", "the three parts are always the same"),
    ("date-input", "items", "the three parts are always the same"),
    (
        "date-input",
        "namePrefix",
        "our names join with an underscore: a prefix must hold no hyphen",
    ),
    (
        "date-input",
        "values",
        "what was typed is given for all parts",
    ),
    ("details", "id", "nothing refers to details by id"),
    ("details", "summaryHtml", "the summary is data, not markup"),
    (
        "error-summary",
        "descriptionHtml",
        "the description is data, not markup",
    ),
    (
        "error-summary",
        "disableAutoFocus",
        "the summary always takes the focus",
    ),
    (
        "fieldset",
        "legend.isPageHeading",
        "a page heading always has a size",
    ),
    (
        "fieldset",
        "role",
        "only the date needs another role, and sets it",
    ),
    (
        "file-upload",
        "javascript",
        "the browser's own control is accessible; no script is loaded",
    ),
    (
        "file-upload",
        "wrapperAttributes",
        "without the script there is no wrapper",
    ),
    (
        "file-upload",
        "wrapperClasses",
        "without the script there is no wrapper",
    ),
    (
        "file-upload",
        "chooseFilesButtonText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "dropInstructionText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "enteredDropZoneText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "leftDropZoneText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "multipleFilesChosenText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "noFileChosenText",
        "without the script the browser says it",
    ),
    (
        "file-upload",
        "value",
        "a browser refuses a value for a file",
    ),
    (
        "generic-header",
        "containerClasses",
        "the header is as wide as the page",
    ),
    (
        "input",
        "type",
        "numbers are typed as text with a numeric keyboard",
    ),
    ("input", "autocapitalize", "no page needs it"),
    (
        "input",
        "pattern",
        "the server says what is wrong, not the browser",
    ),
    ("inset-text", "id", "nothing refers to inset text by id"),
    (
        "notification-banner",
        "disableAutoFocus",
        "the kind decides",
    ),
    ("notification-banner", "role", "the kind decides"),
    (
        "notification-banner",
        "titleHeadingLevel",
        "the banner stands above the heading of the page",
    ),
    (
        "notification-banner",
        "titleId",
        "there is one banner a page",
    ),
    ("notification-banner", "titleText", "the kind decides"),
    (
        "pagination",
        "items[].visuallyHiddenText",
        "numbers are read as \"Page 2\" everywhere",
    ),
    (
        "pagination",
        "items",
        "each item is a number, this page or dots",
    ),
    ("password-input", "value", "a password is never sent back"),
    ("password-input", "showPasswordText", "English only"),
    (
        "password-input",
        "showPasswordAriaLabelText",
        "English only",
    ),
    ("password-input", "hidePasswordText", "English only"),
    (
        "password-input",
        "hidePasswordAriaLabelText",
        "English only",
    ),
    (
        "password-input",
        "passwordShownAnnouncementText",
        "English only",
    ),
    (
        "password-input",
        "passwordHiddenAnnouncementText",
        "English only",
    ),
    ("radios", "items[].id", "ids come from the name"),
    ("radios", "items", "each item is a choice"),
    ("select", "items[].value", "each choice says what it posts"),
    ("select", "items", "each choice is a choice"),
    ("service-navigation", "ariaLabel", "English only"),
    (
        "service-navigation",
        "collapseNavigationOnMobile",
        "two places or more fold",
    ),
    ("service-navigation", "menuButtonText", "English only"),
    (
        "service-navigation",
        "navigation",
        "without places there is no navigation",
    ),
    (
        "service-navigation",
        "navigationClasses",
        "variants are enums",
    ),
    (
        "service-navigation",
        "navigationId",
        "there is one navigation a page",
    ),
    ("service-navigation", "navigationLabel", "English only"),
    ("service-navigation", "menuButtonLabel", "English only"),
    (
        "service-navigation",
        "serviceName",
        "our name stands in the header",
    ),
    (
        "service-navigation",
        "serviceUrl",
        "our name stands in the header",
    ),
    (
        "service-navigation",
        "slots",
        "only the end of the line has a slot",
    ),
    ("summary-list", "rows", "each row is a fact"),
    (
        "table",
        "rows[][].format",
        "a column of numbers has a numeric head",
    ),
    ("table", "rows", "each row has cells"),
    ("task-list", "items", "each item is a task"),
];

/// How many examples must be compared for the test to mean something.
const AT_LEAST: usize = 150;

#[test]
fn our_components_draw_what_gov_uk_frontend_draws() {
    let mut compared = BTreeMap::new();
    let mut explained = BTreeSet::new();
    let mut faults = Vec::new();
    for (component, expressible, adaptor) in COMPONENTS {
        for example in examples(component) {
            let options = &example["options"];
            let name = example["name"].as_str().unwrap_or_default();
            let refused: Vec<_> = paths(options)
                .into_iter()
                .filter(|path| !expressible.contains(&&**path))
                .collect();
            let refused = if refused.is_empty() {
                match adaptor(options) {
                    Err(path) => vec![path.to_owned()],
                    Ok(ours) => {
                        *compared.entry(*component).or_insert(0) += 1;
                        let theirs = example["html"].as_str().unwrap();
                        let theirs = normalised(&adaptors::our_names(component, theirs));
                        let ours = normalised(&ours);
                        if ours != theirs {
                            faults.push(format!(
                                "{component}, {name:?}\n  options: {options}\n  theirs: {theirs}\n  ours:   {ours}"
                            ));
                        }
                        continue;
                    }
                }
            } else {
                refused
            };
            for path in refused {
                match explanation(component, &path) {
                    Some(index) => {
                        explained.insert(index);
                    }
                    None => faults.push(format!(
                        "{component}, {name:?}: `{path}` is not offered, and nothing in NOT_OFFERED says why"
                    )),
                }
            }
        }
    }
    for (index, (component, option, _)) in NOT_OFFERED.iter().enumerate() {
        if !explained.contains(&index) {
            faults.push(format!(
                "NOT_OFFERED explains {component} `{option}`, which no example needs"
            ));
        }
    }
    let total: usize = compared.values().sum();
    println!(
        "{total} examples of {} components compared: {compared:?}",
        compared.len()
    );
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(total >= AT_LEAST, "only {total} examples were compared");
}

/// The examples of a component.
fn examples(component: &str) -> Vec<Value> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../frontend/node_modules/govuk-frontend/dist/govuk/components")
        .join(component)
        .join("fixtures.json");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|fault| {
        panic!(
            "cannot read {}: {fault}. Run `npm ci` in frontend/ first.",
            file.display()
        )
    });
    let file: Value = serde_json::from_str(&text).expect("the package ships valid JSON");
    file["fixtures"]
        .as_array()
        .expect("the package ships a list of examples")
        .clone()
}

/// The paths of all options set, such as `items[].hint.text`.
fn paths(options: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, path: String, paths: &mut BTreeSet<String>) {
        match value {
            Value::Null => {}
            Value::Array(values) => {
                for value in values {
                    walk(value, format!("{path}[]"), paths);
                }
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    let path = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    walk(value, path, paths);
                }
            }
            _ => {
                paths.insert(path);
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(options, String::new(), &mut found);
    found
}

/// Which entry of [`NOT_OFFERED`] explains why `path` is not offered.
fn explanation(component: &str, path: &str) -> Option<usize> {
    NOT_OFFERED.iter().position(|(of, option, _)| {
        if *of == "*" {
            path.split('.')
                .any(|word| word.trim_end_matches("[]") == *option)
        } else {
            *of == component
                && (path == *option
                    || path
                        .strip_prefix(option)
                        .is_some_and(|rest| rest.starts_with(['.', '['])))
        }
    })
}
