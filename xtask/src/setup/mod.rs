//! Providing what the commands need from the machine.
//!
//! Each file is about one thing: it finds it, and where it is missing fetches it or
//! says what to install.

pub mod apt;
pub mod beforehand;
pub mod chromium;
mod debian_toolchain;
pub mod node;
pub mod postgres;
pub mod python;
pub mod readers;
pub mod wasm_target;

use std::fs::File;
use std::path::Path;

use crate::problem::Problem;

/// Waits while another process installs what `list` names, and keeps others waiting until the answer is dropped: parts of
/// the tests run side by side.
///
/// # Errors
/// The list cannot be read, or the system has no locks.
pub fn hold(list: &Path) -> Result<File, Problem> {
    let file = File::open(list).map_err(|error| Problem::file("read", list, &error))?;
    file.lock()
        .map_err(|error| Problem::file("lock", list, &error))?;
    Ok(file)
}
