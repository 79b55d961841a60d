//! Sessions, bookings, waiting lists and the register.

mod agreement;
mod approval;
mod book;
mod bookings;
mod busy;
mod candidates;
mod charges;
mod confirm;
mod days;
mod entities;
mod feed;
mod hold;
mod mark;
mod messages;
mod no_shows;
mod overlaps;
mod pass_on;
mod put_on;
mod reads;
mod ready;
mod reconfirm;
mod register;
mod remind;
mod requests;
mod run;
mod settle;
mod share;
mod sign_in;
mod sittings;
mod tariff;
mod tell;
mod venue_feed;
mod venues;
mod walk_ins;
mod who_it_was;

pub use approval::{
    ToApprove, approve, list_to_approve, needs_approval, refuse, set_needs_approval,
};
pub use book::{Asked, NewBooking, accept, book, give_up};
pub use bookings::{
    BookingShown, OrganisersView, booking, bookings_of, own_bookings, person_of_booking,
};
pub use busy::{Busy, list_busy};
pub use candidates::{Candidate, Whom, find_candidates};
pub use charges::{CHARGES_A_PAGE, Charge, all_charges, charge, list_charges, waive};
pub use confirm::{ForLead, confirm_session, count_for_lead, list_short};
pub use days::{OnDay, list_days};
pub(crate) use entities::{attendance, booking, session, session_part, session_trainer};
pub use feed::{InFeed, Why, calendar_feed, end_feed, feed_made_at, make_feed};
pub use mark::{Marked, NewMark, mark};
pub use messages::{Delivery, SessionMessage, delivery, list_messages};
pub use no_shows::no_shows;
pub use overlaps::{Overlap, find_overlaps};
pub use pass_on::{find_colleague, substitute, transfer};
pub use put_on::{Answering, put_on, put_on_all};
pub use reads::{
    Filter, MOST_FOUND, PAGE_SIZE, Part, SessionPage, SessionRow, Trainer, Viewer, find_trainers,
    list_registers, list_sessions, parts, session, trainers,
};
pub use ready::may_ask;
pub use reconfirm::confirm;
pub use register::{Came, Latest, Line, register};
pub use remind::{Reminded, remind_next};
pub use requests::{
    NewRequest, RequestRow, RequestTeller, RequestTold, ask_for_session, decline_request,
    find_request, open_requests, own_request, own_requests, take_up,
};
pub use run::{Changed, NewSession, ReservedFor, cancel_session, change_session};
pub use settle::{forget_needs, settle_next};
pub use share::{MakeUp, Missed, make_ups, missed_by, set_share};
pub use sign_in::{Here, Room, here, open_code, secret};
pub use tariff::{late_charge, set_tariff, tariff};
pub use tell::{News, Teller, Told};
pub use venue_feed::{end_venue_feed, make_venue_feed, venue_feed, venue_feed_made_at};
pub use venues::{add_venue, change_venue, find_venue, list_venues};
pub use walk_ins::{NewWalkIn, add_walk_in};
pub use who_it_was::{UnknownWalkIn, forget_walk_ins, list_walk_ins, match_walk_in};
