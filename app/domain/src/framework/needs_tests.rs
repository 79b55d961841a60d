//! What a person needs, told as stories and as properties.

use super::super::{Cohort, Elearning, Requirement, ShorterLimit, Span};
use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn level(code: &str, after: &[&str], limit: Span, refresh: Option<Span>) -> Level {
    Level {
        code: code.into(),
        title: code.into(),
        delivery: "E-learning".into(),
        elearning: Elearning::Completes,
        minutes: 20,
        outcomes: vec![],
        after: after.iter().map(ToString::to_string).collect(),
        better_after: vec![],
        limit,
        shorter_limits: vec![],
        refresh,
        corresponds_to: vec![],
    }
}

fn framework() -> Framework {
    let mut awareness = level("AW", &[], Span::Months(3), Some(Span::Months(36)));
    awareness.shorter_limits = vec![ShorterLimit {
        cohorts: vec!["C3".into()],
        limit: Span::Days(30),
    }];
    let practitioner = level("FP", &["AW"], Span::Months(6), Some(Span::Months(24)));
    let requirement = |cohort: &str, level: &str, strength| Requirement {
        cohort: cohort.into(),
        level: level.into(),
        strength,
    };
    let cohort = |code: &str| Cohort {
        code: code.into(),
        title: code.into(),
        who: code.into(),
    };
    Framework {
        name: "test".into(),
        title: "Test".into(),
        version: "1".into(),
        effective_on: day("2020-01-01"),
        change_note: String::new(),
        about: String::new(),
        due_soon_days: 60,
        levels: vec![awareness, practitioner],
        cohorts: vec![cohort("C1"), cohort("C2"), cohort("C3")],
        questions: vec![],
        requirements: vec![
            requirement("C1", "AW", Strength::Mandatory),
            requirement("C2", "AW", Strength::Mandatory),
            requirement("C2", "FP", Strength::Recommended),
            requirement("C3", "AW", Strength::Mandatory),
            requirement("C3", "FP", Strength::Mandatory),
        ],
    }
}

fn post(starts_on: &str, cohorts: &[&str]) -> PostFacts {
    PostFacts {
        post: PostId(Uuid::from_u128(1)),
        job_title: "Housing officer".into(),
        organisation: "Northside".into(),
        starts_on: day(starts_on),
        ends_on: None,
        cohorts: cohorts
            .iter()
            .map(|c| Membership {
                cohort: (*c).into(),
                since_on: day(starts_on),
                reason: "Q1: yes".into(),
            })
            .collect(),
    }
}

fn held(level: &str, on: &str) -> Held {
    Held {
        level: level.into(),
        completed_on: day(on),
    }
}

fn states(posts: &[PostFacts], held: &[Held], today: &str) -> Vec<(String, State)> {
    needs(&framework(), posts, held, day(today))
        .into_iter()
        .map(|n| (n.level, n.state))
        .collect()
}

#[test]
fn a_new_starter_has_three_months_for_awareness() {
    let starter = [post("2026-10-01", &["C1"])];
    assert_eq!(
        states(&starter, &[], "2026-11-22"),
        [(
            "AW".into(),
            State::NotYetDue {
                by: day("2027-01-01")
            }
        )]
    );
    assert_eq!(
        states(&starter, &[], "2027-01-01"),
        [(
            "AW".into(),
            State::NotYetDue {
                by: day("2027-01-01")
            }
        )]
    );
    assert_eq!(
        states(&starter, &[], "2027-01-02"),
        [(
            "AW".into(),
            State::Overdue {
                since: day("2027-01-01")
            }
        )]
    );
}

#[test]
fn a_practitioner_has_thirty_days_and_needs_both_levels() {
    let practitioner = [post("2026-11-01", &["C1", "C2", "C3"])];
    assert_eq!(
        states(&practitioner, &[], "2026-11-22"),
        [
            (
                "AW".into(),
                State::NotYetDue {
                    by: day("2026-12-01")
                }
            ),
            (
                "FP".into(),
                State::NotYetDue {
                    by: day("2027-05-01")
                }
            ),
        ]
    );
}

#[test]
fn the_strongest_demand_wins_and_every_reason_is_kept() {
    let needs = needs(
        &framework(),
        &[post("2026-11-01", &["C2", "C3"])],
        &[],
        day("2026-11-22"),
    );
    assert_eq!(needs[1].strength, Strength::Mandatory);
    assert_eq!(
        needs[1]
            .because
            .iter()
            .map(|b| b.cohort.as_str())
            .collect::<Vec<_>>(),
        ["C3", "C2"]
    );
}

#[test]
fn what_is_only_recommended_is_never_overdue() {
    let public_facing = [post("2020-01-01", &["C2"])];
    assert_eq!(
        states(&public_facing, &[], "2026-11-22")[1].1,
        State::Optional
    );
    assert_eq!(
        states(&public_facing, &[held("FP", "2021-01-01")], "2026-11-22")[1].1,
        State::Optional
    );
}

#[test]
fn awareness_lasts_three_years_and_is_due_soon_for_the_last_sixty_days() {
    let officer = [post("2020-01-01", &["C1"])];
    let done = [held("AW", "2024-02-29")];
    assert_eq!(
        states(&officer, &done, "2026-11-22")[0].1,
        State::InDate {
            until: Some(day("2027-02-28"))
        }
    );
    assert_eq!(
        states(&officer, &done, "2026-12-30")[0].1,
        State::DueSoon {
            until: day("2027-02-28")
        }
    );
    assert_eq!(
        states(&officer, &done, "2027-02-28")[0].1,
        State::DueSoon {
            until: day("2027-02-28")
        }
    );
    assert_eq!(
        states(&officer, &done, "2027-03-01")[0].1,
        State::Overdue {
            since: day("2027-02-28")
        }
    );
}

#[test]
fn training_from_an_earlier_post_counts() {
    let moved = [post("2026-11-01", &["C1"])];
    assert_eq!(
        states(&moved, &[held("AW", "2025-01-10")], "2026-11-22")[0].1,
        State::InDate {
            until: Some(day("2028-01-10"))
        }
    );
}

#[test]
fn a_returner_whose_training_has_lapsed_has_the_new_posts_time() {
    let back = [post("2026-11-01", &["C1"])];
    assert_eq!(
        states(&back, &[held("AW", "2020-01-10")], "2026-11-22")[0].1,
        State::NotYetDue {
            by: day("2027-02-01")
        }
    );
}

#[test]
fn the_practitioner_level_says_that_awareness_comes_first() {
    let practitioner = [post("2026-11-01", &["C3"])];
    let first = |held: &[Held]| {
        needs(&framework(), &practitioner, held, day("2026-11-22"))[1]
            .first
            .clone()
    };
    assert_eq!(first(&[]), ["AW"]);
    assert_eq!(first(&[held("AW", "2020-01-01")]), ["AW"]);
    assert!(first(&[held("AW", "2026-11-20")]).is_empty());
}

#[test]
fn a_post_that_has_ended_or_not_begun_asks_nothing() {
    let mut past = post("2020-01-01", &["C1"]);
    past.ends_on = Some(day("2026-11-21"));
    let future = post("2026-11-23", &["C1"]);
    assert!(states(&[past.clone(), future.clone()], &[], "2026-11-22").is_empty());
    assert!(!is_classified(&[past, future], day("2026-11-22")));
}

#[test]
fn nobody_is_late_for_a_framework_that_has_just_begun() {
    let mut young = framework();
    young.effective_on = day("2026-11-01");
    let old_hand = [post("2001-01-01", &["C1"])];
    let need = &needs(&young, &old_hand, &[], day("2026-11-22"))[0];
    assert_eq!(
        need.state,
        State::NotYetDue {
            by: day("2027-02-01")
        }
    );
}

prop_compose! {
    fn some_post()(start in 0u64..3000, length in prop::option::of(0u64..2000), cohorts in prop::collection::vec(prop::sample::select(vec!["C1", "C2", "C3"]), 0..4)) -> PostFacts {
        let mut post = post("2019-01-01", &cohorts);
        post.starts_on = post.starts_on + Days::new(start);
        post.ends_on = length.map(|days| post.starts_on + Days::new(days));
        for membership in &mut post.cohorts { membership.since_on = post.starts_on; }
        post
    }
}

prop_compose! {
    fn some_held()(level in prop::sample::select(vec!["AW", "FP"]), on in 0u64..3000) -> Held {
        Held { level: level.into(), completed_on: day("2019-01-01") + Days::new(on) }
    }
}

proptest! {
    /// However posts overlap, each level is asked for once, and exactly by the cohorts of posts held that day.
    #[test]
    fn needs_are_the_union_over_posts(posts in prop::collection::vec(some_post(), 0..5), ago in 0u64..3000) {
        let today = day("2019-01-01") + Days::new(ago);
        let framework = framework();
        let together = needs(&framework, &posts, &[], today);
        for level in ["AW", "FP"] {
            let apart = posts.iter().any(|p| needs(&framework, std::slice::from_ref(p), &[], today).iter().any(|n| n.level == level));
            prop_assert_eq!(together.iter().filter(|n| n.level == level).count(), usize::from(apart));
        }
    }

    /// Another post can only bring a date forward or ask more, never less.
    #[test]
    fn another_post_never_relieves(posts in prop::collection::vec(some_post(), 1..5), held in prop::collection::vec(some_held(), 0..4), ago in 0u64..3000) {
        let today = day("2019-01-01") + Days::new(ago);
        let all = needs(&framework(), &posts, &held, today);
        for need in needs(&framework(), &posts[1..], &held, today) {
            let same = all.iter().find(|n| n.level == need.level).unwrap();
            prop_assert!(same.strength >= need.strength);
            prop_assert!(same.state.is_compliant() == need.state.is_compliant());
            if let (State::NotYetDue { by: with }, State::NotYetDue { by: without }) = (same.state, need.state) {
                prop_assert!(with <= without);
            }
        }
    }

    /// Completing a level never leaves a person worse off on that day.
    #[test]
    fn completing_helps(posts in prop::collection::vec(some_post(), 1..4), held in prop::collection::vec(some_held(), 0..4), ago in 0u64..3000) {
        let today = day("2019-01-01") + Days::new(ago);
        let mut more = held.clone();
        more.push(Held { level: "AW".into(), completed_on: today });
        for need in needs(&framework(), &posts, &more, today).iter().filter(|n| n.level == "AW") {
            prop_assert!(need.state.is_compliant());
        }
    }
}
