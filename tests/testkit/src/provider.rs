//! A real OpenID Connect provider to sign in at, started from `tests/peers/oidc`.

use crate::TestApp;
use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
};

/// What the provider calls Cascade.
pub const CLIENT_ID: &str = "cascade-at-northside";
/// What Cascade proves itself to it with.
pub const CLIENT_SECRET: &str = "a-client-secret-that-nobody-guesses";

/// The provider, running until it is dropped.
#[derive(Debug)]
pub struct EmployerProvider {
    process: Child,
    issuer: String,
    /// Kept open: a program whose output nobody reads any more may stop.
    _output: BufReader<ChildStdout>,
}

impl Drop for EmployerProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl EmployerProvider {
    /// Starts one that knows a program under test, and lives at its instant.
    pub fn start(app: &TestApp) -> Self {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../peers/oidc"));
        assert!(
            folder.join("node_modules").is_dir(),
            "install the provider with `npm ci` in tests/peers/oidc, or run `cargo xtask test`"
        );
        let now = app.site.now().timestamp_millis().to_string();
        let back = format!("{}/sign-in/employer/back", app.site.settings().public_url);
        let mut process = Command::new("node")
            .arg("provider.js")
            .current_dir(&folder)
            .env("NOW", now)
            .env("CLIENT_ID", CLIENT_ID)
            .env("CLIENT_SECRET", CLIENT_SECRET)
            .env("REDIRECT_URI", back)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node is installed");
        let output = process.stdout.take().expect("its output is ours to read");
        let mut output = BufReader::new(output);
        let mut said = String::new();
        while !said.starts_with("issuer ") {
            said.clear();
            let read = output.read_line(&mut said).expect("it can be read");
            assert!(read > 0, "the provider says where it is");
        }
        let issuer = said.trim_start_matches("issuer ").trim().to_owned();
        Self {
            process,
            issuer,
            _output: output,
        }
    }

    /// Its issuer.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }
}
