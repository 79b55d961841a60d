//! Puts `content/` and, in an optimised build, the built assets into the program.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() {
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("embedded.rs");
    let package = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let root = Path::new(&package).parent().expect("the workspace");
    // Of a folder of builds that two trees share, each takes its own content.
    println!("cargo:rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let content = root.join("content");
    println!("cargo:rerun-if-changed={}", content.display());
    let mut code = String::from("pub(crate) const CONTENT: &[(&str, &str)] = &[\n");
    for (name, path) in files(&content, &content) {
        let _ = writeln!(
            code,
            "    ({name:?}, include_str!({:?})),",
            path.display().to_string()
        );
    }
    code.push_str("];\npub(crate) const SITE: &[(&str, &[u8])] = &[\n");
    // A build for tests reads the assets when it starts, so that neither they nor their place ask for compiling.
    let optimised = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if optimised {
        code.push_str(&site());
    }
    code.push_str("];\n");
    fs::write(out, code).expect("OUT_DIR can be written");
}

/// Lines for the assets in the folder that `CASCADE_SITE_DIR` names, if it does.
fn site() -> String {
    let mut lines = String::new();
    println!("cargo:rerun-if-env-changed=CASCADE_SITE_DIR");
    if let Ok(site) = env::var("CASCADE_SITE_DIR") {
        println!("cargo:rerun-if-changed={site}");
        for (name, path) in files(Path::new(&site), Path::new(&site)) {
            let _ = writeln!(
                lines,
                "    ({name:?}, include_bytes!({:?})),",
                path.display().to_string()
            );
        }
    }
    lines
}

/// Every file below a folder, in order, with its name from there.
fn files(root: &Path, folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    entries.sort();
    for path in entries {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            found.extend(files(root, &path));
        } else if !hidden {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            found.push((name, path));
        }
    }
    found
}
