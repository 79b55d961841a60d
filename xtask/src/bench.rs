//! `cargo xtask bench`: build as for those who use the platform, then measure.

use crate::build::{self, Flavour};
use crate::problem::Problem;
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Builds the program and lets the package `bench` measure it; the options are for that.
///
/// # Errors
/// The build failed, or something could not be measured.
pub fn measure(workspace: &Workspace, options: &[String]) -> Result<(), Problem> {
    let program = build::everything(workspace, Flavour::Optimised)?;
    tell::step("Measure the program", || {
        shell::run(
            shell::cargo()
                .args(["run", "--release", "-p", "bench", "--", "--program"])
                .arg(&program)
                .args(options)
                .current_dir(&workspace.root),
            "The messages above say what could not be measured.",
        )
    })
}
