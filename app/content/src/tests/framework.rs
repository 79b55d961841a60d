use domain::framework::{Reminders, Renewal, Requirement, Span, Strength};

use super::Sample;

#[test]
fn a_framework_is_read_whole() {
    let library = Sample::new().read().unwrap();
    let framework = &library.frameworks[0];
    assert_eq!(framework.name, "fire");
    assert_eq!(framework.levels[0].limit, Span::Months(3));
    assert_eq!(framework.levels[0].shorter_limits[0].limit, Span::Days(30));
    assert_eq!(
        (framework.levels[1].limit, framework.levels[1].refresh),
        (Span::Days(90), None)
    );
    let last = Requirement {
        cohort: "C2".to_owned(),
        level: "WD".to_owned(),
        strength: Strength::Recommended,
        since_on: None,
    };
    assert_eq!(framework.requirements.last(), Some(&last));
}

#[test]
fn refreshers_reminders_and_what_is_accepted_are_read() {
    let added = "limit = { days = 90 }\nrefresh = { months = 12 }\n\
                 renewal = { from = \"fixed date\", month = 3, day = 31, at_least_months = 3 }\n\
                 reminders = { before = [30], after = [] }\n\
                 accepts = [{ title = \"Basics\", provider = \"A college\" }]";
    let sample = Sample::new().change("framework.toml", "limit = { days = 90 }", added);
    let library = sample.read().unwrap();
    let [awareness, warden] = library.frameworks[0].levels.as_slice() else {
        panic!("two levels")
    };
    assert_eq!(
        (awareness.renewal, &awareness.reminders),
        (Renewal::FromCompletion, &Reminders::default())
    );
    let end_of_march = Renewal::FixedDate {
        month: 3,
        day: 31,
        at_least_months: 3,
    };
    assert_eq!(warden.renewal, end_of_march);
    assert_eq!(
        (
            warden.reminders.before.as_slice(),
            warden.reminders.manager_after
        ),
        ([30].as_slice(), None)
    );
    assert_eq!(warden.accepts[0].title, "Basics");
}

#[test]
fn what_is_wrong_in_a_framework_is_said() {
    let said = |from: &str, to: &str| {
        let sample = Sample::new().without("fire/module.toml");
        let sample = Sample(
            sample
                .0
                .into_iter()
                .filter(|(path, _)| path.starts_with("frameworks"))
                .collect(),
        );
        let faults = sample.change("framework.toml", from, to).faults();
        faults
            .join("\n")
            .replace("content/frameworks/fire/framework.toml:", "")
    };
    for (from, to, expected) in WRONG {
        assert_eq!(said(from, to), expected, "{from} → {to}");
    }
}

/// What stands there, what is written in its place, and what is said of it.
const WRONG: [(&str, &str, &str); 22] = [
    (
        "after = [\"AW\"]",
        "after = [\"AV\"]",
        "26: there is no level \"AV\". Use \"AW\" or \"WD\".",
    ),
    (
        "cohorts = [\"C2\"]",
        "cohorts = [\"C9\"]",
        "16: there is no cohort \"C9\". Use \"C1\" or \"C2\".",
    ),
    (
        "gives = [\"C1\", \"C2\"]",
        "gives = [\"C1\", \"X\"]",
        "45: there is no cohort \"X\". Use \"C1\" or \"C2\".",
    ),
    (
        "recommended = [\"WD\"]",
        "recommended = [\"FR\"]",
        "54: there is no level \"FR\". Use \"AW\" or \"WD\".",
    ),
    (
        "recommended = [\"WD\"]",
        "recommended = [\"AW\"]",
        "54: the level \"AW\" is there twice. Give each level once, or make them differ.",
    ),
    (
        "code = \"WD\"",
        "code = \"AW\"",
        "21: the level code \"AW\" is there twice. Give each level code once, or make them differ.\n54: there is no level \"WD\". Use \"AW\".",
    ),
    (
        "after = [\"AW\"]",
        "after = [\"WD\"]",
        "20: the level \"WD\" comes after itself: WD after WD. Take one of these out of what comes before.",
    ),
    (
        "after = []",
        "after = [\"WD\"]",
        "8: the level \"AW\" comes after itself: AW after WD after AW. Take one of these out of what comes before.",
    ),
    (
        "limit = { days = 90 }",
        "limit = { weeks = 9 }",
        "28: the limit has an unknown key \"weeks\". Use \"days\" or \"months\".\n28: the limit has no length. Write either days = 30 or months = 3.",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 9, months = 1 }",
        "28: the limit has both days and months. Write either days = 30 or months = 3.",
    ),
    (
        "limit = { days = 90 }",
        "",
        "20: the level \"WD\" has no \"limit\". Add limit = { … }.",
    ),
    (
        "asked_of = \"person\"",
        "asked_of = \"people\"",
        "43: \"asked_of\" cannot be \"people\". Use \"post\" or \"person\".",
    ),
    (
        "elearning = \"none\"",
        "",
        "20: the level \"WD\" has no \"elearning\". Add elearning = \"completes\".",
    ),
    (
        "cohort = \"C1\"",
        "cohort = \"C2\"",
        "31: the cohort \"C1\" has no requirements. Add a [[requirement]] with cohort = \"C1\" and its levels.\n52: the cohort \"C2\" is there twice. Give each cohort once, or make them differ.",
    ),
    (
        "code = \"C2\"",
        "code = \"C1\"",
        "16: there is no cohort \"C2\". Use \"C1\".\n37: the cohort code \"C1\" is there twice. Give each cohort code once, or make them differ.\n45: there is no cohort \"C2\". Use \"C1\".\n52: there is no cohort \"C2\". Use \"C1\".",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 90 }\nrenewal = { from = \"today\" }",
        "29: \"from\" cannot be \"today\". Use \"completion\", \"previous expiry\" or \"fixed date\".",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 90 }\nrenewal = { from = \"previous expiry\", window = { months = 3 } }",
        "20: the level \"WD\" says from when it is renewed, but is never refreshed. Say how often it is refreshed.",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 90 }\nrefresh = { months = 12 }\nrenewal = { from = \"fixed date\", month = 2, day = 30 }",
        "20: the level \"WD\" runs out on day 30 of month 2, which does not exist. Enter a day of the calendar.",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 90 }\nreminders = { before = [7, 30], manager_after = 0 }",
        "20: the level \"WD\" has reminders out of order. Write the earliest first, each once: 60, 30, 7 before and 7, 30 after.\n29: \"manager_after\" cannot be 0. Write a whole number from 1 to 366.\n29: the set of reminders has no \"after\". Add after = [].",
    ),
    (
        "limit = { days = 90 }",
        "limit = { days = 90 }\naccepts = [{ title = \"Basics\", by = \"A college\" }]",
        "29: the accepted course has an unknown key \"by\". Use \"title\", \"provider\" or \"note\".\n29: the accepted course has no \"provider\". Add provider = \"…\".",
    ),
    (
        "code = \"Q1\"",
        "code = \"q 1\"",
        "41: the question \"q 1\" has a code that cannot be part of an address. Use up to six capitals and digits, a capital first, such as C1.",
    ),
    (
        "due_soon_days = 60",
        "due_soon = 60",
        "1: the framework has no \"due_soon_days\". Add due_soon_days = 0.\n6: the framework has an unknown key \"due_soon\". Did you mean \"due_soon_days\"?",
    ),
];
