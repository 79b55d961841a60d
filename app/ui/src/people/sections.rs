//! The pages of one person, as links under the name.

use crate::ui::{Here, NavItem, SubNavigation};
use leptos::prelude::*;

/// The page one is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The record.
    Record,
    /// What has happened.
    Timeline,
}

/// The links. `cohorts` leads to where cohorts are decided, for those who may.
pub(crate) fn sections(href: &str, here: Section, cohorts: Option<&str>) -> AnyView {
    let item = |text: &str, href: String, section: Section| {
        let here = if here == section {
            Here::Page
        } else {
            Here::No
        };
        NavItem::new(text, href).here(here)
    };
    let mut items = vec![
        item("Record", href.to_owned(), Section::Record),
        item("Timeline", format!("{href}/timeline"), Section::Timeline),
    ];
    items.extend(cohorts.map(|href| NavItem::new("Cohorts", href)));
    view! { <SubNavigation label="Pages about this person" items=items/> }.into_any()
}
