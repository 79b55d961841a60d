//! Python, and the packages of the programs that the tests talk to.

use std::path::PathBuf;

use super::apt;
use crate::problem::Problem;
use crate::shell;
use crate::stamp::Ingredients;
use crate::tell;
use crate::workspace::Workspace;

const REMEDY: &str =
    "Install Python 3.11 or newer with its module venv: https://www.python.org/downloads.";

/// The Python of a folder of our own, with what `tests/peers/requirements.txt` lists.
///
/// # Errors
/// There is no Python, or its package index cannot be reached.
pub fn peers(workspace: &Workspace) -> Result<PathBuf, Problem> {
    let folder = workspace.target.join("peers");
    let python = folder.join("bin/python");
    let list = workspace.root.join("tests/peers/requirements.txt");
    let ingredients = Ingredients::default().path(&list)?;
    let _alone = super::hold(&list)?;
    if ingredients.made(&folder) && python.is_file() {
        return Ok(python);
    }
    if !has_venv() {
        apt::install(
            &["python3", "python3-venv"],
            "Python, in which the tests' mail and calendar servers are written",
            REMEDY,
        )?;
    }
    tell::step(
        "Install the tests' mail and calendar servers with pip, as tests/peers/requirements.txt lists it",
        || {
            shell::run(
                shell::program("python3").args(["-m", "venv"]).arg(&folder),
                REMEDY,
            )?;
            shell::run(
                shell::program(&python)
                    .args([
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--requirement",
                    ])
                    .arg(&list),
                "Check that the Python package index can be reached: `pip index versions aiosmtpd`.",
            )?;
            ingredients.remember(&folder)
        },
    )?;
    Ok(python)
}

/// Whether there is a Python that is new enough and can make a folder of its own.
fn has_venv() -> bool {
    let asked = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    shell::read(shell::program("python3").args(["-c", asked])).is_some()
}
