//! What tools can say about the code without running it.

use std::process::Command;

use crate::problem::Problem;
use crate::setup::wasm_target::{self, TARGET, WasmToolchain};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];
const MEND: &str = "Mend what is reported above. If the tool itself is missing: \
    `rustup component add clippy rustfmt`.";

/// Layout.
///
/// # Errors
/// A file is laid out otherwise.
pub fn fmt(workspace: &Workspace) -> Result<(), Problem> {
    tell::step(
        "Compare the layout of all Rust files with rustfmt's",
        || {
            shell::run(
                cargo(workspace).args(["fmt", "--all", "--check"]),
                "Run `cargo fmt --all`. If rustfmt is missing: `rustup component add rustfmt`.",
            )
        },
    )
}

/// Clippy on everything that runs on the server or the developer's machine.
///
/// # Errors
/// It has something to say.
pub fn server_side(workspace: &Workspace) -> Result<(), Problem> {
    tell::step("Run Clippy on all packages and their tests", || {
        // Not `--all-targets`: as benchmarks it would read once more what has no tests.
        let what = ["clippy", "--workspace", "--lib", "--bins", "--tests"];
        shell::run(cargo(workspace).args(what).args(DENY_WARNINGS), MEND)
    })
}

/// Clippy on the islands as the browser gets them.
///
/// Debian's toolchain brings no Clippy. On a machine that has only that, the ordinary
/// Clippy reads the same code compiled for this machine instead of for the browser.
///
/// # Errors
/// It has something to say.
pub fn browser_side(workspace: &Workspace) -> Result<(), Problem> {
    let toolchain = wasm_target::provide()?;
    tell::step(
        "Run Clippy on the islands as they are compiled for the browser",
        || {
            let mut clippy = cargo(workspace);
            clippy.args(["clippy", "-p", "frontend", "--features", "hydrate"]);
            match toolchain {
                WasmToolchain::Ordinary => {
                    clippy.args(["--target", TARGET]);
                }
                WasmToolchain::Debian => {
                    tell::note("Debian's Rust has no Clippy: reading them as for this machine.");
                }
            }
            shell::run(clippy.args(DENY_WARNINGS), MEND)
        },
    )
}

/// Documentation, private items too: it is written for those who carry on.
///
/// # Errors
/// A link leads nowhere.
pub fn doc(workspace: &Workspace) -> Result<(), Problem> {
    tell::step("Build the documentation of all packages", || {
        shell::run(
            cargo(workspace)
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--document-private-items",
                ])
                .env("RUSTDOCFLAGS", "-Dwarnings"),
            "Mend what is reported above.",
        )
    })
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = shell::cargo();
    cargo.current_dir(&workspace.root);
    cargo
}
