//! A Rust that can compile for the browser.
//!
//! rustup provides the target `wasm32-unknown-unknown` for its own toolchains. Where it
//! cannot, because its server is out of reach, a Debian machine has another way: see
//! `debian_toolchain`. That toolchain serves the wasm build and nothing else.

use std::env;
use std::path::Path;
use std::process::Command;

use super::{apt, debian_toolchain};
use crate::problem::Problem;
use crate::shell;
use crate::tell;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `debian`, it leaves rustup's target aside, to try the other way.
const ROUTE: &str = "CASCADE_WASM_ROUTE";

/// Which toolchain compiles for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmToolchain {
    /// The one that compiles everything else.
    Ordinary,
    /// Debian's, linked into rustup.
    Debian,
}

impl WasmToolchain {
    /// Its cargo.
    pub fn cargo(self) -> Command {
        match self {
            Self::Ordinary => shell::cargo(),
            Self::Debian => debian_toolchain::cargo(),
        }
    }
}

/// Finds a toolchain with the target, or provides one.
///
/// # Errors
/// Neither rustup nor Debian can provide it.
pub fn provide() -> Result<WasmToolchain, Problem> {
    if is_forced()? {
        debian_toolchain::provide()?;
        return Ok(WasmToolchain::Debian);
    }
    if let Some(toolchain) = find() {
        return Ok(toolchain);
    }
    let added = tell::step(
        "Add the WebAssembly target to Rust, for the part that runs in the browser",
        || {
            shell::run(
                shell::program("rustup").args(["target", "add", TARGET]),
                "Check that rustup's server can be reached. Where Rust does not come from \
                 rustup, install your system's package for this target (Fedora: \
                 rust-std-static-wasm32-unknown-unknown).",
            )
        },
    );
    match added {
        Ok(()) => Ok(WasmToolchain::Ordinary),
        Err(problem) if apt::is_here() => {
            tell::note(&problem.to_string());
            tell::note("Going on with the toolchain of Debian's packages instead.");
            debian_toolchain::provide()?;
            Ok(WasmToolchain::Debian)
        }
        Err(problem) => Err(problem),
    }
}

/// The toolchain that is ready now, if any.
pub fn find() -> Option<WasmToolchain> {
    let sysroot = shell::read(shell::program("rustc").args(["--print", "sysroot"]));
    if sysroot.is_some_and(|folder| has_target(Path::new(&folder))) {
        Some(WasmToolchain::Ordinary)
    } else if debian_toolchain::is_ready() {
        Some(WasmToolchain::Debian)
    } else {
        None
    }
}

/// Whether the toolchain in this folder has the target's standard library.
pub fn has_target(sysroot: &Path) -> bool {
    sysroot
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir()
}

fn is_forced() -> Result<bool, Problem> {
    match env::var(ROUTE).as_deref() {
        Err(_) | Ok("" | "rustup") => Ok(false),
        Ok("debian") => Ok(true),
        Ok(other) => Err(Problem::new(
            format!("{ROUTE} is `{other}`."),
            format!("Unset it, or set it to `debian` to leave rustup's {TARGET} aside."),
        )),
    }
}
