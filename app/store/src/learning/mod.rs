//! Modules, studies and attempts.

mod entities;
mod reads;
mod shelf;
mod writes;

pub use reads::{
    Attempt, AttemptRow, CurrentModule, ModuleLine, Study, activity_done, attempts,
    current_modules, module_lines, studies, study, tries, with_answers,
};
pub use shelf::{Shelf, module as version};
pub use writes::{
    Begun, Handed, begin_attempt, begin_study, hand_in, import, reset_attempts, save_activity,
    save_answer, visit,
};
