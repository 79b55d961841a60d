use super::{Case, Sample, check};

const QUESTIONS: &[Case<'static>] = &[
    (
        "id = \"multiple-1\"",
        "id = \"single-1\"",
        &[
            "questions.toml:19: the question id \"single-1\" is there twice. \
             Give each question id once, or make them differ.",
        ],
    ),
    (
        "id = \"single-1\"",
        "id = \"Single 1\"",
        &[
            "questions.toml:2: the id \"Single 1\" has other characters than it may. \
             Write lower case words joined by hyphens.",
        ],
    ),
    (
        "why = \"It is marked.\"",
        "",
        &["questions.toml:1: the question \"single-1\" has no \"why\". Add why = \"…\"."],
    ),
    (
        "text = \"By the lift\"",
        "text = \"By the lift\"\nrigth = true",
        &["questions.toml:14: the option has an unknown key \"rigth\". Did you mean \"right\"?"],
    ),
    (
        "text = \"By the lift\"",
        "text = \"By the lift\"\nright = true",
        &[
            "questions.toml:1: the question \"single-1\" has 2 right options. \
             Mark only one, or write kind = \"multiple\".",
        ],
    ),
    (
        "right = true",
        "right = \"yes\"",
        &[
            "questions.toml:1: the question \"single-1\" has no right option. \
             Mark one option with right = true.",
            "questions.toml:10: \"right\" is of the wrong kind: string. Write it as right = true.",
        ],
    ),
    (
        "[[question.option]]\ntext = \"By the window\"\n",
        "",
        &["questions.toml:1: the question \"single-1\" has 2 options. Give it 3 to 6."],
    ),
    (
        "text = \"By the lift\"",
        "text = \"by the Stairs\"",
        &[
            "questions.toml:13: the option \"by the Stairs\" is there twice. \
             Give each option once, or make them differ.",
        ],
    ),
    (
        "sources = [\"L1\", \"G1\"]",
        "sources = [\"L1\",\n\"G2\"]",
        &["questions.toml:24: there is no source \"G2\". Use \"L1\" or \"G1\"."],
    ),
    (
        "text = \"Raise the alarm\"\nright = true",
        "text = \"Raise the alarm\"",
        &[
            "questions.toml:18: the question \"multiple-1\" has only one right option. \
             Mark at least two, or write kind = \"single\".",
        ],
    ),
    (
        "text = \"Hide\"",
        "text = \"Hide\"\nright = true",
        &[
            "questions.toml:18: the question \"multiple-1\" has no wrong option. \
             Write at least one option that is wrong.",
        ],
    ),
    (
        "situation = \"There is smoke in the corridor.\"",
        "",
        &[
            "questions.toml:36: the question \"scenario-1\" has no \"situation\". Add situation = \"…\".",
        ],
    ),
    (
        "text = \"Which way?\"",
        "text = \"Which way?\"\nsituation = \"Smoke.\"",
        &[
            "questions.toml:5: the question \"single-1\" has \"situation\", but only a scenario has one. \
             Write kind = \"scenario\", or put it into the text.",
        ],
    ),
];

#[test]
fn what_is_wrong_in_a_question_is_said() {
    check("questions.toml", QUESTIONS);
}

const ANSWERS: &[Case<'static>] = &[
    (
        "[\"Raise the alarm\", \"Get out\", \"Be counted\"]",
        "[\"Get out\", \"Get out\"]",
        &[
            "questions.toml:54: the question \"ordering-1\" has 2 steps. Give it 3 to 6.",
            "questions.toml:60: the step \"Get out\" is there twice. \
             Give each step once, or make them differ.",
        ],
    ),
    (
        "steps = [\"Raise the alarm\", \"Get out\", \"Be counted\"]",
        "",
        &[
            "questions.toml:54: the question \"ordering-1\" has no \"steps\". Add steps = [\"…\"].",
            "questions.toml:54: the question \"ordering-1\" has no steps. Give it 3 to 6.",
        ],
    ),
    (
        "text = \"In which order?\"",
        "text = \"In which order?\"\noption = []",
        &[
            "questions.toml:58: the question \"ordering-1\" has \"option\", but its kind has no options. \
             Change the kind, or take the options out.",
        ],
    ),
    (
        "text = \"Which way?\"",
        "text = \"Which way?\"\nsteps = []\npair = []",
        &[
            "questions.toml:5: the question \"single-1\" has \"steps\", but only an ordering has steps. \
             Write kind = \"ordering\".",
            "questions.toml:6: the question \"single-1\" has \"pair\", but only a matching has pairs. \
             Write kind = \"matching\".",
        ],
    ),
    (
        "left = \"Foam\"",
        "left = \"Water\"",
        &[
            "questions.toml:74: the left side \"Water\" is there twice. \
             Give each left side once, or make them differ.",
        ],
    ),
    (
        "right = \"Oil\"",
        "right = \"Wires\"",
        &[
            "questions.toml:79: the right side \"Wires\" is there twice. \
             Give each right side once, or make them differ.",
        ],
    ),
    (
        "right = \"Oil\"",
        "",
        &["questions.toml:73: the pair has no \"right\". Add right = \"…\"."],
    ),
    (
        "[[question.pair]]\nleft = \"Foam\"\nright = \"Oil\"\n",
        "",
        &["questions.toml:62: the question \"matching-1\" has 2 pairs. Give it 3 to 5."],
    ),
];

#[test]
fn what_is_wrong_in_orderings_and_matchings_is_said() {
    check("questions.toml", ANSWERS);
}

#[test]
fn a_bank_has_fifteen_questions_of_all_kinds() {
    let sample = Sample::new().change("fire/module.toml", "draw = 10", "draw = 5");
    let text = include_str!("sample/questions.toml");
    let cut = text.find("[[question]]\nid = \"ordering-11\"").unwrap();
    let fourteen = sample.clone().change("questions.toml", &text[cut..], "");
    assert_eq!(
        fourteen.faults(),
        ["questions.toml: there are only 14 questions. Write at least 15."]
    );
    let no_scenario = sample
        .change("questions.toml", "kind = \"scenario\"", "kind = \"single\"")
        .change(
            "questions.toml",
            "situation = \"There is smoke in the corridor.\"",
            "",
        );
    assert_eq!(
        no_scenario.faults(),
        [
            "questions.toml: no question is of the kind \"scenario\". Write at least one of each kind."
        ]
    );
}

/// With a file that is not TOML, nothing is said that only follows from it.
#[test]
fn a_broken_file_brings_no_faults_elsewhere() {
    let sample = Sample::new().change("fire/module.toml", "minutes = 20", "minutes = ");
    let faults = sample.faults();
    assert!(
        faults
            .iter()
            .all(|fault| fault.starts_with("module.toml:4:")),
        "{faults:?}"
    );
    assert!(!faults.is_empty());
}
