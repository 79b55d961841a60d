//! What a person needs, told as stories and as properties.

use super::*;
use crate::framework::{
    Absence, AssignedDate, Exemption, ForcedUpdate, Held, Wave,
    testing::{NORTHSIDE, day, framework, held, person, post},
};
use crate::ids::BoardId;
use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

const RIVERSIDE: BoardId = BoardId(Uuid::from_u128(11));

fn needs_of(posts: &[PostFacts], held: &[Held], today: NaiveDate) -> Vec<Need> {
    needs(
        &framework(),
        &Arrangements::default(),
        &person(posts, held),
        today,
    )
}

fn states(posts: &[PostFacts], held: &[Held], today: &str) -> Vec<(String, State)> {
    needs_of(posts, held, day(today))
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
    let needs = needs_of(&[post("2026-11-01", &["C2", "C3"])], &[], day("2026-11-22"));
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
        needs_of(&practitioner, held, day("2026-11-22"))[1]
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
    let need = &needs(
        &young,
        &Arrangements::default(),
        &person(&old_hand, &[]),
        day("2026-11-22"),
    )[0];
    assert_eq!(
        need.state,
        State::NotYetDue {
            by: day("2027-02-01")
        }
    );
}

fn state_with(arrangements: &Arrangements, facts: &PersonFacts) -> State {
    needs(&framework(), arrangements, facts, day("2026-11-22"))[0].state
}

#[test]
fn whoever_is_exempt_is_not_overdue_until_the_day_after() {
    let mut officer = person(&[post("2020-01-01", &["C1"])], &[]);
    officer.exemptions = vec![Exemption {
        level: "AW".into(),
        from_on: day("2026-11-01"),
        until_on: day("2026-11-22"),
    }];
    let state =
        |today: &str| needs(&framework(), &Arrangements::default(), &officer, day(today))[0].state;
    let until = Some(day("2026-11-22"));
    assert_eq!(state("2026-11-22"), State::Exempt { until });
    assert!(!state("2026-11-22").is_compliant());
    assert!(matches!(state("2026-11-23"), State::Overdue { .. }));
}

#[test]
fn whoever_is_away_from_one_of_two_posts_is_still_asked_by_the_other() {
    let mut away = post("2020-01-01", &["C1"]);
    away.absences = vec![Absence {
        from_on: day("2026-11-01"),
        to_on: None,
    }];
    let none = Arrangements::default();
    let alone = state_with(&none, &person(std::slice::from_ref(&away), &[]));
    assert_eq!(alone, State::Exempt { until: None });
    let both = state_with(&none, &person(&[away, post("2020-01-01", &["C1"])], &[]));
    assert!(matches!(both, State::Overdue { .. }));
}

#[test]
fn a_wave_sets_its_date_for_those_in_post_and_not_for_later_starters() {
    let wave = Wave {
        level: "AW".into(),
        cohort: Some("C1".into()),
        organisation: None,
        team: None,
        in_post_by: day("2026-06-30"),
        due_on: day("2026-12-31"),
        method: "Face to face".into(),
    };
    let waves = Arrangements {
        waves: vec![wave],
        updates: vec![],
    };
    let by = |starts: &str| state_with(&waves, &person(&[post(starts, &["C1"])], &[]));
    assert_eq!(
        by("2020-01-01"),
        State::NotYetDue {
            by: day("2026-12-31")
        }
    );
    assert_eq!(
        by("2026-10-01"),
        State::NotYetDue {
            by: day("2027-01-01")
        }
    );
    let facts = person(&[post("2020-01-01", &["C1"])], &[]);
    let need = &needs(&framework(), &waves, &facts, day("2026-11-22"))[0];
    assert_eq!(need.method, "Face to face");
}

#[test]
fn a_date_set_for_one_person_goes_before_every_other() {
    let mut officer = person(&[post("2020-01-01", &["C1"])], &[]);
    officer.dates = vec![AssignedDate {
        level: "AW".into(),
        due_on: day("2027-01-31"),
    }];
    assert_eq!(
        state_with(&Arrangements::default(), &officer),
        State::NotYetDue {
            by: day("2027-01-31")
        }
    );
}

#[test]
fn when_the_law_changes_earlier_training_counts_until_the_update_is_due() {
    let law = Arrangements {
        waves: vec![],
        updates: vec![ForcedUpdate {
            level: "AW".into(),
            completed_before: day("2026-09-01"),
            due_on: day("2026-12-31"),
        }],
    };
    let done = |on: &str| {
        state_with(
            &law,
            &person(&[post("2020-01-01", &["C1"])], &[held("AW", on)]),
        )
    };
    assert_eq!(
        done("2026-08-31"),
        State::DueSoon {
            until: day("2026-12-31")
        }
    );
    assert_eq!(
        done("2026-09-01"),
        State::InDate {
            until: Some(day("2029-09-01"))
        }
    );
}

fn elsewhere(board: BoardId, starts_on: &str, cohorts: &[&str]) -> PostFacts {
    PostFacts {
        board: Some(board),
        ..post(starts_on, cohorts)
    }
}

fn not_in(board: BoardId, held: Held) -> Held {
    Held {
        not_in: vec![board],
        ..held
    }
}

#[test]
fn training_that_a_board_has_not_ratified_does_not_count_in_its_area_and_counts_elsewhere() {
    let awareness = [not_in(NORTHSIDE, held("AW", "2026-01-10"))];
    let northside = [post("2026-01-01", &["C1"])];
    let riverside = [elsewhere(RIVERSIDE, "2026-01-01", &["C1"])];
    let at_northside = states(&northside, &awareness, "2026-11-22");
    assert_eq!(
        at_northside[0].1,
        State::Overdue {
            since: day("2026-04-01")
        }
    );
    let counts = |posts: &[PostFacts]| states(posts, &awareness, "2026-11-22")[0].1.is_compliant();
    assert!(counts(&riverside));
    let both = [northside[0].clone(), riverside[0].clone()];
    assert!(!counts(&both), "one of her two employers does not count it");
}

#[test]
fn a_board_that_only_recommends_a_level_takes_nothing_from_one_that_requires_it() {
    let practitioner = [
        held("AW", "2026-01-10"),
        not_in(RIVERSIDE, held("FP", "2026-02-10")),
    ];
    let posts = [
        post("2026-01-01", &["C3"]),
        elsewhere(RIVERSIDE, "2026-01-01", &["C2"]),
    ];
    let states = states(&posts, &practitioner, "2026-11-22");
    assert!(states[1].1.is_compliant(), "{states:?}");
}

#[test]
fn what_comes_first_has_to_count_where_it_is_asked_for() {
    let awareness = [not_in(NORTHSIDE, held("AW", "2026-01-10"))];
    let first = |post: PostFacts| {
        needs_of(&[post], &awareness, day("2026-02-01"))[1]
            .first
            .clone()
    };
    assert_eq!(first(post("2026-01-01", &["C3"])), ["AW"]);
    assert!(first(elsewhere(RIVERSIDE, "2026-01-01", &["C3"])).is_empty());
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
        Held { level: level.into(), completed_on: day("2019-01-01") + Days::new(on), not_in: vec![] }
    }
}

proptest! {
    /// However posts overlap, each level is asked for once, and exactly by the cohorts of posts held that day.
    #[test]
    fn needs_are_the_union_over_posts(posts in prop::collection::vec(some_post(), 0..5), ago in 0u64..3000) {
        let today = day("2019-01-01") + Days::new(ago);
        let together = needs_of(&posts, &[], today);
        for level in ["AW", "FP"] {
            let apart = posts.iter().any(|p| needs_of(std::slice::from_ref(p), &[], today).iter().any(|n| n.level == level));
            prop_assert_eq!(together.iter().filter(|n| n.level == level).count(), usize::from(apart));
        }
    }

    /// Another post can only bring a date forward or ask more, never less.
    #[test]
    fn another_post_never_relieves(posts in prop::collection::vec(some_post(), 1..5), held in prop::collection::vec(some_held(), 0..4), ago in 0u64..3000) {
        let today = day("2019-01-01") + Days::new(ago);
        let all = needs_of(&posts, &held, today);
        for need in needs_of(&posts[1..], &held, today) {
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
        more.push(Held { level: "AW".into(), completed_on: today, not_in: vec![] });
        for need in needs_of(&posts, &more, today).iter().filter(|n| n.level == "AW") {
            prop_assert!(need.state.is_compliant());
        }
    }
}
