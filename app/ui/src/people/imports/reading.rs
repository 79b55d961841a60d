//! From the bytes of a file to the rows of a list: which sheet, where the headings are, and what may be kept.

use chrono::NaiveDate;
use domain::people::import::{Heading, Layout, Meaning, Remembered, find_layout};
use sheet::{Sheet, Unreadable};
use store::{
    StoreError,
    people::imports::{KeptHeading, KeptHeadings, Part, parts},
};
use thiserror::Error;

/// Rows that are looked at to see what columns mean.
const LOOKED_AT: usize = 300;
/// Cells shown of a column that nobody knows.
const SAMPLES: usize = 3;
/// The most characters shown of such a cell.
const LONGEST_SAMPLE: usize = 40;

/// A list as it was read. What is private is not in it.
#[derive(Clone, Debug)]
pub struct ReadList {
    /// How it was read.
    pub read_as: String,
    /// Its columns.
    pub headings: KeptHeadings,
    /// Its rows.
    pub parts: Vec<Part>,
}

/// Why a file is no staff list.
#[derive(Debug, Error)]
pub enum Unfit {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// No row looks like headings.
    #[error(
        "The file has no row of headings that Cascade knows, such as “Staff number”, “Last name” or “Job title”. Add one above the first person and send the file again"
    )]
    NoHeadings,
    /// There are only headings.
    #[error(
        "The file has headings but nobody under them. Export the list again and send the new file"
    )]
    NoRows,
    /// The rows cannot be packed.
    #[error("The rows of the file cannot be kept")]
    Unkept(#[from] StoreError),
}

/// Reads a file. Of a workbook the sheet is read of which most headings are known.
///
/// # Errors
/// The [`Unfit`] that says what to do.
pub fn read_list(
    bytes: &[u8],
    remembered: &Remembered,
    today: NaiveDate,
) -> Result<ReadList, Unfit> {
    let found = sheet::read(bytes)?;
    let several = found.sheets.len() > 1;
    let layouts = found.sheets.iter().filter_map(|sheet| {
        let layout = layout_of(sheet, remembered, today)?;
        Some((read_columns(&layout), layout, sheet))
    });
    let best = layouts.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, layout, sheet) = best.ok_or(Unfit::NoHeadings)?;
    let kept: Vec<&Heading> = layout.headings.iter().filter(|h| is_kept(h)).collect();
    let rows = rows(sheet, &layout, &kept);
    if rows.is_empty() {
        return Err(Unfit::NoRows);
    }
    let headings = layout.headings.iter().map(|heading| {
        let place = kept.iter().position(|kept| kept.place == heading.place);
        let is_unknown = heading.meaning == Meaning::Unknown;
        KeptHeading {
            text: heading.text.clone(),
            meaning: heading.meaning.code().to_owned(),
            kept: place,
            samples: place
                .filter(|_| is_unknown)
                .map_or_else(Vec::new, |place| samples(&rows, place)),
        }
    });
    let read_as = if several {
        format!("{}, sheet “{}”", found.read_as, sheet.name())
    } else {
        found.read_as.clone()
    };
    Ok(ReadList {
        read_as,
        headings: KeptHeadings {
            line: layout.line,
            headings: headings.collect(),
        },
        parts: parts(rows.into_iter())?,
    })
}

fn layout_of(sheet: &Sheet, remembered: &Remembered, today: NaiveDate) -> Option<Layout> {
    let rows: Vec<(u32, Vec<&str>)> = sheet
        .rows()
        .take(LOOKED_AT)
        .map(|row| (row.line, row.cells().collect()))
        .collect();
    find_layout(&rows, remembered, today)
}

fn read_columns(layout: &Layout) -> usize {
    let is_read = |heading: &&Heading| matches!(heading.meaning, Meaning::Column(_));
    layout.headings.iter().filter(is_read).count()
}

/// Cells are kept of columns that are read, and of those that somebody has to explain first. Never of others.
fn is_kept(heading: &Heading) -> bool {
    matches!(heading.meaning, Meaning::Column(_) | Meaning::Unknown)
}

/// The rows under the headings, with the cells that are kept. Headings that are printed again on every page, and lines at
/// the end that say how many people were listed, are no rows.
fn rows<'a>(sheet: &'a Sheet, layout: &Layout, kept: &[&Heading]) -> Vec<(u32, Vec<&'a str>)> {
    let mut rows: Vec<(u32, Vec<&str>)> = Vec::with_capacity(sheet.len());
    let mut last_full = 0;
    for row in sheet.rows().filter(|row| row.line > layout.line) {
        let cells: Vec<&str> = kept.iter().map(|heading| row.cell(heading.place)).collect();
        let said = cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_heading = kept
            .iter()
            .zip(&cells)
            .all(|(heading, cell)| heading.text == *cell);
        if said == 0 || is_heading {
            continue;
        }
        rows.push((row.line, cells));
        if said > 1 || kept.len() < 3 {
            last_full = rows.len();
        }
    }
    rows.truncate(last_full);
    rows
}

/// A few different cells of a column.
fn samples(rows: &[(u32, Vec<&str>)], place: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in rows.iter().map(|(_, cells)| cells[place]) {
        let cut: String = cell.chars().take(LONGEST_SAMPLE).collect();
        if !cut.is_empty() && !samples.contains(&cut) {
            samples.push(cut);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::people::import::{Column, Private};

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn read(text: &str) -> Result<ReadList, Unfit> {
        read_list(text.as_bytes(), &Remembered::new(), TODAY)
    }

    #[test]
    fn what_is_private_is_gone_before_anything_is_kept() {
        let list = read(
            "Staff of Northside\n\nStaff number,First name,Last name,Date of birth,NI number,Job title,Salary,Notes\n\
             001,Asha,Rao,01/02/1980,QQ123456C,Driver,£24000,ask Ben\nTotal: 1\n",
        )
        .unwrap();
        let kept = format!("{:?}", list.parts);
        assert!(kept.contains("Asha") && kept.contains("ask Ben"), "{kept}");
        for private in ["1980", "QQ123456C", "24000", "Total"] {
            assert!(!kept.contains(private), "{private} in {kept}");
        }
        let meanings: Vec<_> = list
            .headings
            .headings
            .iter()
            .map(KeptHeading::meaning)
            .collect();
        assert_eq!(meanings[3], Meaning::Private(Private::Birth));
        assert_eq!(meanings[7], Meaning::Unknown);
        assert_eq!(list.headings.headings[7].samples, ["ask Ben"]);
        assert_eq!(list.headings.layout().place(Column::JobTitle), Some(3));
        assert_eq!(list.headings.line, 3);
    }

    #[test]
    fn headings_printed_again_are_no_people() {
        let list =
            read("Name,Email,Job\nAsha,a@x.example,Driver\nName,Email,Job\nBen,b@x.example,Cook\n")
                .unwrap();
        let kept = format!("{:?}", list.parts);
        assert!(kept.contains("Ben") && !kept.contains("Email"), "{kept}");
    }

    #[test]
    fn a_file_that_is_no_list_says_what_is_missing() {
        assert!(matches!(read("a,b\nc,d\n"), Err(Unfit::NoHeadings)));
        assert!(matches!(read("Name,Email,Job title\n"), Err(Unfit::NoRows)));
        assert!(matches!(
            read(""),
            Err(Unfit::Unreadable(Unreadable::Empty))
        ));
    }
}
