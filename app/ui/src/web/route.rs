//! Rows of the table of routes.

use super::{Answer, Problem, Visit};
use domain::access::Role;
use std::{fmt, future::Future, pin::Pin, sync::Arc};

/// How a route is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// To look.
    Get,
    /// To change something, with a form.
    Post,
}

/// Who may come to a route at all. What they may see and do there is asked again by the handler, with a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anyone,
    /// Those who have given a password and still have to give, or set up, the second factor; and all signed in.
    HalfSignedIn,
    /// Everyone signed in.
    SignedIn,
    /// Those who hold one of these roles.
    Holding(&'static [Role]),
}

impl Who {
    /// As the table of routes says it.
    pub fn title(self) -> String {
        match self {
            Self::Anyone => "anyone".to_owned(),
            Self::HalfSignedIn => "anyone who gave a password".to_owned(),
            Self::SignedIn => "everyone signed in".to_owned(),
            Self::Holding(roles) => roles
                .iter()
                .map(|r| r.title().to_lowercase())
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

pub(super) type Handled = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>;

/// One row: method, path, who may, and what is done.
#[derive(Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// The largest file that its form may send, in bytes; none where it sends no files.
    pub(super) largest_file: Option<usize>,
    pub(super) handler: Arc<dyn Fn(Visit) -> Handled + Send + Sync>,
}

impl Route {
    /// Lets its form send files of so many bytes together.
    #[must_use]
    pub fn with_files(mut self, largest: usize) -> Self {
        self.largest_file = Some(largest);
        self
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} ({:?})", self.method, self.path, self.who)
    }
}

/// A page or a download.
pub fn get<F, Fut>(path: &'static str, who: Who, handler: F) -> Route
where
    F: Fn(Visit) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    Route {
        method: Method::Get,
        path,
        who,
        largest_file: None,
        handler: Arc::new(move |visit| Box::pin(handler(visit))),
    }
}

/// A form.
pub fn post<F, Fut>(path: &'static str, who: Who, handler: F) -> Route
where
    F: Fn(Visit) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Answer, Problem>> + Send + 'static,
{
    Route {
        method: Method::Post,
        path,
        who,
        largest_file: None,
        handler: Arc::new(move |visit| Box::pin(handler(visit))),
    }
}
