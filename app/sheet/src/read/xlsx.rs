//! Excel workbooks, cell by cell: a sheet may claim a size that no memory holds.

use super::{Found, MOST_COLUMNS, Unreadable, plain, push};
use crate::Sheet;
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Style, Xlsx};
use std::io::Cursor;

/// The most sheets of a workbook that are looked at.
const MOST_SHEETS: usize = 30;

pub(super) fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let is_shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(is_shown)
        .map(|sheet| sheet.name.clone())
        .take(MOST_SHEETS)
        .collect();
    let mut sheets = Vec::new();
    for name in names {
        let sheet = one(&mut book, &name)?;
        if !sheet.is_empty() {
            sheets.push(sheet);
        }
    }
    Ok(Found {
        read_as: "Excel workbook".to_owned(),
        sheets,
    })
}

fn one(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet::new(name);
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Unreadable::Damaged)?;
    let mut row: (u32, Vec<String>) = (0, Vec::new());
    let mut next = || {
        let cell = reader.next_cell_with_style_id();
        let cell = cell.map_err(|_| Unreadable::Damaged)?;
        Ok(cell.map(|(cell, style)| {
            let text = text(cell.get_value(), reader.styles().get(style));
            (cell.get_position(), text)
        }))
    };
    while let Some(((at, column), text)) = next()? {
        if at != row.0 {
            push(&mut sheet, row.0 + 1, row.1.iter().map(String::as_str))?;
            row.0 = at;
            row.1.clear();
        }
        if text.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooMuch);
        }
        if row.1.len() <= column {
            row.1.resize(column + 1, String::new());
        }
        row.1[column] = text;
    }
    push(&mut sheet, row.0 + 1, row.1.iter().map(String::as_str))?;
    Ok(sheet)
}

/// A cell as people see it, with dates as year, month and day.
fn text(value: &DataRef<'_>, style: Option<&Style>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => plain(text).into_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            plain(text).into_owned()
        }
        DataRef::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        DataRef::Int(whole) => padded(whole.to_string(), style),
        DataRef::Float(number) => padded(number.to_string(), style),
        DataRef::DateTime(at) => moment(at),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the zeros in front that its format shows: 48213 in the format 0000000 is 0048213.
fn padded(number: String, style: Option<&Style>) -> String {
    let format = style.and_then(|style| style.number_format.as_ref());
    let zeros = format.map_or("", |format| format.format_code.as_str());
    let is_padding = zeros.len() > 1 && zeros.bytes().all(|sign| sign == b'0');
    if is_padding && number.bytes().all(|sign| sign.is_ascii_digit()) {
        format!("{number:0>width$}", width = zeros.len())
    } else {
        number
    }
}

fn moment(at: &ExcelDateTime) -> String {
    if at.is_duration() || at.as_f64() < 1.0 {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) == (0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}")
    }
}
