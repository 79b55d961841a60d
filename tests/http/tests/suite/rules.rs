//! The rules in `docs/rules` name the tests that prove them; those tests exist.

use std::{collections::BTreeSet, fs, path::Path};

/// The text of every file in a folder with an ending.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let named = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending));
    named
        .map(|path| {
            (
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_test_that_a_rule_names_exists() {
    let mut there = BTreeSet::new();
    for (module, text) in files("tests/suite", "rs") {
        for name in text
            .lines()
            .filter_map(|line| line.strip_prefix("async fn ")?.split('(').next())
        {
            there.insert(format!("http::{module}::{name}"));
        }
    }
    let mut named = 0;
    for (rules, text) in files("../../docs/rules", "md") {
        for name in text
            .split('`')
            .filter(|name| name.starts_with("http::") && !name.ends_with("NAME"))
        {
            assert!(
                there.contains(name),
                "docs/rules/{rules}.md names {name}, which tests/http/tests/suite does not have"
            );
            named += 1;
        }
    }
    assert!(named > 50, "{named}");
}
