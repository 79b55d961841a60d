//! Face-to-face and live sessions: booking a place, the waiting list, the register.
//!
//! A booking *holds* a place until it is given up. With no place left people wait, in the order in which they asked; a
//! freed place is offered to the first of them who may have it, before anybody new.
//!
//! Decided in `docs/rules/sessions.md`. Kept by `store::sessions`.

mod approval;
mod ask;
mod attendance;
mod charges;
mod clash;
mod cut;
mod entry;
mod minimum;
mod month;
mod notice;
mod over_booking;
mod pass_on;
mod pattern;
mod prices;
mod refusal;
mod reminding;
mod request;
mod roll;
mod room;
mod share;
mod state;
mod terms;
mod venue;
mod walk_in;
mod who;

pub use ask::Ask;
pub use attendance::{Mark, REGISTER_OPENS, RegisterRefusal, has_attended, may_mark, outcome};
pub use charges::{Cause, Entry as ChargeEntry, Length, Rate, Tariff, entry as charge_entry};
pub use clash::overlap;
pub use cut::{Cut, Surplus};
pub use entry::{Method, uid};
pub use minimum::{NEAR_CLOSING, is_short_near_closing, more_needed};
pub use month::Month;
pub use notice::{is_late, last_day_in_time};
pub use over_booking::{MOST_OVER, NoShows, SUGGESTED_OVER, places_of};
pub use pass_on::{IfFull, Transfer, transfer};
pub use pattern::{MOST_TIMES, Pattern, moved};
pub use prices::Prices;
pub use refusal::BookingRefusal;
pub use reminding::{REMINDED, begins_before, point};
pub use request::{RequestRefusal, RequestState};
pub use roll::{Change, LetIn, Place, Roll};
pub use room::{changes_in, is_room_code, room_code};
pub use share::{Share, Sitting, completing, made_up_until, missed};
pub use state::State;
pub use terms::{NOTICE_DAYS, Reserved, Terms, TermsRefusal};
pub use venue::Venue;
pub use walk_in::WalkInRefusal;
pub use who::{By, OpenTo, Readiness, ready};
