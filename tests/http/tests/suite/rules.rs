//! The rules in `docs/rules` name the tests that prove them; those tests exist.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where the tests are that a name begins with.
const PLACES: [(&str, &str); 9] = [
    ("content", "app/content/src"),
    ("domain", "app/domain/src"),
    ("http", "tests/http/tests/suite"),
    ("print", "app/print/src"),
    ("server", "server/src"),
    ("sheet", "app/sheet/src"),
    ("sheet", "app/sheet/tests"),
    ("store", "app/store/src"),
    ("ui", "app/ui/src"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files in which the tests of a module can be: the module's own, and the file of tests beside it.
fn files(place: &str, modules: &[&str]) -> Vec<PathBuf> {
    let module = root().join(place).join(modules.join("/"));
    let beside = format!("{}_tests.rs", module.display());
    [
        module.with_extension("rs"),
        module.join("mod.rs"),
        module.join("tests.rs"),
        beside.into(),
    ]
    .into()
}

/// Whether a text has a test of a name.
fn has_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let begins = [format!("fn {name}("), format!("async fn {name}(")];
    let is_test = |place: usize| {
        let before = lines[..place].iter().rev();
        let mut above = before.take_while(|line| line.starts_with("///") || line.starts_with('#'));
        above.any(|line| *line == "#[test]" || line.starts_with("#[tokio::test"))
    };
    (0..lines.len())
        .any(|place| begins.iter().any(|b| lines[place].starts_with(b)) && is_test(place))
}

/// Whether there is a test of such a name as `domain::learning::passage::NAME`.
fn exists(name: &str) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    let [krate, modules @ .., test] = parts.as_slice() else {
        return false;
    };
    let mut places = PLACES.iter().filter(|(begins, _)| begins == krate);
    places.any(|(_, place)| {
        files(place, modules)
            .iter()
            .filter_map(|file| fs::read_to_string(file).ok())
            .any(|text| has_test(&text, test))
    })
}

/// The names of tests in the last cell of each rule.
fn proofs(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let last = rows.filter_map(|line| line.trim_end_matches([' ', '|']).rsplit(" | ").next());
    last.flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|name| name.contains("::") && !name.contains('/'))
        .collect()
}

#[test]
fn every_test_that_a_rule_names_exists() {
    let folder = root().join("docs/rules");
    let entries = fs::read_dir(&folder).unwrap();
    let (mut named, mut missing) = (0, Vec::new());
    for file in entries.flatten().map(|entry| entry.path()) {
        let text = fs::read_to_string(&file).unwrap();
        for name in proofs(&text) {
            named += 1;
            if !exists(name) {
                missing.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "no such test:\n{}", missing.join("\n"));
    assert!(named > 150, "{named}");
}

#[test]
fn a_name_is_that_of_a_test_and_not_of_any_function() {
    assert!(exists(
        "http::rules::a_name_is_that_of_a_test_and_not_of_any_function"
    ));
    assert!(exists("domain::people::slip::typing_does_not_matter"));
    for wrong in [
        "http::rules::exists",
        "http::rules::no_such_test",
        "domain::people::slip::slip_code",
        "nowhere::at::all",
    ] {
        assert!(!exists(wrong), "{wrong}");
    }
}
