//! The program, for tests that run it as a process of its own.

use clap::Parser;
use server::{commands, config::CommandLine};
use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run(CommandLine::parse())
}
