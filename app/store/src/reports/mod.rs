//! Figures over many people, read from where everybody stands. Rules: docs/rules/reports.md.

mod compliance;
mod people;
mod standing;

pub use compliance::{Along, Line, compliance, people_counted, people_overdue};
pub use people::{Requirement, RequirementPage, list_requirements, requirements_of};
pub use standing::Narrowed;
