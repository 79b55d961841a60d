//! Reading a module: `content/modules/<name>/`.

mod about;
mod activity;
mod picture;
mod question;
mod screen;
mod svg;

use std::collections::BTreeSet;

use domain::learning::{Module, PictureFile, Question};

use crate::File;
use crate::document::Document;
use crate::fault::{Faults, Passage};
use crate::near;
use crate::shelf::ModuleFiles;
use about::About;

pub(crate) use screen::ScreenFile;

const FEWEST_QUESTIONS: usize = 15;

/// Reads the module `name`; its level has to be one of `levels`, where these are known.
pub(crate) fn read(
    name: &str,
    files: &ModuleFiles<'_>,
    levels: Option<&[&str]>,
    faults: &Faults,
) -> Option<Module> {
    let about = read_about(name, files.about, faults);
    if let (Some(about), Some(levels)) = (&about, levels) {
        check_level(about, levels);
    }
    let sources = about.as_ref().map(|about| about.source_codes.as_slice());
    let pictures: Vec<PictureFile> = files
        .pictures
        .iter()
        .map(|file| picture::read(Passage::whole(file, faults), file.path))
        .collect();
    let screens = screen::read_all(name, files, sources, faults);
    let questions = read_questions(name, files.questions, sources, faults);
    let about = about?;
    check_draw(&about, questions.as_deref());
    Some(Module {
        name: name.to_owned(),
        screens,
        questions: questions.unwrap_or_default(),
        pictures,
        ..about.module
    })
}

fn read_about<'a>(name: &str, file: Option<File<'a>>, faults: &'a Faults) -> Option<About<'a>> {
    let Some(file) = file else {
        missing(name, "module.toml", faults);
        return None;
    };
    let document = Document::parse(Passage::whole(&file, faults))?;
    Some(about::read(
        Passage::whole(&file, faults),
        document.root("the module"),
    ))
}

fn read_questions(
    name: &str,
    file: Option<File<'_>>,
    sources: Option<&[String]>,
    faults: &Faults,
) -> Option<Vec<Question>> {
    let Some(file) = file else {
        missing(name, "questions.toml", faults);
        return None;
    };
    let passage = Passage::whole(&file, faults);
    let document = Document::parse(passage)?;
    let (questions, kinds) = question::read_all(document.root("the file"), sources);
    if questions.len() < FEWEST_QUESTIONS {
        let wrong = format!("there are only {} questions.", questions.len());
        passage.fault_of_file(wrong, format!("Write at least {FEWEST_QUESTIONS}."));
    }
    check_kinds(&passage, &kinds);
    Some(questions)
}

fn check_kinds(passage: &Passage<'_>, kinds: &BTreeSet<&str>) {
    for (kind, _) in question::KINDS {
        if !kinds.contains(kind) {
            let wrong = format!("no question is of the kind \"{kind}\".");
            passage.fault_of_file(wrong, "Write at least one of each kind.");
        }
    }
}

fn check_level(about: &About<'_>, levels: &[&str]) {
    let level = &about.module.level;
    if !level.is_empty() && !levels.contains(&level.as_str()) {
        let wrong = format!("no framework has a level \"{level}\".");
        about
            .passage
            .fault(about.level_at, wrong, near::suggest(level, levels));
    }
}

fn check_draw(about: &About<'_>, questions: Option<&[Question]>) {
    let Some(questions) = questions else { return };
    let draw = about.module.draw;
    if usize::try_from(draw).is_ok_and(|draw| draw > questions.len()) {
        let wrong = format!(
            "the quiz draws {draw} questions, but there are {}.",
            questions.len()
        );
        about
            .passage
            .fault(about.draw_at, wrong, "Draw fewer, or write more questions.");
    }
}

fn missing(module: &str, file: &str, faults: &Faults) {
    let path = format!("modules/{module}/{file}");
    faults.file(
        &path,
        "the file is missing.",
        "Write it as docs/content.md says.",
    );
}
