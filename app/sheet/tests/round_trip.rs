//! What is written comes back as it was, and nothing that is read does harm.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use sheet::{Cell, Sheet, Table, Unreadable, read};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        title: "Staff: list/1".to_owned(),
        head: vec!["No".to_owned(), "Name".to_owned(), "From".to_owned()],
        rows,
    }
}

fn cells(sheet: &Sheet) -> Vec<Vec<String>> {
    let rows = sheet.rows();
    rows.map(|row| row.cells().map(str::to_owned).collect())
        .collect()
}

/// What a spreadsheet would run, and what it would not.
const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://x.example\")",
    "+44 1632 960001",
    "-1+2",
    "@SUM(A1)",
    "'quoted",
    "a=b",
    "0048213",
    "Siân O’Brien",
];

#[test]
fn no_cell_of_a_csv_file_is_run_and_every_one_comes_back() {
    let rows = HOSTILE.map(|text| vec!["1".into(), text.into(), DAY.into()]);
    let bytes = table(rows.to_vec()).csv().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("\u{feff}No,Name,From\r\n"), "{text}");
    for cell in ["=H", "+4", "-1", "@S"] {
        assert!(!text.contains(&format!(",{cell}")), "{cell} in {text}");
        assert!(text.contains(&format!("'{cell}")), "{cell} in {text}");
    }
    let found = read(&bytes).unwrap();
    assert_eq!(found.read_as, "CSV with commas, UTF-8");
    let names: Vec<_> = cells(&found.sheets[0])
        .iter()
        .skip(1)
        .map(|row| row[1].clone())
        .collect();
    assert_eq!(names, HOSTILE);
}

#[test]
fn a_workbook_keeps_texts_numbers_and_days() {
    let mut rows: Vec<_> = HOSTILE
        .iter()
        .map(|text| vec!["1".into(), (*text).into(), DAY.into()])
        .collect();
    rows.push(vec![Cell::Count(41), Cell::Number(0.5), Cell::Empty]);
    let bytes = table(rows).xlsx(DAY).unwrap();
    let found = read(&bytes).unwrap();
    assert_eq!(found.sheets[0].name(), "Staff list1");
    let cells = cells(&found.sheets[0]);
    assert_eq!(cells[1], ["1", HOSTILE[0], "2026-11-22"]);
    assert_eq!(cells[7][1], "0048213");
    assert_eq!(cells[9], ["41", "0.5"]);
}

#[test]
fn numbers_that_show_zeros_in_front_keep_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let padded = Format::new().set_num_format("0000000");
    sheet.write_string(4, 2, "Employee No").unwrap();
    sheet
        .write_number_with_format(5, 2, 48_213, &padded)
        .unwrap();
    sheet.write_number(6, 2, 48_213).unwrap();
    sheet.write_boolean(7, 2, true).unwrap();
    let found = read(&book.save_to_buffer().unwrap()).unwrap();
    let rows: Vec<_> = found.sheets[0]
        .rows()
        .map(|row| (row.line, row.cell(2).to_owned()))
        .collect();
    let expected = [(5, "Employee No"), (6, "0048213"), (7, "48213"), (8, "Yes")];
    assert_eq!(rows, expected.map(|(line, text)| (line, text.to_owned())));
}

#[test]
fn a_cell_far_away_costs_no_memory_and_one_too_far_right_is_refused() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .write_string(1_048_575, 3, "far down")
        .unwrap();
    let found = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(found.sheets[0].row(0).unwrap().line, 1_048_576);
    let mut book = Workbook::new();
    book.add_worksheet()
        .write_string(0, 16_383, "far right")
        .unwrap();
    assert_eq!(
        read(&book.save_to_buffer().unwrap()),
        Err(Unreadable::TooMuch)
    );
}

#[test]
fn what_is_no_table_is_told_what_to_do() {
    for (bytes, why) in [
        (&b""[..], Unreadable::Empty),
        (b"\xef\xbb\xbf\r\n \r\n", Unreadable::Empty),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            Unreadable::OldOrProtected,
        ),
        (b"PK\x03\x04 no archive", Unreadable::Damaged),
        (b"%PDF-1.7\n\0\0\x01", Unreadable::NotATable),
    ] {
        assert_eq!(read(bytes), Err(why));
    }
}

proptest! {
    /// Whatever a cell says comes back from a CSV file, but for space around it and signs that cannot be seen.
    #[test]
    fn texts_survive(texts in proptest::collection::vec("[ -~éŁ’\t\"';,=+@-]{0,20}", 1..8)) {
        let plain = |text: &str| text.trim().replace('\t', " ");
        let rows = texts.iter().map(|text| vec!["1".into(), text.as_str().into(), "end".into()]).collect();
        let bytes = table(rows).csv().unwrap();
        let found = read(&bytes).unwrap();
        let back: Vec<_> = cells(&found.sheets[0]).into_iter().skip(1).map(|row| row[1].clone()).collect();
        let expected: Vec<_> = texts.iter().map(|text| plain(text)).collect();
        prop_assert_eq!(back, expected);
    }

    /// No bytes make the reader panic.
    #[test]
    fn nothing_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..3_u8) {
        let start: &[u8] = match kind { 0 => b"PK\x03\x04", 1 => b"\xff\xfe", _ => b"" };
        let _ = read(&[start, &bytes].concat());
    }
}
