//! What people read on a certificate, and what their programs make of it.

mod support;

use domain::certificates::CertificateFacts;
use support::{Paper, facts, named, text, told};

fn drawn(facts: &CertificateFacts) -> Vec<u8> {
    print::certificate(facts).expect("these facts can be drawn")
}

/// What `pdfinfo` says of the file.
fn info(file: &[u8]) -> String {
    told("pdfinfo", "poppler-utils", &["FILE"], file)
}

/// The structure that a screen reader follows.
fn structure(file: &[u8]) -> String {
    told("pdfinfo", "poppler-utils", &["-struct-text", "FILE"], file)
}

/// The line that `pdftotext` reads for the learner's name, without the marks it puts round Arabic.
fn name_as_read(name: &str) -> String {
    let all = text(&drawn(&named(name)));
    let lines = all
        .lines()
        .skip_while(|line| *line != "This is to certify that")
        .skip(1);
    let lines = lines
        .take_while(|line| *line != "has passed")
        .filter(|line| !line.is_empty());
    let joined = lines.collect::<Vec<_>>().join(" ");
    joined
        .chars()
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

#[test]
fn a_reader_finds_everything_in_order() {
    let read = text(&drawn(&facts()));
    let mut rest = read.as_str();
    for said in [
        "North Millshire Safeguarding Adults Board",
        "Certificate of achievement",
        "This is to certify that",
        "Asha Patel",
        "has passed",
        "Modern slavery awareness",
        "Level: AW Awareness",
        "20 November 2026",
        "The learner can",
        "Name the main forms of exploitation",
        "Signed for the board by",
        "Dr Helen Marsh",
        "Independent Chair",
        "Issued on 22 November 2026",
        "Valid until 21 November 2029",
        "Certificate NM-2026-000123, revision 2, content version 2026.1",
        "https://training.northmillshire.example/check/NM-2026-000123",
    ] {
        let at = rest
            .find(said)
            .unwrap_or_else(|| panic!("“{said}” is missing or out of order in\n{read}"));
        rest = &rest[at + said.len()..];
    }
    for said in ["E-learning", "20 minutes", "9 out of 10"] {
        assert!(read.contains(said), "{said}");
    }
}

#[test]
fn a_learner_without_an_assessment_gets_a_certificate_of_completion() {
    let read = text(&drawn(&CertificateFacts {
        score: None,
        valid_until: None,
        ..facts()
    }));
    assert!(read.contains("Certificate of completion") && read.contains("has completed"));
    assert!(!read.contains("Score") && !read.contains("Valid until"));
}

#[test]
fn a_screen_reader_hears_headings_lists_and_the_link() {
    let heard = structure(&drawn(&facts()));
    for element in [
        "Document",
        "Figure",
        "H1 (block)",
        "H2 (block)",
        "LI (block)",
        "LBody",
        "Link (inline)",
    ] {
        assert!(heard.contains(element), "{element} is missing in\n{heard}");
    }
    let heading = heard.find("H1 (block)").unwrap();
    assert!(
        heard[heading..]
            .lines()
            .nth(1)
            .unwrap()
            .contains("Certificate of achievement")
    );
}

#[test]
fn a_screen_reader_hears_words_for_the_logo_and_the_qr_code() {
    let told = told("qpdf", "qpdf", &["--json", "FILE"], &drawn(&facts()));
    assert!(told.contains("Logo of North Millshire Safeguarding Adults Board"));
    assert!(told.contains("QR code that leads to https://training.northmillshire.example/check/"));
    for entry in [
        "\"/Lang\": \"u:en-GB\"",
        "\"/DisplayDocTitle\": true",
        "\"/Marked\": true",
        "\"/Tabs\": \"/S\"",
    ] {
        assert!(told.contains(entry), "{entry}");
    }
}

#[test]
fn a_screen_reader_does_not_run_the_lines_of_a_long_name_together() {
    let heard = structure(&drawn(&named(
        "Wilhelmina Alexandrina Bartholomew-Fotheringay Oluwaseun Abayomi-Montgomery Smith-Jones",
    )));
    assert!(heard.contains("\"Wilhelmina Alexandrina "), "{heard}");
}

#[test]
fn a_window_shows_the_title_and_says_that_the_file_is_tagged() {
    let said = info(&drawn(&facts()));
    assert!(said.contains(
        "Title:           Certificate of achievement: Asha Patel, Modern slavery awareness"
    ));
    for line in [
        "Tagged:          yes",
        "JavaScript:      no",
        "Pages:           1",
        "(A4)",
        "Metadata Stream: yes",
    ] {
        assert!(said.contains(line), "{line} in\n{said}");
    }
}

#[test]
fn a_strict_reader_finds_no_fault() {
    let said = told("qpdf", "qpdf", &["--check", "FILE"], &drawn(&facts()));
    assert!(
        said.contains("No syntax or stream encoding errors found"),
        "{said}"
    );
}

#[test]
fn every_font_is_embedded_cut_down_and_can_be_read_back() {
    let said = told(
        "pdffonts",
        "poppler-utils",
        &["FILE"],
        &drawn(&named("Asha 王小明")),
    );
    let fonts: Vec<&str> = said.lines().skip(2).collect();
    assert!(fonts.len() >= 3, "{said}");
    for font in fonts {
        assert!(
            font.contains("CID TrueType") && font.contains("yes yes yes"),
            "{font}"
        );
    }
}

#[test]
fn names_from_all_over_the_county_are_read_as_they_were_typed() {
    for name in [
        "Asha Patel",
        "Łukasz Żółć",
        "Nguyễn Thị Hạnh",
        "Ọláyínká Adébáyọ̀",
        "Siân ap Dafydd",
        "Γιώργος Παπαδόπουλος",
        "Олександра Їжакевич",
        "محمد عبد الرحمن السلامي",
        "שרה כהן",
        "王小明",
        "張偉豪",
        "प्रिया क्षत्रिय शर्मा",
        "শ্রীমতী রহিমা কৌশিক",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "પ્રિયા પટેલ",
        "கொற்றவை ஸ்ரீ தமிழ்",
        "አበበ በቂላ",
        "Zoë O’Connor-Mac an tSaoir (née Őry)",
    ] {
        assert_eq!(name_as_read(name), name);
    }
}

#[test]
fn a_phone_follows_the_qr_code_to_the_checking_page() {
    let page = Paper::with(&drawn(&facts()));
    let picture = format!("{}-page", page.0);
    let _ = told(
        "pdftoppm",
        "poppler-utils",
        &["-r", "120", "-gray", "-singlefile", "FILE", &picture],
        &drawn(&facts()),
    );
    let file = std::fs::read(format!("{picture}.pgm")).unwrap();
    std::fs::remove_file(format!("{picture}.pgm")).unwrap();
    // zbarimg tells pictures by their content, and grumbles about a missing message bus.
    let read = told(
        "zbarimg",
        "zbar-tools",
        &["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "FILE"],
        &file,
    );
    assert_eq!(read.trim(), facts().check_url);
}

#[test]
fn twelve_long_outcomes_and_a_long_name_still_fit_one_page() {
    let outcome = |n| {
        format!(
            "Explain point {n} of the local pathway to a colleague, and say whom to tell and how soon they need to know"
        )
    };
    let name =
        "Wilhelmina Alexandrina Bartholomew-Fotheringay Oluwaseun Abayomi-Montgomery Smith-Jones";
    let facts = CertificateFacts {
        outcomes: (1..=12).map(outcome).collect(),
        ..named(name)
    };
    let file = drawn(&facts);
    assert!(info(&file).contains("Pages:           1"));
    assert!(text(&file).contains("Explain point 12"));
}

#[test]
fn a_board_whose_logo_cannot_be_read_still_has_its_name_on_the_certificate() {
    let facts = CertificateFacts {
        board_logo: Some("<svg><text>NM</text></svg>".to_owned()),
        ..facts()
    };
    let file = drawn(&facts);
    assert!(text(&file).contains("North Millshire Safeguarding Adults Board"));
    assert_eq!(
        structure(&file).matches("Figure").count(),
        1,
        "only the QR code is left"
    );
}
