//! Districts, boards, organisations and teams.

mod entities;
mod reads;
mod writes;

pub(crate) use entities::{board, district, organisation, team};
pub use reads::{Board, Organisation, board_of, boards, is_demo_loaded, organisations};
pub use writes::{NewBoard, NewOrganisation, add_district, add_organisation, set_board};
