//! What time alone changes about sessions: offers that run out, reminders that come, what is kept of people's needs,
//! and names that nobody knew.

use store::{
    StoreError,
    sessions::{Reminded, Told, forget_needs, forget_walk_ins, remind_next, settle_next},
};
use ui::{
    sessions::{session_mail, session_reminder_mail},
    web::Site,
};

/// Settles one session, and reminds of those that are near; whether there was anything to do.
pub(super) async fn settle(site: &Site) -> Result<bool, StoreError> {
    let teller = |told: &Told| session_mail(site, told);
    let settled = settle_next(site.services(), &teller).await?;
    let reminder = |told: &Reminded| session_reminder_mail(site, told);
    let reminded = remind_next(site.services(), reminder).await?;
    let forgotten = forget_needs(site.services()).await?;
    let forgotten = forget_walk_ins(site.services()).await? || forgotten;
    Ok(forgotten || settled || reminded)
}
