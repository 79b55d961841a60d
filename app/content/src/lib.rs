//! Reading what authors write in `content/`: modules, frameworks, courses and the texts of e-mails.
//!
//! The front door is [`read`]: it takes the files as a list, so that the copy inside the program and a folder on disk
//! read the same, and gives checked domain types, or every fault of every file at once. Nothing is half read.
//!
//! Decided in `docs/content.md`. What comes out is kept by `store::learning`, `store::framework` and
//! `store::catalogue`.

mod course;
mod document;
mod email;
mod entry;
mod fault;
mod framework;
mod front_matter;
mod lists;
mod markdown;
mod module;
mod near;
mod shelf;
#[cfg(test)]
mod tests;
mod words;

use domain::catalogue::Course;
use domain::framework::Framework;
use domain::learning::Module;

pub use email::{EmailText, FilledEmail, MissingWord, Unfit, fill};
pub use fault::Fault;
pub use markdown::{PICTURES, SCREENS, markdown};

use fault::Faults;
use shelf::Shelf;

/// One file of the folder `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its path within `content/`, with forward slashes: `modules/awareness/module.toml`.
    pub path: &'a str,
    /// What is in it.
    pub text: &'a str,
}

/// Everything that was written, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// The modules, by name.
    pub modules: Vec<Module>,
    /// The frameworks, by name.
    pub frameworks: Vec<Framework>,
    /// The courses of the menu with their names, by name.
    pub courses: Vec<(String, Course)>,
    /// The texts of e-mails, by name.
    pub emails: Vec<EmailText>,
}

/// Reads and checks `files`.
///
/// A level of a module or course has to exist in one of the frameworks, if there is a framework among the files.
///
/// # Errors
/// Every fault of every file, by file and line.
pub fn read(files: &[File<'_>]) -> Result<Library, Vec<Fault>> {
    let faults = Faults::default();
    let shelf = Shelf::sort(files, &faults);

    let frameworks = (shelf.frameworks.iter())
        .map(|(name, file)| framework::read(name, file, &faults))
        .collect::<Option<Vec<_>>>();
    let levels = frameworks
        .as_deref()
        .filter(|all| !all.is_empty())
        .map(level_codes);
    let modules = (shelf.modules.iter())
        .filter_map(|(name, files)| module::read(name, files, levels.as_deref(), &faults))
        .collect();
    let courses = (shelf.courses.iter())
        .filter_map(|(name, file)| {
            let course = course::read(file, levels.as_deref(), &faults)?;
            Some(((*name).to_owned(), course))
        })
        .collect();
    let emails = shelf
        .emails
        .iter()
        .filter_map(|file| email::read(file, &faults))
        .collect();

    faults.none_or_all()?;
    Ok(Library {
        modules,
        frameworks: frameworks.unwrap_or_default(),
        courses,
        emails,
    })
}

fn level_codes(frameworks: &[Framework]) -> Vec<&str> {
    let levels = frameworks.iter().flat_map(|framework| &framework.levels);
    levels.map(|level| level.code.as_str()).collect()
}
