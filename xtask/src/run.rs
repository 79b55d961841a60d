//! `cargo xtask run`: build, then become the program.

use std::os::unix::process::CommandExt;

use crate::build::{self, Flavour};
use crate::problem::Problem;
use crate::shell;
use crate::workspace::Workspace;

/// Builds and serves. Does not return while the program runs.
///
/// The program itself creates and migrates its database, loads the content and, where
/// the database is empty, the demo, and prints how to sign in.
///
/// # Errors
/// The build failed, or the program would not start.
pub fn serve(workspace: &Workspace, flavour: Flavour, options: &[String]) -> Result<(), Problem> {
    let program = build::everything(workspace, flavour)?;
    let arguments = arguments(options);
    println!("==> Serve: cascade {}", arguments.join(" "));
    // Replacing ourselves lets Ctrl-C and a supervisor's signals reach the program directly.
    let error = shell::program(&program)
        .args(&arguments)
        .current_dir(&workspace.root)
        .exec();
    Err(shell::cannot_start(
        &program.display().to_string(),
        &error,
        "Remove the file and run the command again.",
    ))
}

/// The developer's options after our own, which give way.
fn arguments(options: &[String]) -> Vec<&str> {
    let mut arguments = vec!["serve"];
    let chosen = |option: &String| option == "--data" || option.starts_with("--data=");
    if !options.iter().any(chosen) {
        arguments.extend(["--data", "data"]);
    }
    arguments.push("--demo");
    arguments.extend(options.iter().map(String::as_str));
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_served_from_the_folder_data() {
        assert_eq!(arguments(&[]), ["serve", "--data", "data", "--demo"]);
    }

    #[test]
    fn another_data_folder_takes_its_place() {
        let elsewhere = ["--data".to_owned(), "/srv/a".to_owned()];
        assert_eq!(
            arguments(&elsewhere),
            ["serve", "--demo", "--data", "/srv/a"]
        );
        assert_eq!(
            arguments(&["--data=b".to_owned()]),
            ["serve", "--demo", "--data=b"]
        );
    }

    #[test]
    fn a_database_url_does_not_move_the_data_folder() {
        let url = ["--database-url=postgres://x".to_owned()];
        assert_eq!(arguments(&url)[..3], ["serve", "--data", "data"]);
    }
}
