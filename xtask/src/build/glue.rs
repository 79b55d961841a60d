//! Writing the JavaScript that loads the islands, with our program `bindgen`.

use std::fs;
use std::path::{Path, PathBuf};

use super::Flavour;
use crate::problem::Problem;
use crate::shell;
use crate::stamp::Ingredients;
use crate::tell;
use crate::workspace::Workspace;

/// Makes `cascade.js` and `cascade_bg.wasm` and gives their folder.
///
/// # Errors
/// The program `bindgen` does not compile, or cannot read the islands.
pub fn write(workspace: &Workspace, flavour: Flavour, islands: &Path) -> Result<PathBuf, Problem> {
    let bindgen = compile_bindgen(workspace)?;
    let folder = workspace
        .target
        .join(format!("site-src{}", flavour.suffix()))
        .join("wasm");
    let optimiser = (flavour == Flavour::Optimised)
        .then(|| shell::find("wasm-opt"))
        .flatten();
    let ingredients = Ingredients::default()
        .word(if optimiser.is_some() {
            "with wasm-opt"
        } else {
            "without wasm-opt"
        })
        .path(&bindgen)?
        .path(islands)?;
    if ingredients.made(&folder) {
        return Ok(folder);
    }
    tell::step("Write the JavaScript that loads the islands", || {
        empty(&folder)?;
        let mut command = shell::program(&bindgen);
        if flavour == Flavour::Development {
            command.arg("--keep-names");
        }
        shell::run(
            command.arg(islands).arg(&folder),
            "Run `cargo update -p wasm-bindgen --precise` with the version that \
             xtask/bindgen/Cargo.toml names: the two must be the same.",
        )
    })?;
    match optimiser {
        Some(optimiser) => shrink(&optimiser, &folder.join("cascade_bg.wasm"))?,
        None if flavour == Flavour::Optimised => tell::note(
            "wasm-opt is not installed, so browsers compile some 15 % more bytes \
             (Debian: apt-get install binaryen). It is not needed.",
        ),
        None => {}
    }
    ingredients.remember(&folder)?;
    Ok(folder)
}

fn compile_bindgen(workspace: &Workspace) -> Result<PathBuf, Problem> {
    tell::step(
        "Compile wasm-bindgen, at the version the islands use",
        || {
            shell::run(
                shell::cargo()
                    .args(["build", "-p", "bindgen"])
                    .current_dir(&workspace.root),
                "The messages above say what the compiler could not accept.",
            )
        },
    )?;
    Ok(workspace.target.join("debug").join("bindgen"))
}

/// A smaller file is welcome, not needed: when wasm-opt fails the file stays as it is.
fn shrink(optimiser: &Path, wasm: &Path) -> Result<(), Problem> {
    let smaller = wasm.with_extension("smaller");
    let shrunk = tell::step(
        "Shrink the WebAssembly with wasm-opt, found on this machine",
        || {
            shell::run(
                shell::program(optimiser)
                    .arg("-Oz")
                    .arg(wasm)
                    .arg("-o")
                    .arg(&smaller),
                "The islands are used as they were before.",
            )
        },
    );
    match shrunk {
        Ok(()) => {
            fs::rename(&smaller, wasm).map_err(|error| Problem::file("replace", wasm, &error))
        }
        Err(problem) => {
            tell::note(&problem.to_string());
            Ok(())
        }
    }
}

/// An empty folder, so that nothing of an earlier build is served.
fn empty(folder: &Path) -> Result<(), Problem> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Problem::file("empty", folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| Problem::file("create", folder, &error))
}
