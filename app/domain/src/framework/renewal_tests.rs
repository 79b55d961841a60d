//! How long a level is valid, told as stories and as properties.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn until(renewal: Renewal, months: u32, completed: &[&str]) -> NaiveDate {
    let days: Vec<_> = completed.iter().map(|text| day(text)).collect();
    let rule = Refresher {
        refresh: Some(Span::Months(months)),
        renewal,
    };
    Validity::after(&days, rule).last_day().unwrap()
}

const FROM_EXPIRY: Renewal = Renewal::FromPreviousExpiry {
    window: Span::Months(3),
};

const END_OF_MARCH: Renewal = Renewal::FixedDate {
    month: 3,
    day: 31,
    at_least_months: 3,
};

#[test]
fn the_time_counts_from_the_completion_unless_said_otherwise() {
    assert_eq!(Renewal::default(), Renewal::FromCompletion);
    assert_eq!(
        until(Renewal::FromCompletion, 36, &["2026-05-10"]),
        day("2029-05-10")
    );
    assert_eq!(
        until(Renewal::FromCompletion, 36, &["2026-05-10", "2029-03-01"]),
        day("2032-03-01")
    );
}

#[test]
fn a_year_from_29_february_ends_on_28_february() {
    assert_eq!(
        until(Renewal::FromCompletion, 12, &["2028-02-29"]),
        day("2029-02-28")
    );
    let leap_day = Renewal::FixedDate {
        month: 2,
        day: 29,
        at_least_months: 0,
    };
    assert_eq!(until(leap_day, 12, &["2026-06-01"]), day("2027-02-28"));
    assert_eq!(until(leap_day, 12, &["2027-06-01"]), day("2028-02-29"));
}

#[test]
fn renewed_shortly_before_its_end_it_loses_no_day() {
    let renewed = ["2026-05-10", "2028-03-01"];
    assert_eq!(until(FROM_EXPIRY, 24, &renewed), day("2030-05-10"));
    assert_eq!(
        until(FROM_EXPIRY, 24, &["2026-05-10", "2028-05-10"]),
        day("2030-05-10"),
        "on its last day"
    );
}

#[test]
fn renewed_too_early_or_too_late_it_counts_from_the_completion() {
    assert_eq!(
        until(FROM_EXPIRY, 24, &["2026-05-10", "2027-01-05"]),
        day("2029-01-05")
    );
    assert_eq!(
        until(FROM_EXPIRY, 24, &["2026-05-10", "2028-05-11"]),
        day("2030-05-11")
    );
}

#[test]
fn taking_it_again_and_again_on_one_day_gives_no_more_than_once() {
    let once = until(FROM_EXPIRY, 24, &["2026-05-10", "2028-03-01"]);
    let again = ["2026-05-10", "2028-03-01", "2028-03-01", "2028-03-02"];
    assert_eq!(until(FROM_EXPIRY, 24, &again), once);
}

#[test]
fn with_a_fixed_date_everybody_renews_by_the_same_day() {
    assert_eq!(until(END_OF_MARCH, 12, &["2026-06-01"]), day("2027-03-31"));
    assert_eq!(until(END_OF_MARCH, 12, &["2026-12-31"]), day("2027-03-31"));
    assert_eq!(
        until(END_OF_MARCH, 36, &["2026-06-01"]),
        day("2029-03-31"),
        "the last one within three years"
    );
}

#[test]
fn a_minimum_time_stops_an_immediate_repeat() {
    assert_eq!(until(END_OF_MARCH, 12, &["2027-01-01"]), day("2028-03-31"));
    assert_eq!(until(END_OF_MARCH, 12, &["2027-03-31"]), day("2028-03-31"));
    let none = Renewal::FixedDate {
        month: 3,
        day: 31,
        at_least_months: 0,
    };
    assert_eq!(until(none, 12, &["2027-03-30"]), day("2027-03-31"));
}

#[test]
fn what_needs_no_refresher_is_valid_without_end() {
    let rule = Refresher {
        refresh: None,
        renewal: END_OF_MARCH,
    };
    assert_eq!(
        Validity::after(&[day("2026-01-01")], rule),
        Validity::Unending
    );
    assert_eq!(Validity::after(&[], rule), Validity::None);
}

#[test]
fn a_day_of_the_year_exists() {
    assert!(is_yearly_date(2, 29) && is_yearly_date(12, 31));
    assert!(!is_yearly_date(2, 30) && !is_yearly_date(4, 31) && !is_yearly_date(0, 1));
}

prop_compose! {
    fn span()(number in 1u32..60, in_days in any::<bool>()) -> Span {
        if in_days { Span::Days(number * 30) } else { Span::Months(number) }
    }
}

fn renewal() -> impl Strategy<Value = Renewal> {
    prop_oneof![
        Just(Renewal::FromCompletion),
        span().prop_map(|window| Renewal::FromPreviousExpiry { window }),
        (1u32..=12, 1u32..=29, 0u32..12).prop_map(|(month, day, at_least_months)| {
            Renewal::FixedDate {
                month,
                day,
                at_least_months,
            }
        }),
    ]
}

prop_compose! {
    fn rule()(refresh in span(), renewal in renewal()) -> Refresher {
        Refresher { refresh: Some(refresh), renewal }
    }
}

prop_compose! {
    fn completions()(days in prop::collection::vec(0u64..6000, 1..6)) -> Vec<NaiveDate> {
        let mut days: Vec<_> = days.into_iter().map(|days| day("2020-01-01") + chrono::Days::new(days)).collect();
        days.sort_unstable();
        days
    }
}

proptest! {
    /// Completing once more never shortens what was valid, whichever rule holds.
    #[test]
    fn one_more_completion_never_shortens(rule in rule(), days in completions()) {
        let before = Validity::after(&days[..days.len() - 1], rule);
        prop_assert!(Validity::after(&days, rule) >= before);
    }

    /// No number of completions reaches further than the rule lets the last one reach.
    #[test]
    fn no_repeat_reaches_beyond_the_rule(rule in rule(), days in completions()) {
        let last = *days.iter().max().unwrap();
        let span = rule.refresh.unwrap();
        let furthest = match rule.renewal {
            Renewal::FromCompletion => after(last, span),
            Renewal::FromPreviousExpiry { window } => after(after(last, window), span).max(after(after(last, span), window)),
            Renewal::FixedDate { at_least_months, .. } => after(last, span).max(after(after(last, Span::Months(at_least_months)), Span::Months(12))),
        };
        // Clamping at month ends may add up to three days.
        prop_assert!(Validity::after(&days, rule) <= Validity::Until(furthest + chrono::Days::new(3)));
    }

    /// The same completion recorded twice reaches no further than once where the window is shorter than the time.
    #[test]
    fn the_same_completion_twice_changes_nothing(refresh in 4u32..60, days in completions()) {
        let rule = Refresher { refresh: Some(Span::Months(refresh)), renewal: FROM_EXPIRY };
        let mut days = days;
        let once = Validity::after(&days, rule);
        days.extend(days.last().copied());
        prop_assert_eq!(Validity::after(&days, rule), once);
    }

    /// A fixed date is always met: whatever is completed runs out on it.
    #[test]
    fn a_fixed_date_is_always_met(month in 1u32..=12, on in 1u32..=28, least in 0u32..12, months in 12u32..60, days in completions()) {
        let rule = Refresher { refresh: Some(Span::Months(months)), renewal: Renewal::FixedDate { month, day: on, at_least_months: least } };
        let until = Validity::after(&days, rule).last_day().unwrap();
        prop_assert_eq!((until.month(), until.day()), (month, on));
        let last = *days.iter().max().unwrap();
        prop_assert!(until >= after(last, Span::Months(least)));
    }
}
