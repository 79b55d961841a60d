//! Where the heading row of a file is, and what its columns mean.

use super::{
    Column, Meaning, heading_key, looks_like_birth_dates, looks_like_insurance_numbers, meaning_of,
    value::said,
};
use crate::people::import::Private;
use chrono::NaiveDate;
use std::collections::HashMap;

/// How many rows are looked at for the headings: extracts have titles and dates above them.
const LOOKED_AT: usize = 30;

/// What the headings of an organisation's lists have been said to mean, by their keys.
pub type Remembered = HashMap<String, Meaning>;

/// One column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its place in the row, counted from 0.
    pub place: usize,
    /// Its heading.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
}

/// The columns of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line of the heading row.
    pub line: u32,
    /// The columns that say something, in their order.
    pub headings: Vec<Heading>,
}

impl Layout {
    /// Where a column is.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.heading(column).map(|heading| heading.place)
    }

    /// The heading of a column.
    pub fn heading(&self, column: Column) -> Option<&Heading> {
        let wanted = Meaning::Column(column);
        self.headings
            .iter()
            .find(|heading| heading.meaning == wanted)
    }

    /// Whether the file has a column.
    pub fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// Whether somebody has to say what a column means.
    pub fn is_unsure(&self) -> bool {
        self.headings
            .iter()
            .any(|heading| heading.meaning == Meaning::Unknown)
    }

    /// What every list must say and this one does not, in words.
    pub fn missing(&self) -> Vec<&'static str> {
        let has_name = self.has(Column::FullName)
            || (self.has(Column::LastName)
                && (self.has(Column::FirstName) || self.has(Column::KnownAs)));
        let can_be_found = self.has(Column::StaffNumber) || self.has(Column::Email);
        let wanted = [
            (
                has_name,
                "the name (first name and last name, or the full name)",
            ),
            (can_be_found, "the staff number or the work e-mail address"),
            (self.has(Column::JobTitle), "the job title"),
        ];
        wanted
            .into_iter()
            .filter(|(there, _)| !there)
            .map(|(_, words)| words)
            .collect()
    }

    /// Lets each column mean one thing: of two that mean the same, one must be meant by somebody's choice.
    fn settle(&mut self, ranks: &[usize]) {
        for column in Column::ALL {
            let mut rivals: Vec<usize> = (0..self.headings.len())
                .filter(|index| self.headings[*index].meaning == Meaning::Column(column))
                .collect();
            rivals.sort_by_key(|index| ranks[*index]);
            let Some((first, others)) = rivals.split_first() else {
                continue;
            };
            let is_sure = others
                .first()
                .is_none_or(|next| ranks[*next] > ranks[*first]);
            for index in others {
                self.headings[*index].meaning = if is_sure {
                    Meaning::NotNeeded
                } else {
                    Meaning::Unknown
                };
            }
            if !is_sure {
                self.headings[*first].meaning = Meaning::Unknown;
            }
        }
        if self.has(Column::FirstName) && self.has(Column::LastName) {
            let whole = Meaning::Column(Column::FullName);
            for heading in self.headings.iter_mut().filter(|h| h.meaning == whole) {
                heading.meaning = Meaning::NotNeeded;
            }
        }
    }
}

/// Finds the heading row among the first rows of a sheet and says what its columns mean. `rows` are lines with their
/// cells; none when no row can be the headings.
///
/// The heading row is the one of whose headings most are known. What was chosen for an organisation's earlier lists
/// counts before what a name means by itself; but nothing that is private by its name can be chosen.
pub fn find_layout<R: AsRef<[S]>, S: AsRef<str>>(
    rows: &[(u32, R)],
    remembered: &Remembered,
    today: NaiveDate,
) -> Option<Layout> {
    let known = |cell: &S| {
        let text = cell.as_ref();
        said(text).is_some()
            && (meaning_of(text).0 != Meaning::Unknown
                || remembered.contains_key(&heading_key(text)))
    };
    let looked_at = rows.iter().take(LOOKED_AT).enumerate();
    let scored = looked_at.map(|(index, (_, cells))| {
        let score = cells.as_ref().iter().filter(|cell| known(cell)).count();
        (score, std::cmp::Reverse(index))
    });
    let (score, std::cmp::Reverse(index)) = scored.max()?;
    if score < 2 {
        return None;
    }
    let (line, head) = &rows[index];
    let below = &rows[index + 1..];
    Some(layout(*line, head.as_ref(), below, remembered, today))
}

fn layout<R: AsRef<[S]>, S: AsRef<str>>(
    line: u32,
    head: &[S],
    below: &[(u32, R)],
    remembered: &Remembered,
    today: NaiveDate,
) -> Layout {
    let width = below.iter().map(|(_, cells)| cells.as_ref().len()).max();
    let width = width.unwrap_or(0).max(head.len());
    let (mut headings, mut ranks) = (Vec::new(), Vec::new());
    for place in 0..width {
        let heading = head.get(place).map(S::as_ref).unwrap_or_default().trim();
        let column = || {
            let cells = below.iter().map(|(_, cells)| cells.as_ref().get(place));
            cells.map(|cell| cell.map(S::as_ref).unwrap_or_default())
        };
        let is_empty = column().all(|cell| said(cell).is_none());
        if heading.is_empty() && is_empty {
            continue;
        }
        let (meaning, rank) = meaning_in(heading, remembered);
        let meaning = match meaning {
            Meaning::Private(_) => meaning,
            _ if looks_like_insurance_numbers(column()) => Meaning::Private(Private::Insurance),
            Meaning::Unknown if looks_like_birth_dates(column(), today) => {
                Meaning::Private(Private::Birth)
            }
            Meaning::Unknown if is_empty => Meaning::NotNeeded,
            other => other,
        };
        let text = if heading.is_empty() {
            format!("Column {}", letters(place))
        } else {
            heading.to_owned()
        };
        headings.push(Heading {
            place,
            text,
            meaning,
        });
        ranks.push(rank);
    }
    let mut layout = Layout { line, headings };
    layout.settle(&ranks);
    layout
}

/// What a heading means in an organisation's lists, with how sure that is.
fn meaning_in(heading: &str, remembered: &Remembered) -> (Meaning, usize) {
    let (own, rank) = meaning_of(heading);
    let chosen = remembered.get(&heading_key(heading));
    match (own, chosen) {
        (Meaning::Private(_), _) | (_, None) => (own, rank + 1),
        (_, Some(chosen)) => (*chosen, 0),
    }
}

/// The name of a column in a spreadsheet: A, B, … Z, AA.
fn letters(mut place: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = u8::try_from(place % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        if place < 26 {
            return name;
        }
        place = place / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn found(rows: &[&str], remembered: &Remembered) -> Option<Layout> {
        let rows: Vec<(u32, Vec<&str>)> = (1..)
            .zip(rows.iter().map(|row| row.split('|').collect()))
            .collect();
        find_layout(&rows, remembered, TODAY)
    }

    fn meanings(layout: &Layout) -> Vec<(&str, Meaning)> {
        let each = layout.headings.iter();
        each.map(|h| (h.text.as_str(), h.meaning)).collect()
    }

    #[test]
    fn titles_above_the_headings_and_empty_columns_are_passed_over() {
        let layout = found(
            &[
                "Staff list of Northside",
                "Run on 22/11/2026||Page 1",
                "Employee Number||First Name|Last Name|Job Title|",
                "001||Asha|Rao|Driver|",
            ],
            &Remembered::new(),
        )
        .unwrap();
        assert_eq!(layout.line, 3);
        assert_eq!(
            meanings(&layout),
            [
                ("Employee Number", Meaning::Column(Column::StaffNumber)),
                ("First Name", Meaning::Column(Column::FirstName)),
                ("Last Name", Meaning::Column(Column::LastName)),
                ("Job Title", Meaning::Column(Column::JobTitle)),
            ]
        );
        assert_eq!(layout.place(Column::LastName), Some(3));
        assert!(!layout.is_unsure() && layout.missing().is_empty());
    }

    #[test]
    fn a_file_without_headings_has_no_layout() {
        assert_eq!(
            found(&["001|Asha|Rao", "002|Ben|Cole"], &Remembered::new()),
            None
        );
        assert_eq!(found(&[], &Remembered::new()), None);
    }

    #[test]
    fn an_unknown_heading_is_asked_about_once_and_then_remembered() {
        let rows = [
            "Name|Email|Job title|Col X",
            "Asha|a@x.example|Driver|Fleet",
        ];
        assert!(found(&rows, &Remembered::new()).unwrap().is_unsure());
        let remembered = Remembered::from([("colx".to_owned(), Meaning::Column(Column::Team))]);
        let layout = found(&rows, &remembered).unwrap();
        assert!(!layout.is_unsure());
        assert_eq!(layout.place(Column::Team), Some(3));
    }

    #[test]
    fn nothing_private_can_be_chosen_to_be_read() {
        let remembered =
            Remembered::from([("dateofbirth".to_owned(), Meaning::Column(Column::StartsOn))]);
        let rows = ["Name|Email|Date of Birth", "Asha|a@x.example|01/02/1980"];
        let layout = found(&rows, &remembered).unwrap();
        assert_eq!(layout.headings[2].meaning, Meaning::Private(Private::Birth));
    }

    #[test]
    fn private_values_are_left_out_whatever_their_heading() {
        let rows = [
            "Name|Staff number|Job title|Ref 2",
            "Asha|QQ123456C|Driver|01/02/1980",
            "Ben|QQ123457C|Driver|02/03/1970",
            "Cem|QQ123458C|Driver|04/05/1999",
            "Dee|QQ123459C|Driver|06/07/1988",
            "Eva|QQ123450C|Driver|08/09/1966",
        ];
        let layout = found(&rows, &Remembered::new()).unwrap();
        assert_eq!(
            layout.headings[1].meaning,
            Meaning::Private(Private::Insurance)
        );
        assert_eq!(layout.headings[3].meaning, Meaning::Private(Private::Birth));
        assert_eq!(
            layout.missing(),
            ["the staff number or the work e-mail address"]
        );
    }

    #[test]
    fn the_surer_of_two_names_is_read_and_two_of_the_same_are_asked_about() {
        let rows = [
            "Name|Payroll number|Employee number|Job|Email|Email",
            "A|1|2|x|a|b",
        ];
        let layout = found(&rows, &Remembered::new()).unwrap();
        assert_eq!(layout.place(Column::StaffNumber), Some(2));
        assert_eq!(layout.headings[1].meaning, Meaning::NotNeeded);
        assert_eq!(layout.headings[4].meaning, Meaning::Unknown);
        assert_eq!(layout.headings[5].meaning, Meaning::Unknown);
    }

    #[test]
    fn columns_have_the_names_of_a_spreadsheet() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(letters),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }
}
