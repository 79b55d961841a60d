//! Districts, boards, organisations and teams.

mod entities;
mod hold;
mod logo;
mod reads;
mod teams;
mod writes;

pub(crate) use entities::{board, district, organisation, team};
pub(crate) use hold::hold;
pub use logo::{logo, set_logo};
pub use reads::{
    Board, District, Organisation, OrganisationLine, board_of, boards, district_of, districts,
    is_demo_loaded, organisation_line, organisation_lines, organisations, organisations_within,
};
pub(crate) use teams::team_rows;
pub use teams::{add_team, change_team, team_sizes, teams};
pub use writes::{NewBoard, NewOrganisation, add_district, add_organisation, set_board};
