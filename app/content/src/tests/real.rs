use std::fs;
use std::path::{Path, PathBuf};

use crate::{File, read};

/// The texts we ship, as they are in the repository, are without a fault.
#[test]
fn our_own_content_is_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    let texts: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            let inside = path.strip_prefix(&folder).unwrap().to_str().unwrap();
            (inside.replace('\\', "/"), fs::read_to_string(path).unwrap())
        })
        .collect();
    let files: Vec<File<'_>> = texts
        .iter()
        .map(|(path, text)| File { path, text })
        .collect();
    let library = read(&files).unwrap_or_else(|faults| {
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{} faults:\n{}", said.len(), said.join("\n"));
    });
    assert!(!library.modules.is_empty() && !library.frameworks.is_empty());
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}
