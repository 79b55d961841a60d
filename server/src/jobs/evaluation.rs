//! Asking people what a session was worth, and weeks later what came of it.

use store::{
    StoreError,
    evaluation::{Asked, ask_next},
};
use ui::{evaluation::evaluation_mail, web::Site};

/// Asks the next people; whether there were any.
pub(super) async fn ask(site: &Site) -> Result<bool, StoreError> {
    let asker = |asked: &Asked, address: &str| evaluation_mail(site, asked, address);
    ask_next(site.services(), &asker).await
}
