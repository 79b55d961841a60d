//! What a handler says when there is no answer.

use super::Page;
use crate::ui::{PageHeading, TwoThirds};
use axum::http::StatusCode;
use domain::access::Denied;
use leptos::prelude::*;
use store::StoreError;

/// Why there is no answer.
#[derive(Debug)]
pub enum Problem {
    /// One has to sign in first.
    SignInNeeded,
    /// There is no such page, or none for this person.
    NotFound,
    /// It cannot be done now, for a reason a person can act on.
    Refused {
        /// What is the matter, as a heading.
        title: String,
        /// What to do about it, in a sentence or two.
        advice: String,
        /// Where to go, and the words of the link.
        way_on: (String, String),
    },
    /// Too many requests from one place.
    TooMany,
    /// The form was not sent from our page.
    Forged,
    /// Our fault. The cause is logged once, with the reference that the person sees.
    Ours(Box<dyn std::error::Error + Send + Sync>),
}

impl Problem {
    /// A refusal with advice and a way on.
    pub fn refused(
        title: impl Into<String>,
        advice: impl Into<String>,
        way_on: (&str, &str),
    ) -> Self {
        Self::Refused {
            title: title.into(),
            advice: advice.into(),
            way_on: (way_on.0.to_owned(), way_on.1.to_owned()),
        }
    }

    /// The page that says so. `reference` is shown where it is our fault.
    pub(super) fn page(self, reference: &str) -> Page {
        match self {
            Self::SignInNeeded | Self::NotFound => not_found(),
            Self::Refused {
                title,
                advice,
                way_on,
            } => refused(title, advice, way_on),
            Self::TooMany => simple(
                StatusCode::TOO_MANY_REQUESTS,
                "Please wait a moment",
                "There have been too many requests from where you are. Wait a minute, then try again.",
            ),
            Self::Forged => simple(
                StatusCode::FORBIDDEN,
                "This form is out of date",
                "It was not sent from a page of yours, or you have signed in again since you opened it. Go back, reload \
                 the page, and send it once more. Nothing has been changed.",
            ),
            Self::Ours(_) => ours(reference.to_owned()),
        }
    }
}

fn not_found() -> Page {
    Page::new("Page not found", || {
        view! {
            <TwoThirds>
                <PageHeading text="Page not found"/>
                <p class="govuk-body">"If you typed the web address, check that it is right."</p>
                <p class="govuk-body">"If you pasted it, check that you copied all of it."</p>
                <p class="govuk-body">
                    "You can " <a class="govuk-link" href="/">"start from the home page"</a> "."
                </p>
            </TwoThirds>
        }
    })
    .status(StatusCode::NOT_FOUND)
}

fn refused(title: String, advice: String, way_on: (String, String)) -> Page {
    let heading = title.clone();
    Page::new(title, move || {
        view! {
            <TwoThirds>
                <PageHeading text=heading/>
                <p class="govuk-body">{advice}</p>
                <p class="govuk-body"><a class="govuk-link" href=way_on.1>{way_on.0}</a></p>
            </TwoThirds>
        }
    })
    .status(StatusCode::CONFLICT)
}

fn simple(status: StatusCode, title: &'static str, text: &'static str) -> Page {
    Page::new(title, move || {
        view! {
            <TwoThirds>
                <PageHeading text=title/>
                <p class="govuk-body">{text}</p>
                <p class="govuk-body"><a class="govuk-link" href="/">"Go to the home page"</a></p>
            </TwoThirds>
        }
    })
    .status(status)
}

fn ours(reference: String) -> Page {
    Page::new("Sorry, there is a problem", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Sorry, there is a problem"/>
                <p class="govuk-body">"Try again in a few minutes. What was saved before stays saved."</p>
                <p class="govuk-body">
                    "If it happens again, tell your administrator this reference: " <strong>{reference}</strong>
                </p>
            </TwoThirds>
        }
    })
    .status(StatusCode::INTERNAL_SERVER_ERROR)
}

impl From<Denied> for Problem {
    /// What one may not know of does not exist.
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Ours(Box::new(error))
    }
}
