//! Sending what is in the outbox.

use crate::mailer::{Mailer, NotSent};
use domain::access::{Actor, StopMail, Target, permit};
use store::{
    StoreError,
    notifications::{self, Due},
};
use tokio::task::JoinSet;
use ui::web::Site;

/// Mail sent at once, over as many connections. A round lasts no longer than its slowest mail: the patience of the mailer,
/// far less than what a mail is claimed for, so that no other server sends the same.
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
        Err(NotSent::NoSuchAddress(said)) => {
            tracing::warn!(id = %mail.id, %said, "the mail server refused an address for good");
            let permit = permit(
                &Actor::Program,
                StopMail {
                    target: Target::default(),
                },
            )
            .expect("the program may stop mail");
            notifications::refused(site.services(), &permit, mail, &said).await
        }
        Err(error) => {
            tracing::warn!(id = %mail.id, tries = mail.tries + 1, %error, "could not send a mail");
            notifications::failed(site.services(), mail, &error.to_string()).await
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::mailer::PATIENCE;
    use store::notifications::CLAIM;

    #[test]
    fn a_server_has_given_a_mail_up_long_before_another_may_claim_it() {
        assert!(PATIENCE * 2 < CLAIM.to_std().unwrap());
    }
}
