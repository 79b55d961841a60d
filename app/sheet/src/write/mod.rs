//! Tables to take away.

mod csv;
mod xlsx;

use chrono::NaiveDate;
use thiserror::Error;

/// What a text must not begin with in a CSV file: a spreadsheet would run it as a formula (OWASP, CSV injection).
pub(crate) const RUNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A table: what it is called, the heads of its columns, and its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is called.
    pub title: String,
    /// The heads.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or digits that are no number, such as a staff number.
    Text(String),
    /// How many.
    Count(i64),
    /// How much.
    Number(f64),
    /// A day.
    Day(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// Why a table cannot be written.
#[derive(Debug, Error)]
#[error("the table cannot be written: {0}")]
pub struct Unwritable(String);

impl Table {
    /// As CSV that spreadsheets open without asking: UTF-8 with a mark, and no cell that one would run.
    ///
    /// # Errors
    /// [`Unwritable`] when it cannot be written.
    pub fn csv(&self) -> Result<Vec<u8>, Unwritable> {
        csv::written(self)
    }

    /// As a workbook: the head stays in sight and has filters, texts are texts. `on` is the day that the file bears.
    ///
    /// # Errors
    /// [`Unwritable`] when it has more rows than a workbook holds.
    pub fn xlsx(&self, on: NaiveDate) -> Result<Vec<u8>, Unwritable> {
        xlsx::written(self, on).map_err(|error| Unwritable(error.to_string()))
    }
}
