//! Reminding people of training, and their line managers of what is late.

use store::{StoreError, reminders};
use ui::{reminders::digest_mail, web::Site};

/// Does the next piece of the day's reminders; whether there was any.
pub(super) async fn remind(site: &Site) -> Result<bool, StoreError> {
    reminders::remind_next(site.services(), |digest| digest_mail(site, digest)).await
}
