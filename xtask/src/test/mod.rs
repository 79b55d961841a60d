//! `cargo xtask test`: everything that must hold.
//!
//! The parts run in order, the quick ones first. One that fails does not keep the others
//! from running, so that a single run tells everything.

mod browser;
mod http;
mod lint;
mod part;
mod table;

use std::process::ExitCode;
use std::time::Instant;

pub use part::Part;
use table::{Outcome, Row};

use crate::tell;
use crate::workspace::Workspace;

/// Runs the parts and prints how each went.
pub fn run(workspace: &Workspace, parts: &[Part]) -> ExitCode {
    let rows: Vec<Row> = parts
        .iter()
        .map(|part| run_part(workspace, *part))
        .collect();
    print!("\n{}", table::of(&rows));
    if rows.iter().all(|row| row.outcome == Outcome::Passed) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run_part(workspace: &Workspace, part: Part) -> Row {
    println!("\n=== {}: {}", part.name(), part.promise());
    let start = Instant::now();
    let outcome = match part.run(workspace) {
        Ok(()) => Outcome::Passed,
        Err(problem) => {
            println!("{problem}");
            Outcome::Failed
        }
    };
    let row = Row {
        name: part.name(),
        outcome,
        time: start.elapsed(),
    };
    println!(
        "=== {} {} in {}",
        row.name,
        row.outcome,
        tell::lasting(row.time)
    );
    row
}
