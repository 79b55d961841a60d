//! Parts that run beside the others, so that a run takes as long as half of its work on two processors.
//!
//! Each is a process of its own, `cargo xtask test --only NAME`, whose words are kept until all have ended: two that
//! speak at once cannot be read.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use super::Part;
use super::table::{Outcome, Row};
use crate::problem::Problem;
use crate::shell;
use crate::workspace::Workspace;

/// Runs the parts one after another, says of each how it ended, and what they said once the last has ended.
pub fn run(workspace: &Workspace, parts: &[Part]) -> Vec<Row> {
    let folder = workspace.target.join("beside");
    let words = |part: &Part| folder.join(format!("{}.txt", part.name()));
    let one = |part: &Part| {
        let start = Instant::now();
        let outcome = match of_its_own(workspace, *part, &words(part)) {
            Ok(outcome) => outcome,
            Err(problem) => {
                println!("{problem}");
                Outcome::Failed
            }
        };
        let time = start.elapsed();
        let name = part.name();
        let row = Row {
            name,
            outcome,
            time,
        };
        println!(
            "{}, beside the others; what it said follows at the end",
            row.ending()
        );
        row
    };
    let rows = parts.iter().map(one).collect();
    for part in parts {
        print!("{}", fs::read_to_string(words(part)).unwrap_or_default());
    }
    rows
}

/// Runs one part with its words going into a file. What reads only compiles into a folder of its own: of two cargos at
/// work in one folder the second waits for the first.
fn of_its_own(workspace: &Workspace, part: Part, words: &Path) -> Result<Outcome, Problem> {
    let folder = words.parent().unwrap_or(words);
    let problem = |error| Problem::file("write", words, &error);
    fs::create_dir_all(folder).map_err(problem)?;
    let file = File::create(words).map_err(problem)?;
    let program = env::current_exe().map_err(|error| Problem::file("find", words, &error))?;
    let mut command = shell::program(program);
    if part.reads_only() {
        command.env("CARGO_TARGET_DIR", folder.join("read"));
    }
    let status = command
        .args(["test", "--only", part.name()])
        .stdin(Stdio::null())
        .stdout(file.try_clone().map_err(problem)?)
        .stderr(file)
        .current_dir(&workspace.root)
        .status();
    match status {
        Ok(status) if status.success() => Ok(Outcome::Passed),
        Ok(_) => Ok(Outcome::Failed),
        Err(error) => Err(shell::cannot_start("xtask", &error, "Run the part alone.")),
    }
}
