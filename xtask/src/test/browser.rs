//! Journeys in a real browser, written with Playwright in `tests/e2e`.

use crate::build::{self, Flavour};
use crate::problem::Problem;
use crate::setup::{chromium, node};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Runs the journeys against a development build, whose islands say when they do not fit
/// the page (an optimised build is silent about that).
///
/// # Errors
/// A journey failed, or something it needs cannot be had.
pub fn journeys(workspace: &Workspace) -> Result<(), Problem> {
    let program = build::everything(workspace, Flavour::Development)?;
    let browser = chromium::provide()?;
    let folder = workspace.root.join("tests/e2e");
    node::install_packages(&folder, "Playwright, which drives the browser,")?;
    tell::step("Check the types of the journeys", || {
        shell::run(
            shell::program("npx")
                .args(["--no", "tsc", "--noEmit"])
                .current_dir(&folder),
            "The messages above say which types do not fit.",
        )
    })?;
    tell::step("Walk through the journeys in Chromium", || {
        shell::run(
            shell::program("npx")
                .args(["--no", "playwright", "test"])
                .env("CASCADE_BIN", &program)
                // A development build reads its assets when it starts.
                .env("CASCADE_SITE_DIR", workspace.target.join("site-dev"))
                .env("CHROMIUM", &browser)
                .current_dir(&folder),
            "The journeys named above failed.",
        )
    })
}
