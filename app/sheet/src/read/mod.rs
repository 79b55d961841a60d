//! Reading a file that somebody sent, without trusting it.

mod bomb;
mod csv;
mod text;
mod xlsx;

use crate::Sheet;
use thiserror::Error;

/// The most rows that are read. The largest employers that send lists have half as many people.
pub const MOST_ROWS: usize = 150_000;
/// The most columns that are read.
pub const MOST_COLUMNS: usize = 300;
/// The most characters of one cell that are kept; what comes after is left out.
pub const LONGEST_CELL: usize = 2_000;
/// The most text that is kept in memory, in bytes.
const MOST_TEXT: usize = 200 * 1024 * 1024;

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How it was read, such as "CSV with semicolons, Windows-1252".
    pub read_as: String,
    /// The sheets that say something, in their order.
    pub sheets: Vec<Sheet>,
}

/// Why a file cannot be read. What is said is for whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("The file is empty. Export the list again and send the new file")]
    Empty,
    /// It is an old or a protected workbook.
    #[error(
        "This is an old or a password-protected Excel file. Open it, save it as “Excel Workbook (.xlsx)” without a password, and send that"
    )]
    OldOrProtected,
    /// It is no table at all.
    #[error("The file must be a CSV or an Excel workbook (.xlsx)")]
    NotATable,
    /// It begins as a workbook and does not go on as one.
    #[error(
        "The file is damaged or is not an Excel workbook. Open it, save it as “Excel Workbook (.xlsx)” or CSV, and send that"
    )]
    Damaged,
    /// A quotation mark is never closed.
    #[error(
        "A quotation mark in line {line} is never closed, so that the rest of the file reads as one cell. Remove it and send the file again"
    )]
    OpenQuote {
        /// The line.
        line: u32,
    },
    /// There is more in it than is read.
    #[error(
        "The file must have {MOST_ROWS} rows and {MOST_COLUMNS} columns or fewer. Send the list in parts"
    )]
    TooMuch,
    /// It unpacks to more than a staff list can be.
    #[error(
        "The workbook is far larger inside than a list of people can be. Save the list as CSV and send that"
    )]
    Bomb,
}

/// Reads the tables in a file: CSV or XLSX, told by what is in it and not by its name.
///
/// # Errors
/// The [`Unreadable`] that says what to do instead.
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let found = if bytes.starts_with(b"PK\x03\x04") {
        bomb::check(bytes)?;
        xlsx::read(bytes)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::OldOrProtected);
    } else {
        csv::read(bytes)?
    };
    if found.sheets.iter().all(Sheet::is_empty) {
        return Err(Unreadable::Empty);
    }
    Ok(found)
}

/// Adds a row while the limits hold.
fn push<'a>(
    sheet: &mut Sheet,
    line: u32,
    cells: impl ExactSizeIterator<Item = &'a str>,
) -> Result<(), Unreadable> {
    if cells.len() > MOST_COLUMNS {
        return Err(Unreadable::TooMuch);
    }
    sheet.push(line, cells);
    if sheet.len() > MOST_ROWS || sheet.size() > MOST_TEXT {
        return Err(Unreadable::TooMuch);
    }
    Ok(())
}

/// A cell as it is kept: without signs that cannot be seen, without space around it, and not too long.
fn plain(cell: &str) -> std::borrow::Cow<'_, str> {
    let trimmed =
        cell.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let cut = trimmed
        .char_indices()
        .nth(LONGEST_CELL)
        .map_or(trimmed, |(end, _)| &trimmed[..end]);
    if cut.contains(|c: char| c.is_control()) {
        cut.replace(|c: char| c.is_control(), " ").into()
    } else {
        cut.into()
    }
}
