use proptest::prelude::*;

use super::Sample;
use crate::{EmailText, fill, markdown};

/// Pieces from which texts are made that come close to what the reader looks for.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        Just("+++\n"),
        Just("[[question]]\n"),
        Just("kind = \"single\"\n"),
        Just("{{board}}"),
        Just("{{"),
        Just("}}"),
        Just("](x"),
        Just("![é]("),
        Just("> [!NOTE]\n> "),
        Just("| a |\n|--|\n| b |\n"),
        Just("<svg "),
        Just("</svg>"),
        Just("x='"),
        Just("\"\n"),
        Just("<!--"),
        Just("&#x;"),
        Just("# "),
        Just("\r\n"),
        Just("- "),
        Just("\u{feff}"),
        Just("𝄞"),
        Just("\0"),
        Just("steps = [1, \"é\"]\n"),
        Just("[[question.option]]\n"),
        Just("[question]\n"),
        Just("a.b = 1\n"),
        Just("draw = 99999999999999999999\n"),
        Just("{{local contacts}}\n\n"),
        Just("    code\n"),
        Just("***"),
        Just("url("),
        Just("<style>"),
    ];
    prop::collection::vec(
        prop_oneof![4 => scrap.prop_map(str::to_owned), 1 => any::<String>()],
        0..12,
    )
    .prop_map(|scraps| scraps.concat())
}

/// Deeper than anyone would write, and still no end of the stack.
#[test]
fn deep_nesting_is_survived() {
    for text in ["> ", "- ", "[", "![", "*a ", "((", "{{", "`", "| a "] {
        let _ = markdown(&text.repeat(1_000));
        let _ = Sample::new()
            .change("02-pause.md", "The next", &text.repeat(1_000))
            .read();
    }
    for text in ["<g>", "<!--", "&amp;"] {
        let _ = Sample::new()
            .change("hand.svg", "<title>", &text.repeat(1_000))
            .read();
    }
    let _ = Sample::new()
        .change("fire/module.toml", "20", &"[".repeat(1_000))
        .read();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a file, it is read or refused; it never stops the program.
    #[test]
    fn any_text_is_read_or_refused(text in scraps(), place in 0_usize..8, cut in any::<prop::sample::Index>()) {
        let mut sample = Sample::new();
        sample.0[place].1 = text.clone();
        let _ = sample.read();

        let mut sample = Sample::new();
        let whole = &mut sample.0[place].1;
        let at = (0..=whole.len()).filter(|at| whole.is_char_boundary(*at)).collect::<Vec<_>>();
        whole.insert_str(at[cut.index(at.len())], &text);
        for fault in sample.read().err().unwrap_or_default() {
            let path = fault.file.trim_start_matches("content/");
            let lines = sample.0.iter().find(|(file, _)| file == path).map(|(_, text)| text.split('\n').count());
            prop_assert!(fault.line.is_none_or(|line| line >= 1 && Some(line) <= lines), "{fault}");
        }
    }

    /// Whatever stands in a short text or an e-mail, what comes out has no script in it.
    #[test]
    fn any_short_text_is_shown_or_dropped(text in scraps(), word in any::<String>()) {
        prop_assert!(!markdown(&text).contains("<script"));
        let email = EmailText { name: "x".into(), subject: text.clone(), body_markdown: text, words: Vec::new() };
        if let Ok(filled) = fill(&email, &[("board", &word)]) {
            prop_assert!(!filled.subject.contains(['\r', '\n']));
            prop_assert!(!filled.html.contains("<script"));
        }
    }
}
