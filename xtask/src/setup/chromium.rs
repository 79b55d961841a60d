//! The browser for the browser tests.

use std::path::{Path, PathBuf};

use super::apt;
use crate::problem::Problem;
use crate::shell;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const MAC: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const REMEDY: &str = "Install Chromium or Google Chrome, or set CHROMIUM to the path of one.";

/// Finds the browser, or installs it on Debian.
///
/// # Errors
/// There is none, and none can be installed.
pub fn provide() -> Result<PathBuf, Problem> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    apt::install(
        &["chromium"],
        "the browser that the browser tests drive",
        REMEDY,
    )?;
    find().ok_or_else(|| Problem::new("Chromium was installed but cannot be found.", REMEDY))
}

/// The browser named by `CHROMIUM`, on the PATH, or among a Mac's applications.
pub fn find() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .filter(|path| path.is_file())
        .or_else(|| NAMES.into_iter().find_map(shell::find))
        .or_else(|| {
            MAC.map(Path::new)
                .into_iter()
                .find(|path| path.is_file())
                .map(Path::to_owned)
        })
}
