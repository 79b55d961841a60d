//! Sorting posts, told as stories and as properties.

use super::*;
use crate::framework::testing::{day, framework};
use chrono::TimeZone;
use proptest::prelude::*;
use uuid::Uuid;

const TODAY: &str = "2026-11-22";

fn northside() -> OrganisationId {
    OrganisationId(Uuid::from_u128(7))
}

fn decided() -> Decided {
    Decided {
        by: None,
        at: Utc.with_ymd_and_hms(2026, 11, 1, 9, 0, 0).unwrap(),
    }
}

fn rule(title: &str, team: &str, yes: &[&str]) -> ClassificationRule {
    let asked = ["Q1", "Q3", "Q4"];
    ClassificationRule {
        id: ClassificationRuleId(Uuid::from_u128(1)),
        organisation: Some(northside()),
        job_title: Pattern::new(title),
        team: Pattern::new(team),
        answers: asked
            .iter()
            .map(|q| ((*q).to_owned(), yes.contains(q)))
            .collect(),
        decided_by: None,
        decided_at: decided().at,
    }
}

fn post<'a>(title: &'a str, team: &'a str) -> PostToSort<'a> {
    PostToSort {
        organisation: northside(),
        first_responder: true,
        job_title: title,
        team,
        answers: &[],
        overrides: &[],
    }
}

fn cohorts(sorted: &Sorted) -> Vec<&str> {
    sorted.wanted.iter().map(|w| w.cohort.as_str()).collect()
}

fn sort(rules: &[ClassificationRule], post: &PostToSort<'_>) -> Sorted {
    classify(&framework(), rules, post, day(TODAY))
}

fn by_hand(cohort: &str, is_in: bool, from: &str, until: Option<&str>) -> CohortOverride {
    CohortOverride {
        cohort: cohort.into(),
        is_in,
        reason: "agreed with the head of service".into(),
        from_on: day(from),
        until_on: until.map(day),
        decided: decided(),
    }
}

#[test]
fn a_star_stands_for_anything_and_case_and_accents_do_not_matter() {
    let fits = |pattern: &str, text: &str| Pattern::new(pattern).fits(&folded(text));
    assert!(fits("Social worker*", "social WORKER (adults)"));
    assert!(fits("*worker", "Support Worker"));
    assert!(fits("Senior * officer", "Senior housing officer"));
    assert!(fits("Côté*", "Cote team"));
    assert!(fits("", "Anything") && fits("*", "Anything"));
    assert!(!fits("Social worker", "Social worker (adults)"));
    assert!(!fits("*worker*worker", "worker"));
}

#[test]
fn one_rule_sorts_every_post_like_it_and_says_why() {
    let sorted = sort(
        &[rule("Social worker*", "", &["Q1", "Q3"])],
        &post("social worker adults", "hospital team"),
    );
    assert_eq!(cohorts(&sorted), ["C1", "C3", "C2"]);
    assert_eq!(
        sorted.wanted[1].reason,
        "Q3 answered yes for posts like \u{201c}Social worker*\u{201d}"
    );
    assert!(sorted.is_classified);
}

#[test]
fn the_first_rule_that_fits_decides() {
    let rules = [
        rule("Officer", "Housing*", &["Q1", "Q3"]),
        rule("Officer", "", &["Q1"]),
    ];
    assert_eq!(
        cohorts(&sort(&rules, &post("officer", "housing options"))),
        ["C1", "C3", "C2"]
    );
    assert_eq!(cohorts(&sort(&rules, &post("officer", "payroll"))), ["C1"]);
}

#[test]
fn a_post_that_no_rule_fits_is_unclassified_and_so_is_one_with_a_question_open() {
    assert_eq!(sort(&[], &post("officer", "")), Sorted::default());
    let mut partly = rule("Officer", "", &["Q1"]);
    partly.answers.remove("Q3");
    let sorted = sort(&[partly], &post("officer", ""));
    assert!(!sorted.is_classified);
    assert_eq!(cohorts(&sorted), ["C1"], "what is known counts already");
}

#[test]
fn a_rule_of_another_organisation_decides_nothing_here() {
    let mut elsewhere = rule("Officer", "", &["Q1"]);
    elsewhere.organisation = Some(OrganisationId(Uuid::from_u128(8)));
    assert!(!sort(&[elsewhere], &post("officer", "")).is_classified);
}

#[test]
fn a_yes_to_q4_outside_first_responders_is_flagged_and_gives_nothing() {
    let rules = [rule("Officer", "", &["Q1", "Q4"])];
    let mut elsewhere = post("officer", "");
    elsewhere.first_responder = false;
    let sorted = sort(&rules, &elsewhere);
    assert_eq!(cohorts(&sorted), ["C1"]);
    assert!(
        sorted
            .contradiction
            .unwrap()
            .starts_with("Q4 is answered yes")
    );
    let here = sort(&rules, &post("officer", ""));
    assert_eq!(
        (cohorts(&here), here.contradiction.clone()),
        (vec!["C1", "C4"], None)
    );
}

#[test]
fn the_persons_own_answer_comes_on_top() {
    let answers = [OwnAnswer {
        question: "Q5".into(),
        yes: true,
        decided: decided(),
    }];
    let mut spoc = post("officer", "");
    spoc.answers = &answers;
    let sorted = sort(&[rule("Officer", "", &["Q1"])], &spoc);
    assert_eq!(cohorts(&sorted), ["C1", "C4"]);
    assert_eq!(sorted.wanted[1].reason, "Q5 answered yes for the person");
}

#[test]
fn a_decision_by_hand_holds_until_its_last_day() {
    let overrides = [
        by_hand("C3", true, "2026-11-01", Some("2026-12-31")),
        by_hand("C1", false, "2026-11-01", Some("2026-11-30")),
    ];
    let mut seconded = post("officer", "");
    seconded.overrides = &overrides;
    let sorted = sort(&[rule("Officer", "", &["Q1"])], &seconded);
    let spans: Vec<_> = sorted
        .wanted
        .iter()
        .map(|w| (w.cohort.as_str(), w.from_on, w.until_on))
        .collect();
    assert_eq!(
        spans,
        [
            ("C1", Some(day("2026-12-01")), None),
            ("C3", None, Some(day("2026-12-31")))
        ]
    );
    let later = classify(&framework(), &[], &seconded, day("2027-01-01"));
    assert_eq!(later, Sorted::default(), "both are over");
}

#[test]
fn a_new_rule_is_asked_before_or_after_the_others_of_its_organisation() {
    let numbered = |number: u128, organisation| ClassificationRule {
        id: ClassificationRuleId(Uuid::from_u128(number)),
        organisation,
        ..rule("Officer", "", &["Q1"])
    };
    let rules = [
        numbered(1, Some(northside())),
        numbered(2, Some(northside())),
        numbered(3, None),
    ];
    let order = |change: RuleChange| -> Vec<u128> {
        changed(&rules, &change)
            .iter()
            .map(|rule| rule.id.0.as_u128())
            .collect()
    };
    let own = numbered(9, Some(northside()));
    assert_eq!(
        order(RuleChange::Add(own.clone(), Asked::First)),
        [9, 1, 2, 3]
    );
    assert_eq!(
        order(RuleChange::Add(own.clone(), Asked::Last)),
        [1, 2, 9, 3]
    );
    assert_eq!(
        order(RuleChange::Add(numbered(9, None), Asked::First)),
        [1, 2, 9, 3]
    );
    assert_eq!(order(RuleChange::Replace(rules[1].id, own)), [1, 9, 3]);
    assert_eq!(order(RuleChange::MoveUp(rules[1].id)), [2, 1, 3]);
    assert_eq!(order(RuleChange::Retire(rules[0].id)), [2, 3]);
}

fn kept(cohort: &str, since: &str, until: Option<&str>) -> Kept {
    Kept {
        cohort: cohort.into(),
        since_on: day(since),
        until_on: until.map(day),
        reason: "Q1".into(),
        decided: Some(decided()),
    }
}

fn wanted(cohort: &str) -> Wanted {
    Wanted {
        cohort: cohort.into(),
        from_on: None,
        until_on: None,
        reason: "Q1".into(),
        decided: decided(),
    }
}

#[test]
fn the_first_sorting_counts_from_the_start_of_the_post_and_a_later_one_from_today() {
    let first = carry_over(&[], &[wanted("C1")], day("2025-01-01"), day(TODAY));
    assert_eq!(first, [kept("C1", "2025-01-01", None)]);
    let later = carry_over(
        &first,
        &[wanted("C1"), wanted("C3")],
        day("2025-01-01"),
        day(TODAY),
    );
    assert_eq!(
        later,
        [kept("C1", "2025-01-01", None), kept("C3", TODAY, None)]
    );
}

#[test]
fn a_cohort_that_is_no_longer_wanted_ends_yesterday_and_stays_in_the_history() {
    let before = [kept("C1", "2025-01-01", None)];
    let after = carry_over(&before, &[wanted("C3")], day("2025-01-01"), day(TODAY));
    assert_eq!(
        after,
        [
            kept("C1", "2025-01-01", Some("2026-11-21")),
            kept("C3", TODAY, None)
        ]
    );
}

proptest! {
    /// Sorting again without any change changes nothing.
    #[test]
    fn sorting_twice_is_sorting_once(
        first in proptest::sample::subsequence(vec!["C1", "C2", "C3", "C4"], 0..=4),
        second in proptest::sample::subsequence(vec!["C1", "C2", "C3", "C4"], 0..=4),
        days in 0u64..400,
    ) {
        let starts_on = day("2026-01-01");
        let today = starts_on + chrono::Days::new(days);
        let want = |codes: &[&str]| codes.iter().map(|c| wanted(c)).collect::<Vec<_>>();
        let once = carry_over(&carry_over(&[], &want(&first), starts_on, starts_on), &want(&second), starts_on, today);
        let twice = carry_over(&once, &want(&second), starts_on, today);
        prop_assert_eq!(&once, &twice);
        let open: Vec<&str> = once.iter().filter(|k| k.until_on.is_none()).map(|k| k.cohort.as_str()).collect();
        prop_assert_eq!(open, second);
        prop_assert!(once.iter().all(|k| k.until_on.is_none_or(|until| k.since_on <= until)));
    }
}
