//! Lines of cells with commas, semicolons or tabs between them.

use super::{Found, LONGEST_CELL, Unreadable, plain, push, text::decode};
use crate::{Sheet, write::RUNS};
use csv::{ReaderBuilder, StringRecord};

/// What may stand between cells, with the word for it. The first wins where nothing tells them apart.
const BETWEEN: [(u8, &str); 3] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs")];

/// Rows that are looked at to see what stands between cells.
const LOOKED_AT: usize = 60;

pub(super) fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let (text, writing) = decode(bytes)?;
    let (told, text, skipped) = told(&text);
    let (between, word) = told.unwrap_or_else(|| likeliest(text));
    let mut reader = reader(text, between);
    let mut sheet = Sheet::new("");
    let mut record = StringRecord::new();
    while next(&mut reader, &mut record)? {
        let line = u32::try_from(line(text, &record) + skipped).map_err(|_| Unreadable::TooMuch)?;
        let runs_on = |cell: &&str| cell.len() > LONGEST_CELL && cell.lines().count() > 20;
        if record.iter().any(|cell| runs_on(&cell)) {
            return Err(Unreadable::OpenQuote { line });
        }
        let cells: Vec<_> = record.iter().map(|cell| plain(unguarded(cell))).collect();
        push(&mut sheet, line, cells.iter().map(AsRef::as_ref))?;
    }
    Ok(Found {
        read_as: format!("CSV with {word}, {writing}"),
        sheets: vec![sheet],
    })
}

fn reader(text: &str, between: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between)
        .from_reader(text.as_bytes())
}

fn next(reader: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, Unreadable> {
    reader
        .read_record(record)
        .map_err(|_| Unreadable::NotATable)
}

/// The line in which a record begins: empty lines before it are counted with it by its reader.
fn line(text: &str, record: &StringRecord) -> u64 {
    let (line, byte) = record
        .position()
        .map_or((0, 0), |at| (at.line(), at.byte()));
    let rest = usize::try_from(byte)
        .ok()
        .and_then(|byte| text.as_bytes().get(byte..));
    let breaks = rest
        .unwrap_or_default()
        .iter()
        .take_while(|b| b"\r\n".contains(b));
    line + breaks.filter(|b| **b == b'\n').count() as u64
}

/// Excel writes `sep=;` into a line of its own before the table: what it tells, the text behind it, and how many lines
/// that were.
fn told(text: &str) -> (Option<(u8, &'static str)>, &str, u64) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (None, text, 0);
    };
    let sign = first.trim_end_matches('\r').strip_prefix("sep=");
    let known = sign.and_then(|sign| BETWEEN.into_iter().find(|(b, _)| sign.as_bytes() == [*b]));
    match known {
        Some(known) => (Some(known), rest, 1),
        None => (None, text, 0),
    }
}

/// What stands between cells: that which cuts most rows into the same number of them, at least two.
fn likeliest(text: &str) -> (u8, &'static str) {
    let alike = |between: u8| {
        let records = reader(text, between).into_records();
        let widths: Vec<usize> = records
            .take(LOOKED_AT)
            .flatten()
            .map(|record| record.len())
            .collect();
        let rows_of = |width: usize| widths.iter().filter(|w| **w == width).count();
        let wide = widths.iter().copied().filter(|width| *width > 1);
        wide.map(|width| (rows_of(width), width)).max()
    };
    let mut best = (BETWEEN[0], alike(BETWEEN[0].0));
    for other in &BETWEEN[1..] {
        let found = alike(other.0);
        if found > best.1 {
            best = (*other, found);
        }
    }
    best.0
}

/// A text without the apostrophe that [`crate::Table`] puts before what a spreadsheet would run.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(RUNS) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (String, Vec<(u32, Vec<String>)>) {
        let found = read(text.as_bytes()).unwrap();
        let rows = found.sheets[0].rows();
        let rows = rows.map(|row| (row.line, row.cells().map(str::to_owned).collect()));
        (found.read_as.clone(), rows.collect())
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_apart() {
        for (text, word) in [
            ("Name,Team\r\n\"Rao, Asha\",Fleet\r\n", "commas"),
            ("Name;Team\n\"Rao; Asha\";Fleet, north\n", "semicolons"),
            ("Name\tTeam\nRao, Asha\tFleet\n", "tabs"),
            ("sep=;\r\nName;Team\r\nAsha;Fleet\r\n", "semicolons"),
            ("one column\nonly\n", "commas"),
        ] {
            assert_eq!(rows(text).0, format!("CSV with {word}, UTF-8"), "{text}");
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "Staff list\n\nName,Note\nAsha,\"two\nlines\"\nBen,\n";
        assert_eq!(
            rows(text).1,
            [
                (1, vec!["Staff list".to_owned()]),
                (3, vec!["Name".to_owned(), "Note".to_owned()]),
                (4, vec!["Asha".to_owned(), "two lines".to_owned()]),
                (6, vec!["Ben".to_owned()]),
            ]
        );
        assert_eq!(rows("sep=,\nName,Team\nAsha,Fleet\n").1[0].0, 2);
    }

    #[test]
    fn leading_zeros_stay_and_space_goes() {
        assert_eq!(
            rows("No,Name\n 0048213 ,\u{a0}Asha\u{a0}\n").1[1].1,
            ["0048213", "Asha"]
        );
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_by_its_line() {
        let many =
            "Ben,Fleet,0000000000000000000000000000000000000000000000000000000\n".repeat(100);
        let text = format!("Name,Team,No\nAsha,\"Fleet,1\n{many}");
        assert_eq!(
            read(text.as_bytes()),
            Err(Unreadable::OpenQuote { line: 2 })
        );
    }

    #[test]
    fn more_columns_than_any_list_has_are_refused() {
        let text = format!("{}\n", ",".repeat(400));
        assert_eq!(read(text.as_bytes()), Err(Unreadable::TooMuch));
    }
}
