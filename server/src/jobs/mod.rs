//! Work done after the answer: issuing certificates, sending mail, sealing the audit trail.
//!
//! Each job is "due and not done", claimed in the database, so that several servers share it and none is lost or done
//! twice. Decided in `docs/rules/notifications.md`.

mod certificates;
mod mail;

use crate::mailer::Mailer;
use std::time::Duration;
use store::{StoreError, audit};
use tokio::time::timeout;
use ui::web::Site;

/// The jobs look for work at least this often; sooner when somebody rings.
const PAUSE: Duration = Duration::from_secs(5);

/// Runs until the program ends.
pub async fn run(site: Site, mailer: Mailer) {
    loop {
        match once(&site, &mailer).await {
            Ok(true) => {}
            Ok(false) => {
                let _ = timeout(PAUSE, site.jobs.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "a job failed and is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// One round of all jobs; whether there was anything to do.
///
/// # Errors
/// When the database fails.
pub async fn once(site: &Site, mailer: &Mailer) -> Result<bool, StoreError> {
    let issued = certificates::issue(site).await?;
    let sent = mail::send(site, mailer).await?;
    let sealed = match audit::seal(site.services()).await {
        // Another server sealed the same entries first.
        Err(StoreError::Conflict) => 0,
        sealed => sealed?,
    };
    Ok(issued + sent > 0 || sealed > 0)
}

/// Rounds until there is nothing left to do. For tests and the command line.
///
/// # Errors
/// When the database fails.
pub async fn until_done(site: &Site, mailer: &Mailer) -> Result<(), StoreError> {
    while once(site, mailer).await? {}
    Ok(())
}
