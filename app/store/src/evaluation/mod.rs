//! What people say of sessions, whom to ask, and the summary of it. Decided in `docs/rules/evaluation.md`.

mod another_way;
mod answer;
mod ask;
mod entities;
mod summary;
mod wanted;
mod write;

pub use another_way::{Talks, list_talks, note_told, rather_tell};
pub use answer::{Followed, Given, OfBooking, of_booking};
pub use ask::{Asked, Asker, ask_next};
pub(crate) use entities::{confidence, evaluation, evaluation_asked};
pub use summary::{Summary, Which, list_summaries};
pub(crate) use wanted::said_what_is_wanted;
pub use wanted::{count_waiting, set_wanted, wanted};
pub use write::{evaluate, follow_up as say_what_came_of_it};
