//! Leavers without their names: for how long they are kept, who it would be, two people who decide, and doing it.

mod anonymise;
mod due;
mod leave_out;
mod proposals;
mod settings;

pub use anonymise::anonymise_next;
pub use due::{Due, due};
pub use leave_out::{Leaver, leave_out, leaver};
pub use proposals::{
    Decided, Line, Proposal, agree, lines, proposal, proposals, propose, withdraw,
};
pub use settings::{Retention, retention, set_retention};
