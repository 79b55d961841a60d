//! Whom a new version touches, told as stories and as a property.

use super::super::{
    Changed, Choice, Exemption, Held, Span, Strength, Transition, published,
    sample::{day, framework, requirement},
    testing::{held, person, post},
};
use super::*;
use proptest::prelude::*;

const CHANGE: &str = "2027-01-01";

fn next(change: impl FnOnce(&mut Framework)) -> Framework {
    let before = framework();
    let mut draft = before.clone();
    change(&mut draft);
    published(&draft, Some(&before), day(CHANGE))
}

fn touched(after: &Framework, person: &PersonFacts) -> Vec<Touch> {
    touches(
        &framework(),
        after,
        &Arrangements::default(),
        person,
        day(CHANGE),
    )
}

fn brief(touches: &[Touch]) -> Vec<(&str, Effect, Option<String>)> {
    let one = |touch: &'_ Touch| touch.overdue_on.map(|day| day.to_string());
    touches
        .iter()
        .map(|touch| (touch.level.as_str(), touch.effect, one(touch)))
        .collect()
}

fn everyone_needs_practitioner(draft: &mut Framework) {
    draft
        .requirements
        .push(requirement("C1", "FP", Strength::Mandatory));
}

#[test]
fn whoever_must_reach_more_gains_and_is_late_after_the_usual_time() {
    let someone = person(&[post("2020-05-01", &["C1"])], &[held("AW", "2026-01-01")]);
    let touches = touched(&next(everyone_needs_practitioner), &someone);
    assert_eq!(
        brief(&touches),
        [("FP", Effect::Gain, Some("2027-07-02".to_owned()))]
    );
    assert_eq!(touches[0].cohorts.iter().collect::<Vec<_>>(), ["C1"]);
    assert_eq!(touches[0].organisations.len(), 1);
}

#[test]
fn whoever_had_to_anyway_is_not_touched() {
    let someone = person(&[post("2020-05-01", &["C1", "C3"])], &[]);
    assert!(touched(&next(everyone_needs_practitioner), &someone).is_empty());
}

#[test]
fn whoever_need_not_any_more_loses() {
    let someone = person(&[post("2020-05-01", &["C3"])], &[]);
    let less = next(|draft| draft.requirements.retain(|one| one.level != "FP"));
    assert_eq!(
        brief(&touched(&less, &someone)),
        [("FP", Effect::Lose, None)]
    );
}

#[test]
fn a_new_date_changes_what_was_valid_longer_and_is_said_with_its_day() {
    let dated = next(|draft| {
        draft.levels[0].refresh = Some(Span::Months(12));
        draft.transitions.push(Transition {
            level: "AW".to_owned(),
            before_on: day(CHANGE),
            changed: Changed::Refresher(framework().levels[0].refresher()),
            choice: Choice::DueOn(day("2027-03-31")),
        });
    });
    let someone = person(&[post("2020-05-01", &["C1"])], &[held("AW", "2026-01-10")]);
    assert_eq!(
        brief(&touched(&dated, &someone)),
        [("AW", Effect::Change, Some("2027-04-01".to_owned()))]
    );
    let kept = next(|draft| draft.levels[0].refresh = Some(Span::Months(12)));
    assert!(
        touched(&kept, &someone).is_empty(),
        "with *keep* nobody is touched"
    );
}

#[test]
fn more_time_changes_and_makes_nothing_overdue() {
    let longer = next(|draft| draft.levels[0].refresh = Some(Span::Months(60)));
    let someone = person(&[post("2020-05-01", &["C1"])], &[held("AW", "2026-01-10")]);
    assert_eq!(
        brief(&touched(&longer, &someone)),
        [("AW", Effect::Change, None)]
    );
}

#[test]
fn nobody_exempt_becomes_overdue() {
    let mut someone = person(&[post("2020-05-01", &["C1"])], &[]);
    someone.exemptions.push(Exemption {
        level: "FP".to_owned(),
        from_on: day("2026-12-01"),
        until_on: day("2027-02-01"),
    });
    let touches = touched(&next(everyone_needs_practitioner), &someone);
    assert_eq!(brief(&touches), [("FP", Effect::Gain, None)]);
}

#[test]
fn people_are_counted_once_in_all_and_once_in_each_place() {
    let more = next(|draft| {
        everyone_needs_practitioner(draft);
        draft
            .requirements
            .retain(|one| one.level != "AW" || one.cohort != "C1");
    });
    let someone = person(&[post("2020-05-01", &["C1"])], &[]);
    let other = person(&[post("2020-05-01", &["C3"])], &[]);
    let mut impact = Impact::default();
    for person in [&someone, &someone, &other] {
        impact.count(&touched(&more, person), day(CHANGE));
    }
    assert_eq!((impact.people, impact.touched), (3, 2));
    assert_eq!(
        impact.all,
        Touched {
            gain: 2,
            lose: 2,
            change: 0
        }
    );
    assert_eq!(impact.by_cohort["C1"], impact.all);
    assert_eq!(impact.by_organisation.len(), 1);
    assert_eq!(impact.overdue[&day("2027-07-02")]["FP"], 2);
    assert_eq!(impact.overdue_later, 0);
    let kept = serde_json::to_string(&impact).unwrap();
    assert_eq!(serde_json::from_str::<Impact>(&kept).unwrap(), impact);
}

proptest! {
    /// Publishing the same once more touches nobody.
    #[test]
    fn the_same_again_touches_nobody(start in 0u64..3000, cohort in prop::sample::select(vec!["C1", "C3"]), days in prop::collection::vec(0u64..2900, 0..4)) {
        let mut post = post("2019-01-01", &[cohort]);
        post.starts_on = post.starts_on + Days::new(start);
        post.cohorts[0].since_on = post.starts_on;
        let completed = |days| Held { level: "AW".to_owned(), completed_on: day("2019-01-01") + Days::new(days), not_in: Vec::new() };
        let held: Vec<Held> = days.into_iter().map(completed).collect();
        let touched = touched(&next(|_| {}), &person(&[post], &held));
        prop_assert!(touched.is_empty());
    }
}
