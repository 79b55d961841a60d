//! A PostgreSQL of our own for the tests, gone when they end.
//!
//! It lives in a temporary folder, listens on a free port of this machine only, wants a
//! password made up on the spot, and gives up durability for speed. A small shell script
//! watches over it: when this process ends, however it ends, the script stops the server
//! by its process id and removes the folder.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::apt;
use crate::problem::Problem;
use crate::shell;
use crate::tell;

const REMEDY: &str = "Install PostgreSQL 15 or newer with its server programs (initdb and \
    postgres): on Fedora `dnf install postgresql-server`, on macOS `brew install postgresql`.\n\
    Or set CASCADE_TEST_POSTGRES to the URL of a server where databases may be created.";

/// Reads from our process until that ends, then clears up.
const WATCH: &str = r#"
trap '' HUP INT TERM
"$1" -D "$2/data" -k "$2" -h 127.0.0.1 -p "$3" -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off > "$2/log" 2>&1 &
server=$!
cat > /dev/null
kill -INT "$server"
wait "$server"
rm -rf "$2"
"#;

/// How long a new server may take before it counts as failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Cluster {
    watcher: Child,
    url: String,
}

impl Cluster {
    /// Makes a cluster and starts it, installing PostgreSQL on Debian where it is missing.
    ///
    /// # Errors
    /// PostgreSQL cannot be had, or would not start.
    pub fn start() -> Result<Self, Problem> {
        let programs = provide()?;
        tell::step(
            "Start a private PostgreSQL in a temporary folder, for the tests only",
            || Self::start_with(&programs),
        )
    }

    fn start_with(programs: &Path) -> Result<Self, Problem> {
        let place = Place::make()
            .map_err(|error| Problem::file("make a folder in", &std::env::temp_dir(), &error))?;
        let failed = |doing: &str, error: &io::Error| {
            Problem::new(format!("Could not {doing} PostgreSQL: {error}."), REMEDY)
        };
        let password = password().map_err(|error| failed("make a password for", &error))?;
        place.initialise(programs, &password)?;
        let port = free_port().map_err(|error| failed("find a port for", &error))?;
        let watcher = place
            .watch(programs, port)
            .map_err(|error| failed("start", &error))?;
        let url = format!("postgres://cascade:{password}@127.0.0.1:{port}/postgres");
        let cluster = Self { watcher, url };
        place.wait_until_ready(programs, port)?;
        Ok(cluster)
    }

    /// Where the tests find it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        if let Err(error) = self.watcher.wait() {
            tell::note(&format!("Could not wait for PostgreSQL to stop: {error}"));
        }
    }
}

/// The cluster's folder and whoever owns it.
struct Place {
    folder: PathBuf,
    /// PostgreSQL refuses to run as root, so root lends the folder to somebody else.
    owner: Option<(u32, u32)>,
}

impl Place {
    fn make() -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("cascade-postgres-{}", std::process::id()));
        fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let owner = if folder.metadata()?.uid() == 0 {
            unprivileged()
        } else {
            None
        };
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group))?;
        }
        Ok(Self { folder, owner })
    }

    /// A command as the owner of the folder, in the folder.
    fn command(&self, program: &Path) -> Command {
        let mut command = shell::program(program);
        command.current_dir(&self.folder);
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group).env("HOME", &self.folder);
        }
        command
    }

    fn initialise(&self, programs: &Path, password: &str) -> Result<(), Problem> {
        let file = self.folder.join("password");
        let kept = fs::write(&file, password).and_then(|()| match self.owner {
            Some((user, group)) => chown(&file, Some(user), Some(group)),
            None => Ok(()),
        });
        kept.map_err(|error| Problem::file("write", &file, &error))?;
        // Sorts by code point and knows all letters; other systems lack the name.
        let locale = if cfg!(target_os = "linux") {
            "C.UTF-8"
        } else {
            "C"
        };
        let made = self
            .command(&programs.join("initdb"))
            .arg("--pgdata")
            .arg(self.folder.join("data"))
            .args(["--username=cascade", "--auth=password", "--pwfile=password"])
            .args(["--encoding=UTF8", "--no-sync", "--locale", locale])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| shell::cannot_start("initdb", &error, REMEDY))?;
        if made.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        fs::remove_dir_all(&self.folder).ok();
        Err(Problem::new(
            format!("initdb ended with {}.", made.status),
            said + REMEDY,
        ))
    }

    fn watch(&self, programs: &Path, port: u16) -> io::Result<Child> {
        self.command(Path::new("sh"))
            .args(["-c", WATCH, "watch"])
            .arg(programs.join("postgres"))
            .arg(&self.folder)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .spawn()
    }

    fn wait_until_ready(&self, programs: &Path, port: u16) -> Result<(), Problem> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let mut asking = self.command(&programs.join("pg_isready"));
            asking.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
            if shell::read(&mut asking).is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(Problem::new(
            "The private PostgreSQL did not start. Its log:",
            log,
        ))
    }
}

/// The folder of PostgreSQL's server programs, installed on Debian where they are missing.
fn provide() -> Result<PathBuf, Problem> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    let why = "the HTTP tests run on it as well (the server that Debian starts is left alone)";
    apt::install(&["postgresql"], why, REMEDY)?;
    find().ok_or_else(|| Problem::new("PostgreSQL was installed but initdb does not run.", REMEDY))
}

/// The newest server programs that run.
///
/// They are usually not on the PATH; one that is may be a lone copy without its libraries.
pub fn find() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for family in [
        "/usr/lib/postgresql",
        "/usr/local/opt",
        "/opt/homebrew/opt",
        "/usr",
    ] {
        for entry in fs::read_dir(family).into_iter().flatten().flatten() {
            if let Some(version) = version_in(&entry.file_name()) {
                found.push((version, entry.path().join("bin")));
            }
        }
    }
    found.sort();
    let on_path = shell::find("initdb").and_then(|file| Some(file.parent()?.to_owned()));
    found
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .chain(on_path)
        .find(|folder| runs(folder))
}

/// The version in a folder's name: `15`, `pgsql-16`, `postgresql@17`.
fn version_in(name: &OsString) -> Option<u32> {
    let name = name.to_str()?;
    ["pgsql-", "postgresql@", ""]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.parse().ok())
}

fn runs(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"]
        .iter()
        .all(|name| shell::read(shell::program(folder.join(name)).arg("--version")).is_some())
}

/// The user and group that root uses instead of itself.
fn unprivileged() -> Option<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| ids_of(&users, name))
}

fn ids_of(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// A port nobody uses at this moment.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// So that other users of this machine cannot use the server, which runs programs if asked.
fn password() -> io::Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_systems_folder_names_are_understood() {
        let version = |name: &str| version_in(&OsString::from(name));
        assert_eq!(version("15"), Some(15));
        assert_eq!(version("pgsql-16"), Some(16));
        assert_eq!(version("postgresql@17"), Some(17));
        assert_eq!(version("postgresql"), None);
        assert_eq!(version("bin"), None);
    }

    #[test]
    fn a_users_numbers_are_read_from_the_list() {
        let users = "root:x:0:0::/root:/bin/sh\npostgres:x:101:104:,,:/var:/bin/sh\n";
        assert_eq!(ids_of(users, "postgres"), Some((101, 104)));
        assert_eq!(ids_of(users, "nobody"), None);
    }
}
