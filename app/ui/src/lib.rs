//! What people see: pages, components and form handlers, rendered on the server only.
//!
//! [`web`] is how a request becomes a page, [`ui`] the component library; every other module is a capability, under the
//! same name as in `domain` and `store`, with `routes.rs` (what can be asked), handlers and pages.

pub mod catalogue;
pub mod certificates;
pub mod costs;
pub mod directory;
pub mod employer_sign_in;
pub mod evaluation;
pub mod framework;
pub mod home;
pub mod keeping;
pub mod learning;
pub mod navigation;
pub mod organisations;
pub mod people;
pub mod records;
pub mod reminders;
pub mod reports;
pub mod sessions;
pub mod ui;
pub mod web;

use web::Route;

/// Every route of this crate. The program adds its own: signing in, files that have to be drawn, health.
pub fn routes() -> Vec<Route> {
    [
        home::routes::routes(),
        records::routes::routes(),
        catalogue::routes::routes(),
        sessions::routes::routes(),
        evaluation::routes::routes(),
        costs::routes::routes(),
        directory::routes::routes(),
        learning::routes::routes(),
        framework::arrangements::routes::routes(),
        framework::cohorts::routes::routes(),
        framework::drafts::routes::routes(),
        framework::versions::routes::routes(),
        people::routes::routes(),
        keeping::routes::routes(),
        employer_sign_in::routes::routes(),
        organisations::routes::routes(),
        reports::routes::routes(),
        reminders::routes::routes(),
        certificates::routes::routes(),
    ]
    .concat()
}
