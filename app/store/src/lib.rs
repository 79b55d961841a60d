//! What is kept: entities, reads and writes, on SQLite and PostgreSQL alike. Native only.
//!
//! Every write takes a [`Permit`](domain::access::Permit) and leaves an entry in the audit trail; every read of personal
//! data takes a permit or a [`Scope`](domain::access::Scope). A slice offers its front door in its `mod.rs`.

pub mod audit;
pub mod catalogue;
pub mod certificates;
pub mod costs;
pub mod db;
pub mod demo;
pub mod directory;
pub mod employer_sign_in;
mod entity;
pub mod evaluation;
pub mod first_run;
pub mod framework;
mod imported;
pub mod keeping;
pub mod learning;
pub mod notifications;
pub mod organisations;
pub mod people;
mod query;
pub mod records;
pub mod reminders;
pub mod reports;
mod services;
pub mod sessions;
pub mod settings;
mod shelf;
mod sqlite;

pub use db::{Db, Engine, StoreError};
pub use imported::Imported;
pub use services::{Clock, Ids, Services, hex};
