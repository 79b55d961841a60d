//! What a handler gives back.

use crate::ui::{ErrorItem, ErrorSummary, Field, PageState};
use axum::http::StatusCode;
use leptos::prelude::*;

/// A page before it is put into its document. The view is built where islands can be.
pub struct Page {
    pub(super) status: StatusCode,
    pub(super) title: String,
    pub(super) state: PageState,
    pub(super) islands: bool,
    pub(super) section: &'static str,
    pub(super) refresh: Option<u32>,
    pub(super) before: Option<Box<dyn FnOnce() -> AnyView + Send>>,
    pub(super) content: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Page {
    /// A page with a title.
    pub fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        content: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self {
            status: StatusCode::OK,
            title: title.into(),
            state: PageState::Fine,
            islands: false,
            section: "",
            refresh: None,
            before: None,
            content: Box::new(move || content().into_any()),
        }
    }

    /// Marks the place in the navigation by its address.
    #[must_use]
    pub fn section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// What stands before the main content: a back link or breadcrumbs.
    #[must_use]
    pub fn before<V: IntoView + 'static>(
        mut self,
        before: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        self.before = Some(Box::new(move || before().into_any()));
        self
    }

    /// Loads the wasm, for a page with an island.
    #[must_use]
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// Asks for the page again after so many seconds, while something is under way.
    #[must_use]
    pub fn refresh_after(mut self, seconds: u32) -> Self {
        self.refresh = Some(seconds);
        self
    }

    /// Another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Puts the errors of a form on top, with status 422, "Error: " in the title and links to the fields. Without
    /// errors the page is as it was.
    #[must_use]
    pub fn errors(mut self, fields: &[&Field]) -> Self {
        let items = ErrorItem::of(fields.iter().copied());
        if items.is_empty() {
            return self;
        }
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self.state = PageState::Invalid;
        let content = self.content;
        self.content =
            Box::new(move || view! { <ErrorSummary errors=items/> {content()} }.into_any());
        self
    }
}

/// A file.
#[derive(Debug)]
pub struct Download {
    /// Its media type.
    pub media_type: &'static str,
    /// The name under which it is saved; shown in the browser when there is none.
    pub name: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether this person's browser may keep it for ever.
    pub lasting: bool,
}

/// What a handler gives back.
pub enum Answer {
    /// A page.
    Page(Box<Page>),
    /// A page, with cookies to set on the way.
    WithCookies(Box<Page>, Vec<String>),
    /// Go and see another page.
    See {
        /// Where.
        to: String,
        /// Cookies to set on the way.
        cookies: Vec<String>,
    },
    /// A file.
    Download(Download),
    /// A few words, for an island.
    Words(String),
}

impl From<Page> for Answer {
    fn from(page: Page) -> Self {
        Self::Page(Box::new(page))
    }
}

/// Go and see another page.
pub fn see(to: impl Into<String>) -> Answer {
    Answer::See {
        to: to.into(),
        cookies: Vec::new(),
    }
}
