//! Tests of the front door: a small library that is right, and what is said when something in it is wrong.

mod activities;
mod course;
mod email;
mod framework;
mod html;
mod module;
mod picture;
mod questions;
mod real;
mod robustness;
mod screens;

use crate::{Fault, File, Library, read};

/// A library with one framework, one module of three screens and one e-mail, all of it right.
#[derive(Clone)]
struct Sample(Vec<(String, String)>);

impl Sample {
    fn new() -> Self {
        let files = [
            (
                "frameworks/fire/framework.toml",
                include_str!("sample/framework.toml"),
            ),
            (
                "modules/fire/module.toml",
                include_str!("sample/module.toml"),
            ),
            (
                "modules/fire/questions.toml",
                include_str!("sample/questions.toml"),
            ),
            (
                "modules/fire/screens/01-start.md",
                include_str!("sample/01-start.md"),
            ),
            (
                "modules/fire/screens/02-pause.md",
                include_str!("sample/02-pause.md"),
            ),
            (
                "modules/fire/screens/03-signs.md",
                include_str!("sample/03-signs.md"),
            ),
            (
                "modules/fire/pictures/hand.svg",
                include_str!("sample/hand.svg"),
            ),
            ("catalogue/drill.toml", include_str!("sample/drill.toml")),
            ("emails/welcome.md", include_str!("sample/welcome.md")),
        ];
        Sample(
            files
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .into(),
        )
    }

    /// With the first `from` in the file whose path ends in `file` replaced.
    fn change(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = &mut self.find(file).1;
        assert!(text.contains(from), "{file} has no {from:?}");
        *text = text.replacen(from, to, 1);
        self
    }

    fn rename(mut self, file: &str, to: &str) -> Self {
        let path = &mut self.find(file).0;
        *path = path.replace(file, to);
        self
    }

    fn add(mut self, path: &str, text: &str) -> Self {
        self.0.push((path.to_owned(), text.to_owned()));
        self
    }

    fn without(mut self, file: &str) -> Self {
        self.0.retain(|(path, _)| !path.ends_with(file));
        self
    }

    fn find(&mut self, file: &str) -> &mut (String, String) {
        self.0
            .iter_mut()
            .find(|(path, _)| path.ends_with(file))
            .expect("the sample has the file")
    }

    fn read(&self) -> Result<Library, Vec<Fault>> {
        let files: Vec<File<'_>> = self
            .0
            .iter()
            .map(|(path, text)| File { path, text })
            .collect();
        read(&files)
    }

    /// What is said about it, the folder of the module left out.
    fn faults(&self) -> Vec<String> {
        let faults = self.read().err().unwrap_or_default();
        faults
            .iter()
            .map(|fault| fault.to_string().replace("content/modules/fire/", ""))
            .collect()
    }
}

/// One thing done wrong: in `file`, `from` is written as `to`; and all that has to be said about it.
type Case<'a> = (&'a str, &'a str, &'a [&'a str]);

/// Checks that each case brings its faults, and no others.
fn check(file: &str, cases: &[Case<'_>]) {
    for (from, to, expected) in cases {
        assert_eq!(
            Sample::new().change(file, from, to).faults(),
            *expected,
            "{from:?} → {to:?}"
        );
    }
}

#[test]
fn what_is_right_is_read_whole() {
    let library = Sample::new().read().unwrap();
    let module = &library.modules[0];
    assert_eq!(
        (module.name.as_str(), module.level.as_str()),
        ("fire", "AW")
    );
    assert_eq!(module.screens.len(), 3);
    assert_eq!(module.questions.len(), 15);
    assert_eq!(module.pictures[0].name, "hand.svg");
    assert_eq!(library.frameworks[0].requirements.len(), 3);
    assert_eq!(library.emails[0].subject, "Welcome to {{platform}}");
}

#[test]
fn faults_of_all_files_come_at_once_and_in_order() {
    let sample = Sample::new()
        .change("questions.toml", "right = true", "right = false")
        .change("questions.toml", "kind = \"multiple\"", "kind = \"many\"")
        .change("module.toml", "pass_mark = 80", "pass_mark = 101")
        .change("03-signs.md", "Keep calm.", "<b>Keep calm.</b>");
    assert_eq!(
        sample.faults(),
        [
            "module.toml:5: \"pass_mark\" cannot be 101. Write a whole number from 1 to 100.",
            "questions.toml: no question is of the kind \"multiple\". Write at least one of each kind.",
            "questions.toml:1: the question \"single-1\" has no right option. \
             Mark one option with right = true.",
            "questions.toml:20: \"kind\" cannot be \"many\". Use \"single\", \"multiple\", \"scenario\", \
             \"ordering\" or \"matching\".",
            "screens/03-signs.md:26: raw HTML is refused. \
             Write it in Markdown; a < that stands for itself is written \\<.",
        ]
    );
}

#[test]
fn a_fault_names_its_file_with_the_folder() {
    let faults = Sample::new()
        .change("module.toml", "attempts = 3", "")
        .read()
        .unwrap_err();
    let said =
        "content/modules/fire/module.toml:1: the module has no \"attempts\". Add attempts = 1.";
    assert_eq!(faults[0].to_string(), said);
}
