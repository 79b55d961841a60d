//! How a request becomes a page.
//!
//! A slice lists its [`Route`]s; `serve` is the one way through all of them: who is it, may they come here, is the form
//! theirs, then the handler, then the whole document with its headers. A handler takes a [`Visit`] and gives an
//! [`Answer`] or a [`Problem`]. Decided in `docs/decisions/0003-pages-without-a-client-router.md`.

mod answer;
mod cookies;
mod form;
mod gate;
mod headers;
mod problem;
mod render;
mod route;
mod serve;
mod sheet;
mod site;
pub(crate) mod typed;
mod visit;

pub use answer::{Answer, Download, Page, see};
pub use cookies::{clear_sign_in, sign_in_cookie, sign_in_token};
pub use form::Upload;
pub use gate::{ABSOLUTE, IDLE, Left, left};
pub use headers::{Kind, set as set_headers};
pub use problem::Problem;
pub use render::{Form, Sends};
pub use route::{Method, Route, Who, get, post};
pub use serve::router;
pub use sheet::sheet;
pub use site::{CheckLogo, Draw, Sender, Settings, Site};
pub use visit::{Fields, Visit};
