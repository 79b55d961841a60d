//! `cargo xtask build`: from sources to the one program.
//!
//! 1. `wasm` compiles the islands for the browser;
//! 2. `glue` writes the JavaScript that loads them;
//! 3. `assets` gathers these, styles and scripts, compressed and named by their content;
//! 4. `server` compiles the program with all of that inside.
//!
//! Each step is skipped when nothing it depends on has changed.

mod assets;
mod glue;
mod server;
mod wasm;

use std::path::PathBuf;

use crate::problem::Problem;
use crate::setup::{beforehand, wasm_target};
use crate::workspace::Workspace;

/// For whom a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// For people who use the platform: fast and small.
    Optimised,
    /// For people who change it: quick to build, with checks and names kept.
    Development,
}

/// Makes everything and gives the path of the program.
///
/// # Errors
/// The first step that could not be done.
pub fn everything(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf, Problem> {
    beforehand::check()?;
    let toolchain = wasm_target::provide()?;
    let islands = wasm::compile(workspace, flavour, toolchain)?;
    let glue = glue::write(workspace, flavour, &islands)?;
    let site = assets::gather(workspace, flavour, &glue)?;
    server::compile(workspace, flavour, &site)
}

impl Flavour {
    /// What stands after `target/` for this flavour's own folders.
    ///
    /// They are apart so that going from one flavour to the other makes nothing anew.
    fn suffix(self) -> &'static str {
        match self {
            Self::Optimised => "",
            Self::Development => "-dev",
        }
    }
}
