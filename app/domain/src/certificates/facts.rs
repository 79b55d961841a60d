//! What is printed on a certificate.

use crate::ids::BoardId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything a certificate says, frozen when it is issued.
///
/// Nothing here is looked up again: a later change of name, board or content makes a new revision or a new
/// certificate and never touches this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// The number people quote, such as `NM-2026-000123`; the same for every revision.
    pub serial: String,
    /// 1 for the first, raised by each change of name.
    pub revision: u32,
    /// The board that issues it.
    pub board: BoardId,
    /// The board's name in full.
    pub board_name: String,
    /// The board's logo, drawn as SVG paths in `currentColor`, if it has one.
    pub board_logo: Option<String>,
    /// The learner's name as it is to be printed.
    pub learner_name: String,
    /// What was taken, such as "Modern slavery awareness".
    pub course: String,
    /// Code and title of the level, such as "AW Awareness".
    pub level: String,
    /// The day it was completed.
    pub completed_on: NaiveDate,
    /// How it was delivered, such as "E-learning".
    pub mode: String,
    /// Minutes of continuing professional development it counts for.
    pub cpd_minutes: u32,
    /// Right answers and questions of the assessment, where there was one.
    pub score: Option<(u32, u32)>,
    /// What the learner can do now, each completing "can …".
    pub outcomes: Vec<String>,
    /// The version of the content that was taken.
    pub content_version: String,
    /// Who signs.
    pub signatory_name: String,
    /// In which role.
    pub signatory_role: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The last day on which it is valid, where the level has a refresher.
    pub valid_until: Option<NaiveDate>,
    /// Where anyone can check it, the whole address; printed as text and as a QR code.
    pub check_url: String,
}
