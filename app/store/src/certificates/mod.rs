//! Certificates: who could have one, orders, issue, revisions, checking.
//!
//! An order lists completions. A job claims a few lines at a time, draws them outside any transaction, and keeps each
//! certificate with its mail in one.

mod entities;
mod issue;
mod reads;
mod revise;

pub use issue::{Claimed, Line, Ordered, claim, keep, not_issued, order};
pub use reads::{
    Batch, Candidate, CandidateFilter, CandidatePage, CertificateRow, Checked, Refused, batch,
    by_code, candidates, certificate, facts_for, issued, latest_batch, of_person, owner_of, pdf_of,
};
pub use revise::{Revision, revise, revoke};
