//! The program as a second process, on a free port, with its data in a temporary folder.

use crate::http::{Connection, get};
use serde::Deserialize;
use std::env;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the program may take before it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program and where it keeps its data; dropping it removes the folder.
pub struct Program {
    file: PathBuf,
    folder: PathBuf,
    database_url: Option<String>,
}

/// The program while it serves.
pub struct Serving {
    child: Running,
    /// Its process id.
    pub id: u32,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub first_answer: Duration,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, Deserialize)]
pub struct SignedIn {
    /// The persona of the demo, if it is one.
    pub persona: Option<String>,
    /// The secret of the cookie.
    pub token: String,
}

impl Program {
    /// With a new temporary folder, and a database elsewhere if an address is given.
    pub fn new(file: PathBuf, database_url: Option<String>) -> Result<Self, String> {
        let folder = env::temp_dir().join(format!("cascade-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self {
            file,
            folder,
            database_url,
        })
    }

    /// The program's file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Makes the database, signs people in and puts sessions on.
    pub fn prepare(
        &self,
        people: usize,
        sign_ins: usize,
        sessions: usize,
    ) -> Result<Vec<SignedIn>, String> {
        let output = self
            .command()
            .args(["bench-prepare", "--people", &people.to_string()])
            .args(["--sign-ins", &sign_ins.to_string()])
            .args(["--sessions", &sessions.to_string()])
            .env("CASCADE_LOG", "warn")
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("could not start the program: {error}"))?;
        if !output.status.success() {
            return Err("the database could not be prepared".to_owned());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        text.lines()
            .map(|line| serde_json::from_str(line).map_err(|error| format!("{line}: {error}")))
            .collect()
    }

    /// Starts the program and waits for its first answer.
    pub async fn serve(&self) -> Result<Serving, String> {
        let address = free_address().map_err(|error| error.to_string())?;
        let start = Instant::now();
        let child = self
            .command()
            .args(["serve", "--bench", "--listen", &address.to_string()])
            // As it is deployed: no personas are offered on the sign-in page.
            .args(["--public-url", "http://bench"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("could not start the program: {error}"))?;
        let serving = Serving {
            id: child.id(),
            child: Running(child),
            address,
            first_answer: Duration::ZERO,
        };
        while !answers(address).await {
            if start.elapsed() > PATIENCE {
                return Err("the program does not answer".to_owned());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(Serving {
            first_answer: start.elapsed(),
            ..serving
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.file);
        for (name, _) in env::vars_os() {
            // A program built for developing reads its assets from there.
            let name = name.to_string_lossy();
            if name.starts_with("CASCADE_") && name != "CASCADE_SITE_DIR" {
                command.env_remove(name.as_ref());
            }
        }
        command.arg("--data").arg(&self.folder);
        if let Some(url) = &self.database_url {
            command.arg("--database-url").arg(url);
        }
        command.stdin(Stdio::null());
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Stopped by its process id when dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Serving {
    /// Stops the program and waits until it is gone.
    pub fn stop(self) {
        drop(self.child);
    }
}

async fn answers(address: SocketAddr) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    let answer = connection.ask(&get("/health", "")).await;
    answer.is_ok_and(|answer| answer.status == 200)
}

fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
