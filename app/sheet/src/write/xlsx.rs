//! Writing workbooks.

use super::{Cell, Table};
use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The most characters that Excel takes in a cell.
const LONGEST: usize = 32_767;
/// The widest that a column is made, in characters.
const WIDEST: usize = 60;

pub(super) fn written(table: &Table, on: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = DocProperties::new()
        .set_title(&table.title)
        .set_creation_datetime(&day(on)?);
    book.set_properties(&made);
    let sheet = book.add_worksheet();
    sheet.set_name(name(&table.title))?;
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(&table.head) {
        sheet.write_string_with_format(0, column, cut(head), &bold)?;
        sheet.set_column_width(column, width(table, column.into()))?;
    }
    let days = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, (row, column), cell, &days)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Ok(rows)) = (
        u16::try_from(table.head.len().saturating_sub(1)),
        u32::try_from(table.rows.len()),
    ) {
        sheet.autofilter(0, 0, rows, last)?;
    }
    book.save_to_buffer()
}

/// Texts are written as texts, so that nothing in them is ever run.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    days: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, cut(text)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel has no other numbers, and nobody counts to nine thousand billions"
        )]
        Cell::Count(count) => sheet.write_number(row, column, *count as f64),
        Cell::Number(number) => sheet.write_number(row, column, *number),
        Cell::Day(on) => sheet.write_datetime_with_format(row, column, &day(*on)?, days),
    }
    .map(|_| ())
}

fn day(on: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(on.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(on.month()), part(on.day()))
}

fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A name that a sheet may have: 31 characters, without signs that mean something in formulas.
fn name(title: &str) -> String {
    let allowed = title.chars().filter(|c| !"*?:[]\\/'".contains(*c));
    let name: String = allowed.take(31).collect();
    if name.trim().is_empty() {
        "Table".to_owned()
    } else {
        name
    }
}

/// As wide as the longest text of the first rows.
fn width(table: &Table, column: usize) -> f64 {
    let of = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Empty => 0,
        Cell::Count(_) | Cell::Number(_) | Cell::Day(_) => 10,
    };
    let cells = table.rows.iter().take(200);
    let longest = cells.filter_map(|row| row.get(column)).map(of).max();
    let head = table.head[column].chars().count() + 3;
    let characters = longest.unwrap_or(0).max(head).min(WIDEST);
    f64::from(u32::try_from(characters).unwrap_or(10)) + 2.0
}
