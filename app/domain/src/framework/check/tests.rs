//! What is wrong with a framework is said, part by part.

use super::super::{
    Accepted, Reminders, Renewal, Span,
    sample::{framework, level},
};
use super::*;

fn said(change: impl FnOnce(&mut Framework)) -> Vec<String> {
    let mut framework = framework();
    change(&mut framework);
    faults(&framework).iter().map(ToString::to_string).collect()
}

#[test]
fn a_framework_without_a_fault_has_none() {
    assert_eq!(said(|_| {}), Vec::<String>::new());
}

#[test]
fn an_empty_framework_says_everything_that_is_missing() {
    let found = said(|f| {
        f.title.clear();
        f.levels.clear();
        f.cohorts.clear();
        f.questions.clear();
        f.requirements.clear();
    });
    assert_eq!(
        found,
        [
            "The framework has no title. Write it.",
            "The framework has no level. Add a level.",
            "The framework has no cohort. Add a cohort.",
            "The framework has no question. Add a question.",
        ]
    );
}

#[test]
fn levels_that_wait_for_one_another_are_found() {
    assert_eq!(
        said(|f| f.levels[0].better_after = vec!["FP".to_owned()]),
        [
            "The level AW comes after itself: AW after FP after AW. Take one of these out of what comes before."
        ]
    );
}

#[test]
fn a_cohort_that_is_asked_for_nothing_is_found() {
    assert_eq!(
        said(|f| f.requirements.retain(|one| one.cohort != "C1")),
        [
            "The cohort C1 (“Everyone”) is asked for nothing. Say what it must or should reach, or remove it."
        ]
    );
}

#[test]
fn whatever_refers_to_something_that_is_not_there_is_found() {
    let found = said(|f| {
        f.levels.remove(0);
        f.cohorts.remove(0);
    });
    assert_eq!(
        found,
        [
            "The level FP comes after a level AW, which does not exist. Choose among the levels that there are.",
            "The cohort C1 is asked for AW, but does not exist. Save the table again.",
            "The cohort C3 is asked for a level AW, which does not exist. Save the table again.",
            "The question Q1 gives a cohort C1, which does not exist. Choose among the cohorts that there are.",
        ]
    );
}

#[test]
fn a_code_stands_once_and_can_be_part_of_an_address() {
    let found = said(|f| {
        f.levels.push(level("aw", "Second", Span::Days(1), 12));
        f.cohorts[0].title.clear();
    });
    assert_eq!(
        found,
        [
            "The cohort C1 has no title. Write it.",
            "The level aw is there twice. Give each its own code.",
            "The level aw has a code that cannot be part of an address. Use up to six capitals and digits, a capital first, such as C1.",
        ]
    );
    assert!(is_code("C1") && is_code("PREV12"));
    assert!(!is_code("") && !is_code("1C") && !is_code("A/B") && !is_code("ABCDEFG"));
}

#[test]
fn a_renewal_that_makes_no_sense_is_found() {
    let renewal = |refresh: Option<Span>, renewal: Renewal| {
        said(|f| {
            f.levels[0].refresh = refresh;
            f.levels[0].renewal = renewal;
        })
    };
    let window = |months| Renewal::FromPreviousExpiry {
        window: Span::Months(months),
    };
    let fixed = |month, day, at_least_months| Renewal::FixedDate {
        month,
        day,
        at_least_months,
    };
    let year = Some(Span::Months(12));
    assert!(renewal(year, window(3)).is_empty());
    assert!(renewal(year, fixed(3, 31, 3)).is_empty());
    for (refresh, wrong, expected) in [
        (None, window(3), "never refreshed"),
        (
            year,
            window(12),
            "can be renewed 1 year before its end, but lasts 1 year",
        ),
        (
            year,
            fixed(2, 30, 3),
            "day 30 of month 2, which does not exist",
        ),
        (
            Some(Span::Months(6)),
            fixed(3, 31, 3),
            "is refreshed more often",
        ),
        (
            year,
            fixed(3, 31, 13),
            "at least 13 months, but lasts 1 year",
        ),
    ] {
        let found = renewal(refresh, wrong);
        assert!(found.len() == 1 && found[0].contains(expected), "{found:?}");
    }
}

#[test]
fn reminders_come_in_order_and_the_manager_last() {
    let reminders = |before: &[u32], after: &[u32], manager_after| {
        said(|f| {
            f.levels[0].reminders = Reminders {
                before: before.to_vec(),
                after: after.to_vec(),
                manager_after,
            };
        })
    };
    assert!(reminders(&[60, 30, 7], &[7, 30], Some(30)).is_empty());
    assert!(reminders(&[], &[], None).is_empty());
    assert!(reminders(&[7, 30], &[], None)[0].contains("out of order"));
    assert!(reminders(&[30, 30], &[], None)[0].contains("out of order"));
    assert!(reminders(&[400], &[], None)[0].contains("too near or too far"));
    assert!(reminders(&[], &[7, 30], Some(8))[0].contains("before the last reminder"));
}

#[test]
fn what_is_accepted_has_a_title_and_stands_once() {
    let accepted = |title: &str| Accepted {
        title: title.to_owned(),
        provider: "College".to_owned(),
        note: String::new(),
    };
    let found =
        said(|f| f.levels[0].accepts = vec![accepted("Basics"), accepted("basics"), accepted(" ")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("accepts “basics” twice") && found[1].contains("without a title"));
}
