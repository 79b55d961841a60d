//! The program `cascade`.

use clap::Parser;
use server::{commands, config::CommandLine};
use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run(CommandLine::parse())
}
