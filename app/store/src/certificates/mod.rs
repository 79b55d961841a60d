//! Certificates: who could have one, orders, issue, revisions, checking.
//!
//! An order lists completions. A job claims a few lines at a time, draws them outside any transaction, and keeps each
//! certificate with its mail in one.

mod candidates;
mod entities;
mod facts;
mod issue;
mod orders;
mod reads;
mod revise;

pub use candidates::{
    Candidate, CandidateFilter, CandidatePage, PAGE_SIZE, Selection, board_of_completion,
    candidates, selection,
};
pub use facts::{Refused, facts_for};
pub use issue::{Claimed, Line, Ordered, claim, keep, not_issued, order};
pub use orders::{Batch, OrderRow, batch, board_of_batch, latest_batch, orders};
pub use reads::{
    CertificateRow, Checked, Holder, by_code, certificate, holder, issued, of_person,
    pdf_for_board, pdf_of, place_of, revisions,
};
pub use revise::{Revision, revise, revoke};
