//! The forms that change a draft, but for those of levels.

mod about;
mod cohort;
mod question;
mod requirements;
mod transitions;

pub(super) use about::AboutForm;
pub(super) use cohort::{CohortForm, NewCohort};
pub(super) use question::{NewQuestion, QuestionForm};
pub(super) use requirements::RequirementsForm;
pub(super) use transitions::TransitionsForm;
