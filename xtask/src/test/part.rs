//! The parts of the tests, their names and what each promises.

use super::{browser, http, lint};
use crate::build::{self, Flavour};
use crate::problem::Problem;
use crate::setup::{node, readers};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Packages that the unit tests leave out.
///
/// The HTTP tests have parts of their own. `bindgen` has no tests, and built together with
/// the rest it would switch on features of shared dependencies, so that half of them would
/// be compiled a second time for the server and the HTTP tests.
const NOT_UNIT: [&str; 4] = ["--exclude", "http-tests", "--exclude", "bindgen"];

/// Something that must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The code is laid out by rustfmt.
    Fmt,
    /// Clippy has nothing to say about the server's side.
    Clippy,
    /// Clippy has nothing to say about the browser's side.
    ClippyWasm,
    /// The documentation builds and its links lead somewhere.
    Doc,
    /// Unit and property tests.
    Unit,
    /// The HTTP suite on SQLite.
    HttpSqlite,
    /// The HTTP suite on PostgreSQL.
    HttpPostgres,
    /// The HTTP suite on days that break programs.
    TimeTravel,
    /// Journeys in a real browser.
    EndToEnd,
    /// The content we ship is without fault.
    Content,
}

impl Part {
    /// All of them, in the order they run in.
    pub const ALL: [Self; 10] = [
        Self::Fmt,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Doc,
        Self::Unit,
        Self::HttpSqlite,
        Self::HttpPostgres,
        Self::TimeTravel,
        Self::EndToEnd,
        Self::Content,
    ];

    /// The name after `--only`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Doc => "doc",
            Self::Unit => "unit",
            Self::HttpSqlite => "http-sqlite",
            Self::HttpPostgres => "http-postgres",
            Self::TimeTravel => "time-travel",
            Self::EndToEnd => "e2e",
            Self::Content => "content",
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Whether it runs beside the others when everything is asked for: about half of the work.
    pub fn runs_beside(self) -> bool {
        self.reads_only() || matches!(self, Self::HttpPostgres | Self::TimeTravel)
    }

    /// Whether it reads the code without running it, and so shares nothing that is compiled with those that run it.
    pub fn reads_only(self) -> bool {
        matches!(
            self,
            Self::Fmt | Self::Clippy | Self::ClippyWasm | Self::Doc
        )
    }

    /// What holds when it passes.
    pub fn promise(self) -> &'static str {
        match self {
            Self::Fmt => "the code is laid out as rustfmt would",
            Self::Clippy => "Clippy finds nothing to mend in what runs on the server",
            Self::ClippyWasm => "Clippy finds nothing to mend in what runs in the browser",
            Self::Doc => "the documentation builds and its links lead somewhere",
            Self::Unit => "the rules hold (unit and property tests)",
            Self::HttpSqlite => "the pages do what they promise, on SQLite",
            Self::HttpPostgres => "the pages do what they promise, on PostgreSQL",
            Self::TimeTravel => "they still do on a leap day, at night and when clocks change",
            Self::EndToEnd => "journeys succeed in a real browser",
            Self::Content => "the content we ship can be imported without fault",
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// It does not hold, or something it needs cannot be had.
    pub fn run(self, workspace: &Workspace) -> Result<(), Problem> {
        match self {
            Self::Fmt => lint::fmt(workspace),
            Self::Clippy => lint::server_side(workspace),
            Self::ClippyWasm => lint::browser_side(workspace),
            Self::Doc => lint::doc(workspace),
            Self::Unit => unit(workspace),
            Self::HttpSqlite => http::on_sqlite(workspace),
            Self::HttpPostgres => http::on_postgres(workspace),
            Self::TimeTravel => http::on_other_days(workspace),
            Self::EndToEnd => browser::journeys(workspace),
            Self::Content => content(workspace),
        }
    }
}

fn unit(workspace: &Workspace) -> Result<(), Problem> {
    // Our components are compared with the examples that GOV.UK Frontend ships.
    node::install_frontend(workspace)?;
    readers::provide()?;
    tell::step("Run the tests of every package but the HTTP suite", || {
        shell::run(
            shell::cargo()
                .args(["test", "--workspace"])
                .args(NOT_UNIT)
                .current_dir(&workspace.root),
            "The tests named above failed.",
        )
    })
}

fn content(workspace: &Workspace) -> Result<(), Problem> {
    let program = build::everything(workspace, Flavour::Development)?;
    tell::step("Check every framework, module and question we ship", || {
        shell::run(
            shell::program(program)
                .args(["import-content", "--check", "content"])
                .current_dir(&workspace.root),
            "The messages above name the file, the line and what would be right.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// Packages whose `Cargo.toml` says `test = false`, so that they are not compiled once more for nothing.
    const WITHOUT_TESTS: [&str; 4] = ["app/store", "frontend", "migrations", "tests/testkit"];

    #[test]
    fn no_test_is_written_where_none_would_run() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for package in WITHOUT_TESTS {
            assert_eq!(tests_below(&root.join(package).join("src")), [""; 0]);
        }
    }

    /// The files below a folder that have tests in them.
    fn tests_below(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let within = |path: &Path| {
            if path.is_dir() {
                return tests_below(path);
            }
            let text = fs::read_to_string(path).unwrap_or_default();
            let found = text.contains("#[test]") || text.contains("#[tokio::test]");
            Vec::from_iter(found.then(|| path.display().to_string()))
        };
        entries.flat_map(|entry| within(&entry.path())).collect()
    }

    #[test]
    fn every_part_is_found_by_its_own_name() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(part));
        }
        assert_eq!(Part::named("everything"), None);
    }
}
