//! Tables as people send them and take them away: CSV and XLSX.
//!
//! [`read()`] turns the bytes of a file into [`Sheet`]s, whatever program wrote them; [`Table`] turns a head and rows into
//! a file that a spreadsheet opens without running anything. Pure: bytes in, bytes out.
//!
//! Decided in `docs/rules/imports.md`.

mod read;
mod rows;
mod write;

pub use read::{Found, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Unreadable, read};
pub use rows::{Row, Sheet};
pub use write::{Cell, Table, Unwritable};
