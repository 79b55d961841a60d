//! Checking staff lists, bringing them in, and taking them back.

use store::{
    StoreError,
    notifications::Mail,
    people::imports::{self, OldAddress},
};
use ui::web::Site;

/// Does the next step of one list that waits, or puts away one that nobody confirms; whether there was anything to do.
pub(super) async fn step(site: &Site) -> Result<bool, StoreError> {
    if imports::step(site.services(), |old: &OldAddress| mail(site, old)).await? {
        return Ok(true);
    }
    Ok(imports::tidy(site.services()).await? > 0)
}

/// Tells an old address that it opens nothing any more.
fn mail(site: &Site, old: &OldAddress) -> Mail {
    let key = format!("address {} {} {}", old.person, old.list, old.address);
    let words = [("name", old.name.as_str()), ("by", old.by.as_str())];
    site.mail("address-changed", &words, key, (&old.name, &old.address))
}
