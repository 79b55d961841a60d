//! Sending what is in the outbox.

use crate::mailer::Mailer;
use store::{StoreError, notifications};
use ui::web::Site;

/// Mail sent in one round.
const ROUND: u32 = 20;

/// Sends what is due; how many were tried.
pub(super) async fn send(site: &Site, mailer: &Mailer) -> Result<usize, StoreError> {
    let due = notifications::claim(site.services(), ROUND).await?;
    for mail in &due {
        match mailer.send(mail).await {
            Ok(()) => notifications::sent(site.services(), mail.id).await?,
            Err(error) => {
                tracing::warn!(id = %mail.id, tries = mail.tries + 1, %error, "could not send a mail");
                notifications::failed(site.services(), mail, &error.to_string()).await?;
            }
        }
    }
    Ok(due.len())
}
