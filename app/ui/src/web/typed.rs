//! Reading what people type into a field, and saying at the field what is wrong with it.

use super::Fields;
use crate::ui::{DatePart, Field};
use chrono::NaiveDate;

/// Signs that a line may have.
const LONGEST: usize = 200;

/// A field that asks for a date, with its three parts as they were typed.
pub(crate) fn date_field(fields: &Fields, name: &str) -> Field {
    let part = |part: DatePart| fields.text(&format!("{name}_{}", part.as_str()));
    let [day, month, year] = DatePart::ALL.map(part);
    Field::new(name).date(day, month, year)
}

/// A field that asks for a date, with a day that is known.
pub(crate) fn day_field(name: &str, day: Option<NaiveDate>) -> Field {
    let part = |format: &str| {
        day.map(|day| day.format(format).to_string())
            .unwrap_or_default()
    };
    Field::new(name).date(part("%-d"), part("%-m"), part("%Y"))
}

/// Says what is wrong with a field, unless something has been said already.
pub(crate) fn wrong(field: &mut Field, error: impl Into<String>) {
    field.error.get_or_insert_with(|| error.into());
}

/// A line without signs that cannot be seen, its white space made single.
pub(crate) fn line(typed: &str) -> String {
    let spaced = typed.replace(|c: char| c.is_control(), " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines that say something, each once, in their order.
pub(crate) fn lines(typed: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for one in typed.lines().map(line).filter(|one| !one.is_empty()) {
        let same = |known: &String| known.to_lowercase() == one.to_lowercase();
        if !lines.iter().any(same) {
            lines.push(one);
        }
    }
    lines
}

/// Several lines that may stay empty, and have so many characters at most. `called` is what messages call them.
pub(crate) fn prose(field: &mut Field, called: &str, longest: usize) -> String {
    if field.current().chars().count() > longest {
        let said = format!("{called} must be {longest} characters or fewer");
        wrong(field, said);
    }
    field.current().to_owned()
}

/// A line that may stay empty. `called` is what messages call it, such as "Job title".
pub(crate) fn optional(field: &mut Field, called: &str) -> String {
    let typed = line(field.current());
    if typed.chars().count() > LONGEST {
        wrong(
            field,
            format!("{called} must be {LONGEST} characters or fewer"),
        );
    }
    typed
}

/// A line that must not be empty; `missing` is said when it is.
pub(crate) fn required(field: &mut Field, called: &str, missing: &str) -> String {
    let typed = optional(field, called);
    if typed.is_empty() {
        wrong(field, missing);
    }
    typed
}

/// The date in a field; none, and nothing wrong, when all three parts are empty.
pub(crate) fn date(field: &mut Field, called: &str) -> Option<NaiveDate> {
    let missing: Vec<DatePart> = DatePart::ALL
        .into_iter()
        .filter(|part| field.part(*part).is_empty())
        .collect();
    if missing.len() == DatePart::ALL.len() {
        return None;
    }
    let (error, parts) = match read(field, called, &missing) {
        Ok(day) => return Some(day),
        Err(wrong) => wrong,
    };
    *field = std::mem::take(field).error(Some(error)).wrong_parts(parts);
    None
}

fn read(
    field: &Field,
    called: &str,
    missing: &[DatePart],
) -> Result<NaiveDate, (String, Vec<DatePart>)> {
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|part| part.as_str()).collect();
        let error = format!("{called} must include a {}", names.join(" and "));
        return Err((error, missing.to_vec()));
    }
    let number = |part| field.part(part).trim().parse::<u32>().ok();
    let unreal = || {
        (
            format!("{called} must be a real date"),
            DatePart::ALL.to_vec(),
        )
    };
    let [Some(day), Some(month), Some(year)] = DatePart::ALL.map(number) else {
        return Err(unreal());
    };
    if !(1000..=9999).contains(&year) {
        return Err((
            "Year must include 4 numbers".to_owned(),
            vec![DatePart::Year],
        ));
    }
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day).ok_or_else(unreal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(day: &str, month: &str, year: &str) -> (Option<NaiveDate>, Field) {
        let mut field = Field::new("starts_on").date(day, month, year);
        let read = date(&mut field, "Start date");
        (read, field)
    }

    #[test]
    fn a_date_is_read_from_its_three_parts() {
        let (read, field) = asked("29", "2", "2028");
        assert_eq!(read, NaiveDate::from_ymd_opt(2028, 2, 29));
        assert_eq!(field.error, None);
    }

    #[test]
    fn no_date_at_all_is_not_yet_wrong() {
        let (read, field) = asked("", "", "");
        assert_eq!((read, field.error), (None, None));
    }

    #[test]
    fn a_date_with_a_part_missing_says_which() {
        let (_, field) = asked("3", "", "");
        assert_eq!(
            field.error.as_deref(),
            Some("Start date must include a month and year")
        );
        assert_eq!(field.focus_id(), "starts-on-month");
    }

    #[test]
    fn a_day_that_no_calendar_has_is_refused() {
        for (day, month, year) in [
            ("31", "4", "2026"),
            ("29", "2", "2027"),
            ("x", "1", "2027"),
            ("-1", "1", "2027"),
        ] {
            assert_eq!(
                asked(day, month, year).1.error.as_deref(),
                Some("Start date must be a real date")
            );
        }
        assert_eq!(
            asked("1", "2", "27").1.error.as_deref(),
            Some("Year must include 4 numbers")
        );
    }

    #[test]
    fn a_line_loses_what_cannot_be_seen() {
        assert_eq!(
            line("  Siân\t O\u{2019}Connor \u{7}\r\n"),
            "Siân O\u{2019}Connor"
        );
    }

    #[test]
    fn what_is_written_on_two_lines_is_kept_once() {
        assert_eq!(lines("Housing\n\n housing \r\nFleet"), ["Housing", "Fleet"]);
    }

    #[test]
    fn a_line_of_more_than_200_signs_is_too_long() {
        let mut field = Field::new("name").value("é".repeat(201));
        required(&mut field, "Name", "Enter a name");
        assert_eq!(
            field.error.as_deref(),
            Some("Name must be 200 characters or fewer")
        );
    }
}
