//! The HTTP suite, on both databases and on other days.

use std::env;

use crate::problem::Problem;
use crate::setup::{postgres::Cluster, python};
use crate::shell;
use crate::tell;
use crate::workspace::Workspace;

/// Names the PostgreSQL the suite runs on; without it, it runs on SQLite.
const POSTGRES: &str = "CASCADE_TEST_POSTGRES";
/// Names the day the suite takes for today.
const TODAY: &str = "CASCADE_TEST_TODAY";
/// Names the Python that has the tests' mail server.
const PYTHON: &str = "CASCADE_TEST_PYTHON";

/// Days on which programs about dates go wrong.
const OTHER_DAYS: [(&str, &str); 4] = [
    ("2027-11-22", "a year on, when refreshers fall due"),
    ("2028-02-29", "a leap day"),
    ("2027-03-28", "the day clocks go forward"),
    ("2026-10-25", "the day clocks go back"),
];

/// On SQLite, today.
///
/// # Errors
/// A test failed.
pub fn on_sqlite(workspace: &Workspace) -> Result<(), Problem> {
    suite(workspace, "Run the HTTP tests on SQLite", &[])
}

/// On PostgreSQL, today.
///
/// # Errors
/// A test failed, or there is no PostgreSQL.
pub fn on_postgres(workspace: &Workspace) -> Result<(), Problem> {
    if let Ok(url) = env::var(POSTGRES) {
        let what = format!("Run the HTTP tests on the server that {POSTGRES} names");
        return suite(workspace, &what, &[(POSTGRES, &url)]);
    }
    let cluster = Cluster::start()?;
    suite(
        workspace,
        "Run the HTTP tests on PostgreSQL",
        &[(POSTGRES, cluster.url())],
    )
}

/// On SQLite, on each of the other days; all of them even if one fails.
///
/// # Errors
/// A test failed; the days are named.
pub fn on_other_days(workspace: &Workspace) -> Result<(), Problem> {
    let fails = |(day, why): &(&str, &str)| {
        let what = format!("Run the HTTP tests as if today were {day}, {why}");
        suite(workspace, &what, &[(TODAY, day)]).is_err()
    };
    let bad: Vec<&str> = OTHER_DAYS
        .iter()
        .filter(|day| fails(day))
        .map(|(day, _)| *day)
        .collect();
    if bad.is_empty() {
        return Ok(());
    }
    Err(Problem::new(
        format!("Tests failed as if today were {}.", bad.join(", ")),
        format!("To repeat one: {TODAY}={} cargo test -p http-tests", bad[0]),
    ))
}

fn suite(workspace: &Workspace, what: &str, settings: &[(&str, &str)]) -> Result<(), Problem> {
    let python = python::peers(workspace)?;
    tell::step(what, || {
        shell::run(
            shell::cargo()
                .args(["test", "-p", "http-tests"])
                .env_remove(POSTGRES)
                .env_remove(TODAY)
                .env(PYTHON, &python)
                .envs(settings.iter().copied())
                .current_dir(&workspace.root),
            "The tests named above failed.",
        )
    })
}
