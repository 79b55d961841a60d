//! What becomes of those whom a change finds under way, told as stories and as properties.

use super::super::{
    Arrangements, Need, PersonFacts, PostFacts, Renewal, State, Strength, needs,
    sample::{day, framework, requirement},
    testing::{held, person, post},
};
use super::*;
use proptest::prelude::*;

const CHANGE: &str = "2027-01-01";

/// The next version, with something changed in the draft, from [`CHANGE`].
fn next(change: impl FnOnce(&mut Framework)) -> Framework {
    let before = framework();
    let mut draft = before.clone();
    change(&mut draft);
    published(&draft, Some(&before), day(CHANGE))
}

fn choose(draft: &mut Framework, level: &str, changed: Changed, choice: Choice) {
    draft.transitions.push(Transition {
        level: level.to_owned(),
        before_on: day(CHANGE),
        changed,
        choice,
    });
}

fn until(framework: &Framework, completed: &[&str]) -> Option<NaiveDate> {
    let days: Vec<_> = completed.iter().map(|text| day(text)).collect();
    valid_until(framework, &framework.levels[0], &days)
}

fn needed(framework: &Framework, person: &PersonFacts, today: NaiveDate) -> Vec<Need> {
    needs(framework, &Arrangements::default(), person, today)
}

fn state(framework: &Framework, starts_on: &str, cohort: &str, level: &str) -> State {
    let someone = person(&[post(starts_on, &[cohort])], &[]);
    let all = needed(framework, &someone, day("2027-01-15"));
    all.into_iter()
        .find(|need| need.level == level)
        .unwrap()
        .state
}

fn shorter(draft: &mut Framework) {
    draft.levels[0].refresh = Some(Span::Months(12));
}

fn refresher() -> Changed {
    Changed::Refresher(framework().levels[0].refresher())
}

#[test]
fn what_was_completed_before_a_shorter_refresher_keeps_its_time() {
    let next = next(shorter);
    assert_eq!(until(&next, &["2025-05-10"]), Some(day("2028-05-10")));
    assert_eq!(until(&next, &["2027-01-01"]), Some(day("2028-01-01")));
    assert_eq!(
        until(&next, &["2025-05-10", "2027-02-01"]),
        Some(day("2028-05-10")),
        "renewing early shortens nothing"
    );
}

#[test]
fn with_a_new_date_what_was_completed_runs_out_on_it_unless_it_did_before() {
    let next = next(|draft| {
        shorter(draft);
        choose(draft, "AW", refresher(), Choice::DueOn(day("2027-03-31")));
    });
    assert_eq!(until(&next, &["2025-05-10"]), Some(day("2027-03-31")));
    assert_eq!(until(&next, &["2024-01-20"]), Some(day("2027-01-20")));
    assert_eq!(
        until(&next, &["2026-12-01"]),
        Some(day("2027-12-01")),
        "the new rule gives more"
    );
}

#[test]
fn a_longer_refresher_counts_for_everyone() {
    let next = next(|draft| draft.levels[0].refresh = Some(Span::Months(60)));
    assert_eq!(until(&next, &["2025-05-10"]), Some(day("2030-05-10")));
}

#[test]
fn two_changes_one_after_the_other_keep_what_was_kept() {
    let second = next(shorter);
    let mut draft = second.clone();
    draft.transitions.clear();
    draft.levels[0].refresh = Some(Span::Months(6));
    let third = published(&draft, Some(&second), day("2028-01-01"));
    assert_eq!(until(&third, &["2026-05-10"]), Some(day("2029-05-10")));
    assert_eq!(until(&third, &["2027-05-10"]), Some(day("2028-05-10")));
    assert_eq!(until(&third, &["2028-05-10"]), Some(day("2028-11-10")));
    // The second change may still end what the first one kept.
    choose(
        &mut draft,
        "AW",
        refresher(),
        Choice::DueOn(day("2028-03-31")),
    );
    let third = published(&draft, Some(&second), day("2028-01-01"));
    assert_eq!(until(&third, &["2026-05-10"]), Some(day("2028-03-31")));
}

#[test]
fn a_new_requirement_has_the_usual_time_or_a_day_of_its_own() {
    let add = |draft: &mut Framework| {
        draft
            .requirements
            .push(requirement("C1", "FP", Strength::Mandatory));
    };
    let usual = State::NotYetDue {
        by: day("2027-07-01"),
    };
    assert_eq!(state(&next(add), "2020-05-01", "C1", "FP"), usual);
    let dated = next(|draft| {
        add(draft);
        let about = Changed::Requirement {
            cohort: "C1".to_owned(),
        };
        choose(draft, "FP", about, Choice::DueOn(day("2027-04-30")));
    });
    let given = State::NotYetDue {
        by: day("2027-04-30"),
    };
    assert_eq!(state(&dated, "2020-05-01", "C1", "FP"), given);
    let newcomer = State::NotYetDue {
        by: day("2027-07-10"),
    };
    assert_eq!(
        state(&dated, "2027-01-10", "C1", "FP"),
        newcomer,
        "those who come later have the usual time"
    );
}

#[test]
fn a_shorter_limit_leaves_those_their_time_who_have_begun() {
    let hurry = |draft: &mut Framework| draft.levels[0].limit = Span::Days(14);
    let begun = State::NotYetDue {
        by: day("2027-03-20"),
    };
    assert_eq!(state(&next(hurry), "2026-12-20", "C1", "AW"), begun);
    let dated = next(|draft| {
        hurry(draft);
        let limit = Span::Months(3);
        let about = Changed::Limit {
            cohort: "C1".to_owned(),
            limit,
        };
        choose(draft, "AW", about, Choice::DueOn(day("2027-01-31")));
    });
    let given = State::NotYetDue {
        by: day("2027-01-31"),
    };
    assert_eq!(state(&dated, "2026-12-20", "C1", "AW"), given);
    let newcomer = State::NotYetDue {
        by: day("2027-01-24"),
    };
    assert_eq!(state(&dated, "2027-01-10", "C1", "AW"), newcomer);
}

#[test]
fn whoever_was_late_before_a_new_version_is_late_after_it() {
    let next = next(|draft| draft.levels[1].minutes = 240);
    let since = day("2020-05-31");
    assert_eq!(
        state(&next, "2020-05-01", "C3", "AW"),
        State::Overdue { since }
    );
}

#[test]
fn a_first_version_has_no_transitions() {
    let mut draft = framework();
    choose(&mut draft, "AW", refresher(), Choice::Keep);
    let first = published(&draft, None, day(CHANGE));
    assert!(first.transitions.is_empty());
    assert_eq!(first.effective_on, day(CHANGE));
}

prop_compose! {
    fn some_post()(start in 0u64..3000, cohort in prop::sample::select(vec!["C1", "C3"])) -> PostFacts {
        let mut post = post("2019-01-01", &[cohort]);
        post.starts_on = post.starts_on + chrono::Days::new(start);
        post.cohorts[0].since_on = post.starts_on;
        post
    }
}

prop_compose! {
    fn somebody()(
        posts in prop::collection::vec(some_post(), 0..4),
        completed in prop::collection::vec((prop::sample::select(vec!["AW", "FP"]), 0u64..3000), 0..4),
    ) -> PersonFacts {
        let on = |days| (day("2019-01-01") + chrono::Days::new(days)).to_string();
        let completed: Vec<_> = completed.into_iter().map(|(level, days)| held(level, &on(days))).collect();
        person(&posts, &completed)
    }
}

proptest! {
    /// Publishing the same once more changes nothing for anybody on any day.
    #[test]
    fn publishing_the_same_again_changes_nothing(
        somebody in somebody(),
        ago in 0u64..4000,
    ) {
        let today = day("2019-01-01") + chrono::Days::new(ago);
        let again = next(|_| {});
        prop_assert_eq!(
            needed(&again, &somebody, today),
            needed(&framework(), &somebody, today)
        );
    }

    /// With *keep*, whatever becomes of the refresher, nobody has less than the day before.
    #[test]
    fn keeping_takes_nothing_from_anybody(
        months in prop::option::of(1u32..80),
        from_expiry in any::<bool>(),
        days in prop::collection::vec(0u64..2900, 1..5),
    ) {
        let renewal = if from_expiry { Renewal::FromPreviousExpiry { window: Span::Months(1) } } else { Renewal::FromCompletion };
        let next = next(|draft| {
            draft.levels[0].refresh = months.map(Span::Months);
            draft.levels[0].renewal = renewal;
        });
        let days: Vec<_> = days.into_iter().map(|d| day("2019-01-01") + chrono::Days::new(d)).collect();
        let before = valid_until(&framework(), &framework().levels[0], &days);
        let after = valid_until(&next, &next.levels[0], &days);
        prop_assert!(after.is_none() || after >= before, "{:?} {:?}", before, after);
    }
}
