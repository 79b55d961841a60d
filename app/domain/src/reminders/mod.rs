//! Reminding people of training that is to be done, and their line managers of what is late.
//!
//! A *step* is one of the days on which a level's rule reminds: 60, 30 and 7 days before the date, 7 and 30 after, then
//! the manager. Which step a person has come to follows from the date and the day; what was missed is passed over.
//!
//! Decided in `docs/rules/reminders.md`. Kept by `store::reminders`.

mod bank_holidays;
mod hours;
mod outcome;
mod step;
#[cfg(test)]
mod tests;

pub use bank_holidays::{NoHoliday, is_bank_holiday, may_add};
pub use hours::{is_open, is_working_day, next_opening};
pub use outcome::Outcome;
pub use step::{Reached, Step, Window, reached, windows};
