//! Writing CSV.

use super::{Cell, RUNS, Table, Unwritable};
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;

pub(super) fn written(table: &Table) -> Result<Vec<u8>, Unwritable> {
    let failed = |error: csv::Error| Unwritable(error.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = table.head.iter().map(|head| guarded(head));
    writer
        .write_record(head.map(|head| head.as_bytes().to_vec()))
        .map_err(failed)?;
    for row in &table.rows {
        for cell in row {
            writer.write_field(text(cell).as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Unwritable(error.to_string()))
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => guarded(text),
        Cell::Count(count) => count.to_string().into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

/// With an apostrophe before what a spreadsheet would run, however many it has already; `read` takes one off again.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(RUNS) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}
