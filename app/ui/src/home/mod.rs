//! The front door, and the pages that every site has.

mod pages;
pub mod routes;
