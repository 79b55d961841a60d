//! Reading `content/`, inside the program or in a folder, and importing it.

use crate::embedded::CONTENT;
use content::{Fault, File, Library};
use domain::access::{Actor, ImportContent, permit};
use std::path::Path;
use store::{Services, StoreError, framework, learning};
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

/// Keeps every module and framework whose version is new; their names.
///
/// # Errors
/// When the database fails.
pub async fn import(services: &Services, library: &Library) -> Result<Vec<String>, StoreError> {
    let Ok(permit) = permit(&Actor::Program, ImportContent {}) else {
        return Ok(Vec::new());
    };
    let mut new = Vec::new();
    for framework in &library.frameworks {
        if framework::import(services, &permit, framework).await? {
            new.push(format!(
                "framework {} {}",
                framework.name, framework.version
            ));
        }
    }
    for module in &library.modules {
        if learning::import(services, &permit, module).await? {
            new.push(format!("module {} {}", module.name, module.version));
        }
    }
    Ok(new)
}
