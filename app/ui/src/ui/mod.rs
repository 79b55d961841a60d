//! The component library: what pages are built from.
//!
//! One typed component a file, rendered on the server only. A component takes data, not markup;
//! its variants are enums; its ids come from the name of the field. The markup is that of GOV.UK
//! Frontend and MOJ Frontend, under our own brand, and `tests/fixtures.rs` compares it with the
//! examples which GOV.UK Frontend ships.
//!
//! Components here are not islands, and nothing that GOV.UK's scripts enhance may stand inside
//! one: two owners of one piece of the page would quarrel.
//!
//! Decided in `docs/decisions/0004-look-and-components.md`.

#![expect(
    clippy::needless_pass_by_value,
    reason = "the props of a component are its own, whether or not it takes them apart"
)]

mod alert;
mod assets;
mod back_link;
mod breadcrumbs;
mod button;
mod call_out;
mod checkboxes;
mod choice;
mod content;
mod contents_list;
mod date_input;
mod details;
mod error_summary;
mod field;
mod fieldset;
mod file_upload;
mod filter;
mod footer;
mod header;
mod identity_bar;
mod inset_text;
mod layout;
mod link;
mod notification_banner;
mod pagination;
mod panel;
mod parts;
mod password_input;
mod picture;
mod progress_bar;
mod prose;
mod qr_code;
mod radios;
mod row_tick;
mod select;
mod share_bar;
mod sheet_links;
mod shell;
mod size;
mod skip_link;
mod stat;
mod sub_navigation;
mod summary_list;
mod table;
mod tag;
mod task_list;
mod text_input;
mod textarea;
mod timeline;
mod warning_text;

pub use alert::*;
pub use assets::*;
pub use back_link::*;
pub use breadcrumbs::*;
pub use button::*;
pub use call_out::*;
pub use checkboxes::*;
pub use choice::*;
pub use content::*;
pub use contents_list::*;
pub use date_input::*;
pub use details::*;
pub use error_summary::*;
pub use field::*;
pub use fieldset::*;
pub use file_upload::*;
pub use filter::*;
pub use footer::*;
pub use header::*;
pub use identity_bar::*;
pub use inset_text::*;
pub use layout::*;
pub use link::*;
pub use notification_banner::*;
pub use pagination::*;
pub use panel::*;
pub use password_input::*;
pub use picture::*;
pub use progress_bar::*;
pub use prose::*;
pub use qr_code::*;
pub use radios::*;
pub use row_tick::*;
pub use select::*;
pub use share_bar::*;
pub use sheet_links::*;
pub use shell::*;
pub use size::{LabelKind, Level, Size};
pub use skip_link::*;
pub use stat::*;
pub use sub_navigation::*;
pub use summary_list::*;
pub use table::*;
pub use tag::*;
pub use task_list::*;
pub use text_input::*;
pub use textarea::*;
pub use timeline::*;
pub use warning_text::*;
