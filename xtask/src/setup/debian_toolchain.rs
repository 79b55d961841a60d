//! A toolchain for the browser made of Debian's packages.
//!
//! Debian packages a current Rust (`rustc-web`) with its sources, but neither the
//! target's standard library nor a linker for it. So the library is compiled here once,
//! the linker is borrowed from rustup's own toolchain, and both are put together with
//! Debian's compiler in a folder that rustup knows as the toolchain `web`.
//!
//! Decided in `docs/decisions/0002-xtask-and-wasm-bindgen.md`.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt;
use super::wasm_target::{TARGET, has_target};
use crate::problem::Problem;
use crate::shell;
use crate::tell;

/// The toolchain's name in rustup.
const NAME: &str = "web";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const SOURCES: &str = "/usr/lib/rustlib/src";
/// Names Debian's compiler that the library was compiled with; another cannot use it.
const MADE_WITH: &str = "made-with";
const ELSEWHERE: &str =
    "Or let rustup provide the target: `rustup target add wasm32-unknown-unknown`.";

/// The toolchain's cargo, clear of the settings of the one that started us.
pub fn cargo() -> Command {
    let mut command = shell::program("cargo");
    for name in [
        "CARGO",
        "RUSTC",
        "LD_LIBRARY_PATH",
        "DYLD_FALLBACK_LIBRARY_PATH",
    ] {
        command.env_remove(name);
    }
    command.env("RUSTUP_TOOLCHAIN", NAME);
    command
}

/// Whether the toolchain is linked and fits Debian's present compiler.
pub fn is_ready() -> bool {
    let Some(compiler) = debian_compiler() else {
        return false;
    };
    let mut rustc = shell::program("rustup");
    rustc.args(["run", NAME, "rustc", "--print", "sysroot"]);
    let Some(sysroot) = shell::read(&mut rustc).map(PathBuf::from) else {
        return false;
    };
    has_target(&sysroot)
        && fs::read_to_string(sysroot.join(MADE_WITH)).is_ok_and(|made| made == compiler)
}

/// Makes the toolchain unless it is ready.
///
/// # Errors
/// A package cannot be had, or the library does not compile.
pub fn provide() -> Result<(), Problem> {
    if is_ready() {
        return Ok(());
    }
    if debian_compiler().is_none() || !Path::new(SOURCES).exists() {
        apt::install(
            &PACKAGES,
            "a Rust whose library can be compiled for the browser",
            ELSEWHERE,
        )?;
    }
    let compiler = debian_compiler().ok_or_else(|| {
        Problem::new(
            "Debian's packages were installed, but /usr/bin/rustc does not run.",
            ELSEWHERE,
        )
    })?;
    let toolchain = home()?;
    let beginnings = toolchain.with_extension("new");
    let library = tell::step(
        "Compile Rust's standard library for the browser, once (about two minutes)",
        || compile_library(&beginnings),
    )?;
    tell::step(
        "Put the toolchain together and link it into rustup as `web`",
        || {
            let assembled = beginnings.join("toolchain");
            assemble(&assembled, &library, &compiler, &toolchain)
                .and_then(|()| replace(&toolchain, &assembled))
                .and_then(|()| fs::remove_dir_all(&beginnings))
                .map_err(|error| Problem::file("write", &toolchain, &error))?;
            shell::run(
                shell::program("rustup")
                    .args(["toolchain", "link", NAME])
                    .arg(&toolchain),
                "Debian's compiler is used through rustup: install it from https://rustup.rs.",
            )
        },
    )
}

/// What Debian's compiler says of itself.
fn debian_compiler() -> Option<String> {
    shell::read(clean(Command::new("/usr/bin/rustc")).arg("-vV"))
}

/// The folder of the toolchain.
fn home() -> Result<PathBuf, Problem> {
    let base = env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".local/share")));
    let base = base.ok_or_else(|| {
        Problem::new(
            "The environment names no HOME.",
            "Set HOME to your own folder.",
        )
    })?;
    Ok(base.join("cascade-rust-web"))
}

/// Compiles an empty crate together with the standard library, and gives the folder that
/// the library's parts are in.
fn compile_library(folder: &Path) -> Result<PathBuf, Problem> {
    const MANIFEST: &str = "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
        [workspace]\n[profile.release]\nopt-level = \"s\"\n";
    let prepare = || {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/lib.rs"), "")?;
        fs::write(folder.join("Cargo.toml"), MANIFEST)
    };
    prepare().map_err(|error: io::Error| Problem::file("write", folder, &error))?;
    shell::run(
        clean(Command::new("/usr/bin/cargo"))
            // Compiling one's own standard library is reserved to unreleased compilers
            // unless one insists. The project itself never does.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", "/usr/bin/rustc")
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro")
            .arg("--target-dir")
            .arg(folder.join("target"))
            .current_dir(folder),
        "The library's own dependencies come from the Rust package registry: check that it can be reached.",
    )?;
    Ok(folder.join("target").join(TARGET).join("release/deps"))
}

/// A command of Debian's Rust, with nothing of rustup's in its environment.
fn clean(mut command: Command) -> Command {
    let ours = [
        "CARGO",
        "RUSTC",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTUP_TOOLCHAIN",
    ];
    let paths = ["LD_LIBRARY_PATH", "CARGO_TARGET_DIR", "CARGO_MANIFEST_DIR"];
    for name in ours.into_iter().chain(paths) {
        command.env_remove(name);
    }
    command.env("PATH", "/usr/bin:/bin");
    command
}

/// Lays out in `folder` what will live in `final_place`.
fn assemble(folder: &Path, library: &Path, compiler: &str, final_place: &Path) -> io::Result<()> {
    let host = compiler
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_default();
    let rustlib = folder.join("lib/rustlib");
    let (bin, tools) = (folder.join("bin"), rustlib.join(host).join("bin"));
    let target = rustlib.join(TARGET).join("lib");
    for folder in [&bin, &tools, &target] {
        fs::create_dir_all(folder)?;
    }
    symlink("/usr/bin/cargo", bin.join("cargo"))?;
    symlink("/usr/bin/rustdoc", bin.join("rustdoc"))?;
    // A symbolic link to rustc would look for its libraries in /usr: it must be told.
    let rustc = bin.join("rustc");
    let place = final_place.display();
    fs::write(
        &rustc,
        format!("#!/bin/sh\nexec /usr/bin/rustc --sysroot '{place}' \"$@\"\n"),
    )?;
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755))?;
    symlink(
        Path::new("/usr/lib/rustlib").join(host).join("lib"),
        rustlib.join(host).join("lib"),
    )?;
    symlink(SOURCES, rustlib.join("src"))?;
    symlink(borrowed_linker(host)?, tools.join("rust-lld"))?;
    for part in fs::read_dir(library)? {
        let part = part?.path();
        let is_library = part
            .extension()
            .is_some_and(|extension| extension == "rlib");
        let name = part.file_name().unwrap_or_default();
        if is_library && !name.to_string_lossy().starts_with("libnothing-") {
            fs::copy(&part, target.join(name))?;
        }
    }
    fs::write(folder.join(MADE_WITH), compiler)
}

/// rustup's linker for WebAssembly, which Debian's packages lack.
fn borrowed_linker(host: &str) -> io::Result<PathBuf> {
    let sysroot = shell::read(shell::program("rustc").args(["--print", "sysroot"]));
    let linker = sysroot
        .map(|folder| {
            Path::new(&folder)
                .join("lib/rustlib")
                .join(host)
                .join("bin/rust-lld")
        })
        .filter(|file| file.is_file());
    linker.ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::NotFound,
            "rustup's toolchain has no rust-lld to borrow",
        )
    })
}

/// Puts the finished folder in its place, and an older one out of the way.
fn replace(place: &Path, finished: &Path) -> io::Result<()> {
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::rename(finished, place)
}
