//! Starting other programs.

use std::env;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::problem::Problem;
use crate::tell;

/// A command without the traces of the `cargo run` that started us.
///
/// Cargo puts our own package's name and folder into the environment. Build scripts
/// that watch those variables (ring's does) would otherwise run again each time a
/// developer goes back and forth between `cargo build` and `cargo xtask build`.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_our_own_package) {
            command.env_remove(name);
        }
    }
    command
}

fn is_about_our_own_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_")
        || matches!(
            variable,
            "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME"
        )
}

/// The cargo that started us, so that the toolchain stays the same.
pub fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Shows the command, runs it with its output visible, and demands success.
///
/// # Errors
/// The program is missing, or ended otherwise than well; `remedy` says what then.
pub fn run(command: &mut Command, remedy: &str) -> Result<(), Problem> {
    tell::note(&format!("$ {}", shown(command)));
    let name = name(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Problem::new(format!("{name} ended with {status}."), remedy)),
        Err(error) => Err(cannot_start(&name, &error, remedy)),
    }
}

/// What the program prints, without surrounding space; nothing if it fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The problem of a program that would not start.
pub fn cannot_start(name: &str, error: &std::io::Error, remedy: &str) -> Problem {
    if error.kind() == ErrorKind::NotFound {
        Problem::new(format!("{name} is not installed."), remedy)
    } else {
        Problem::new(format!("Could not start {name}: {error}."), remedy)
    }
}

/// Where a program is found on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn shown(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| {
        let text = argument.to_string_lossy();
        if text.contains(char::is_whitespace) {
            format!("'{text}'")
        } else {
            text.into_owned()
        }
    });
    std::iter::once(name(command))
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["test", "--", "a name"]);
        assert_eq!(shown(&command), "cargo test -- 'a name'");
    }

    #[test]
    fn our_own_package_is_kept_from_build_scripts_but_the_users_wishes_are_not() {
        assert!(is_about_our_own_package("CARGO_PKG_NAME"));
        assert!(is_about_our_own_package("CARGO_MANIFEST_DIR"));
        assert!(!is_about_our_own_package("CARGO_TARGET_DIR"));
        assert!(!is_about_our_own_package("CARGO_HOME"));
    }
}
