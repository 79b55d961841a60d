//! What a certificate refuses, and what it withstands.

mod support;

use std::collections::BTreeMap;

use domain::certificates::CertificateFacts;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use print::{CannotDraw, Field};
use proptest::prelude::*;
use support::{facts, named, text, told};

#[test]
fn the_same_facts_give_the_same_bytes() {
    let facts = named("محمد Asha 王小明");
    assert_eq!(
        print::certificate(&facts).unwrap(),
        print::certificate(&facts).unwrap()
    );
}

#[test]
fn an_emoji_is_refused_by_name() {
    let refusal = print::can_draw("Asha 😀 Patel").unwrap_err().to_string();
    assert!(refusal.contains("“😀” (U+1F600)"), "{refusal}");
    let refusal = print::certificate(&named("Asha 😀")).unwrap_err();
    assert!(
        refusal.to_string().contains("in the learner’s name"),
        "{refusal}"
    );
}

#[test]
fn a_name_that_cannot_be_seen_is_refused_as_empty() {
    let refusal = print::certificate(&named(" \u{200B}\u{202E}\t")).unwrap_err();
    assert_eq!(
        refusal,
        CannotDraw::Empty {
            field: Field::LearnerName
        }
    );
}

#[test]
fn a_name_longer_than_a_page_is_refused_and_said_to_be_too_long() {
    let refusal = print::certificate(&named(&"Asha ".repeat(5000))).unwrap_err();
    assert_eq!(
        refusal,
        CannotDraw::TooLong {
            field: Field::LearnerName
        }
    );
}

#[test]
fn a_name_cannot_put_commands_into_the_file() {
    for name in [
        r"Asha) /OpenAction << /S /JavaScript /JS (app.alert(1)) >> (Patel",
        r"\) ET Q endstream endobj \\\(((",
        "Asha\u{202E}\u{2066}letaP\u{2069}\u{0}\r\n%%EOF",
        "<b>Asha</b> & <script>alert(1)</script> ]]>",
        "A\u{200B}s\u{FEFF}h\u{200D}a\u{E0041}\u{AD}",
    ] {
        let file = print::certificate(&named(name)).unwrap();
        told("qpdf", "qpdf", &["--check", "FILE"], &file);
        let raw = String::from_utf8_lossy(&file);
        for command in ["/JavaScript", "/OpenAction", "/JS", "/Launch", "/AA"] {
            assert!(!raw.contains(command), "{command} for {name:?}");
        }
        let all = Document::load_mem(&file).unwrap();
        assert!(all.catalog().unwrap().get(b"OpenAction").is_err());
        assert!(!text(&file).contains('\u{202E}') || !name.contains('\u{202E}'));
    }
}

#[test]
fn an_address_of_another_kind_than_a_web_page_is_refused() {
    let facts = CertificateFacts {
        check_url: "javascript:alert(1)".to_owned(),
        ..facts()
    };
    assert_eq!(print::certificate(&facts), Err(CannotDraw::NotAnAddress));
}

#[test]
fn an_address_with_brackets_stays_one_address() {
    let check_url = r"https://example.org/a)(b\c?x=<y>&z='é'".to_owned();
    let file = print::certificate(&CertificateFacts {
        check_url,
        ..facts()
    })
    .unwrap();
    let said = told("qpdf", "qpdf", &["--json", "FILE"], &file);
    assert!(
        said.contains(r"https://example.org/a)(b\\c?x=<y>&z='%C3%A9'"),
        "the link is as it was given"
    );
}

/// A logo that reaches far beyond anything a page can say is left out rather than written.
#[test]
fn a_logo_of_absurd_size_does_not_spoil_the_file() {
    for logo in [
        r#"<svg viewBox="0 0 1e-300 1"><rect width="1" height="1"/></svg>"#,
        r#"<svg viewBox="0 0 9 9"><path d="M0 0L1e300 1e38z"/></svg>"#,
        r#"<svg viewBox="0 0 9 9"><rect width="1" height="1" stroke="black" stroke-width="1e39"/></svg>"#,
        r#"<svg viewBox="0 0 9 9"><rect width="1" height="1" transform="scale(1e200)"/></svg>"#,
    ] {
        let facts = CertificateFacts {
            board_logo: Some(logo.to_owned()),
            ..facts()
        };
        let file = print::certificate(&facts).unwrap();
        let said = told("pdfinfo", "poppler-utils", &["-struct", "FILE"], &file);
        assert_eq!(said.matches("Figure").count(), 1, "{logo}");
    }
}

/// Each font's map from the numbers on the page to the glyphs of the font.
fn glyph_maps(file: &Document, page: ObjectId) -> lopdf::Result<BTreeMap<Vec<u8>, Vec<u8>>> {
    let map = |font: &Dictionary| {
        let cid_font = font.get(b"DescendantFonts")?.as_array()?[0].as_dict()?;
        cid_font
            .get_deref(b"CIDToGIDMap", file)?
            .as_stream()?
            .get_plain_content()
    };
    file.get_page_fonts(page)?
        .into_iter()
        .map(|(name, font)| Ok((name, map(font)?)))
        .collect()
}

/// How many glyphs a page shows, and how many of them are the empty box.
fn shown_and_empty(file: &[u8]) -> lopdf::Result<(usize, usize)> {
    let file = Document::load_mem(file)?;
    let page = file.get_pages()[&1];
    let maps = glyph_maps(&file, page)?;
    let content = Content::decode(&file.get_page_content(page))?;
    let (mut shown, mut empty, mut map) = (0, 0, &Vec::new());
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => map = &maps[operation.operands[0].as_name()?],
            "TJ" => {
                for item in operation.operands[0].as_array()? {
                    let Object::String(codes, _) = item else {
                        continue;
                    };
                    for code in codes.chunks(2) {
                        let place = 2 * usize::from(u16::from_be_bytes([code[0], code[1]]));
                        shown += 1;
                        empty += usize::from(map[place..place + 2] == [0, 0]);
                    }
                }
            }
            "Tj" => panic!("all text is shown with TJ"),
            _ => {}
        }
    }
    Ok((shown, empty))
}

/// Letters of the scripts that the fonts have, and of some that they do not.
fn letters() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~À-ɏ\u{300}-\u{36F}]{1,40}",
        "[Ͱ-ӿ ]{1,30}",
        "[\u{590}-\u{6FF}\u{200C}-\u{200F}a-z0-9() ]{1,30}",
        "[\u{900}-\u{97F}\u{200C}\u{200D} ]{1,30}",
        "[\u{980}-\u{BFF} ]{1,30}",
        "[一-龥ぁ-ヿ\u{1200}-\u{137F} ]{1,20}",
        "\\PC{1,30}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_global_rejects: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever text is accepted, nobody finds an empty box on a certificate.
    #[test]
    fn no_accepted_name_leaves_an_empty_box(name in letters()) {
        prop_assume!(print::can_draw(&name).is_ok());
        match print::certificate(&named(&name)) {
            Ok(file) => {
                let (shown, empty) = shown_and_empty(&file).unwrap();
                prop_assert!(shown > 100);
                prop_assert_eq!(empty, 0);
            }
            Err(refusal) => prop_assert_eq!(refusal, CannotDraw::Empty { field: Field::LearnerName }),
        }
    }

    /// No text whatever brings the program down.
    #[test]
    fn nothing_that_people_type_stops_the_program(name in any::<String>(), logo in "\\PC{0,80}") {
        let _ = print::can_draw(&name);
        let facts = CertificateFacts { course: name.clone(), board_logo: Some(logo), ..named(&name) };
        let _ = print::certificate(&facts);
    }
}
