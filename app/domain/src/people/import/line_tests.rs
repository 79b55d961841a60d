//! What rows say, and what is wrong with them.

use super::{line::*, *};
use crate::people::Contract;
use chrono::NaiveDate;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A row in which everything is right, with some cells set.
fn read(cells: &[(Column, &str)]) -> Read {
    let usual = [
        (Column::StaffNumber, "0048213"),
        (Column::FirstName, "Siân"),
        (Column::LastName, "O’Brien"),
        (Column::JobTitle, "Driver"),
        (Column::StartsOn, "01/09/2024"),
    ];
    let is_set = |column: Column| cells.iter().any(|(own, _)| *own == column);
    let kept = usual.into_iter().filter(|(column, _)| !is_set(*column));
    let all: Vec<_> = kept.chain(cells.iter().copied()).collect();
    let headings = all.iter().enumerate().map(|(place, (column, _))| Heading {
        place,
        text: format!("The {}", column.title()),
        meaning: Meaning::Column(*column),
    });
    let layout = Layout {
        line: 1,
        headings: headings.collect(),
    };
    let cells: Vec<String> = all.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    read_line(&layout, 7, &cells, |_| 0, TODAY)
}

fn faults(cells: &[(Column, &str)]) -> Vec<(String, String)> {
    let faulty = read(cells).unwrap_err();
    let each = faulty.faults.into_iter();
    each.map(|fault| (fault.column, fault.wrong)).collect()
}

fn fault(column: Column, value: &str) -> String {
    match faults(&[(column, value)]).as_slice() {
        [(heading, wrong)] if heading == &format!("The {}", column.title()) => wrong.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_says_who_where_and_since_when() {
    let line = read(&[
        (Column::KnownAs, "Jo"),
        (Column::Email, "S.OBrien@Northside.example"),
    ])
    .unwrap();
    assert_eq!(line.name, "Jo O’Brien");
    assert_eq!(line.formal_name.as_deref(), Some("Siân O’Brien"));
    assert_eq!(line.staff_number.as_deref(), Some("0048213"));
    assert_eq!(line.email.as_deref(), Some("s.obrien@northside.example"));
    assert_eq!(line.starts_on, Some(date(2024, 9, 1)));
    assert_eq!(line.line, 7);
}

#[test]
fn a_whole_name_may_have_the_last_name_first() {
    for (written, name) in [("Rao, Asha", "Asha Rao"), ("Asha  Rao", "Asha Rao")] {
        let line = read(&[
            (Column::FirstName, ""),
            (Column::LastName, ""),
            (Column::FullName, written),
        ]);
        assert_eq!(line.unwrap().name, name);
    }
}

#[test]
fn the_first_day_in_the_job_counts_before_that_at_the_employer() {
    let line = read(&[(Column::PostStartsOn, "2026-04-01")]).unwrap();
    assert_eq!(line.starts_on, Some(date(2026, 4, 1)));
}

#[test]
fn each_fault_says_its_column_and_what_is_wrong() {
    assert_eq!(fault(Column::LastName, " "), "There is no name");
    assert_eq!(fault(Column::JobTitle, "n/a"), "There is no job title");
    assert_eq!(
        fault(Column::StaffNumber, ""),
        "There is neither a staff number nor a work e-mail address"
    );
    assert_eq!(
        fault(Column::Email, "asha@"),
        "This is not an e-mail address"
    );
    assert_eq!(
        fault(Column::StartsOn, "31/04/2026"),
        "There is no such day"
    );
    assert_eq!(
        fault(Column::StartsOn, "01/01/2028"),
        "The start date is more than 12 months ahead or more than 70 years ago"
    );
    assert_eq!(
        fault(Column::LeavesOn, "01/01/2020"),
        "The end date is before the start date"
    );
    assert_eq!(
        fault(Column::Contract, "purple"),
        "This kind of contract is not known"
    );
    assert_eq!(
        fault(Column::StaffNumber, &"1".repeat(31)),
        "This is longer than 30 characters"
    );
}

#[test]
fn every_fault_of_a_row_is_said_at_once() {
    let faulty = read(&[
        (Column::JobTitle, ""),
        (Column::StartsOn, "soon"),
        (Column::Email, "x"),
    ])
    .unwrap_err();
    assert_eq!(faulty.faults.len(), 3);
    assert_eq!(faulty.faults[0].value, "x");
    assert_eq!(faulty.name, "Siân O’Brien");
    assert_eq!(faulty.staff_number.as_deref(), Some("0048213"));
}

#[test]
fn agency_staff_and_fixed_terms_need_an_end() {
    for word in ["Agency", "Fixed term"] {
        assert_eq!(
            faults(&[(Column::Contract, word)]),
            [(
                "End of contract or office".to_owned(),
                "This kind of contract needs an end date".to_owned()
            )]
        );
        let line = read(&[(Column::Contract, word), (Column::EndsOn, "31/03/2027")]).unwrap();
        assert_eq!(line.last_day(), Some(date(2027, 3, 31)));
    }
}

#[test]
fn an_elected_member_without_an_end_of_office_is_taken_with_a_remark() {
    let line = read(&[(Column::Contract, "Councillor")]).unwrap();
    assert_eq!(line.contract, Some(Contract::Elected));
    assert_eq!(line.remarks.len(), 1);
    let line = read(&[
        (Column::Contract, "Councillor"),
        (Column::EndsOn, "06/05/2027"),
    ])
    .unwrap();
    assert!(line.remarks.is_empty());
}

#[test]
fn an_absence_is_read_and_an_unknown_one_is_remarked_on() {
    let away = read(&[
        (Column::Absence, "Maternity"),
        (Column::AbsentFrom, "01/10/2026"),
    ]);
    let away = away.unwrap().absence.unwrap();
    assert_eq!((away.kind, away.to_on), (AbsenceKind::Parental, None));
    assert_eq!(
        read(&[(Column::Absence, "Active Assignment")])
            .unwrap()
            .absence,
        None
    );
    let unknown = read(&[(Column::Absence, "Blue")]).unwrap();
    assert!(unknown.absence.is_none() && unknown.remarks[0].contains("Blue"));
    assert_eq!(
        faults(&[
            (Column::AbsentFrom, "01/10/2026"),
            (Column::AbsentTo, "01/09/2026")
        ])[0]
            .1,
        "The absence ends before it starts"
    );
}

#[test]
fn a_part_that_is_written_again_is_one_part() {
    let mut seen = Vec::new();
    let headings = Column::PATH
        .into_iter()
        .enumerate()
        .map(|(place, column)| Heading {
            place,
            text: column.title().to_owned(),
            meaning: Meaning::Column(column),
        });
    let layout = Layout {
        line: 1,
        headings: headings.collect(),
    };
    let cells = ["Place", "PLACE", "Fleet"].map(str::to_owned);
    let _ = read_line(
        &layout,
        2,
        &cells,
        |written| {
            seen.push(written);
            0
        },
        TODAY,
    );
    assert_eq!(seen[0].path, ["Place", "Fleet"]);
}
