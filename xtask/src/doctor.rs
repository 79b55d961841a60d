//! `cargo xtask doctor`: what this machine has, and what a command would do about the rest.

use std::path::Path;

use crate::setup::wasm_target::{self, WasmToolchain};
use crate::setup::{apt, beforehand, chromium, node, postgres, readers};
use crate::shell;
use crate::workspace::Workspace;

/// Prints one line for each thing that a command needs. Changes nothing.
pub fn examine(workspace: &Workspace) {
    let by_apt = if apt::is_here() {
        "apt-get would install it"
    } else {
        "to be installed by hand"
    };

    println!("Needed beforehand");
    line(
        "Rust",
        shell::read(shell::program("rustc").arg("--version")),
        "https://rustup.rs",
    );
    line(
        "C compiler",
        beforehand::c_compiler(),
        beforehand::C_COMPILER_REMEDY,
    );
    line(
        "Node",
        node_version(),
        "https://nodejs.org/en/download, version 20 or newer",
    );
    line("npm", on_path("npm"), "comes with Node");

    println!("\nFor `build` and `run`");
    let toolchain = wasm_target::find().map(|toolchain| match toolchain {
        WasmToolchain::Ordinary => "with the ordinary toolchain".to_owned(),
        WasmToolchain::Debian => "with Debian's, linked into rustup as `web`".to_owned(),
    });
    line(
        "WebAssembly target",
        toolchain,
        "`rustup target add` would fetch it",
    );
    let bindgen = workspace.target.join("debug/bindgen");
    line("wasm-bindgen", file(&bindgen), "cargo would compile it");
    line(
        "wasm-opt",
        on_path("wasm-opt"),
        "not needed; makes the islands somewhat smaller",
    );
    line(
        "Packages for styles",
        packages(&workspace.root.join("frontend")),
        "npm would fetch them",
    );

    println!("\nFor `test`");
    line("Clippy", component("clippy"), "rustup component add clippy");
    line("rustfmt", component("fmt"), "rustup component add rustfmt");
    line(
        "PostgreSQL",
        postgres::find().map(|folder| folder.display().to_string()),
        by_apt,
    );
    let readers = readers::missing();
    line(
        "Readers of PDF and QR",
        readers.is_empty().then(|| "poppler, qpdf, zbar".to_owned()),
        &format!("{}: {by_apt}", readers.join(", ")),
    );
    line(
        "Chromium",
        chromium::find().map(|browser| browser.display().to_string()),
        by_apt,
    );
    line("Python", on_path("python3"), by_apt);
    for (name, folder) in [
        ("Packages for journeys", "tests/e2e"),
        ("Readers of mail", "tests/peers/mail"),
        ("Sign-in provider", "tests/peers/oidc"),
    ] {
        let found = packages(&workspace.root.join(folder));
        line(name, found, "npm would fetch them");
    }
}

fn line(name: &str, found: Option<String>, otherwise: &str) {
    match found {
        Some(found) => println!("  {name:<22} {found}"),
        None => println!("  {name:<22} missing: {otherwise}"),
    }
}

fn node_version() -> Option<String> {
    let version = node::version()?;
    node::check().map_or_else(|problem| Some(problem.to_string()), |()| Some(version))
}

fn on_path(name: &str) -> Option<String> {
    shell::find(name).map(|file| file.display().to_string())
}

fn component(name: &str) -> Option<String> {
    shell::read(shell::cargo().args([name, "--version"]))
}

fn file(path: &Path) -> Option<String> {
    path.is_file().then(|| path.display().to_string())
}

fn packages(folder: &Path) -> Option<String> {
    node::are_installed(folder).then(|| "installed".to_owned())
}
