//! The program `cascade`.

use clap::Parser;
use mimalloc::MiMalloc;
use server::{commands, config::CommandLine};
use std::process::ExitCode;

/// A page is many small pieces of text. See decision 0014.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    commands::run(CommandLine::parse())
}
