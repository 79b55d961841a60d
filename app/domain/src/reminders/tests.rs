//! Which step is due, and when it may go out.

use super::*;
use crate::{calendar, framework::Reminders};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use proptest::{collection::btree_set, prelude::*};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn is_open(now: DateTime<Utc>) -> bool {
    super::is_open(now, &[])
}

fn next_opening(now: DateTime<Utc>) -> DateTime<Utc> {
    super::next_opening(now, &[])
}

#[test]
fn nothing_goes_out_on_a_day_that_was_proclaimed() {
    let coronation = [day("2026-11-27")];
    let noon = at("2026-11-27T12:00:00Z");
    assert!(is_open(noon) && !super::is_open(noon, &coronation));
    assert_eq!(
        super::next_opening(noon, &coronation),
        at("2026-11-30T08:00:00Z")
    );
    let refused = may_add(day("2026-12-25"), day("2026-11-27")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "25 December 2026 is a bank holiday already"
    );
    assert_eq!(
        may_add(day("2026-11-26"), day("2026-11-27")),
        Err(NoHoliday::Past)
    );
    assert_eq!(may_add(coronation[0], coronation[0]), Ok(()));
}

fn due(days_to_go: i64) -> Vec<Step> {
    let today = day("2026-11-27");
    let date = today + TimeDelta::days(days_to_go);
    reached(&Reminders::default(), date, today).due
}

#[test]
fn people_are_reminded_three_times_before_and_twice_after_and_then_the_manager() {
    assert_eq!(due(61), []);
    assert_eq!(due(60), [Step::Before(60)]);
    assert_eq!(due(31), [Step::Before(60)]);
    assert_eq!(due(30), [Step::Before(30)]);
    assert_eq!(due(7), [Step::Before(7)]);
    assert_eq!(due(-6), [Step::Before(7)]);
    assert_eq!(due(-7), [Step::After(7)]);
    assert_eq!(due(-44), [Step::After(30)]);
    assert_eq!(due(-45), [Step::After(30), Step::Manager(45)]);
    assert_eq!(due(-900), [Step::After(30), Step::Manager(45)]);
}

#[test]
fn what_was_missed_is_passed_over() {
    let today = day("2026-11-27");
    let passed = reached(&Reminders::default(), day("2026-12-01"), today).passed;
    assert_eq!(passed, [Step::Before(60), Step::Before(30)]);
}

#[test]
fn a_step_keeps_its_word() {
    let steps = [
        Step::Before(60),
        Step::After(7),
        Step::Manager(45),
        Step::ByHand(day("2028-02-29")),
    ];
    for step in steps {
        assert_eq!(Step::from_code(&step.code()), Some(step));
    }
    for wrong in ["", "before", "before-x", "later-3", "by-hand-2027-02-29"] {
        assert_eq!(Step::from_code(wrong), None, "{wrong}");
    }
}

#[test]
fn an_outcome_keeps_its_word() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
    }
}

#[test]
fn nothing_goes_out_by_night_at_weekends_and_on_bank_holidays() {
    assert!(!is_open(at("2026-11-27T07:59:59Z")));
    assert!(is_open(at("2026-11-27T08:00:00Z")));
    assert!(is_open(at("2026-11-27T17:59:59Z")));
    assert!(!is_open(at("2026-11-27T18:00:00Z")));
    assert!(!is_open(at("2026-11-28T10:00:00Z")), "a Saturday");
    assert!(
        !is_open(at("2026-12-28T10:00:00Z")),
        "Boxing Day is kept on the Monday"
    );
    assert_eq!(
        next_opening(at("2026-12-24T18:00:00Z")),
        at("2026-12-29T08:00:00Z")
    );
    assert_eq!(
        next_opening(at("2026-11-27T03:00:00Z")),
        at("2026-11-27T08:00:00Z")
    );
}

#[test]
fn the_working_day_moves_with_the_clocks() {
    assert_eq!(
        next_opening(at("2026-03-27T20:00:00Z")),
        at("2026-03-30T07:00:00Z")
    );
    assert_eq!(
        next_opening(at("2026-10-23T20:00:00Z")),
        at("2026-10-26T08:00:00Z")
    );
    assert!(is_open(at("2026-10-23T07:30:00Z")));
    assert!(!is_open(at("2026-10-26T07:30:00Z")));
}

#[test]
fn bank_holidays_are_those_of_england_and_wales() {
    let published = [
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ];
    for (year, days) in published {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let of_year = first
            .iter_days()
            .take(366)
            .filter(|day| day.format("%Y").to_string() == year.to_string());
        let found: Vec<_> = of_year
            .filter(|day| is_bank_holiday(*day))
            .map(|day| day.format("%m-%d").to_string())
            .collect();
        assert_eq!(found.join(" "), days, "{year}");
    }
}

prop_compose! {
    fn rules()(
        before in btree_set(0u32..366, 0..4),
        after in btree_set(1u32..366, 0..4),
        manager_after in proptest::option::of(1u32..366),
    ) -> Reminders {
        Reminders {
            before: before.into_iter().rev().collect(),
            after: after.into_iter().collect(),
            manager_after,
        }
    }
}

proptest! {
    /// Looking for people and looking at one of them come to the same.
    #[test]
    fn windows_and_steps_say_the_same(rule in rules(), to_go in -800i64..800) {
        let today = day("2026-11-27");
        let date = today + TimeDelta::days(to_go);
        let mut found: Vec<Step> = windows(&rule, today)
            .into_iter()
            .filter(|window| window.from <= date && date <= window.to)
            .map(|window| window.step)
            .collect();
        let mut due = reached(&rule, date, today).due;
        found.sort();
        due.sort();
        prop_assert_eq!(found, due);
    }

    /// However many days are missed, each day leads to one step at most, and the steps only go forward.
    #[test]
    fn an_outage_loses_the_last_step_of_nobody(rule in rules(), missed in 0u64..40, start in -400i64..400) {
        let date = day("2026-11-27");
        let before = date + TimeDelta::days(start);
        let after = before + Days::new(missed);
        let (was, is) = (reached(&rule, date, before), reached(&rule, date, after));
        let own = |reached: &Reached| reached.due.iter().filter(|step| !step.is_for_manager()).count();
        prop_assert!(own(&is) <= 1 && is.due.len() <= 2);
        for step in was.passed.iter().chain(was.due.iter().filter(|s| !s.is_for_manager())) {
            prop_assert!(is.passed.contains(step) || is.due.contains(step));
        }
    }

    /// Whenever it is, the next opening is open, not in the past, and the first.
    #[test]
    fn reminders_wait_for_the_next_working_hour(hours in 0i64..24 * 366 * 4) {
        let now = Utc.with_ymd_and_hms(2026, 1, 1, 0, 30, 0).unwrap() + TimeDelta::hours(hours);
        let next = next_opening(now);
        prop_assert!(is_open(next) && now <= next);
        let mut between = now;
        while between < next {
            prop_assert!(!is_open(between), "{between}");
            between += TimeDelta::minutes(30);
        }
        prop_assert!(next == now || calendar::time(next) == "08:00");
    }
}
