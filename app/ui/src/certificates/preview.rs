//! A certificate before it is issued: exactly as it would be, but without a number and a code, and kept nowhere.

use super::desk::no_signatory;
use crate::web::{Answer, Download, Problem, Site, Visit};
use domain::{access::IssueCertificates, certificates::CertificateFacts, ids::CompletionId};
use store::certificates::{self, Refused};

/// What a preview has in place of a number.
pub(super) const SERIAL: &str = "PREVIEW";

/// Where the QR code of a preview leads: to the page that asks for a code.
pub(super) fn check_page(site: &Site) -> String {
    format!("{}/check", site.settings().public_url)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let id: CompletionId = visit.param("completion")?;
    let board = certificates::board_of_completion(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    visit.permit(IssueCertificates { board })?;
    match certificates::facts_for(
        visit.services(),
        board,
        id,
        SERIAL,
        &check_page(&visit.site),
    )
    .await?
    {
        Ok((facts, _, _)) => shown(&visit.site, facts, "/certificates").await,
        Err(Refused::NoSignatory) => Err(no_signatory()),
        Err(Refused::NotHere | Refused::Withdrawn) => Err(Problem::NotFound),
    }
}

/// The file in the browser, or why there can be none.
pub(super) async fn shown(
    site: &Site,
    facts: CertificateFacts,
    back: &str,
) -> Result<Answer, Problem> {
    match site.draw(facts).await? {
        Ok(bytes) => Ok(Answer::Download(Download {
            media_type: "application/pdf",
            name: None,
            bytes,
            lasting: false,
        })),
        Err(sentence) => Err(Problem::refused(
            "This certificate cannot be drawn",
            sentence,
            ("Go back", back),
        )),
    }
}
