//! Which file is what, told by its path.

use std::collections::{BTreeMap, BTreeSet};

use crate::File;
use crate::fault::Faults;
use crate::near;

/// The files, sorted.
#[derive(Default)]
pub(crate) struct Shelf<'a> {
    pub(crate) modules: BTreeMap<&'a str, ModuleFiles<'a>>,
    pub(crate) frameworks: BTreeMap<&'a str, File<'a>>,
    /// By the name of the file, without its ending.
    pub(crate) courses: BTreeMap<&'a str, File<'a>>,
    pub(crate) emails: Vec<File<'a>>,
}

/// The files of one module.
#[derive(Default)]
pub(crate) struct ModuleFiles<'a> {
    pub(crate) about: Option<File<'a>>,
    pub(crate) questions: Option<File<'a>>,
    /// By path, and so by number.
    pub(crate) screens: Vec<File<'a>>,
    pub(crate) pictures: Vec<File<'a>>,
}

const FOLDERS: [&str; 4] = ["modules", "frameworks", "catalogue", "emails"];

const WHERE_FILES_GO: &str = "Files go to modules/<name>/, frameworks/<name>/framework.toml, \
     catalogue/<name>.toml or emails/<name>.md, as docs/content.md says.";

impl<'a> Shelf<'a> {
    /// Sorts `files`. What is written for people who look at the folder, such as a `README.md`, is passed over, and so
    /// are folders that others read.
    pub(crate) fn sort(files: &[File<'a>], faults: &Faults) -> Self {
        let mut files = files.to_vec();
        files.sort_by_key(|file| file.path);
        let mut shelf = Shelf::default();
        let mut seen = BTreeSet::new();
        for file in files.into_iter().filter(|file| !is_for_others(file.path)) {
            if !seen.insert(file.path) {
                faults.file(file.path, "the file is there twice.", "Give it once.");
            } else if !shelf.place(file, faults) {
                faults.file(
                    file.path,
                    "nothing reads a file at this place.",
                    WHERE_FILES_GO,
                );
            }
        }
        shelf
    }

    fn place(&mut self, file: File<'a>, faults: &Faults) -> bool {
        let parts: Vec<&str> = file.path.split('/').collect();
        match parts[..] {
            ["frameworks", name, "framework.toml"] => {
                check_name(name, file.path, faults);
                self.frameworks.insert(name, file);
            }
            ["catalogue", name] if has_extension(name, ".toml") => {
                let name = name.strip_suffix(".toml").unwrap_or(name);
                check_name(name, file.path, faults);
                self.courses.insert(name, file);
            }
            ["emails", name] if has_extension(name, ".md") => self.emails.push(file),
            ["modules", name, ref inside @ ..] => {
                if !self.modules.contains_key(name) {
                    check_name(name, file.path, faults);
                }
                return self.modules.entry(name).or_default().place(inside, file);
            }
            _ => return false,
        }
        true
    }
}

impl<'a> ModuleFiles<'a> {
    fn place(&mut self, inside: &[&str], file: File<'a>) -> bool {
        match inside {
            ["module.toml"] => self.about = Some(file),
            ["questions.toml"] => self.questions = Some(file),
            ["screens", name] if has_extension(name, ".md") => self.screens.push(file),
            ["pictures", name] if has_extension(name, ".svg") => self.pictures.push(file),
            _ => return false,
        }
        true
    }
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether `name` is lower case words joined by hyphens.
pub(crate) fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.split('-')
        .all(|word| !word.is_empty() && word.chars().all(is_letter))
}

fn check_name(name: &str, path: &str, faults: &Faults) {
    if !is_name(name) {
        let wrong = format!("\"{name}\" cannot be part of an address.");
        faults.file(
            path,
            wrong,
            "Name the folder or file with lower case words joined by hyphens.",
        );
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.strip_suffix(extension)
        .is_some_and(|stem| !stem.is_empty())
}

/// Whether nothing here reads the file at `path`: it lies at the top of `content/`, is hidden or a `README.md`, or is in
/// a folder that others read. A folder with nearly the name of one of ours is a slip, and not passed over.
fn is_for_others(path: &str) -> bool {
    let name = file_name(path);
    let Some((folder, _)) = path.split_once('/') else {
        return true;
    };
    name.starts_with('.') || name == "README.md" || near::nearest(folder, &FOLDERS).is_none()
}
