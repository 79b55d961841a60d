//! Compiling the islands to WebAssembly.

use std::path::PathBuf;

use super::Flavour;
use crate::problem::Problem;
use crate::setup::wasm_target::{TARGET, WasmToolchain};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Compiles `frontend` for the browser and gives the file cargo made.
///
/// # Errors
/// It does not compile.
pub fn compile(
    workspace: &Workspace,
    flavour: Flavour,
    toolchain: WasmToolchain,
) -> Result<PathBuf, Problem> {
    // Cargo's profile, and the folder it puts that profile's results in.
    let (profile, folder) = match flavour {
        Flavour::Optimised => ("wasm-release", "wasm-release"),
        Flavour::Development => ("dev", "debug"),
    };
    tell::step(
        "Compile the islands to WebAssembly, the part that runs in the browser",
        || {
            shell::run(
                toolchain
                    .cargo()
                    .args(["build", "-p", "frontend", "--features", "hydrate"])
                    .args(["--target", TARGET, "--profile", profile])
                    .current_dir(&workspace.root),
                "The messages above say what the compiler could not accept.",
            )
        },
    )?;
    Ok(workspace
        .target
        .join(TARGET)
        .join(folder)
        .join("frontend.wasm"))
}
