//! Sessions, bookings, waiting lists and the register.

mod book;
mod bookings;
mod candidates;
mod entities;
mod feed;
mod hold;
mod messages;
mod reads;
mod ready;
mod register;
mod remind;
mod run;
mod settle;
mod tell;
mod venue_feed;

pub use book::{Asked, NewBooking, accept, book, give_up};
pub use bookings::{
    BookingShown, OrganisersView, booking, bookings_of, own_bookings, person_of_booking,
};
pub use candidates::{Candidate, Whom, find_candidates};
pub(crate) use entities::{attendance, booking, session, session_part, session_trainer};
pub use feed::{InFeed, Why, calendar_feed, end_feed, feed_made_at, make_feed};
pub use messages::{Delivery, SessionMessage, delivery, list_messages};
pub use reads::{
    Filter, PAGE_SIZE, Part, SessionPage, SessionRow, Trainer, Viewer, find_trainers,
    list_registers, list_sessions, parts, session, trainers,
};
pub use ready::may_ask;
pub use register::{Line, Marked, NewMark, mark, register};
pub use remind::{Reminded, remind_next};
pub use run::{NewSession, ReservedFor, cancel_session, change_session, put_on};
pub use settle::{forget_needs, settle_next};
pub use tell::{News, Teller, Told};
pub use venue_feed::{end_venue_feed, make_venue_feed, venue_feed, venue_feed_made_at};
