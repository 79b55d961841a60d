//! Compiling the program `cascade`.

use std::path::{Path, PathBuf};

use super::Flavour;
use crate::problem::Problem;
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

const PROGRAM: [&str; 4] = ["-p", "server", "--bin", "cascade"];
/// Makes the program with the features that the HTTP tests switch on in what both are made from: with others most of the
/// dependencies, and all that is our own, would be compiled a second time for the tests.
const AS_FOR_TESTS: &[&str] = &["-p", "testkit"];

/// Compiles the program with the assets of `site` embedded, and gives its path.
///
/// # Errors
/// It does not compile.
pub fn compile(workspace: &Workspace, flavour: Flavour, site: &Path) -> Result<PathBuf, Problem> {
    let (beside, profile, folder) = match flavour {
        Flavour::Optimised => (&[][..], "release", "release"),
        Flavour::Development => (AS_FOR_TESTS, "dev", "debug"),
    };
    tell::step("Compile the program, with the assets inside", || {
        shell::run(
            shell::cargo()
                .arg("build")
                .args(PROGRAM)
                .args(beside)
                .args(["--profile", profile])
                .env("CASCADE_SITE_DIR", site)
                .current_dir(&workspace.root),
            "The messages above say what the compiler could not accept.",
        )
    })?;
    Ok(workspace.target.join(folder).join("cascade"))
}
