//! Writes the JavaScript that loads the islands' WebAssembly.
//!
//! ```text
//! bindgen [--keep-names] INPUT.wasm OUT_DIR
//! ```
//!
//! Makes `cascade.js` and `cascade_bg.wasm` in `OUT_DIR`. It is wasm-bindgen's own
//! library, so `Cargo.lock` keeps it at the version the islands are compiled with.
//! It is a program apart from `xtask` because the library takes a minute or two to
//! compile: this way that is seen as progress, and `xtask` itself starts at once.
//!
//! Decided in `docs/decisions/0002-xtask-and-wasm-bindgen.md`.

use std::env;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (names, input, folder) = match words[..] {
        [input, folder] => (Names::Removed, input, folder),
        ["--keep-names", input, folder] => (Names::Kept, input, folder),
        _ => {
            eprintln!("usage: bindgen [--keep-names] INPUT.wasm OUT_DIR");
            return ExitCode::from(2);
        }
    };
    match generate(names, input, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("could not make JavaScript for {input}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the browser's console may show the names of Rust functions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Kept,
    Removed,
}

fn generate(names: Names, input: &str, folder: &str) -> Result<(), impl std::fmt::Display + use<>> {
    let keep = names == Names::Kept;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name("cascade")
        .typescript(false)
        .debug(keep)
        .keep_debug(keep)
        .remove_name_section(!keep)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
}
