//! Passing questions on to boards that nobody has answered.

use store::{
    StoreError,
    directory::{AdviceTold, pass_on_next},
};
use ui::{directory::advice_mail, web::Site};

/// Passes the next question on; whether there was one.
pub(super) async fn pass_on(site: &Site) -> Result<bool, StoreError> {
    let teller = |told: &AdviceTold| advice_mail(site, told);
    pass_on_next(site.services(), &teller).await
}
