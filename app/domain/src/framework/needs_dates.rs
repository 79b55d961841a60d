//! Due dates and validity, as properties: on every day of thirty years, leap days and month ends among them.

use super::*;
use crate::{
    calendar::after,
    framework::{
        Held, Requirement, ShorterLimit, Span,
        testing::{self, day, level, person},
        valid_until,
    },
};
use chrono::{Datelike, Days};
use proptest::prelude::*;

prop_compose! {
    fn some_day()(days in 0u64..11_000) -> NaiveDate {
        day("2010-01-01") + Days::new(days)
    }
}

fn some_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1u32..400).prop_map(Span::Days),
        (1u32..61).prop_map(Span::Months)
    ]
}

/// A framework of one level, which cohort C1 must reach within a limit, and C3 within a shorter one.
fn framework(
    effective_on: NaiveDate,
    limit: Span,
    shorter: Span,
    refresh: Option<Span>,
) -> Framework {
    let requirement = |cohort: &str| Requirement {
        cohort: cohort.into(),
        level: "AW".into(),
        strength: Strength::Mandatory,
        since_on: None,
    };
    let mut awareness = level("AW", &[], limit, refresh);
    awareness.shorter_limits = vec![ShorterLimit {
        cohorts: vec!["C3".into()],
        limit: shorter,
    }];
    Framework {
        effective_on,
        levels: vec![awareness],
        requirements: vec![requirement("C1"), requirement("C3")],
        ..testing::framework()
    }
}

fn post(starts_on: NaiveDate, since_on: NaiveDate, cohort: &str) -> PostFacts {
    let mut post = testing::post(&starts_on.to_string(), &[cohort]);
    post.cohorts[0].since_on = since_on;
    post
}

/// How somebody in one post stands on a day; nothing before the post and the cohort have begun.
fn stands(
    framework: &Framework,
    post: &PostFacts,
    completed_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<State> {
    let held: Vec<Held> = completed_on
        .map(|completed_on| Held {
            level: "AW".into(),
            completed_on,
            not_in: vec![],
        })
        .into_iter()
        .collect();
    let person = person(std::slice::from_ref(post), &held);
    let needs = needs(framework, &Arrangements::default(), &person, today);
    needs.first().map(|need| need.state)
}

proptest! {
    /// A span of days is that many days; a span of months ends in the month it says, on the same day of the month or, where
    /// there is none, on the last.
    #[test]
    fn a_span_ends_where_it_says(day in some_day(), days in 0u32..4000, months in 0u32..200) {
        prop_assert_eq!((after(day, Span::Days(days)) - day).num_days(), i64::from(days));
        let later = after(day, Span::Months(months));
        let count = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        prop_assert_eq!(count(later) - count(day), months.cast_signed());
        let is_last_of_month = later.succ_opt().unwrap().day() == 1;
        prop_assert!(later.day() == day.day() || (later.day() < day.day() && is_last_of_month));
    }

    /// Who begins later is never due earlier, and a longer span never ends earlier.
    #[test]
    fn later_is_never_earlier(day in some_day(), more in 0u64..900, span in some_span(), longer in 1u32..24) {
        prop_assert!(after(day, span) <= after(day + Days::new(more), span));
        let wider = match span {
            Span::Days(days) => Span::Days(days + longer),
            Span::Months(months) => Span::Months(months + longer),
        };
        prop_assert!(after(day, span) <= after(day, wider));
        prop_assert!(day <= after(day, span));
    }

    /// The last day in time is the limit after the post, the cohort and the framework have all begun; whichever day one
    /// asks on, it is the same, in time up to it and overdue from the next day on.
    #[test]
    fn a_due_date_does_not_move_and_counts_to_its_last_hour(
        (starts_on, since_on, effective_on) in (some_day(), some_day(), some_day()),
        (limit, shorter) in (some_span(), some_span()),
        is_in_c3: bool,
        asked in some_day(),
    ) {
        let framework = framework(effective_on, limit, shorter, None);
        let post = post(starts_on, since_on, if is_in_c3 { "C3" } else { "C1" });
        let begins = starts_on.max(since_on).max(effective_on);
        let by = if is_in_c3 {
            after(begins, limit).min(after(begins, shorter))
        } else {
            after(begins, limit)
        };
        let expected = |today: NaiveDate| {
            let state = if today <= by { State::NotYetDue { by } } else { State::Overdue { since: by } };
            (starts_on <= today && since_on <= today).then_some(state)
        };
        for today in [asked, by, by.succ_opt().unwrap(), by - Days::new(1)] {
            prop_assert_eq!(stands(&framework, &post, None, today), expected(today), "on {}", today);
        }
    }

    /// What has been completed is valid to the end of its last day, due soon for the last sixty days of that, and overdue
    /// from the next day on, unless a new post still has time.
    #[test]
    fn validity_runs_to_its_last_day(
        starts_on in some_day(),
        completed_after in 0u64..2000,
        refresh in some_span(),
        asked_after in 0u64..3000,
    ) {
        let limit = Span::Days(30);
        let framework = framework(starts_on, limit, limit, Some(refresh));
        let post = post(starts_on, starts_on, "C1");
        let completed_on = starts_on + Days::new(completed_after);
        let until = after(completed_on, refresh);
        prop_assert_eq!(valid_until(&framework, &framework.levels[0], &[completed_on]), Some(until));
        let by = after(starts_on, limit);
        let expected = |today: NaiveDate| {
            if today <= until && (until - today).num_days() <= 60 {
                State::DueSoon { until }
            } else if today <= until {
                State::InDate { until: Some(until) }
            } else if today <= by {
                State::NotYetDue { by }
            } else {
                State::Overdue { since: until.max(by) }
            }
        };
        let days = [completed_on, completed_on + Days::new(asked_after), until, until.succ_opt().unwrap()];
        for today in days {
            let state = stands(&framework, &post, Some(completed_on), today);
            prop_assert_eq!(state, Some(expected(today)), "on {}", today);
        }
    }

    /// What need not be refreshed is valid on every day after.
    #[test]
    fn what_need_not_be_refreshed_never_runs_out(starts_on in some_day(), later in 0u64..9000) {
        let limit = Span::Months(3);
        let framework = framework(starts_on, limit, limit, None);
        let post = post(starts_on, starts_on, "C1");
        let state = stands(&framework, &post, Some(starts_on), starts_on + Days::new(later));
        prop_assert_eq!(state, Some(State::InDate { until: None }));
    }
}
