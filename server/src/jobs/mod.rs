//! Work done after the answer: issuing certificates, reminding people, offering free places, asking what sessions were
//! worth, passing questions on, sending mail, bringing in staff lists, reassessing people, working out whom a draft of the framework touches,
//! anonymising leavers, sealing the audit trail.
//!
//! Each job is "due and not done", claimed in the database, so that several servers share it and none is lost or done
//! twice. Each has a loop of its own, so that a mail server that does not answer holds up nothing but mail. Decided in
//! `docs/rules/notifications.md`.

mod advice;
mod certificates;
mod evaluation;
mod mail;
mod reminders;
mod sessions;
mod staff_lists;

use crate::mailer::Mailer;
use std::{sync::Arc, time::Duration};
use store::{StoreError, audit, framework, keeping::retention};
use tokio::{sync::Notify, task::JoinSet, time::timeout};
use ui::web::Site;

/// The jobs look for work at least this often; sooner when somebody rings.
const PAUSE: Duration = Duration::from_secs(5);

/// A kind of work.
#[derive(Clone, Copy, Debug)]
enum Job {
    Advice,
    Anonymise,
    Certificates,
    Evaluate,
    Mail,
    Preview,
    Reassess,
    Remind,
    Seal,
    Sessions,
    StaffLists,
}

impl Job {
    const ALL: [Self; 11] = [
        Self::Certificates,
        Self::StaffLists,
        Self::Reassess,
        Self::Preview,
        Self::Remind,
        Self::Sessions,
        Self::Evaluate,
        Self::Advice,
        Self::Mail,
        Self::Anonymise,
        Self::Seal,
    ];

    /// One round of it; whether there was anything to do.
    async fn round(self, site: &Site, mailer: &Mailer) -> Result<bool, StoreError> {
        match self {
            Self::Advice => advice::pass_on(site).await,
            Self::Anonymise => Ok(retention::anonymise_next(site.services()).await?.is_some()),
            Self::Certificates => Ok(certificates::issue(site).await? > 0),
            Self::Evaluate => evaluation::ask(site).await,
            Self::Mail => Ok(mail::send(site, mailer).await? > 0),
            Self::Preview => framework::drafts::preview_next(site.services()).await,
            Self::Reassess => {
                let begun = framework::drafts::begin_versions(site.services()).await?;
                Ok(begun || framework::reassess_next(site.services()).await?.is_some())
            }
            Self::Remind => reminders::remind(site).await,
            Self::Seal => match audit::seal(site.services()).await {
                // Another server sealed the same entries first.
                Err(StoreError::Conflict) => Ok(false),
                sealed => Ok(sealed? > 0),
            },
            Self::Sessions => sessions::settle(site).await,
            Self::StaffLists => staff_lists::step(site).await,
        }
    }
}

/// Runs until the program ends.
pub async fn run(site: Site, mailer: Mailer) {
    let mut loops = JoinSet::new();
    let mut bells = Vec::new();
    for job in Job::ALL {
        let bell = Arc::new(Notify::new());
        bells.push(Arc::clone(&bell));
        loops.spawn(again_and_again(job, site.clone(), mailer.clone(), bell));
    }
    // Whoever rings does not know which job it is for, and one job makes work for another.
    loop {
        site.jobs.notified().await;
        for bell in &bells {
            bell.notify_one();
        }
    }
}

async fn again_and_again(job: Job, site: Site, mailer: Mailer, bell: Arc<Notify>) {
    loop {
        match job.round(&site, &mailer).await {
            // What was done may be work for another job: a certificate has a mail, everything an entry to seal.
            Ok(true) => site.jobs.notify_one(),
            Ok(false) => {
                let _ = timeout(PAUSE, bell.notified()).await;
            }
            Err(error) => {
                tracing::error!(?job, %error, "a job failed and is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Rounds of all jobs until there is nothing left to do. For tests and the command line.
///
/// # Errors
/// When the database fails.
pub async fn until_done(site: &Site, mailer: &Mailer) -> Result<(), StoreError> {
    loop {
        let mut any = false;
        for job in Job::ALL {
            any |= job.round(site, mailer).await?;
        }
        if !any {
            return Ok(());
        }
    }
}
