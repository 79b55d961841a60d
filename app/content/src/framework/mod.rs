//! Reading a framework: `content/frameworks/<name>/framework.toml`.

mod parts;

use domain::framework::{FaultKind, Framework, Section, faults as faults_of};

use crate::File;
use crate::document::Document;
use crate::entry::Entry;
use crate::fault::{At, Faults, Passage};
use crate::lists::{check_different, values};

/// Reads the framework `name`; none, and the faults noted, where the file is not TOML.
pub(crate) fn read(name: &str, file: &File<'_>, faults: &Faults) -> Option<Framework> {
    let passage = Passage::whole(file, faults);
    let document = Document::parse(passage)?;
    let root = document.root("the framework");
    let passage = root.passage;
    let (levels, level_codes) = coded(&root, "level");
    let (cohorts, cohort_codes) = coded(&root, "cohort");
    let (questions, question_codes) = coded(&root, "question");
    let known = Known {
        levels: level_codes,
        cohorts: cohort_codes,
    };
    let heads = [
        heads(Section::Levels, &levels, &known.levels),
        heads(Section::Cohorts, &cohorts, &known.cohorts),
        heads(Section::Questions, &questions, &question_codes),
    ];
    let requirements = parts::requirements(
        root.tables("requirement", "the requirement"),
        &known,
        &cohorts,
    );
    let framework = Framework {
        name: name.to_owned(),
        title: root.text("title").value,
        version: root.text("version").value,
        effective_on: root.date("effective_on"),
        change_note: root.text("change_note").value,
        about: root.text("about").value,
        due_soon_days: root.number("due_soon_days", &(0..=u32::MAX)).value,
        levels: zip(levels, &known.levels, |entry, code| {
            parts::level(entry, code, &known)
        }),
        cohorts: zip(cohorts, &known.cohorts, parts::cohort),
        questions: zip(questions, &question_codes, |entry, code| {
            parts::question(entry, code, &known)
        }),
        requirements,
        transitions: Vec::new(),
    };
    root.finish();
    check(&framework, &passage, &heads.concat());
    Some(framework)
}

/// Where an entry begins, and what it is called in faults.
#[derive(Clone)]
struct Head {
    section: Section,
    code: String,
    at: usize,
    what: String,
}

fn heads(section: Section, entries: &[Entry<'_>], codes: &[String]) -> Vec<Head> {
    let head = |(entry, code): (&Entry<'_>, &String)| Head {
        section,
        code: code.clone(),
        at: entry.at,
        what: entry.what.clone(),
    };
    entries.iter().zip(codes).map(head).collect()
}

/// Notes what makes no sense in the framework as a whole. What is missing, there twice or unknown has been noted on its own
/// line by then.
fn check(framework: &Framework, passage: &Passage<'_>, heads: &[Head]) {
    let of_sense = faults_of(framework).into_iter();
    for fault in of_sense.filter(|fault| fault.kind == FaultKind::Sense) {
        let code = fault.code.unwrap_or_default();
        let fits = |head: &&Head| head.section == fault.section && head.code == code;
        if let Some(head) = heads.iter().find(fits).filter(|_| !code.is_empty()) {
            let wrong = format!("{} {}", head.what, fault.wrong);
            passage.fault(head.at, wrong, fault.right);
        }
    }
}

/// The codes that can be referred to.
struct Known {
    levels: Vec<String>,
    cohorts: Vec<String>,
}

/// The entries of one kind, and their codes, which all differ.
fn coded<'t>(root: &Entry<'t>, kind: &'static str) -> (Vec<Entry<'t>>, Vec<String>) {
    let mut entries = root.tables(kind, &format!("the {kind}"));
    if entries.is_empty() {
        root.passage
            .fault_of_file(format!("there is no {kind}."), format!("Add a [[{kind}]]."));
    }
    let codes: Vec<At<String>> = entries.iter().map(|entry| entry.text("code")).collect();
    check_different(&root.passage, &format!("{kind} code"), &codes);
    for (entry, code) in entries.iter_mut().zip(&codes) {
        entry.name(&code.value);
    }
    (entries, values(codes))
}

fn zip<'t, T>(
    entries: Vec<Entry<'t>>,
    codes: &[String],
    read: impl Fn(Entry<'t>, String) -> T,
) -> Vec<T> {
    entries
        .into_iter()
        .zip(codes)
        .map(|(entry, code)| read(entry, code.clone()))
        .collect()
}
