//! What developers type: `cargo xtask build`, `run`, `test`, `bench` and `doctor`.
//!
//! Each command is a list of steps. A step says what it is about to do and why, and
//! afterwards how long it took. What the machine lacks is fetched where that is
//! possible; otherwise a plain message says what to install.
//!
//! Only the standard library is used, so that the first line appears within seconds
//! on a machine that has never built the project. Linux and macOS are supported.
//!
//! Where to look:
//! - `words` turns the command line into a [`Request`];
//! - `build`, `run`, `test`, `bench` and `doctor` are the commands;
//! - `setup` provides what they need from the machine.
//!
//! Decided in `docs/decisions/0002-xtask-and-wasm-bindgen.md`.

mod bench;
mod build;
mod doctor;
mod problem;
mod run;
mod setup;
mod shell;
mod stamp;
mod tell;
mod test;
mod words;
mod workspace;

use std::env;
use std::process::ExitCode;

use problem::Problem;
use words::Request;
use workspace::Workspace;

fn main() -> ExitCode {
    let request = match words::read(env::args().skip(1)) {
        Ok(request) => request,
        Err(fault) => {
            eprintln!("{fault}\n\n{}", words::HELP);
            return ExitCode::from(2);
        }
    };
    match carry_out(request) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(request: Request) -> Result<ExitCode, Problem> {
    if request == Request::Help {
        println!("{}", words::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find()?;
    match request {
        Request::Help => {}
        Request::Build(flavour) => {
            let program = build::everything(&workspace, flavour)?;
            println!("\nBuilt {}", program.display());
        }
        Request::Run { flavour, options } => run::serve(&workspace, flavour, &options)?,
        Request::Test { parts } => return Ok(test::run(&workspace, &parts)),
        Request::Bench { options } => bench::measure(&workspace, &options)?,
        Request::Doctor => doctor::examine(&workspace),
    }
    Ok(ExitCode::SUCCESS)
}
