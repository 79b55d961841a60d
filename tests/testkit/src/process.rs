//! The program as a process of its own, for tests that kill it or let two of it serve one database.

use crate::TestApp;
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// The program serving in a process of its own, which ends with the test.
#[derive(Debug)]
pub struct Process {
    child: Child,
    url: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    /// Starts a program on the database of an app, which has to go by the machine's clock as the process does. It keeps its
    /// mail in a folder of this name.
    pub fn start(program: &str, app: &TestApp, name: &str) -> Self {
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--database-url", app.database_url()])
            .arg("--data")
            .arg(app.folder().join(name))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let out = child.stdout.take().expect("its output is ours");
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let url = lines.find_map(|line| line.strip_prefix("Cascade is at ").map(str::to_owned));
        Self {
            child,
            url: url.expect("it says where it serves"),
        }
    }

    /// Where it serves: `http://127.0.0.1:…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends it as a loss of power would: it cannot finish anything.
    pub fn kill(mut self) {
        self.child.kill().expect("it was running");
    }
}
