//! What is wrong with a framework as a whole.
//!
//! The same rules hold for a file that is imported and for a draft that is written in the browser; only where a fault is
//! said differs. Rules F11 and F21 of `docs/rules/framework.md`.

mod levels;

use super::{Framework, Section, circle::circle};
use std::{collections::BTreeSet, fmt};

/// The longest code.
const LONGEST_CODE: usize = 6;

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Something that has to be said is not.
    Missing,
    /// Something is there twice.
    Twice,
    /// Something refers to what is not there.
    Unknown,
    /// A cohort is asked for nothing.
    Unasked,
    /// What is said makes no sense.
    Sense,
}

/// Something wrong, said so that its author can put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Of what kind.
    pub kind: FaultKind,
    /// In which part.
    pub section: Section,
    /// The code of the level, cohort or question, where it is about one.
    pub code: Option<String>,
    /// What is wrong, as the rest of a sentence about it: "comes after itself: WD after WD."
    pub wrong: String,
    /// What would be right, as a sentence.
    pub right: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.section {
            Section::Levels => "level",
            Section::Cohorts | Section::Requirements => "cohort",
            Section::Questions => "question",
            Section::About => "framework",
        };
        match &self.code {
            Some(code) => write!(f, "The {what} {code} ")?,
            None => f.write_str("The framework ")?,
        }
        write!(f, "{} {}", self.wrong, self.right)
    }
}

/// Whether a code can be part of an address: up to six capitals and digits, a capital first.
pub fn is_code(code: &str) -> bool {
    let is_fine = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    code.len() <= LONGEST_CODE
        && code.bytes().all(is_fine)
        && code.bytes().next().is_some_and(|c| c.is_ascii_uppercase())
}

/// Everything that is wrong with a framework, part by part.
pub fn faults(framework: &Framework) -> Vec<Fault> {
    let mut found = Found(Vec::new());
    about(framework, &mut found);
    for level in &framework.levels {
        levels::texts(level, &mut found);
        levels::times(level, &mut found);
        levels::references(framework, level, &mut found);
    }
    if let Some(circle) = circle(&framework.levels) {
        let wrong = format!("comes after itself: {}.", circle.join(" after "));
        let right = "Take one of these out of what comes before.";
        found.add(
            FaultKind::Sense,
            Section::Levels,
            Some(&circle[0]),
            wrong,
            right,
        );
    }
    cohorts(framework, &mut found);
    questions(framework, &mut found);
    codes(framework, &mut found);
    found.0
}

struct Found(Vec<Fault>);

impl Found {
    fn add(
        &mut self,
        kind: FaultKind,
        section: Section,
        code: Option<&str>,
        wrong: impl Into<String>,
        right: impl Into<String>,
    ) {
        self.0.push(Fault {
            kind,
            section,
            code: code.map(str::to_owned),
            wrong: wrong.into(),
            right: right.into(),
        });
    }

    /// Notes each text that says nothing, by what it is called.
    fn missing(&mut self, section: Section, code: Option<&str>, texts: &[(&str, &str)]) {
        for (called, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
            let wrong = format!("has no {called}.");
            self.add(FaultKind::Missing, section, code, wrong, "Write it.");
        }
    }
}

fn about(framework: &Framework, found: &mut Found) {
    let texts = [
        ("title", framework.title.as_str()),
        ("version", &framework.version),
        ("note on what changed", &framework.change_note),
        ("text on what it is for", &framework.about),
    ];
    found.missing(Section::About, None, &texts);
    let parts = [
        (Section::Levels, "level", framework.levels.is_empty()),
        (Section::Cohorts, "cohort", framework.cohorts.is_empty()),
        (
            Section::Questions,
            "question",
            framework.questions.is_empty(),
        ),
    ];
    for (section, what, _) in parts.into_iter().filter(|(_, _, is_empty)| *is_empty) {
        let (wrong, right) = (format!("has no {what}."), format!("Add a {what}."));
        found.add(FaultKind::Missing, section, None, wrong, right);
    }
}

fn cohorts(framework: &Framework, found: &mut Found) {
    for cohort in &framework.cohorts {
        let code = Some(cohort.code.as_str());
        let texts = [
            ("title", cohort.title.as_str()),
            ("words on who is in it", &cohort.who),
        ];
        found.missing(Section::Cohorts, code, &texts);
        if !framework
            .requirements
            .iter()
            .any(|one| one.cohort == cohort.code)
        {
            let wrong = format!("(“{}”) is asked for nothing.", cohort.title);
            let right = "Say what it must or should reach, or remove it.";
            found.add(
                FaultKind::Unasked,
                Section::Requirements,
                code,
                wrong,
                right,
            );
        }
    }
    for one in &framework.requirements {
        let unknown = if framework.cohort(&one.cohort).is_none() {
            format!("is asked for {}, but does not exist.", one.level)
        } else if framework.level(&one.level).is_none() {
            format!("is asked for a level {}, which does not exist.", one.level)
        } else {
            continue;
        };
        let code = Some(one.cohort.as_str());
        let right = "Save the table again.";
        found.add(
            FaultKind::Unknown,
            Section::Requirements,
            code,
            unknown,
            right,
        );
    }
    let pairs = framework
        .requirements
        .iter()
        .map(|one| (&one.cohort, &one.level));
    if pairs.collect::<BTreeSet<_>>().len() < framework.requirements.len() {
        let wrong = "asks a cohort for a level twice.";
        found.add(
            FaultKind::Twice,
            Section::Requirements,
            None,
            wrong,
            "Save the table again.",
        );
    }
}

fn questions(framework: &Framework, found: &mut Found) {
    for question in &framework.questions {
        let code = Some(question.code.as_str());
        found.missing(Section::Questions, code, &[("text", &question.text)]);
        if question.gives.is_empty() {
            let right = "Choose the cohorts that a yes gives.";
            found.add(
                FaultKind::Missing,
                Section::Questions,
                code,
                "gives no cohort.",
                right,
            );
        }
        for cohort in question
            .gives
            .iter()
            .filter(|code| framework.cohort(code).is_none())
        {
            let wrong = format!("gives a cohort {cohort}, which does not exist.");
            let right = "Choose among the cohorts that there are.";
            found.add(FaultKind::Unknown, Section::Questions, code, wrong, right);
        }
    }
}

fn codes(framework: &Framework, found: &mut Found) {
    let levels = framework
        .levels
        .iter()
        .map(|one| (Section::Levels, &one.code));
    let cohorts = framework
        .cohorts
        .iter()
        .map(|one| (Section::Cohorts, &one.code));
    let questions = framework
        .questions
        .iter()
        .map(|one| (Section::Questions, &one.code));
    let mut seen = BTreeSet::new();
    for (section, code) in levels.chain(cohorts).chain(questions) {
        if !seen.insert((section, code.to_lowercase())) {
            let right = "Give each its own code.";
            found.add(
                FaultKind::Twice,
                section,
                Some(code),
                "is there twice.",
                right,
            );
        }
        if !is_code(code) {
            let right = "Use up to six capitals and digits, a capital first, such as C1.";
            let wrong = "has a code that cannot be part of an address.";
            found.add(FaultKind::Sense, section, Some(code), wrong, right);
        }
    }
}

#[cfg(test)]
mod tests;
