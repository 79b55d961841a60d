//! Compiling the program `cascade`.

use std::path::{Path, PathBuf};

use super::Flavour;
use crate::problem::Problem;
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Compiles the program with the assets of `site` embedded, and gives its path.
///
/// # Errors
/// It does not compile.
pub fn compile(workspace: &Workspace, flavour: Flavour, site: &Path) -> Result<PathBuf, Problem> {
    let (profile, folder) = match flavour {
        Flavour::Optimised => ("release", "release"),
        Flavour::Development => ("dev", "debug"),
    };
    tell::step("Compile the program, with the assets inside", || {
        shell::run(
            shell::cargo()
                .args(["build", "-p", "server", "--profile", profile])
                .env("CASCADE_SITE_DIR", site)
                .current_dir(&workspace.root),
            "The messages above say what the compiler could not accept.",
        )
    })?;
    Ok(workspace.target.join(folder).join("cascade"))
}
