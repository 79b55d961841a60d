use super::{Case, Sample, check};

const LINKS: &str =
    "Link to https:// addresses, to tel: and digits, or to a screen as in 07-signs.md.";

const TEXT: &[Case<'static>] = &[
    (
        "03-signs.md",
        "03-sings.md",
        &["screens/01-start.md:20: there is no screen 03-sings.md. Did you mean 03-signs.md?"],
    ),
    (
        "hand.svg",
        "hnad.svg",
        &[
            "pictures/hand.svg: no screen shows this picture. Show it, or take it out.",
            "screens/01-start.md:22: there is no picture hnad.svg. Did you mean hand.svg?",
        ],
    ),
    (
        "A hand on an alarm.",
        "",
        &[
            "screens/01-start.md:22: the picture has no text alternative. \
             Say what it shows and why it is there: ![text](../pictures/name.svg).",
        ],
    ),
    (
        "Call [999]",
        "Call ![x](../pictures/hand.svg) [999]",
        &[
            "screens/01-start.md:26: a picture stands within a sentence. \
             Put an empty line before and after it.",
        ],
    ),
    (
        "## First",
        "# First",
        &[
            "screens/01-start.md:24: a heading of level 1 stands in the text. \
             Begin headings with ##: the title is the heading of level 1.",
        ],
    ),
    (
        "## First",
        "#### First",
        &["screens/01-start.md:24: the heading skips from level 1 to level 4. Begin it with ##."],
    ),
    (
        "## First",
        "    First",
        &[
            "screens/01-start.md:24: the text would be shown as a block of code. \
             Take the spaces before the line out, or the fence around it.",
        ],
    ),
    (
        "## First",
        "> [!WARNING]\n> Hot.",
        &["screens/01-start.md:24: there is no such call-out. \
             Use [!IMPORTANT], [!NOTE] or [!TIP], alone on its line."],
    ),
    (
        "## First",
        "> [!NOTICE]\n> Hot.",
        &["screens/01-start.md:24: there is no such call-out. \
             Use [!IMPORTANT], [!NOTE] or [!TIP], alone on its line."],
    ),
    (
        "[999](tel:999)",
        "[](tel:999)",
        &["screens/01-start.md:26: the link has no text. Write [text](address)."],
    ),
    (
        "[999](tel:999)",
        "[999](tel: 999)",
        &["screens/01-start.md:26: a link here does not read as one. \
             Write [text](address), with no space in the address."],
    ),
    (
        "{{organisation}}",
        "{{organization}}",
        &[
            "screens/01-start.md:20: nothing fills in {{organization}}. Did you mean \"organisation\"?",
        ],
    ),
    (
        "{{organisation}}",
        "{{organisation",
        &["screens/01-start.md:20: {{ is never closed. Close it with }} on the same line."],
    ),
    (
        "{{organisation}}",
        "{{support}}",
        &["screens/01-start.md:20: {{support}} does not stand alone. \
             Put it on a line of its own, with an empty line before and after."],
    ),
    (
        "(tel:999)",
        "(https://{{board}})",
        &[
            "screens/01-start.md:26: a link's address is not filled in. \
             Write the whole address, or put the word into the sentence.",
        ],
    ),
];

#[test]
fn what_is_wrong_in_the_text_of_a_screen_is_said() {
    check("01-start.md", TEXT);
}

#[test]
fn links_go_to_https_telephones_and_screens_only() {
    for address in [
        "http://example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.c",
        "/admin",
        "//example.org",
        "#top",
        "tel:",
        "tel:call-me",
        "https://",
        "03-signs.svg",
        "../screens/03-signs.md",
        "pictures/hand.svg",
        "vbscript:x",
        "tel:1;ext=<x>",
    ] {
        let sample = Sample::new().change(
            "01-start.md",
            "tel:999",
            &format!("<{}>", address.replace('<', "\\<").replace('>', "\\>")),
        );
        let said = format!("screens/01-start.md:26: a link goes to \"{address}\". {LINKS}");
        assert_eq!(sample.faults(), [said]);
    }
    for address in [
        "https://example.org/a?b=c#d",
        "tel:+441212345678",
        "02-pause.md",
    ] {
        assert!(
            Sample::new()
                .change("01-start.md", "tel:999", address)
                .read()
                .is_ok(),
            "{address}"
        );
    }
}

#[test]
fn raw_html_is_refused_in_all_its_forms() {
    for html in [
        "<script>alert(1)</script>",
        "x <b onclick=x>y</b>",
        "<!-- note -->",
        "x <img src=x onerror=y>",
        "<div\nclass=x>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "x<br>y",
    ] {
        let faults = Sample::new()
            .change("01-start.md", "## First", html)
            .faults();
        assert!(!faults.is_empty(), "{html}");
        for fault in faults {
            assert!(
                fault.starts_with("screens/01-start.md:24: raw HTML is refused."),
                "{fault}"
            );
        }
    }
}

const FRONT_MATTER: &[Case<'static>] = &[
    (
        "+++\ntitle",
        "title",
        &[
            "screens/02-pause.md:1: the file does not begin with front matter. \
             Begin with a line of +++, the settings, and another line of +++.",
        ],
    ),
    (
        "true\n+++",
        "true\n++",
        &["screens/02-pause.md:1: the front matter never ends. Close it with a line of +++."],
    ),
    (
        "interruption",
        "interupton",
        &[
            "screens/02-pause.md:3: the screen has an unknown key \"interupton\". \
             Did you mean \"interruption\"?",
        ],
    ),
    (
        "title = \"Before you go on\"",
        "minutes = 0",
        &[
            "screens/02-pause.md:2: \"minutes\" cannot be 0. Write a whole number of at least 1.",
            "screens/02-pause.md:2: the screen has no \"title\". Add title = \"…\".",
        ],
    ),
    (
        "The next screen speaks of burns.",
        "",
        &["screens/02-pause.md:5: the screen has no text. Write it below the front matter."],
    ),
];

#[test]
fn what_is_wrong_in_the_front_matter_is_said() {
    check("02-pause.md", FRONT_MATTER);
}

#[test]
fn screens_are_numbered_without_gaps_and_named_once() {
    let faults = |from: &str, to: &str| {
        let sample = Sample::new().rename(from, to);
        let sample = if from == "03-signs.md" {
            sample.change("01-start.md", from, to)
        } else {
            sample
        };
        sample.faults()
    };
    assert_eq!(
        faults("03-signs.md", "04-signs.md"),
        [
            "screens/04-signs.md: there is no screen 03 before this one. Number the screens 01, 02, 03 and so on."
        ]
    );
    assert_eq!(
        faults("03-signs.md", "02-signs.md"),
        [
            "screens/02-signs.md: 02-pause.md has the number 02 already. Give each screen a number of its own."
        ]
    );
    assert_eq!(
        faults("02-pause.md", "02-signs.md"),
        [
            "screens/03-signs.md: another screen is called \"signs\" too. Give each screen a name of its own."
        ]
    );
    assert_eq!(
        faults("02-pause.md", "2-pause.md"),
        [
            "screens/03-signs.md: there is no screen 02 before this one. \
             Number the screens 01, 02, 03 and so on.",
            "screens/2-pause.md: this is no name for a screen. Name it with two digits and lower case \
             words joined by hyphens, as in 07-signs.md.",
        ]
    );
}

#[test]
fn a_word_that_takes_the_place_of_a_paragraph_stands_alone() {
    for text in [
        "Ask {{local contacts}}",
        "- {{local contacts}}",
        "{{local contacts}}\nmore",
        "> {{local contacts}}",
    ] {
        let faults = Sample::new()
            .change("03-signs.md", "{{local contacts}}", text)
            .faults();
        let said = "screens/03-signs.md:23: {{local contacts}} does not stand alone. \
                    Put it on a line of its own, with an empty line before and after.";
        assert_eq!(faults, [said], "{text}");
    }
}
