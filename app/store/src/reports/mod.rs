//! Figures over many people, read from where everybody stands. Rules: docs/rules/reports.md.

mod compliance;
mod people;
mod standing;
mod views;

pub use compliance::{Compliance, Line, Places, compliance, people_counted, people_overdue};
pub use people::{Requirement, RequirementPage, list_requirements, requirements_of};
pub use standing::Narrowed;
pub use views::{MOST_VIEWS, SavedView, remove_view, rename_view, save_view, saved_views};
