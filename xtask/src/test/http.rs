//! The HTTP suite, on both databases and on other days.

use std::path::PathBuf;
use std::{env, fs, thread};

use crate::problem::Problem;
use crate::setup::{node, postgres::Cluster, python};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Names the PostgreSQL the suite runs on; without it, it runs on SQLite.
const POSTGRES: &str = "CASCADE_TEST_POSTGRES";
/// Names the instant that the suite takes for now: a day, or an instant in UTC.
const NOW: &str = "CASCADE_TEST_NOW";
/// Names the Python that has the tests' mail and calendar servers.
const PYTHON: &str = "CASCADE_TEST_PYTHON";
/// How many tests run at once, however many processors there are: each holds a database open, and a PostgreSQL takes
/// only so many connections.
const AT_ONCE: usize = 8;

/// Days on which programs about dates go wrong.
const OTHER_DAYS: [(&str, &str); 2] = [
    (
        "2028-02-29",
        "a leap day, on which what is done now has fallen due again",
    ),
    (
        "2026-07-14T23:20:00Z",
        "a summer night, when London is a day ahead of UTC",
    ),
];

/// The instants at which clocks change, or just before: a story that lets a minute pass walks across.
const CLOCK_CHANGES: [(&str, &str); 2] = [
    (
        "2027-03-28T00:59:30Z",
        "half a minute before clocks go forward",
    ),
    (
        "2026-10-25T00:59:30Z",
        "half a minute before clocks go back",
    ),
];

/// On SQLite, today.
///
/// # Errors
/// A test failed.
pub fn on_sqlite(workspace: &Workspace) -> Result<(), Problem> {
    suite(workspace, "Run the HTTP tests on SQLite", &[], &[])
}

/// On PostgreSQL, today.
///
/// # Errors
/// A test failed, or there is no PostgreSQL.
pub fn on_postgres(workspace: &Workspace) -> Result<(), Problem> {
    let (url, _cluster) = server()?;
    let what = "Run the HTTP tests on PostgreSQL";
    suite(workspace, what, &[(POSTGRES, &url)], &SAME_ON_BOTH)
}

/// What no database changes: who may ask for what, which takes longest of all. Every page is asked for on both, by the tests
/// that count queries.
const SAME_ON_BOTH: [&str; 2] = ["--skip", "access::"];

/// What no day changes: who may ask for what, how many queries a page needs, which test proves a rule, what a logo may
/// draw, what goes by the machine's clock. Everything runs as it is today.
const DAYLESS: [&str; 10] = [
    "--skip",
    "access::",
    "--skip",
    "queries::",
    "--skip",
    "rules::",
    "--skip",
    "logos::",
    "--skip",
    "processes::",
];

/// What has hours of a day in it, which clocks change and a database may keep in its own way.
const HOURS: [&str; 4] = ["session", "booking", "reminders", "calendar"];

/// On SQLite on each of the other days; whatever has hours in it when clocks change as well, and on PostgreSQL in the hour
/// that comes twice. All of them even if one fails.
///
/// # Errors
/// A test failed, or there is no PostgreSQL; the instants are named.
pub fn on_other_days(workspace: &Workspace) -> Result<(), Problem> {
    let mut bad = failing(workspace, "SQLite", OTHER_DAYS.iter(), &[], &DAYLESS);
    bad.extend(failing(
        workspace,
        "SQLite",
        CLOCK_CHANGES.iter(),
        &[],
        &HOURS,
    ));
    let (url, _cluster) = server()?;
    let postgres = [(POSTGRES, url.as_str())];
    let back = CLOCK_CHANGES.iter().skip(1);
    bad.extend(failing(workspace, "PostgreSQL", back, &postgres, &HOURS));
    let Some(first) = bad.first() else {
        return Ok(());
    };
    Err(Problem::new(
        format!("Tests failed as if now were {}.", bad.join(", ")),
        format!("To repeat one: {NOW}={first} cargo test -p http-tests"),
    ))
}

/// A PostgreSQL server: the one that is named, or one of our own, which stops when the cluster is dropped.
fn server() -> Result<(String, Option<Cluster>), Problem> {
    if let Ok(url) = env::var(POSTGRES) {
        return Ok((url, None));
    }
    let cluster = Cluster::start()?;
    Ok((cluster.url().to_owned(), Some(cluster)))
}

/// The instants, of those given, at which tests fail on a database.
fn failing<'a>(
    workspace: &Workspace,
    database: &str,
    instants: impl Iterator<Item = &'a (&'a str, &'a str)>,
    settings: &[(&str, &str)],
    which: &[&str],
) -> Vec<&'a str> {
    let fails = |(instant, why): &&(&str, &str)| {
        let what = format!("Run the HTTP tests on {database} as if now were {instant}, {why}");
        let settings = [settings, &[(NOW, *instant)]].concat();
        suite(workspace, &what, &settings, which).is_err()
    };
    instants
        .filter(fails)
        .map(|(instant, _)| *instant)
        .collect()
}

fn suite(
    workspace: &Workspace,
    what: &str,
    settings: &[(&str, &str)],
    which: &[&str],
) -> Result<(), Problem> {
    let python = python::peers(workspace)?;
    let files = Files::make(workspace)?;
    for (folder, what) in [
        ("tests/peers/mail", "the readers of what has been sent"),
        ("tests/peers/oidc", "the provider that people sign in at"),
    ] {
        node::install_packages(&workspace.root.join(folder), what)?;
    }
    tell::step(what, || {
        shell::run(
            shell::cargo()
                .args(["test", "-p", "http-tests", "--"])
                .args(which)
                .env_remove(POSTGRES)
                .env_remove(NOW)
                .env(PYTHON, &python)
                .env("RUST_TEST_THREADS", threads().to_string())
                .env("TMPDIR", &files.0)
                .envs(settings.iter().copied())
                .current_dir(&workspace.root),
            "The tests named above failed.",
        )
    })
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, |processors| processors.get().min(AT_ONCE))
}

/// A folder for what the tests write, gone when they end.
struct Files(PathBuf);

impl Files {
    fn make(workspace: &Workspace) -> Result<Self, Problem> {
        let folder = workspace
            .target
            .join(format!("http-tests-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| Problem::file("make", &folder, &error))?;
        Ok(Self(folder))
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tell::note(&format!("Could not remove {}: {error}", self.0.display()));
        }
    }
}
