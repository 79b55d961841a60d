//! `module.toml`: what a module is.

use domain::learning::{Module, Practitioner, Source};

use crate::entry::Entry;
use crate::fault::{At, Passage};
use crate::lists::{check_different, values};

/// What `module.toml` says, and where it says what is checked against other files.
pub(super) struct About<'a> {
    /// The module, without what is in other files.
    pub(super) module: Module,
    pub(super) source_codes: Vec<String>,
    pub(super) passage: Passage<'a>,
    pub(super) level_at: usize,
    pub(super) draw_at: usize,
}

pub(super) fn read<'a>(passage: Passage<'a>, entry: Entry<'_>) -> About<'a> {
    let level = entry.text("level");
    let draw = entry.number("draw", &(1..=u32::MAX));
    let module = Module {
        name: String::new(),
        title: entry.text("title").value,
        level: level.value,
        summary: entry.text("summary").value,
        minutes: entry.number("minutes", &(1..=u32::MAX)).value,
        pass_mark: entry.number("pass_mark", &(1..=100)).value,
        draw: draw.value,
        attempts: entry.number("attempts", &(1..=u32::MAX)).value,
        version: entry.text("version").value,
        change_note: entry.text("change_note").value,
        checked_on: entry.date("checked_on"),
        guidance: entry.text("guidance").value,
        jurisdiction: entry.text("jurisdiction").value,
        outcomes: outcomes(&entry),
        sources: sources(&entry),
        practitioners: entry
            .tables("practitioner", "the practitioner")
            .into_iter()
            .map(practitioner)
            .collect(),
        screens: Vec::new(),
        questions: Vec::new(),
        pictures: Vec::new(),
    };
    entry.finish();
    let source_codes = module
        .sources
        .iter()
        .map(|source| source.code.clone())
        .collect();
    About {
        module,
        source_codes,
        passage,
        level_at: level.at,
        draw_at: draw.at,
    }
}

fn outcomes(entry: &Entry<'_>) -> Vec<String> {
    let outcomes = entry.texts("outcomes");
    check_different(&entry.passage, "outcome", &outcomes);
    values(outcomes)
}

fn sources(entry: &Entry<'_>) -> Vec<Source> {
    let (codes, sources): (Vec<At<String>>, Vec<Source>) = entry
        .tables("source", "the source")
        .into_iter()
        .map(source)
        .unzip();
    check_different(&entry.passage, "source", &codes);
    sources
}

fn source(mut entry: Entry<'_>) -> (At<String>, Source) {
    let code = entry.text("code");
    entry.name(&code.value);
    let source = Source {
        code: code.value.clone(),
        title: entry.text("title").value,
        publisher: entry.text("publisher").value,
    };
    entry.finish();
    (code, source)
}

fn practitioner(entry: Entry<'_>) -> Practitioner {
    let practitioner = Practitioner {
        name: entry.text("name").value,
        role: entry.text("role").value,
        on: entry.date("on"),
    };
    entry.finish();
    practitioner
}
