//! The last gate: only the tags, attributes and classes that our own Markdown makes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::{PICTURES, SCREENS, Setting};

/// `html` with everything taken out that has no place in `setting`.
pub(super) fn clean(html: &str, setting: Setting) -> String {
    static SCREEN: LazyLock<Builder<'static>> = LazyLock::new(screen);
    static SHORT: LazyLock<Builder<'static>> = LazyLock::new(short);
    static EMAIL: LazyLock<Builder<'static>> = LazyLock::new(email);
    let builder = match setting {
        Setting::Screen => &*SCREEN,
        Setting::Short => &*SHORT,
        Setting::Email => &*EMAIL,
    };
    builder.clean(html).to_string()
}

const TAGS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

const CLASSES: [(&str, &[&str]); 17] = [
    ("a", &["govuk-link"]),
    ("blockquote", &["govuk-inset-text"]),
    (
        "div",
        &[
            "app-callout",
            "app-callout--important",
            "app-callout--note",
            "app-callout--tip",
            "app-table-scroll",
        ],
    ),
    ("figure", &["app-picture"]),
    ("h2", &["govuk-heading-m"]),
    ("h3", &["govuk-heading-s"]),
    ("h4", &["govuk-heading-s"]),
    ("h5", &["govuk-heading-s"]),
    ("h6", &["govuk-heading-s"]),
    (
        "hr",
        &[
            "govuk-section-break",
            "govuk-section-break--m",
            "govuk-section-break--visible",
        ],
    ),
    ("ol", &["govuk-list", "govuk-list--number"]),
    ("p", &["govuk-body", "app-callout__label"]),
    ("table", &["govuk-table"]),
    ("td", &["govuk-table__cell", "govuk-table__cell--numeric"]),
    (
        "th",
        &["govuk-table__header", "govuk-table__header--numeric"],
    ),
    ("tr", &["govuk-table__row"]),
    ("ul", &["govuk-list", "govuk-list--bullet"]),
];

fn short() -> Builder<'static> {
    let mut builder = bare();
    let mut classes: HashMap<_, HashSet<_>> = CLASSES
        .iter()
        .map(|(tag, classes)| (*tag, classes.iter().copied().collect()))
        .collect();
    classes.insert("thead", HashSet::from(["govuk-table__head"]));
    classes.insert("tbody", HashSet::from(["govuk-table__body"]));
    builder.allowed_classes(classes);
    builder
}

fn screen() -> Builder<'static> {
    let mut builder = short();
    builder
        .add_tags(["figure", "img"])
        .add_tag_attributes("img", ["src", "alt"])
        .add_tag_attribute_values("img", "loading", ["lazy"])
        .add_tag_attribute_values("img", "width", ["640"])
        .add_tag_attribute_values("img", "height", ["360"])
        .url_relative(UrlRelative::Custom(Box::new(within_module)));
    builder
}

fn email() -> Builder<'static> {
    let mut builder = bare();
    builder.add_url_schemes(["http", "mailto"]);
    builder
}

fn bare() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .tag_attribute_values(HashMap::from([
            ("div", HashMap::from([("tabindex", HashSet::from(["0"]))])),
            ("th", HashMap::from([("scope", HashSet::from(["col"]))])),
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["https", "tel"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
}

/// Lets an address without a scheme pass only if it is one of our own two marks and a plain name.
fn within_module(address: &str) -> Option<Cow<'_, str>> {
    let name = address
        .strip_prefix(PICTURES)
        .or_else(|| address.strip_prefix(SCREENS))?;
    let is_plain = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    is_plain.then_some(Cow::Borrowed(address))
}
