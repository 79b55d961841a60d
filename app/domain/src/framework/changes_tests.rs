//! Changes are said in sentences that people understand.

use super::super::{
    Accepted, AskedOf, Elearning, Renewal, Requirement, ShorterLimit, Span, Strength,
    sample::{cohort, framework, level, question, requirement},
};
use super::*;

fn said(change: impl FnOnce(&mut Framework)) -> Vec<String> {
    let mut after = framework();
    change(&mut after);
    changes(&framework(), &after)
        .into_iter()
        .map(|change| change.sentence)
        .collect()
}

fn set(framework: &mut Framework, cohort: &str, level: &str, strength: Option<Strength>) {
    framework
        .requirements
        .retain(|one| one.cohort != cohort || one.level != level);
    let asked: Vec<Requirement> = strength
        .map(|s| requirement(cohort, level, s))
        .into_iter()
        .collect();
    framework.requirements.extend(asked);
}

#[test]
fn nothing_is_said_of_what_stays() {
    let found = said(|f| {
        f.version = "2027.1".to_owned();
        f.change_note = "Nothing.".to_owned();
        f.requirements.reverse();
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn who_must_reach_what_is_said_with_what_it_was() {
    let asked = |cohort: &'static str, level: &'static str, strength| {
        said(move |f| set(f, cohort, level, strength))
    };
    assert_eq!(
        asked("C1", "FP", Some(Strength::Mandatory)),
        ["“Everyone” must now reach Practitioner; it was not asked of them."]
    );
    assert_eq!(
        asked("C1", "FP", Some(Strength::Recommended)),
        ["“Everyone” should now reach Practitioner; it was not asked of them."]
    );
    assert_eq!(
        asked("C3", "FP", Some(Strength::Recommended)),
        ["“Practitioners” no longer must reach Practitioner; it is recommended."]
    );
    assert_eq!(
        asked("C3", "FP", None),
        ["“Practitioners” no longer need Practitioner; it was mandatory."]
    );
    let mut before = framework();
    set(&mut before, "C3", "FP", Some(Strength::Recommended));
    let sentences = |after: &Framework| {
        let all = changes(&before, after).into_iter();
        all.map(|change| change.sentence).collect::<Vec<_>>()
    };
    assert_eq!(
        sentences(&framework()),
        ["“Practitioners” must now reach Practitioner; it was recommended."]
    );
    let mut after = framework();
    set(&mut after, "C3", "FP", None);
    assert_eq!(
        sentences(&after),
        ["“Practitioners” are no longer recommended Practitioner."]
    );
}

#[test]
fn of_a_new_cohort_it_is_said_what_it_needs() {
    let found = said(|f| {
        f.cohorts.push(cohort("C8", "Drivers", "a driver"));
        f.questions.push(question("Q8", "C8"));
        set(f, "C8", "AW", Some(Strength::Mandatory));
        set(f, "C8", "FP", Some(Strength::Recommended));
    });
    assert_eq!(
        found,
        [
            "There is a new cohort, “Drivers” (C8): a driver.",
            "There is a new question Q8: “Is it C8?” A yes gives “Drivers”.",
            "“Drivers” must reach Awareness.",
            "“Drivers” should reach Practitioner.",
        ]
    );
}

#[test]
fn of_what_goes_it_is_said_only_that_it_goes() {
    let found = said(|f| {
        f.levels.remove(1);
        f.cohorts.remove(1);
        f.questions.remove(1);
        f.requirements.retain(|one| one.cohort == "C1");
        f.levels[0].shorter_limits.clear();
    });
    assert_eq!(
        found,
        [
            "The level Practitioner (FP) goes.",
            "The cohort “Practitioners” (C3) goes.",
            "Question Q3 goes: “Is it C3?”",
        ]
    );
}

#[test]
fn limits_and_refreshers_are_said_with_what_they_were() {
    let found = said(|f| {
        f.levels[0].limit = Span::Months(2);
        f.levels[0].shorter_limits = vec![ShorterLimit {
            cohorts: vec!["C3".to_owned()],
            limit: Span::Days(14),
        }];
        f.levels[0].refresh = Some(Span::Months(12));
        f.levels[1].refresh = None;
        f.levels[1].renewal = Renewal::FixedDate {
            month: 3,
            day: 31,
            at_least_months: 3,
        };
    });
    assert_eq!(
        found,
        [
            "Awareness: those who are new now have 2 months; they had 3 months.",
            "Awareness: “Practitioners” now have 14 days; they had 30 days.",
            "Awareness is now refreshed every year; it was every 3 years.",
            "Practitioner is now valid without end; it was refreshed every 2 years.",
            "Practitioner now counts to 31 March of a year, and for at least 3 months; it counted from the day it is completed.",
        ]
    );
    let found = said(|f| f.levels[0].shorter_limits.clear());
    assert_eq!(
        found,
        ["Awareness: “Practitioners” now have 3 months; they had 30 days."]
    );
}

#[test]
fn reminders_and_what_is_accepted_are_said() {
    let accepted = Accepted {
        title: "Ethical buying".to_owned(),
        provider: "A college".to_owned(),
        note: String::new(),
    };
    let found = said(|f| {
        f.levels[0].reminders.before = vec![30];
        f.levels[0].reminders.after.clear();
        f.levels[0].reminders.manager_after = None;
        f.levels[0].accepts = vec![accepted.clone()];
        f.levels[0].corresponds_to = vec!["Level 1 elsewhere".to_owned()];
    });
    assert_eq!(
        found,
        [
            "Awareness: reminders before the date now go out at 30 days; it was at 60, 30 and 7 days.",
            "Awareness: reminders after it now go out on no day; it was at 7 and 30 days.",
            "Awareness: line managers are no longer told of those who are late.",
            "Awareness: “Ethical buying” (A college) is now accepted.",
            "Awareness is now said to correspond to Level 1 elsewhere.",
        ]
    );
}

#[test]
fn words_order_and_prerequisites_are_said() {
    let found = said(|f| {
        f.title = "Framework".to_owned();
        f.due_soon_days = 90;
        f.levels.swap(0, 1);
        f.levels[0].after.clear();
        f.levels[0].better_after = vec!["AW".to_owned()];
        f.levels[0].title = "Frontline".to_owned();
        f.levels[0].elearning = Elearning::Prepares;
        f.levels[0].minutes = 180;
        f.levels[0].outcomes = vec!["Look after yourself".to_owned()];
        f.cohorts[0].who = "staff or a volunteer".to_owned();
        f.questions[0].asked_of = AskedOf::Person;
        f.questions[0].gives = vec!["C1".to_owned(), "C3".to_owned()];
    });
    assert_eq!(
        found,
        [
            "It is now called “Framework”; it was “Test framework”.",
            "Training now shows as due soon 90 days before its date; it was 60.",
            "Practitioner is now called Frontline.",
            "Frontline now takes 180 minutes; it took 20.",
            "Frontline: the e-learning now prepares for it, and a session completes it.",
            "Frontline now teaches to “Look after yourself”.",
            "Frontline no longer teaches to “Recognise signs”.",
            "Frontline must now be taken after none; before it had to come Awareness.",
            "Frontline is now better taken after Awareness; it was better after none.",
            "The levels stand in another order.",
            "“Everyone” is now: staff or a volunteer. It was: staff.",
            "A yes to question Q1 now gives “Everyone” and “Practitioners”; it gave “Everyone”.",
            "Question Q1 is now asked of the person.",
        ]
    );
    let found = said(|f| f.levels.push(level("TT", "Trainer", Span::Months(6), 12)));
    assert_eq!(
        found,
        ["There is a new level, Trainer (TT), of 20 minutes."]
    );
}
