//! What must be there before the first command: a C compiler and Node.
//!
//! Rust is there, or we should not be running; cargo itself refuses one that is too old.

use super::node;
use crate::problem::Problem;
use crate::shell;

/// How to get a C compiler.
pub const C_COMPILER_REMEDY: &str = "Install a C compiler: on Debian and Ubuntu \
    `apt-get install build-essential`, on Fedora `dnf install gcc`, on macOS \
    `xcode-select --install`.";

/// Demands both at once, so that a newcomer learns everything in the first second.
///
/// # Errors
/// What is missing, all of it.
pub fn check() -> Result<(), Problem> {
    let mut missing = Vec::new();
    if c_compiler().is_none() {
        let what = "No C compiler was found; SQLite and the cryptography need one.";
        missing.push(Problem::new(what, C_COMPILER_REMEDY));
    }
    missing.extend(node::check().err());
    match missing.len() {
        0 => Ok(()),
        1 => Err(missing.remove(0)),
        _ => {
            let all: Vec<String> = missing.iter().map(ToString::to_string).collect();
            Err(Problem::new(
                "Some things are needed beforehand.",
                all.join("\n"),
            ))
        }
    }
}

/// The name of the C compiler, as the crates that compile C will look for it.
pub fn c_compiler() -> Option<String> {
    let chosen = std::env::var("CC").ok();
    let name = chosen.as_deref().unwrap_or("cc");
    shell::read(shell::program(name).arg("--version"))
        .map(|answer| answer.lines().next().unwrap_or(name).to_owned())
}
