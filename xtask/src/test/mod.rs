//! `cargo xtask test`: everything that must hold.
//!
//! The parts run in order, the quick ones first; when everything is asked for, some run beside the
//! others. One that fails does not keep the others from running, so that a single run tells everything.

mod beside;
mod browser;
mod http;
mod lint;
mod part;
mod table;

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

pub use part::Part;
use table::{Outcome, Row};

use crate::workspace::Workspace;

/// Runs the parts and prints how each went.
pub fn run(workspace: &Workspace, parts: &[Part]) -> ExitCode {
    let (beside, here): (Vec<Part>, Vec<Part>) = match parts {
        all if all == Part::ALL => all.iter().partition(|part| part.runs_beside()),
        some => (Vec::new(), some.to_vec()),
    };
    let rows: Vec<Row> = thread::scope(|scope| {
        let others = scope.spawn(|| beside::run(workspace, &beside));
        let own = here.iter().map(|part| run_part(workspace, *part));
        let own: Vec<Row> = own.collect();
        let others = others.join().expect("what runs beside does not panic");
        own.into_iter().chain(others).collect()
    });
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
    println!("{}", row.ending());
    row
}
