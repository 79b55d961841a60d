//! From page to page: of a long list, or of a module.

use super::parts::classes;
use leptos::prelude::*;

/// The page before or after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    href: String,
    text: Option<String>,
    label: Option<String>,
}

impl PageLink {
    /// "Previous page" or "Next page".
    #[must_use]
    pub fn new(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: None,
            label: None,
        }
    }

    /// Sets other words than "Previous page" or "Next page".
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Adds the title of that page, where the pages are not numbered.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}

/// One number, or the dots for those left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageItem {
    /// A page that is not this one.
    Page {
        /// Its number.
        number: u32,
        /// Where it is.
        href: String,
    },
    /// This page.
    Current {
        /// Its number.
        number: u32,
        /// Where it is.
        href: String,
    },
    /// Pages left out.
    Dots,
}

impl PageItem {
    /// The numbers to show on page `current` of `last`: the first, the last, and those around.
    pub fn around(current: u32, last: u32, href: impl Fn(u32) -> String) -> Vec<Self> {
        let shown = |number: u32| {
            number == 1 || number == last || number.abs_diff(current) <= 1 || last <= 5
        };
        let mut items = Vec::new();
        for number in 1..=last {
            if shown(number) {
                let href = href(number);
                items.push(if number == current {
                    Self::Current { number, href }
                } else {
                    Self::Page { number, href }
                });
            } else if items.last() != Some(&Self::Dots) {
                items.push(Self::Dots);
            }
        }
        items
    }
}

/// Links to other pages. Without numbers, previous and next stand one under the other.
#[component]
pub fn Pagination(
    /// The page before.
    #[prop(optional_no_strip)]
    previous: Option<PageLink>,
    /// The page after.
    #[prop(optional_no_strip)]
    next: Option<PageLink>,
    /// The numbers.
    #[prop(optional)]
    items: Vec<PageItem>,
    /// What the pages are of, where there are two lists.
    #[prop(default = "Pagination".into(), into)]
    label: String,
) -> AnyView {
    let block = items.is_empty();
    let list = (!block).then(|| {
        let items = items.into_iter().map(item).collect_view();
        view! { <ul class="govuk-pagination__list">{items}</ul> }
    });
    view! {
        <nav
            class=classes("govuk-pagination", &[("govuk-pagination--block", block)])
            aria-label=label
        >
            {previous.map(|link| arrow(link, Direction::Previous, block))}
            {list}
            {next.map(|link| arrow(link, Direction::Next, block))}
        </nav>
    }
    .into_any()
}

/// The links for page `current` of `last` of a list; nothing if there is only one.
#[component]
pub fn ListPages(
    /// This page, from 1.
    current: u32,
    /// The last page.
    last: u32,
    /// Where a page is.
    href: Box<dyn Fn(u32) -> String>,
) -> AnyView {
    if last <= 1 {
        return ().into_any();
    }
    let previous = (current > 1).then(|| PageLink::new(href(current - 1)));
    let next = (current < last).then(|| PageLink::new(href(current + 1)));
    let items = PageItem::around(current, last, href);
    view! { <Pagination previous=previous next=next items=items/> }.into_any()
}

fn item(item: PageItem) -> AnyView {
    let (number, href, current) = match item {
        PageItem::Dots => {
            return view! {
                <li class="govuk-pagination__item govuk-pagination__item--ellipsis">"⋯"</li>
            }
            .into_any();
        }
        PageItem::Page { number, href } => (number, href, false),
        PageItem::Current { number, href } => (number, href, true),
    };
    view! {
        <li class=classes(
            "govuk-pagination__item",
            &[("govuk-pagination__item--current", current)],
        )>
            <a
                class="govuk-link govuk-pagination__link"
                href=href
                aria-label=format!("Page {number}")
                aria-current=current.then_some("page")
            >
                {number.to_string()}
            </a>
        </li>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Previous,
    Next,
}

fn arrow(link: PageLink, direction: Direction, block: bool) -> AnyView {
    let (class, rel, word) = match direction {
        Direction::Previous => ("govuk-pagination__prev", "prev", "Previous"),
        Direction::Next => ("govuk-pagination__next", "next", "Next"),
    };
    let title_class = classes(
        "govuk-pagination__link-title",
        &[(
            "govuk-pagination__link-title--decorated",
            block && link.label.is_none(),
        )],
    );
    let title = match link.text {
        Some(text) => text.into_any(),
        None => view! { {word} <span class="govuk-visually-hidden">" page"</span> }.into_any(),
    };
    let label = link.label.filter(|_| block).map(|label| {
        view! {
            <span class="govuk-visually-hidden">" : "</span>
            <span class="govuk-pagination__link-label">{label}</span>
        }
    });
    let icon_first = block || direction == Direction::Previous;
    view! {
        <div class=class>
            <a class="govuk-link govuk-pagination__link" href=link.href rel=rel>
                {icon_first.then(|| icon(direction))}
                <span class=title_class>{title}</span>
                {label}
                {(!icon_first).then(|| icon(direction))}
            </a>
        </div>
    }
    .into_any()
}

fn icon(direction: Direction) -> AnyView {
    let (class, path) = match direction {
        Direction::Previous => (
            "govuk-pagination__icon govuk-pagination__icon--prev",
            "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
        ),
        Direction::Next => (
            "govuk-pagination__icon govuk-pagination__icon--next",
            "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
        ),
    };
    view! {
        <svg
            class=class
            xmlns="http://www.w3.org/2000/svg"
            height="13"
            width="15"
            aria-hidden="true"
            focusable="false"
            viewBox="0 0 15 13"
        >
            <path d=path></path>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_pages_are_left_out() {
        let items = PageItem::around(10, 40, |number| format!("?page={number}"));
        let shown: Vec<_> = items
            .iter()
            .map(|item| match item {
                PageItem::Page { number, .. } | PageItem::Current { number, .. } => *number,
                PageItem::Dots => 0,
            })
            .collect();
        assert_eq!(shown, [1, 0, 9, 10, 11, 0, 40]);
    }
}
