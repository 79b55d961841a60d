//! What time alone changes about sessions: offers that run out, reminders that come, and what is kept of people's needs.

use store::{
    StoreError,
    sessions::{Reminded, Told, forget_needs, remind_next, settle_next},
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
    Ok(forget_needs(site.services()).await? || settled || reminded)
}
