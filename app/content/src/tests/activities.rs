use super::{Case, check};

const CHECKS: &[Case<'static>] = &[
    (
        "minutes = 2",
        "interruption = true",
        &[
            "screens/01-start.md:6: the activity stands on an interruption screen. \
             Move it to another screen: an interruption only says what is coming.",
        ],
    ),
    (
        "kind = \"single\"",
        "kind = \"singel\"",
        &["screens/01-start.md:7: \"kind\" cannot be \"singel\". Did you mean \"single\"?"],
    ),
    (
        "right = true",
        "right = false",
        &["screens/01-start.md:6: the activity has no right option. \
             Mark one option with right = true."],
    ),
    (
        "say = \"It can wait.\"",
        "right = true",
        &[
            "screens/01-start.md:6: the activity has 2 right options. \
             Mark only one, or write kind = \"multiple\".",
            "screens/01-start.md:15: the option has no \"say\". Add say = \"…\".",
        ],
    ),
    (
        "kind = \"single\"",
        "kind = \"scenario\"",
        &[
            "screens/01-start.md:6: the activity has no best choice. Give one choice judgement = \"best\".",
            "screens/01-start.md:6: the activity has no choices. Give it at least 2.",
            "screens/01-start.md:10: the activity has an unknown key \"option\". \
             Use \"kind\", \"ask\" or \"choice\".",
        ],
    ),
];

const SORTERS: &[Case<'static>] = &[
    (
        "group = \"Myth\"",
        "group = \"Mith\"",
        &["screens/03-signs.md:17: there is no group \"Mith\". Did you mean \"Myth\"?"],
    ),
    (
        "[\"True\", \"Myth\"]",
        "[\"True\", \"Myth\", \"Both\", \"true\"]",
        &[
            "screens/03-signs.md:5: the activity has 4 groups. Give it 2 to 3.",
            "screens/03-signs.md:8: the group \"true\" is there twice. \
             Give each group once, or make them differ.",
        ],
    ),
    (
        "text = \"Lifts are safe\"",
        "text = \"Smoke rises\"",
        &[
            "screens/03-signs.md:16: the item \"Smoke rises\" is there twice. \
             Give each item once, or make them differ.",
        ],
    ),
];

#[test]
fn what_is_wrong_in_an_activity_is_said() {
    check("01-start.md", CHECKS);
    check("03-signs.md", SORTERS);
}
