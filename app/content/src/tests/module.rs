use super::{Case, Sample, check};

const MODULE_TOML: &[Case<'static>] = &[
    (
        "title = \"Fire safety\"",
        "title = Fire safety",
        &[
            "module.toml:1: this is not TOML: string values must be quoted, expected literal string. \
             Correct the spelling of this line or the one before.",
        ],
    ),
    (
        "summary",
        "sumary",
        &[
            "module.toml:1: the module has no \"summary\". Add summary = \"…\".",
            "module.toml:3: the module has an unknown key \"sumary\". Did you mean \"summary\"?",
        ],
    ),
    (
        "minutes = 20",
        "minutes = \"20\"",
        &["module.toml:4: \"minutes\" is of the wrong kind: string. Write it as minutes = 1."],
    ),
    (
        "pass_mark = 80",
        "pass_mark = 0",
        &["module.toml:5: \"pass_mark\" cannot be 0. Write a whole number from 1 to 100."],
    ),
    (
        "draw = 10",
        "draw = 16",
        &[
            "module.toml:6: the quiz draws 16 questions, but there are 15. \
             Draw fewer, or write more questions.",
        ],
    ),
    (
        "draw = 10",
        "draw = -1",
        &["module.toml:6: \"draw\" cannot be -1. Write a whole number of at least 1."],
    ),
    (
        "level = \"AW\"",
        "level = \"AX\"",
        &["module.toml:2: no framework has a level \"AX\". Use \"AW\" or \"WD\"."],
    ),
    (
        "version = \"2026.1\"",
        "version = \" \"",
        &["module.toml:8: \"version\" is empty. Write something in it."],
    ),
    (
        "2026-11-20",
        "2026-02-30",
        &[
            "module.toml:10: this is not TOML: invalid date, expected day between 01 and 28. \
                 Correct the spelling of this line or the one before.",
        ],
    ),
    (
        "2026-11-20",
        "\"20 November\"",
        &[
            "module.toml:10: \"checked_on\" is not a day of the calendar. \
             Write the day without quotes, as in checked_on = 2026-01-31.",
        ],
    ),
    (
        "[\"Find the way out\", \"Raise the alarm\"]",
        "[]",
        &["module.toml:13: \"outcomes\" is empty. Write outcomes = [\"…\"]."],
    ),
    (
        "code = \"G1\"",
        "code = \"L1\"",
        &[
            "module.toml:21: the source \"L1\" is there twice. \
             Give each source once, or make them differ.",
            "questions.toml:23: there is no source \"G1\". Use \"L1\".",
            "screens/03-signs.md:3: there is no source \"G1\". Use \"L1\".",
        ],
    ),
    (
        "publisher = \"GOV.UK\"",
        "",
        &["module.toml:20: the source \"G1\" has no \"publisher\". Add publisher = \"…\"."],
    ),
    (
        "How to get out.",
        "How {{board}} gets out.",
        &[
            "module.toml:3: \"summary\" has a word in double braces, and nothing fills it in here. \
             Write it out, or say it in the text of the screen.",
        ],
    ),
];

#[test]
fn what_is_wrong_in_module_toml_is_said() {
    check("fire/module.toml", MODULE_TOML);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let missing = "the file is missing. Write it as docs/content.md says.";
    let without = |file: &str| Sample::new().without(file).faults();
    assert_eq!(
        without("fire/module.toml"),
        [format!("module.toml: {missing}")]
    );
    assert_eq!(
        without("questions.toml"),
        [format!("questions.toml: {missing}")]
    );
    let sample = Sample::new()
        .without("01-start.md")
        .without("02-pause.md")
        .without("03-signs.md");
    assert_eq!(
        sample.faults(),
        [
            "pictures/hand.svg: no screen shows this picture. Show it, or take it out.".to_owned(),
            format!("screens/01-….md: {missing}"),
        ]
    );
}

#[test]
fn without_a_framework_any_level_will_do() {
    let sample = Sample::new().without("framework.toml");
    assert!(
        sample
            .change("fire/module.toml", "\"AW\"", "\"XX\"")
            .read()
            .is_ok()
    );
}

#[test]
fn a_file_where_nothing_looks_is_named() {
    let sample = Sample::new()
        .add("module/fire/module.toml", "")
        .add("modules/fire/pictures/hand.png", "")
        .add("modules/fire/README.md", "For those who look around.")
        .add("LICENSE", "CC BY 4.0")
        .add("demo/partnership.toml", "read elsewhere")
        .add("emails/.gitkeep", "");
    let right = "Files go to modules/<name>/, frameworks/<name>/framework.toml, catalogue/<name>.toml or emails/<name>.md, \
                 as docs/content.md says.";
    assert_eq!(
        sample.faults(),
        [
            format!("content/module/fire/module.toml: nothing reads a file at this place. {right}"),
            format!("pictures/hand.png: nothing reads a file at this place. {right}"),
        ]
    );
}

#[test]
fn a_folder_that_cannot_be_an_address_is_named() {
    let mut sample = Sample::new();
    sample
        .0
        .iter_mut()
        .for_each(|(path, _)| *path = path.replace("modules/fire", "modules/Fire!"));
    let said = "content/modules/Fire!/module.toml: \"Fire!\" cannot be part of an address. \
                Name the folder or file with lower case words joined by hyphens.";
    assert_eq!(sample.faults(), [said]);
}

#[test]
fn lines_are_counted_with_either_kind_of_line_end() {
    let mut sample = Sample::new().change("01-start.md", "tel:999", "ftp:999");
    sample
        .0
        .iter_mut()
        .for_each(|(_, text)| *text = text.replace('\n', "\r\n"));
    let said = "screens/01-start.md:26: a link goes to \"ftp:999\". \
                Link to https:// addresses, to tel: and digits, or to a screen as in 07-signs.md.";
    assert_eq!(sample.faults(), [said]);
}
