//! Reading `content/`, inside the program or in a folder, and importing it.

use crate::embedded::CONTENT;
use content::{Fault, File, Library};
use domain::access::{Actor, ImportContent, permit};
use std::path::Path;
use store::{Imported, Services, StoreError, catalogue, framework, learning};
use thiserror::Error;

/// Why content was not imported.
#[derive(Debug, Error)]
pub enum NotImported {
    /// The files are not right. Nothing was imported.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Fault>),
    /// A file could not be read.
    #[error("{0}")]
    Unreadable(String),
    /// It could not be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is inside the program.
///
/// # Errors
/// All faults of all files.
pub fn embedded() -> Result<Library, NotImported> {
    let files: Vec<_> = CONTENT
        .iter()
        .map(|(path, text)| File { path, text })
        .collect();
    content::read(&files).map_err(NotImported::Faults)
}

/// One file inside the program.
pub fn embedded_text(path: &str) -> Option<&'static str> {
    CONTENT
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

/// What is in a folder.
///
/// # Errors
/// All faults of all files, or the first one that cannot be read.
pub fn folder(root: &Path) -> Result<Library, NotImported> {
    let mut texts = Vec::new();
    collect(root, root, &mut texts)?;
    let files: Vec<_> = texts
        .iter()
        .map(|(path, text)| File { path, text })
        .collect();
    content::read(&files).map_err(NotImported::Faults)
}

fn collect(
    root: &Path,
    folder: &Path,
    into: &mut Vec<(String, String)>,
) -> Result<(), NotImported> {
    let unreadable =
        |error: std::io::Error| NotImported::Unreadable(format!("{}: {error}", folder.display()));
    let mut entries = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, into)?;
        } else {
            let text = std::fs::read_to_string(&path);
            let text = text
                .map_err(|error| NotImported::Unreadable(format!("{}: {error}", path.display())))?;
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            into.push((name, text));
        }
    }
    Ok(())
}

/// What came of importing a library, by the names of its modules, frameworks and courses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Those whose version is kept now.
    pub new: Vec<String>,
    /// Those whose version was kept before and says something else. They stay as they were.
    pub differing: Vec<String>,
}

impl Outcome {
    fn add(&mut self, came: Imported, name: String) {
        match came {
            Imported::New => self.new.push(name),
            Imported::Known => {}
            Imported::Differs => self.differing.push(name),
        }
    }

    /// For each that was changed without a new version, what to do about it.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        self.differing.iter().map(|name| {
            format!(
                "{name} differs from the version of that name which is kept already, and was not imported. \
                 Raise its version."
            )
        })
    }
}

/// Keeps every module and framework whose version is new, and every course that was not kept before.
///
/// # Errors
/// When the database fails.
pub async fn import(services: &Services, library: &Library) -> Result<Outcome, StoreError> {
    let mut outcome = Outcome::default();
    let Ok(permit) = permit(&Actor::Program, ImportContent {}) else {
        return Ok(outcome);
    };
    for framework in &library.frameworks {
        let came = framework::import(services, &permit, framework).await?;
        let name = format!("framework {} {}", framework.name, framework.version);
        outcome.add(came, name);
    }
    for module in &library.modules {
        let came = learning::import(services, &permit, module).await?;
        outcome.add(came, format!("module {} {}", module.name, module.version));
    }
    for (name, course) in &library.courses {
        if catalogue::import(services, &permit, name, course).await? {
            outcome.new.push(format!("course {name}"));
        }
    }
    for warning in outcome.warnings() {
        tracing::warn!("{warning}");
    }
    Ok(outcome)
}
