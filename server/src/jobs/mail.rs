//! Sending what is in the outbox.

use crate::mailer::{Mailer, NotSent};
use store::{
    StoreError,
    notifications::{self, Due},
};
use tokio::task::JoinSet;
use ui::web::Site;

/// Mail sent at once, over as many connections. With the time a server is given to answer, a round is over long before
/// its claim runs out, so that no other server sends the same.
const ROUND: u32 = 8;

/// Sends what is due; how many were tried.
pub(super) async fn send(site: &Site, mailer: &Mailer) -> Result<usize, StoreError> {
    let due = notifications::claim(site.services(), ROUND).await?;
    let count = due.len();
    let mut sending = JoinSet::new();
    for mail in due {
        let mailer = mailer.clone();
        sending.spawn(async move { (mailer.send(&mail).await, mail) });
    }
    while let Some(finished) = sending.join_next().await {
        // A mail whose sending broke off is tried again when its claim has run out.
        if let Ok((outcome, mail)) = finished {
            note(site, outcome, &mail).await?;
        }
    }
    Ok(count)
}

async fn note(site: &Site, outcome: Result<(), NotSent>, mail: &Due) -> Result<(), StoreError> {
    match outcome {
        Ok(()) => notifications::sent(site.services(), mail.id).await,
        Err(error) => {
            tracing::warn!(id = %mail.id, tries = mail.tries + 1, %error, "could not send a mail");
            notifications::failed(site.services(), mail, &error.to_string()).await
        }
    }
}
