//! What time alone changes about sessions: offers that run out, and what is kept of people's needs.

use store::{
    StoreError,
    sessions::{Told, forget_needs, settle_next},
};
use ui::{sessions::session_mail, web::Site};

/// Settles one session; whether there was anything to do.
pub(super) async fn settle(site: &Site) -> Result<bool, StoreError> {
    let teller = |told: &Told| session_mail(site, told);
    let settled = settle_next(site.services(), &teller).await?;
    Ok(forget_needs(site.services()).await? || settled)
}
