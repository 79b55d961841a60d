//! Installing packages on Debian and its relatives.

use std::path::Path;
use std::process::Command;

use crate::problem::Problem;
use crate::shell;
use crate::tell;

/// Whether this is a Debian or a relative of it.
pub fn is_here() -> bool {
    Path::new("/etc/debian_version").exists() && shell::find("apt-get").is_some()
}

/// Installs packages, asking for the password of `sudo` only where somebody can answer.
///
/// # Errors
/// This is no Debian, or the packages cannot be had; `elsewhere` says what then.
pub fn install(packages: &[&str], why: &str, elsewhere: &str) -> Result<(), Problem> {
    let list = packages.join(" ");
    if !is_here() {
        return Err(Problem::new(format!("Missing: {why}."), elsewhere));
    }
    tell::step(
        &format!("Install {list} from Debian's packages: {why}"),
        || {
            let by_hand = format!("As root: apt-get install {list}\n{elsewhere}");
            // Old lists may still do, so a failure here is not the end.
            if let Err(problem) =
                shell::run(apt_get().arg("update"), "Going on with the old lists.")
            {
                tell::note(&problem.to_string());
            }
            let install = ["install", "--yes", "--no-install-recommends"];
            shell::run(apt_get().args(install).args(packages), &by_hand)
        },
    )
}

fn apt_get() -> Command {
    let quietly = "DEBIAN_FRONTEND=noninteractive";
    let mut command = if is_root() {
        shell::program("env")
    } else {
        let mut sudo = shell::program("sudo");
        if std::env::var_os("CI").is_some_and(|ci| ci == "true") {
            sudo.arg("--non-interactive");
        }
        sudo.arg("env");
        sudo
    };
    command.args([quietly, "apt-get"]);
    command
}

fn is_root() -> bool {
    shell::read(shell::program("id").arg("-u")).is_some_and(|id| id == "0")
}
