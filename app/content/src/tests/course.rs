use domain::catalogue::{Mode, Origin, Price};
use domain::records::Worth;

use super::{Case, Sample, check};

#[test]
fn a_course_is_read_whole() {
    let library = Sample::new().read().unwrap();
    let (name, course) = &library.courses[0];
    assert_eq!(
        (name.as_str(), course.title.as_str()),
        ("drill", "Fire drill")
    );
    assert_eq!(
        (course.origin, course.mode),
        (Origin::Outside, Mode::FaceToFace)
    );
    assert_eq!(
        (course.minutes, course.price),
        (Some(60), Some(Price(1250)))
    );
    assert_eq!(course.towards("AW").unwrap().worth, Worth::Level);
    assert_eq!(
        course.towards("WD").unwrap().missing,
        "Using an extinguisher"
    );
    assert_eq!(course.lesson_plan.as_ref().unwrap().by, "The fire officer");
}

#[test]
fn what_a_provider_does_not_say_may_be_left_out() {
    let optional = [
        "minutes = 60",
        "objectives = [\"Find the way out\", \"Count the others\"]",
        "price_pence = 1250",
        "web = \"https://brigade.example/drill\"",
        "lesson_plan = { by = \"The fire officer\", on = 2026-03-01 }",
        "withdrawn_on = 2027-01-01",
    ];
    let sample = optional.iter().fold(Sample::new(), |sample, line| {
        sample.change("drill.toml", line, "")
    });
    let course = &sample.read().unwrap().courses[0].1;
    assert_eq!(
        (course.minutes, course.price, &course.web),
        (None, None, &None)
    );
}

const DRILL: &[Case<'_>] = &[
    (
        "origin = \"outside\"",
        "origin = \"outsider\"",
        &[
            "content/catalogue/drill.toml:2: \"origin\" cannot be \"outsider\". Did you mean \"outside\"?",
        ],
    ),
    (
        "mode = \"face_to_face\"",
        "mode = \"post\"",
        &[
            "content/catalogue/drill.toml:4: \"mode\" cannot be \"post\". Use \"face_to_face\", \"live_online\", \
             \"elearning\", \"briefing\" or \"seminar\".",
        ],
    ),
    (
        "minutes = 60",
        "minutes = 0",
        &[
            "content/catalogue/drill.toml:5: \"minutes\" cannot be 0. Write a whole number of at least 1.",
        ],
    ),
    (
        "aim = \"Leave the building calmly.\"",
        "",
        &["content/catalogue/drill.toml:1: the course has no \"aim\". Add aim = \"…\"."],
    ),
    (
        "price_pence = 1250",
        "price = 12.50",
        &[
            "content/catalogue/drill.toml:8: the course has an unknown key \"price\". Did you mean \"price_pence\"?",
        ],
    ),
    (
        "https://brigade.example/drill",
        "http://brigade.example/drill",
        &[
            "content/catalogue/drill.toml:9: \"web\" cannot be \"http://brigade.example/drill\". \
             Write an address that begins with https://.",
        ],
    ),
    (
        "on = 2026-03-01",
        "on = \"March\"",
        &[
            "content/catalogue/drill.toml:10: \"on\" is not a day of the calendar. \
             Write the day without quotes, as in on = 2026-01-31.",
        ],
    ),
    (
        "level = \"AW\"",
        "level = \"AX\"",
        &["content/catalogue/drill.toml:14: there is no level \"AX\". Use \"AW\" or \"WD\"."],
    ),
    (
        "level = \"AW\"",
        "level = \"WD\"",
        &[
            "content/catalogue/drill.toml:18: the level \"WD\" is there twice. Give each level once, or make them differ.",
        ],
    ),
    (
        "missing = \"Using an extinguisher\"",
        "",
        &[
            "content/catalogue/drill.toml:17: the satisfied level \"WD\" has no \"missing\". Add missing = \"…\".",
        ],
    ),
    (
        "worth = \"level\"",
        "worth = \"level\"\nmissing = \"Nothing\"",
        &[
            "content/catalogue/drill.toml:16: the satisfied level \"AW\" has \"missing\", but it satisfies the whole level. \
             Write worth = \"part\", or take it out.",
        ],
    ),
];

#[test]
fn what_is_wrong_in_a_course_is_said() {
    check("catalogue/drill.toml", DRILL);
}

#[test]
fn a_course_satisfies_at_least_one_level() {
    let sample = Sample::new().change("drill.toml", "[[satisfies]]", "[[satisfied]]");
    assert!(
        sample
            .change("drill.toml", "[[satisfies]]", "[[satisfied]]")
            .faults()
            .iter()
            .any(|fault| fault.ends_with(
                "the course satisfies no level. Add a [[satisfies]] with level = \"…\"."
            ))
    );
}
