use domain::learning::Piece;

use super::Sample;
use crate::markdown;

/// The HTML of a screen whose text is `text`.
fn screen(text: &str) -> String {
    let sample = Sample::new().change("02-pause.md", "The next screen speaks of burns.", text);
    let library = sample.read().unwrap_or_else(|faults| panic!("{faults:?}"));
    match &library.modules[0].screens[1].body[..] {
        [Piece::Html(html)] => html.trim().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn paragraphs_headings_and_lists_have_their_classes() {
    assert_eq!(
        screen("A \"line\".\n\n## Two\n\n### Three\n\n- one\n- **two**\n\n3. three"),
        "<p class=\"govuk-body\">A \"line\".</p>\n\
         <h2 class=\"govuk-heading-m\">Two</h2>\n\
         <h3 class=\"govuk-heading-s\">Three</h3>\n\
         <ul class=\"govuk-list govuk-list--bullet\">\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>\n\
         <ol class=\"govuk-list govuk-list--number\" start=\"3\">\n<li>three</li>\n</ol>"
    );
}

#[test]
fn links_and_pictures_wait_for_their_addresses() {
    assert_eq!(
        screen("[Signs](03-signs.md), [web](https://example.org/?a=1&b=2)"),
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"SCREENS/signs\">Signs</a>, \
         <a class=\"govuk-link\" href=\"https://example.org/?a=1&amp;b=2\">web</a></p>"
    );
    assert_eq!(
        screen("![A \"big\" *hand*.](../pictures/hand.svg)"),
        "<figure class=\"app-picture\"><img src=\"PICTURES/hand.svg\" alt=\"A &quot;big&quot; hand.\" \
         loading=\"lazy\" width=\"640\" height=\"360\"></figure>"
    );
}

#[test]
fn a_call_out_says_what_it_is() {
    assert_eq!(
        screen("> [!IMPORTANT]\n> Get out."),
        "<div class=\"app-callout app-callout--important\">\n\
         <p class=\"govuk-body app-callout__label\"><strong>Important</strong></p>\n\
         <p class=\"govuk-body\">Get out.</p>\n</div>"
    );
}

#[test]
fn a_wide_table_scrolls_and_a_narrow_one_does_not() {
    let narrow = screen("| A | B |\n|---|--:|\n| 1 | 2 |");
    assert_eq!(
        narrow,
        "<table class=\"govuk-table\">\n<thead class=\"govuk-table__head\">\
         <tr class=\"govuk-table__row\"><th scope=\"col\" class=\"govuk-table__header\">A</th>\
         <th scope=\"col\" class=\"govuk-table__header govuk-table__header--numeric\">B</th></tr></thead>\n\
         <tbody class=\"govuk-table__body\">\n<tr class=\"govuk-table__row\">\
         <td class=\"govuk-table__cell\">1</td>\
         <td class=\"govuk-table__cell govuk-table__cell--numeric\">2</td></tr>\n</tbody></table>"
    );
    let wide = screen("| A | B | C | D |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |");
    assert!(
        wide.starts_with("<div class=\"app-table-scroll\" tabindex=\"0\">\n<table"),
        "{wide}"
    );
    assert!(wide.ends_with("</table>\n</div>"), "{wide}");
}

#[test]
fn the_boards_own_words_part_the_text() {
    let library = Sample::new().read().unwrap();
    let body = &library.modules[0].screens[2].body;
    let [
        Piece::Html(ask),
        Piece::LocalContacts,
        Piece::Html(note),
        Piece::Support,
    ] = &body[..]
    else {
        panic!("{body:?}")
    };
    assert_eq!(ask.trim(), "<p class=\"govuk-body\">Ask:</p>");
    assert!(note.contains("app-callout--note"));
    let Piece::Html(start) = &library.modules[0].screens[0].body[0] else {
        panic!("HTML")
    };
    assert!(start.contains("At {{organisation}}, read"), "{start}");
}

#[test]
fn a_short_text_is_shown_whoever_wrote_it() {
    assert_eq!(
        markdown("**Bold** & `code`").trim(),
        "<p class=\"govuk-body\"><strong>Bold</strong> &amp; <code>code</code></p>"
    );
    assert_eq!(
        markdown("[a](javascript:alert(1)) ![b](https://example.org/b.png) [c](03-c.md)").trim(),
        "<p class=\"govuk-body\">a b c</p>"
    );
    assert_eq!(
        markdown("<script>alert(1)</script>").trim(),
        "<p class=\"govuk-body\">&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    );
}

#[test]
fn hostile_markdown_makes_no_tag_of_its_own() {
    for text in [
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](https://a\"onmouseover=\"alert(1))",
        "![\"onerror=\"alert(1)](../pictures/x.svg)",
        "[x](https://e.org \"t\\\" onclick=alert(1)\")",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<svg><script>alert(1)</script></svg>",
        "`<script>`",
        "|<script>|\n|-|\n|<style>|",
        "<style>*{}</style>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
    ] {
        let html = markdown(text);
        let tags: Vec<&str> = html
            .split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .collect();
        for tag in tags {
            assert!(
                !tag.contains("on")
                    || !tag.contains('=')
                    || tag.starts_with("a class=\"govuk-link\" href=\"https://a"),
                "{text} → {html}"
            );
            for word in ["script", "img", "svg", "style", "javascript"] {
                assert!(
                    !tag.to_lowercase().starts_with(word) && !tag.contains("javascript"),
                    "{text} → {html}"
                );
            }
        }
    }
}
