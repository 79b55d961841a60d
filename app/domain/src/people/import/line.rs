//! What one row of a list says of somebody, or everything that is wrong with it.

use super::{
    AbsenceKind, Column, Fault, Layout, Written, Wrong,
    value::{self, AbsenceWord, said},
};
use crate::people::{Contract, email, staff_number};
use chrono::{Months, NaiveDate};

/// The most characters of a name, a job title or a team.
const LONGEST: usize = 200;
/// The most characters of a number that an employer gives.
const LONGEST_NUMBER: usize = 30;

/// Somebody in a post, as a row says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// The line of the row.
    pub line: u32,
    /// The number the employer gave.
    pub staff_number: Option<String>,
    /// Which of the person's jobs it is.
    pub assignment: Option<String>,
    /// Whether it is the main one.
    pub is_main: Option<bool>,
    /// The name as it is to be shown and printed: the one that colleagues use.
    pub name: String,
    /// The name on paper, where it is another one.
    pub formal_name: Option<String>,
    /// The e-mail address at work.
    pub email: Option<String>,
    /// Which of the written places it is in.
    pub place: usize,
    /// The job title.
    pub job_title: String,
    /// The staff number of the line manager.
    pub manager_number: Option<String>,
    /// The first day of the post.
    pub starts_on: Option<NaiveDate>,
    /// The day somebody leaves or has left.
    pub leaves_on: Option<NaiveDate>,
    /// The day a contract or an office ends.
    pub ends_on: Option<NaiveDate>,
    /// On what terms.
    pub contract: Option<Contract>,
    /// That somebody is away.
    pub absence: Option<Away>,
    /// What is worth knowing and no fault.
    pub remarks: Vec<String>,
}

impl StaffLine {
    /// The last day of the post, as the row says it.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.leaves_on.or(self.ends_on)
    }
}

/// That somebody is away from a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// Why.
    pub kind: AbsenceKind,
    /// Since when, if the row says.
    pub from_on: Option<NaiveDate>,
    /// Until when, if the row says.
    pub to_on: Option<NaiveDate>,
}

/// A row with faults. Who it is about is kept, so that they are not taken for missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// The line of the row.
    pub line: u32,
    /// The name, as far as there is one.
    pub name: String,
    /// The staff number.
    pub staff_number: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

/// A row as it was read.
pub type Read = Result<StaffLine, Faulty>;

/// Reads a row. `cells` are those of the layout's columns; `place` gives each written place its number.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn read_line(
    layout: &Layout,
    line: u32,
    cells: &[String],
    mut place: impl FnMut(Written) -> usize,
    today: NaiveDate,
) -> Read {
    let mut row = Row {
        layout,
        cells,
        today,
        faults: Vec::new(),
        remarks: Vec::new(),
    };
    let (name, formal_name) = row.names();
    let staff_number = row.number(Column::StaffNumber);
    let email = row.email();
    if staff_number.is_none() && email.is_none() && !row.is_wrong(Column::Email) {
        row.wrong(Column::StaffNumber, &Wrong::NobodyToFind);
    }
    let job_title = row.short(Column::JobTitle);
    if job_title.is_none() {
        row.wrong(Column::JobTitle, &Wrong::NoJob);
    }
    let starts_on = row.starts_on();
    let (leaves_on, ends_on) = (row.day(Column::LeavesOn), row.day(Column::EndsOn));
    row.check_end(starts_on, leaves_on, Column::LeavesOn);
    row.check_end(starts_on, ends_on, Column::EndsOn);
    let contract = row.contract(leaves_on.or(ends_on));
    let read = StaffLine {
        line,
        assignment: row.number(Column::AssignmentNumber),
        is_main: row.cell(Column::IsMain).and_then(|cell| value::yes(&cell)),
        place: place(row.written()),
        job_title: job_title.unwrap_or_default(),
        manager_number: row.number(Column::ManagerNumber),
        absence: row.absence(),
        remarks: std::mem::take(&mut row.remarks),
        staff_number,
        name,
        formal_name,
        email,
        starts_on,
        leaves_on,
        ends_on,
        contract,
    };
    if row.faults.is_empty() {
        return Ok(read);
    }
    Err(Faulty {
        line,
        name: read.name,
        staff_number: read.staff_number,
        email: read.email,
        faults: row.faults,
    })
}

/// A row while it is read.
struct Row<'a> {
    layout: &'a Layout,
    cells: &'a [String],
    today: NaiveDate,
    faults: Vec<Fault>,
    remarks: Vec<String>,
}

impl Row<'_> {
    /// What a column says; none when it says nothing or is not there.
    fn cell(&self, column: Column) -> Option<String> {
        said(self.cells.get(self.layout.place(column)?)?)
    }

    /// The heading that a column has in the file, or what it is called where it has none.
    fn heading(&self, column: Column) -> String {
        let heading = self.layout.heading(column);
        heading.map_or_else(|| column.title().to_owned(), |h| h.text.clone())
    }

    fn wrong(&mut self, column: Column, wrong: &Wrong) {
        let value = self.cell(column).unwrap_or_default();
        self.faults.push(wrong.at(self.heading(column), value));
    }

    fn is_wrong(&self, column: Column) -> bool {
        let heading = self.heading(column);
        self.faults.iter().any(|fault| fault.column == heading)
    }

    fn short(&mut self, column: Column) -> Option<String> {
        let text = self.cell(column)?;
        if text.chars().count() > LONGEST {
            self.wrong(column, &Wrong::TooLong(LONGEST));
        }
        Some(text)
    }

    fn number(&mut self, column: Column) -> Option<String> {
        let number = staff_number(&self.cell(column)?);
        if number.chars().count() > LONGEST_NUMBER {
            self.wrong(column, &Wrong::TooLong(LONGEST_NUMBER));
        }
        Some(number)
    }

    /// The name that colleagues use, and the one on paper where it is another.
    fn names(&mut self) -> (String, Option<String>) {
        let last = self.short(Column::LastName);
        let first = self.short(Column::FirstName);
        let known_as = self.short(Column::KnownAs);
        let whole = self.short(Column::FullName).map(|name| in_order(&name));
        let with = |given: &Option<String>| {
            let (given, last) = (given.as_ref()?, last.as_ref()?);
            // Some write the whole name into "known as".
            if given.to_lowercase().ends_with(&last.to_lowercase()) && given.contains(' ') {
                return Some(given.clone());
            }
            Some(format!("{given} {last}"))
        };
        let formal = with(&first).or_else(|| whole.clone());
        let used = with(&known_as).or_else(|| formal.clone());
        let Some(name) = used else {
            let column = if self.layout.has(Column::LastName) {
                Column::LastName
            } else {
                Column::FullName
            };
            self.wrong(column, &Wrong::NoName);
            return (whole.or(last).or(first).unwrap_or_default(), None);
        };
        let formal = formal.filter(|formal| *formal != name);
        (name, formal)
    }

    fn email(&mut self) -> Option<String> {
        let cell = self.cell(Column::Email)?;
        let address = email(&cell).ok();
        if address.is_none() {
            self.wrong(Column::Email, &Wrong::NotAnEmail);
        }
        address
    }

    fn day(&mut self, column: Column) -> Option<NaiveDate> {
        match value::day(&self.cell(column)?) {
            Ok(day) => day,
            Err(why) => {
                self.wrong(column, &Wrong::NotADay(why.to_string()));
                None
            }
        }
    }

    /// The first day in the job or, where the list does not say, at the employer.
    fn starts_on(&mut self) -> Option<NaiveDate> {
        let employed = self.day(Column::StartsOn);
        let in_post = self.day(Column::PostStartsOn);
        let column = if in_post.is_some() {
            Column::PostStartsOn
        } else {
            Column::StartsOn
        };
        let day = in_post.or(employed)?;
        let reach = self.today - Months::new(12 * 70)..=self.today + Months::new(12);
        if !reach.contains(&day) {
            self.wrong(column, &Wrong::StartOutOfReach);
        }
        Some(day)
    }

    fn check_end(&mut self, starts: Option<NaiveDate>, ends: Option<NaiveDate>, column: Column) {
        let Some(ends) = ends else { return };
        if starts.is_some_and(|starts| ends < starts) {
            self.wrong(column, &Wrong::EndBeforeStart);
        } else if ends > self.today + Months::new(12 * 20) {
            self.wrong(column, &Wrong::EndOutOfReach);
        }
    }

    fn contract(&mut self, ends: Option<NaiveDate>) -> Option<Contract> {
        let word = self.cell(Column::Contract)?;
        let Some(contract) = value::contract(&word) else {
            self.wrong(Column::Contract, &Wrong::UnknownContract);
            return None;
        };
        let has_end =
            ends.is_some() || self.is_wrong(Column::EndsOn) || self.is_wrong(Column::LeavesOn);
        if contract.needs_an_end() && !has_end {
            let wrong = Wrong::NoEnd.at(self.heading(Column::EndsOn), "");
            self.faults.push(wrong);
        } else if contract == Contract::Elected && !has_end {
            self.remarks.push(
                "No end of office is given, so the office goes on until a list says so".to_owned(),
            );
        }
        Some(contract)
    }

    fn written(&mut self) -> Written {
        let mut path: Vec<String> = Vec::new();
        for part in Column::PATH
            .map(|column| self.short(column))
            .into_iter()
            .flatten()
        {
            // A part that has no parts of its own is often written again in the columns that follow.
            if path
                .last()
                .is_none_or(|last| last.to_lowercase() != part.to_lowercase())
            {
                path.push(part);
            }
        }
        Written {
            organisation: self.short(Column::Organisation).unwrap_or_default(),
            path,
        }
    }

    fn absence(&mut self) -> Option<Away> {
        let (from_on, to_on) = (self.day(Column::AbsentFrom), self.day(Column::AbsentTo));
        if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
            self.wrong(Column::AbsentTo, &Wrong::AbsenceBackwards);
        }
        let cell = self.cell(Column::Absence).unwrap_or_default();
        let kind = match value::absence(&cell) {
            AbsenceWord::Kind(kind) => kind,
            AbsenceWord::None if from_on.is_some() && !self.layout.has(Column::Absence) => {
                AbsenceKind::Other
            }
            AbsenceWord::None => return None,
            AbsenceWord::Unknown => {
                self.remarks.push(format!(
                    "“{cell}” is not known as an absence, so the person is taken to be at work"
                ));
                return None;
            }
        };
        Some(Away {
            kind,
            from_on,
            to_on,
        })
    }
}

/// "Rao, Asha" as "Asha Rao".
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((last, given)) if !given.trim().is_empty() => {
            format!("{} {}", given.trim(), last.trim())
        }
        _ => name.trim_end_matches(',').to_owned(),
    }
}
