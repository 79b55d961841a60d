//! The rows of a file with many sessions: which column says what, and what is wrong with each.

use super::form::{Choices, SessionForm};
use crate::{ui::Field, web::Fields};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar,
    framework::Span,
    people::{folded, import::read_day},
    reminders::is_working_day,
};
use std::collections::BTreeMap;
use store::sessions::{NewSession, Trainer};

/// The columns of the file, in their order, and the field of the form that each fills.
pub(super) const COLUMNS: [(&str, &str); 14] = [
    ("Course", "course"),
    ("District", "district"),
    ("Date", "on_1"),
    ("From", "from_1"),
    ("To", "to_1"),
    ("Venue of the organisation", "kept_venue"),
    ("Room or other venue", "venue"),
    ("Link", "link"),
    ("Trainers", "trainers"),
    ("Places", "places"),
    ("At least", "minimum"),
    ("Booking closes after", "closes_on"),
    ("Working days of notice", "notice"),
    ("Good to know", "note"),
];

/// The most sessions in one file.
pub(super) const MOST: usize = 200;

/// A row of the file: its number there, and its cells in the order of [`COLUMNS`].
pub(super) type Row = (u32, Vec<String>);

/// A row, checked.
pub(super) struct Line {
    pub number: u32,
    pub said: String,
    pub wrong: Vec<String>,
    pub session: Option<NewSession>,
}

/// The rows of a sheet whose first row has the heads, in whatever order. Columns that are not known are left out.
///
/// # Errors
/// The sentence that says what is wrong with the file as a whole.
pub(super) fn rows(sheet: &sheet::Sheet) -> Result<Vec<Row>, String> {
    let mut all = sheet.rows();
    let heads: Vec<String> = all
        .next()
        .map_or_else(Vec::new, |row| row.cells().map(folded).collect());
    let place = |title: &str| heads.iter().position(|head| *head == folded(title));
    let places = COLUMNS.map(|(title, _)| place(title));
    for (needed, (title, _)) in places.iter().zip(COLUMNS).take(5) {
        if needed.is_none() {
            return Err(format!(
                "The file has no column \u{201c}{title}\u{201d}. Begin with the template"
            ));
        }
    }
    let cells = |row: sheet::Row<'_>| {
        let cell = |place: &Option<usize>| {
            let cell = place.map(|place| row.cell(place).trim().to_owned());
            cell.unwrap_or_default()
        };
        (row.line, places.iter().map(cell).collect())
    };
    let rows: Vec<Row> = all.map(cells).collect();
    match rows.len() {
        0 => Err("The file has heads and no session".to_owned()),
        many if many > MOST => Err(format!(
            "The file has {many} sessions. Send {MOST} at once at most"
        )),
        _ => Ok(rows),
    }
}

/// The addresses of all trainers in some rows.
pub(super) fn addresses(rows: &[Row], choices: &Choices) -> Vec<String> {
    let of_row = |row: &Row| SessionForm::typed(&fields(row, choices).0, "").addresses();
    let mut all: Vec<_> = rows.iter().flat_map(of_row).collect();
    all.sort();
    all.dedup();
    all
}

/// Checks each row as the form for one session is checked. `trainers` are those of all rows.
pub(super) fn check(
    rows: &[Row],
    choices: &Choices,
    trainers: &[Trainer],
    now: DateTime<Utc>,
) -> Vec<Line> {
    let mut known = BTreeMap::new();
    let line = |row: &Row| {
        let (fields, unknown) = fields(row, choices);
        let mut form = SessionForm::typed(&fields, "");
        let addresses = form.addresses();
        let is_own = |one: &&Trainer| one.email.as_ref().is_some_and(|e| addresses.contains(e));
        let own: Vec<_> = trainers.iter().filter(is_own).cloned().collect();
        let session = form.check(choices, choices.organisation, &own, now);
        let fields = form.fields();
        let is_said = |field: &&&Field| !unknown.iter().any(|(name, _)| *name == field.name);
        let errors = fields.iter().filter(is_said).filter_map(|field| {
            let error = field.error.as_ref()?;
            Some(format!("{}: {error}", spoken(&field.name)))
        });
        let said = unknown.iter().map(|(_, said)| said.clone());
        let mut wrong: Vec<String> = said.chain(errors).collect();
        if let Some(new) = &session {
            let same = (
                new.course,
                new.parts.first().map(|p| p.starts_at),
                new.venue.clone(),
                new.link.clone(),
            );
            if let Some(first) = known.insert(same, row.0) {
                wrong.push(format!("The same as row {first}"));
            }
        }
        Line {
            number: row.0,
            said: row.1.iter().take(4).cloned().collect::<Vec<_>>().join(", "),
            session: session.filter(|_| wrong.is_empty()),
            wrong,
        }
    };
    rows.iter().map(line).collect()
}

/// A row as the form for one session would send it, and what of it nobody knows.
fn fields((_, cells): &Row, choices: &Choices) -> (Fields, Vec<(&'static str, String)>) {
    let mut pairs = vec![("open_to".to_owned(), "partnership".to_owned())];
    let mut unknown = Vec::new();
    for ((title, name), cell) in COLUMNS.into_iter().zip(cells) {
        match name {
            "on_1" | "closes_on" => match read_day(cell) {
                Ok(day) => pairs.extend(day.into_iter().flat_map(|day| parts(name, day))),
                Err(error) => unknown.push((name, format!("{title}: {error}"))),
            },
            "course" | "district" | "kept_venue" if !cell.is_empty() => {
                match id(name, cell, choices) {
                    Some(id) => pairs.push((name.to_owned(), id)),
                    None => unknown.push((name, format!("{title}: {cell} is not known"))),
                }
            }
            "trainers" => {
                let lines = cell.replace([';', ',', ' '], "\n");
                pairs.push((name.to_owned(), lines));
            }
            "notice" if cell.is_empty() => {
                pairs.push((name.to_owned(), domain::sessions::NOTICE_DAYS.to_string()));
            }
            _ => pairs.push((name.to_owned(), cell.clone())),
        }
    }
    (Fields(pairs), unknown)
}

/// A day in the three fields of the form.
fn parts(name: &str, day: NaiveDate) -> [(String, String); 3] {
    [("day", "%-d"), ("month", "%-m"), ("year", "%Y")]
        .map(|(part, format)| (format!("{name}_{part}"), day.format(format).to_string()))
}

/// The id of what a cell names.
fn id(name: &str, cell: &str, choices: &Choices) -> Option<String> {
    let is = |called: &String| folded(called) == folded(cell);
    match name {
        "course" => {
            let found = choices.courses.iter().find(|(_, _, title)| is(title));
            found.map(|(id, ..)| id.to_string())
        }
        "district" => {
            let found = choices.districts.iter().find(|(_, name)| is(name));
            found.map(|(id, _)| id.to_string())
        }
        _ => {
            let found = choices
                .venues
                .iter()
                .find(|venue| venue.is_in_use && is(&venue.name));
            found.map(|venue| venue.id.to_string())
        }
    }
}

/// The head of the column that fills a field.
fn spoken(name: &str) -> &str {
    let column = COLUMNS.iter().find(|(_, field)| *field == name);
    column.map_or(name, |(title, _)| title)
}

/// An example for the template: a working day in three months' time.
pub(super) fn example(choices: &Choices, today: NaiveDate) -> Vec<String> {
    let later = calendar::after(today, Span::Months(3));
    let mut days = later.iter_days().take(7);
    let day = days.find(|day| is_working_day(*day, &[])).unwrap_or(later);
    let course = choices.courses.first().map(|(_, _, title)| title.clone());
    let district = choices.districts.first().map(|(_, name)| name.clone());
    let mut in_use = choices.venues.iter().filter(|venue| venue.is_in_use);
    let venue = in_use.next().map(|venue| venue.name.clone());
    let room = if venue.is_some() {
        "Room 1"
    } else {
        "Civic Centre, 1 High Street"
    };
    vec![
        course.unwrap_or_default(),
        district.unwrap_or_default(),
        day.format("%d/%m/%Y").to_string(),
        "09:30".to_owned(),
        "12:30".to_owned(),
        venue.unwrap_or_default(),
        room.to_owned(),
        String::new(),
        String::new(),
        "20".to_owned(),
        "8".to_owned(),
        String::new(),
        domain::sessions::NOTICE_DAYS.to_string(),
        "Bring a pen".to_owned(),
    ]
}
