//! Facts in rows: what it is, what was said, what can be done about it.

use super::content::Content;
use super::link::Link;
use super::parts::classes;
use super::size::{Level, heading};
use leptos::prelude::*;

/// One fact.
pub struct SummaryRow {
    key: String,
    value: Content,
    actions: Vec<Link>,
}

impl SummaryRow {
    /// `key` is `value`.
    pub fn new(key: impl Into<String>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            actions: Vec::new(),
        }
    }

    /// Adds something that can be done, such as "Change".
    #[must_use]
    pub fn action(mut self, action: Link) -> Self {
        self.actions.push(action);
        self
    }
}

/// The card around a summary list, when a page has several alike.
pub struct SummaryCard {
    title: String,
    level: Level,
    actions: Vec<Link>,
}

impl SummaryCard {
    /// A card about `title`.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            level: Level::H2,
            actions: Vec::new(),
        }
    }

    /// Sets the level of its heading.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Adds something that can be done with the whole card.
    #[must_use]
    pub fn action(mut self, action: Link) -> Self {
        self.actions.push(action);
        self
    }
}

/// Whether lines stand between the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Borders {
    /// A line under each row.
    #[default]
    Lines,
    /// None.
    None,
}

/// Facts in rows.
#[component]
pub fn SummaryList(
    /// The facts.
    rows: Vec<SummaryRow>,
    /// The card around them.
    #[prop(optional)]
    card: Option<SummaryCard>,
    /// Whether lines stand between them.
    #[prop(optional)]
    borders: Borders,
) -> AnyView {
    let class = classes(
        "govuk-summary-list",
        &[("govuk-summary-list--no-border", borders == Borders::None)],
    );
    let any_actions = rows.iter().any(|row| !row.actions.is_empty());
    let card_title = card.as_ref().map(|card| card.title.clone());
    let rows = rows
        .into_iter()
        .map(|row| {
            let class = classes(
                "govuk-summary-list__row",
                &[(
                    "govuk-summary-list__row--no-actions",
                    any_actions && row.actions.is_empty(),
                )],
            );
            view! {
                <div class=class>
                    <dt class="govuk-summary-list__key">{row.key}</dt>
                    <dd class="govuk-summary-list__value">{row.value.view()}</dd>
                    {row_actions(row.actions, card_title.as_deref())}
                </div>
            }
        })
        .collect_view();
    let list = view! { <dl class=class>{rows}</dl> };
    match card {
        None => list.into_any(),
        Some(card) => {
            let title = card.title.clone();
            view! {
                <div class="govuk-summary-card">
                    <div class="govuk-summary-card__title-wrapper">
                        {heading(
                            card.level,
                            "govuk-summary-card__title".to_owned(),
                            None,
                            title.into_any(),
                        )} {card_actions(card)}
                    </div>
                    <div class="govuk-summary-card__content">{list}</div>
                </div>
            }
            .into_any()
        }
    }
}

fn row_actions(mut actions: Vec<Link>, card: Option<&str>) -> Option<AnyView> {
    let actions = match actions.len() {
        0 => return None,
        1 => actions.remove(0).view("govuk-link", card),
        _ => {
            let items = actions
                .into_iter()
                .map(|action| {
                    view! {
                        <li class="govuk-summary-list__actions-list-item">
                            {action.view("govuk-link", card)}
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="govuk-summary-list__actions-list">{items}</ul> }.into_any()
        }
    };
    Some(view! { <dd class="govuk-summary-list__actions">{actions}</dd> }.into_any())
}

fn card_actions(mut card: SummaryCard) -> Option<AnyView> {
    let title = Some(card.title.as_str());
    match card.actions.len() {
        0 => None,
        1 => {
            let action = card.actions.remove(0).view("govuk-link", title);
            Some(view! { <div class="govuk-summary-card__actions">{action}</div> }.into_any())
        }
        _ => {
            let items = card
                .actions
                .into_iter()
                .map(|action| {
                    view! {
                        <li class="govuk-summary-card__action">{action.view("govuk-link", title)}</li>
                    }
                })
                .collect_view();
            Some(view! { <ul class="govuk-summary-card__actions">{items}</ul> }.into_any())
        }
    }
}
