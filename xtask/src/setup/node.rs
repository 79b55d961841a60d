//! Node, and the packages that npm installs into a folder.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::problem::Problem;
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// The oldest Node that the tools run on.
pub const OLDEST: u32 = 20;

const REMEDY: &str = "Install Node 20 or newer with npm: https://nodejs.org/en/download, \
    or your system's packages where they are new enough (Debian 13, Fedora, Homebrew).";

/// Demands a Node that is new enough, and npm.
///
/// # Errors
/// One of them is missing or too old.
pub fn check() -> Result<(), Problem> {
    let Some(version) = version() else {
        return Err(Problem::new(
            "Node is not installed; it makes the styles.",
            REMEDY,
        ));
    };
    if major(&version).is_none_or(|major| major < OLDEST) {
        return Err(Problem::new(format!("Node {version} is too old."), REMEDY));
    }
    if shell::find("npm").is_none() {
        return Err(Problem::new(
            "npm is not installed; it fetches Node packages.",
            REMEDY,
        ));
    }
    Ok(())
}

/// What `node --version` says.
pub fn version() -> Option<String> {
    shell::read(shell::program("node").arg("--version"))
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs GOV.UK Frontend, MOJ Frontend and what makes styles of them.
///
/// # Errors
/// As [`install_packages`].
pub fn install_frontend(workspace: &Workspace) -> Result<(), Problem> {
    let folder = workspace.root.join("frontend");
    install_packages(&folder, "GOV.UK Frontend and the tools for styles")
}

/// Installs exactly the packages that the folder's `package-lock.json` names.
///
/// # Errors
/// The folder has no list of packages, or npm cannot fetch them.
pub fn install_packages(folder: &Path, what: &str) -> Result<(), Problem> {
    check()?;
    let list = folder.join("package-lock.json");
    if !list.is_file() {
        return Err(Problem::new(
            format!("{} is missing.", list.display()),
            "It belongs to the project: restore it, or run `npm install` in that folder.",
        ));
    }
    let _alone = super::hold(&list)?;
    if are_installed(folder) {
        return Ok(());
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    tell::step(
        &format!("Install {what} with npm, as {name}/package-lock.json lists them"),
        || {
            shell::run(
                shell::program("npm")
                    .args(["ci", "--no-audit", "--no-fund"])
                    // The browser comes from the system: see `chromium`.
                    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                    .current_dir(folder),
                "Check that the npm registry can be reached: `npm ping`. Behind a proxy or with a \
             mirror, tell npm so: `npm config set registry URL`.",
            )
        },
    )
}

/// Whether npm has installed what the list of packages says, and the list is no newer.
pub fn are_installed(folder: &Path) -> bool {
    let changed = |file: &str| -> Option<SystemTime> {
        fs::metadata(folder.join(file))
            .and_then(|found| found.modified())
            .ok()
    };
    match (
        changed("package-lock.json"),
        changed("node_modules/.package-lock.json"),
    ) {
        (Some(listed), Some(installed)) => installed >= listed,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read_from_its_own_answer() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.17.0"), Some(8));
        assert_eq!(major("20.1"), None);
    }
}
