//! What tests of the whole product stand on: the program on a fresh database, a clock to advance, mail caught, jobs run
//! on demand, people made in a line, and a browser that fills in forms by their labels.
//!
//! Nothing is mocked but the clock. The database is SQLite in a file, or the PostgreSQL that `CASCADE_TEST_POSTGRES`
//! names. `CASCADE_TEST_NOW=2028-02-29` holds the clock at another day,
//! `CASCADE_TEST_NOW=2027-03-28T00:59:30Z` at an instant.

#![expect(
    clippy::missing_panics_doc,
    reason = "what is not as it should be fails the test"
)]

mod app;
mod browser;
mod database;
mod page;
mod person;
mod process;
mod provider;

pub use app::{Mail, TestApp};
pub use browser::Browser;
pub use page::{Form, Page};
pub use person::{PersonBuilder, Someone};
pub use process::Process;
pub use provider::{CLIENT_ID, CLIENT_SECRET, EmployerProvider};
