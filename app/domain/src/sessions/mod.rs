//! Face-to-face and live sessions: booking a place, the waiting list, the register.
//!
//! A booking *holds* a place until it is given up. With no place left people wait, in the order in which they asked; a
//! freed place is offered to the first of them who may have it, before anybody new.
//!
//! Decided in `docs/rules/sessions.md`. Kept by `store::sessions`.

mod attendance;
mod entry;
mod notice;
mod refusal;
mod reminding;
mod roll;
mod state;
mod terms;
mod who;

pub use attendance::{Mark, REGISTER_OPENS, RegisterRefusal, has_attended, may_mark, outcome};
pub use entry::{Method, uid};
pub use notice::{is_late, last_day_in_time};
pub use refusal::BookingRefusal;
pub use reminding::{REMINDED, begins_before, point};
pub use roll::{Change, Place, Roll};
pub use state::State;
pub use terms::{NOTICE_DAYS, Reserved, Terms, TermsRefusal};
pub use who::{By, OpenTo, Readiness, ready};
