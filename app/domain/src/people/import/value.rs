//! Reading what stands in a cell.

use crate::people::Contract;
use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What people write where there is nothing to say.
const NOTHING: [&str; 14] = [
    "-",
    "--",
    "n/a",
    "na",
    "none",
    "nil",
    "null",
    "unknown",
    "tbc",
    "no email",
    "not applicable",
    "#n/a",
    "?",
    ".",
];

/// What a cell says, with its white space made single; none when that is nothing.
pub(super) fn said(cell: &str) -> Option<String> {
    let single = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_nothing = single.is_empty() || NOTHING.contains(&single.to_lowercase().as_str());
    (!is_nothing).then_some(single)
}

/// Why a cell is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotADay {
    /// Such as 31/04/2026.
    #[error("There is no such day")]
    NoSuchDay,
    /// Such as 01/04/26.
    #[error("The year must have four digits")]
    ShortYear,
    /// Such as 46117, which is how Excel keeps a day.
    #[error("This is the number of a day in Excel and not a date")]
    Serial,
    /// Anything else.
    #[error("This is not a date")]
    Unreadable,
}

/// The day in a cell; none when it says nothing, or names the end of time, as some systems do for "no end".
///
/// # Errors
/// [`NotADay`] with the reason.
pub fn day(cell: &str) -> Result<Option<NaiveDate>, NotADay> {
    let Some(text) = said(cell) else {
        return Ok(None);
    };
    // Some systems add the time of day, always midnight.
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        let is_number = date.len() == 5 && date.bytes().all(|b| b.is_ascii_digit());
        return Err(if is_number {
            NotADay::Serial
        } else {
            NotADay::Unreadable
        });
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        (third, second, first)
    };
    let number = |text: &str| text.parse::<u32>().map_err(|_| NotADay::Unreadable);
    let (day, month) = (number(day)?, month_of(month).ok_or(NotADay::Unreadable)?);
    if year.len() == 2 && number(year).is_ok() {
        return Err(NotADay::ShortYear);
    }
    let year = number(year)?;
    if year >= 4000 || (day, month, year) == (0, 0, 0) {
        return Ok(None);
    }
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
        .map(Some)
        .ok_or(NotADay::NoSuchDay)
}

/// A month by its number or by the first letters of its English name.
fn month_of(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = text.to_lowercase();
    let named = NAMES.iter().position(|name| lower.starts_with(name));
    match named {
        Some(place) => u32::try_from(place + 1).ok(),
        None => text.parse().ok(),
    }
}

/// Whether a cell says yes; none when it says neither.
pub(super) fn yes(cell: &str) -> Option<bool> {
    match said(cell)?.to_lowercase().as_str() {
        "y" | "yes" | "true" | "1" | "primary" | "main" | "p" => Some(true),
        "n" | "no" | "false" | "0" | "secondary" | "s" => Some(false),
        _ => None,
    }
}

/// The kind of contract that a word means.
#[rustfmt::skip]
pub(super) fn contract(word: &str) -> Option<Contract> {
    let lower = word.to_lowercase().replace(['-', '_', '/'], " ");
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let is = |words: &[&str]| words.contains(&lower.trim());
    Some(if has(&["elected", "councillor"]) || is(&["cllr", "member"]) {
        Contract::Elected
    } else if has(&["trustee", "non executive", "non exec", "board member", "appointed", "governor"]) || is(&["ned"]) {
        Contract::Appointed
    } else if has(&["volunteer", "honorary", "unpaid"]) {
        Contract::Volunteer
    } else if has(&["agency", "locum", "contractor", "off payroll", "interim"]) {
        Contract::Agency
    } else if has(&["student", "apprentice", "trainee", "placement", "intern"]) {
        Contract::Student
    } else if has(&["bank", "casual", "zero hour", "relief", "sessional"]) {
        Contract::Casual
    } else if has(&["fixed", "temporary", "secondment in"]) || is(&["ftc", "temp", "ft", "t"]) {
        Contract::FixedTerm
    } else if has(&["permanent", "substantive", "open ended", "indefinite"]) || is(&["perm", "p", "employee", "employed", "staff", "paid staff", "salaried"]) {
        Contract::Permanent
    } else {
        return None;
    })
}

/// Why somebody is away from a post for a long time. Nothing more is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// Maternity, adoption, shared parental leave.
    Parental,
    /// Sick for long.
    LongTermSick,
    /// A career break.
    CareerBreak,
    /// Lent to somebody else.
    Secondment,
    /// Away for another reason, which nobody needs to know.
    Other,
}

impl AbsenceKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Parental,
        Self::LongTermSick,
        Self::CareerBreak,
        Self::Secondment,
        Self::Other,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Parental => "parental",
            Self::LongTermSick => "long_term_sick",
            Self::CareerBreak => "career_break",
            Self::Secondment => "secondment",
            Self::Other => "other",
        }
    }

    /// The kind kept under a word; every word that is not known is another reason.
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .unwrap_or(Self::Other)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Parental => "Parental leave",
            Self::LongTermSick => "Long-term sick",
            Self::CareerBreak => "Career break",
            Self::Secondment => "Secondment",
            Self::Other => "Away",
        }
    }
}

/// What the word for an absence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AbsenceWord {
    /// At work.
    None,
    /// Away.
    Kind(AbsenceKind),
    /// A word that nobody foresaw.
    Unknown,
}

/// Reads the word for an absence.
pub(super) fn absence(cell: &str) -> AbsenceWord {
    let Some(word) = said(cell) else {
        return AbsenceWord::None;
    };
    let lower = word.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    if has(&["maternity", "adoption", "parental", "paternity"]) {
        AbsenceWord::Kind(AbsenceKind::Parental)
    } else if has(&["sick", "lts"]) {
        AbsenceWord::Kind(AbsenceKind::LongTermSick)
    } else if has(&["career break", "sabbatical", "unpaid leave"]) {
        AbsenceWord::Kind(AbsenceKind::CareerBreak)
    } else if has(&["external secondment", "out on", "secondment out"]) {
        AbsenceWord::Kind(AbsenceKind::Secondment)
    } else if has(&[
        "suspend",
        "other leave",
        "special leave",
        "long term absence",
    ]) {
        AbsenceWord::Kind(AbsenceKind::Other)
    } else if has(&[
        "active",
        "acting",
        "at work",
        "present",
        "internal secondment",
    ]) || lower == "no"
    {
        AbsenceWord::None
    } else {
        AbsenceWord::Unknown
    }
}

/// Whether most of what a column holds are National Insurance numbers, whatever its heading says.
pub fn looks_like_insurance_numbers<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let is_one = |text: &str| {
        let plain: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        let letters = |range: &[u8]| range.iter().all(u8::is_ascii_alphabetic);
        plain.len() == 9
            && letters(&plain[..2])
            && plain[2..8].iter().all(u8::is_ascii_digit)
            && letters(&plain[8..])
    };
    let (mut yes, mut no) = (0, 0);
    for text in cells.into_iter().filter_map(said) {
        if is_one(&text) {
            yes += 1;
        } else {
            no += 1;
        }
    }
    yes > no
}

/// Whether a column whose heading says nothing holds dates of birth: all days, and none of the last fifteen years.
pub fn looks_like_birth_dates<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    today: NaiveDate,
) -> bool {
    let mut days = 0;
    for cell in cells {
        match day(cell) {
            Ok(None) => {}
            Ok(Some(day)) if day < today - Months::new(15 * 12) && day.year() > 1900 => days += 1,
            Ok(Some(_)) | Err(_) => return false,
        }
    }
    days >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_day_is_read_however_a_system_writes_it() {
        for text in [
            "2026-04-01",
            "01/04/2026",
            "1/4/2026",
            "01.04.2026",
            "01-04-2026",
            "01-APR-2026",
            "1-April-2026",
            "2026-04-01T00:00:00",
            "01/04/2026 00:00",
        ] {
            assert_eq!(day(text), Ok(Some(date(2026, 4, 1))), "{text}");
        }
    }

    #[test]
    fn no_end_is_written_in_many_ways() {
        for text in [
            "",
            " ",
            "-",
            "N/A",
            "31/12/4712",
            "31-DEC-4712",
            "31/12/9999",
            "00/00/0000",
        ] {
            assert_eq!(day(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (text, why) in [
            ("31/04/2026", NotADay::NoSuchDay),
            ("29/02/2027", NotADay::NoSuchDay),
            ("04/13/2026", NotADay::NoSuchDay),
            ("01/04/26", NotADay::ShortYear),
            ("01-APR-26", NotADay::ShortYear),
            ("46117", NotADay::Serial),
            ("April", NotADay::Unreadable),
            ("soon", NotADay::Unreadable),
            ("1/4", NotADay::Unreadable),
        ] {
            assert_eq!(day(text), Err(why), "{text}");
        }
    }

    #[test]
    fn contracts_are_known_by_the_words_of_employers() {
        for (word, kind) in [
            ("Permanent", Contract::Permanent),
            ("Fixed Term Temp", Contract::FixedTerm),
            ("FTC", Contract::FixedTerm),
            ("Bank", Contract::Casual),
            ("zero-hours", Contract::Casual),
            ("Agency worker", Contract::Agency),
            ("Locum", Contract::Agency),
            ("Honorary", Contract::Volunteer),
            ("Apprentice", Contract::Student),
            ("Elected member", Contract::Elected),
            ("Cllr", Contract::Elected),
            ("Non-Exec Director/Chair", Contract::Appointed),
            ("Trustee", Contract::Appointed),
        ] {
            assert_eq!(contract(word), Some(kind), "{word}");
        }
        assert_eq!(contract("purple"), None);
    }

    #[test]
    fn absences_are_known_and_work_is_none() {
        use AbsenceKind::{CareerBreak, LongTermSick, Parental, Secondment};
        for (word, kind) in [
            ("Maternity & Adoption", Parental),
            ("Shared parental leave", Parental),
            ("Long term sick", LongTermSick),
            ("Career Break", CareerBreak),
            ("Out on External Secondment - Paid", Secondment),
        ] {
            assert_eq!(absence(word), AbsenceWord::Kind(kind), "{word}");
        }
        for word in ["", "Active Assignment", "Acting Up", "None"] {
            assert_eq!(absence(word), AbsenceWord::None, "{word}");
        }
        assert_eq!(absence("Blue"), AbsenceWord::Unknown);
    }

    #[test]
    fn private_values_are_known_without_their_heading() {
        assert!(looks_like_insurance_numbers([
            "QQ 12 34 56 C",
            "",
            "AB123456D"
        ]));
        assert!(!looks_like_insurance_numbers(["0048213", "AB123"]));
        let today = date(2026, 11, 22);
        let born = [
            "1970-01-31",
            "12/06/1988",
            "1/1/1999",
            "",
            "3/3/1983",
            "9/9/1975",
        ];
        assert!(looks_like_birth_dates(born, today));
        let mut started = born.to_vec();
        started.push("2024-09-01");
        assert!(!looks_like_birth_dates(started, today));
    }
}
