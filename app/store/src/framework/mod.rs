//! Versions of training frameworks, how posts are sorted into cohorts, and where everybody stands.

pub mod arrangements;
mod background;
pub mod cohorts;
pub mod drafts;
mod entities;
mod exceptions;
mod facts;
mod reads;
mod reassess;
mod rows;
mod versions;
mod writes;

pub use background::{Reassessment, reassess_next, under_way};
pub(crate) use entities::{classification_rule, cohort_override, post_answer};
pub use exceptions::{Alike, Exception, ExceptionShown, end_exception, except, exceptions};
pub use facts::person_facts;
pub(crate) use facts::posts_of;
pub(crate) use reads::in_force_on;
pub use reads::{InForce, in_force, latest_version};
pub use reassess::{reassess, restate};
pub use versions::{VersionLine, document, versions};
pub use writes::import;
