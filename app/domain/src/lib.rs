//! What Cascade knows: rules and types, with no clock, no database and no input or output.
//!
//! One module for each capability, under the same name in `store`, `ui`, `docs/rules` and `tests/http`:
//! [`people`], [`employer_sign_in`], [`organisations`], [`framework`], [`catalogue`], [`learning`], [`records`],
//! [`reminders`], [`sessions`], [`certificates`], [`keeping`]. [`access`] says who may do what, [`calendar`] what a day is, [`ids`] lists
//! every kind of identifier.

pub mod access;
pub mod calendar;
pub mod catalogue;
pub mod certificates;
pub mod costs;
pub mod directory;
pub mod employer_sign_in;
pub mod evaluation;
pub mod framework;
pub mod ids;
pub mod keeping;
pub mod learning;
pub mod organisations;
pub mod people;
pub mod records;
pub mod reminders;
pub mod reports;
pub mod sessions;
