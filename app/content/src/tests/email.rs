use super::Sample;
use crate::{EmailText, FilledEmail, fill};

fn filled(words: &[(&str, &str)]) -> FilledEmail {
    let library = Sample::new().read().unwrap();
    fill(&library.emails[0], words).unwrap()
}

#[test]
fn an_email_is_filled_in_both_its_parts() {
    let email = filled(&[
        ("platform", "Cascade"),
        ("name", "Ada"),
        ("link", "https://example.org/in?a=1&b=2"),
    ]);
    assert_eq!(email.subject, "Welcome to Cascade");
    assert_eq!(
        email.text,
        "Hello Ada,\n\nplease sign in: https://example.org/in?a=1&b=2 or ring 101.\n\n\
         1. First\n2. Then\n\nTip:\n\nBring a pen.\n"
    );
    assert!(email.html.contains("<title>Welcome to Cascade</title>"));
    assert!(
        email
            .html
            .contains("<a href=\"https://example.org/in?a=1&amp;b=2\">sign in</a>"),
        "{}",
        email.html
    );
    assert!(!email.html.contains("class="), "{}", email.html);
}

#[test]
fn what_is_filled_in_is_text_and_nothing_more() {
    let name = "<b>Ada</b> [x](https://evil.example) **{{link}}**";
    let email = filled(&[
        ("platform", "A\r\nBcc: eve@example.org"),
        ("name", name),
        ("link", "javascript:alert(1)"),
    ]);
    assert_eq!(email.subject, "Welcome to A Bcc: eve@example.org");
    let shown = "Hello &lt;b&gt;Ada&lt;/b&gt; [x](https://evil.example) **{{link}}**,";
    assert!(email.html.contains(shown), "{}", email.html);
    assert!(!email.html.contains("javascript") && !email.text.contains("javascript"));
}

#[test]
fn a_word_that_nobody_gives_is_named() {
    let library = Sample::new().read().unwrap();
    let error = fill(
        &library.emails[0],
        &[("platform", "Cascade"), ("name", "Ada")],
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the e-mail \"welcome\" needs the word {{link}}, and nobody gave it"
    );
}

#[test]
fn lists_and_tables_can_be_read_as_plain_text() {
    let body = "# News\n\n- one\n  - inner\n- [two](https://example.org)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nEnd  \nof it.";
    let email = EmailText {
        body_markdown: body.to_owned(),
        ..EmailText::default()
    };
    assert_eq!(
        fill(&email, &[]).unwrap().text,
        "News\n\n- one\n  - inner\n- two: https://example.org\n\nA  B\n1  2\n\nEnd\nof it.\n"
    );
}

#[test]
fn a_word_of_several_parts_is_one_word() {
    let email = EmailText {
        body_markdown: "{{first_name}} and {{last_name}}".to_owned(),
        ..EmailText::default()
    };
    let filled = fill(&email, &[("first_name", "Ada"), ("last_name", "King")]).unwrap();
    assert_eq!(filled.text, "Ada and King\n");
}

#[test]
fn own_words_fit_or_say_why_not() {
    let shipped = EmailText {
        body_markdown: "Dear {{name}}, {{link}}".to_owned(),
        words: vec!["name".to_owned(), "link".to_owned()],
        ..EmailText::default()
    };
    let own = shipped
        .reworded(" Hello {{name}} ", "See {{link}}\n")
        .unwrap();
    assert_eq!(
        (own.subject.as_str(), own.body_markdown.as_str()),
        ("Hello {{name}}", "See {{link}}")
    );
    let unfit = shipped.reworded("{{nme}}", "See\n\n{{lnk}}").unwrap_err();
    assert_eq!(
        unfit.subject,
        ["Line 1: nothing fills in {{nme}}. Did you mean \"name\"?"]
    );
    assert_eq!(unfit.body.len(), 2, "{:?}", unfit.body);
    assert!(
        unfit.body[0].starts_with("Line 3: nothing fills in {{lnk}}"),
        "{:?}",
        unfit.body
    );
    let unfit = shipped.reworded("", "").unwrap_err();
    assert_eq!((unfit.subject.len(), unfit.body.len()), (1, 1));
}

#[test]
fn the_lines_of_a_word_stay_lines_in_both_parts() {
    let email = EmailText {
        body_markdown: "To do:\n\n{{list}}\n\nThank you.".to_owned(),
        ..EmailText::default()
    };
    let filled = fill(&email, &[("list", "One\r\n* two")]).unwrap();
    assert_eq!(filled.text, "To do:\n\nOne\n* two\n\nThank you.\n");
    assert!(filled.html.contains("One<br"), "{}", filled.html);
    assert!(!filled.html.contains("<li>"), "{}", filled.html);
}

#[test]
fn what_is_wrong_in_an_email_is_said() {
    let file = "content/emails/welcome.md";
    let cases = [
        (
            "{{name}}",
            "{{nmae}}",
            "6: nothing fills in {{nmae}}. Did you mean \"name\"?",
        ),
        (
            "{{platform}}",
            "{{plat}}",
            "2: nothing fills in {{plat}}. Did you mean \"platform\"?",
        ),
        (
            "subject",
            "subjekt",
            "2: the e-mail has an unknown key \"subjekt\". Did you mean \"subject\"?",
        ),
        (
            "(tel:101)",
            "(http://example.org)",
            "8: a link goes to \"http://example.org\". Link to https:// addresses, to tel: and digits.",
        ),
        (
            "Bring a pen.",
            "![x](../pictures/x.svg)",
            "14: an e-mail has no pictures. Say it in words.",
        ),
    ];
    for (from, to, expected) in cases {
        let faults = Sample::new().change("welcome.md", from, to).faults();
        assert_eq!(faults[0], format!("{file}:{expected}"));
    }
}
