//! What Linux tells about processes: time on the processor, and memory.

use std::fs;
use std::path::Path;

/// Milliseconds in a tick of `/proc/PID/stat`, which is the same on every Linux.
const TICK: u64 = 10;

/// Processes whose time is added up: the program, and a database server with its children.
#[derive(Clone, Debug)]
pub struct Watched {
    program: u32,
    database: Option<u32>,
}

impl Watched {
    /// The program, and whoever listens on a port of this machine if its data is there.
    pub fn new(program: u32, database_url: Option<&str>) -> Self {
        let port = database_url
            .filter(|url| url.starts_with("postgres"))
            .map(port_of);
        Self {
            program,
            database: port.and_then(listener),
        }
    }

    /// Milliseconds on the processor so far.
    pub fn cpu(&self) -> u64 {
        let program = fields(self.program).map_or(0, |stat| stat.own);
        program + self.database.map_or(0, database)
    }
}

/// The server process, the children it still has, and those that have ended.
fn database(server: u32) -> u64 {
    let own = fields(server).map_or(0, |stat| stat.own + stat.ended_children);
    let children = processes()
        .filter_map(fields)
        .filter(|stat| stat.parent == server);
    own + children.map(|stat| stat.own).sum::<u64>()
}

struct Stat {
    parent: u32,
    own: u64,
    ended_children: u64,
}

fn fields(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything; numbers follow it.
    let numbers: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| {
        numbers
            .get(place)
            .and_then(|n| n.parse::<u64>().ok())
            .unwrap_or(0)
    };
    Some(Stat {
        parent: numbers.get(1)?.parse().ok()?,
        own: (ticks(11) + ticks(12)) * TICK,
        ended_children: (ticks(13) + ticks(14)) * TICK,
    })
}

/// Memory in KiB by its name in `/proc/PID/status`: `VmRSS` now, `VmHWM` at its highest.
pub fn memory(process: u32, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

fn processes() -> impl Iterator<Item = u32> {
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    folders.filter_map(|folder| folder.file_name().to_str()?.parse().ok())
}

fn port_of(url: &str) -> u16 {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let port = host
        .rsplit_once(':')
        .and_then(|(_, port)| port.parse().ok());
    port.unwrap_or(5432)
}

/// The process that listens on a TCP port: the one that holds the listening socket, the eldest if several do.
fn listener(port: u16) -> Option<u32> {
    let sockets = ["/proc/net/tcp", "/proc/net/tcp6"]
        .map(|file| fs::read_to_string(file).unwrap_or_default());
    let ending = format!(":{port:04X}");
    let inode = sockets
        .iter()
        .flat_map(|table| table.lines())
        .find_map(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let listens = columns.get(1)?.ends_with(&ending) && columns.get(3) == Some(&"0A");
            listens.then(|| columns.get(9).map(|inode| format!("socket:[{inode}]")))?
        })?;
    processes().filter(|process| holds(*process, &inode)).min()
}

fn holds(process: u32, socket: &str) -> bool {
    let files = fs::read_dir(format!("/proc/{process}/fd"))
        .into_iter()
        .flatten()
        .flatten();
    files
        .filter_map(|file| fs::read_link(file.path()).ok())
        .any(|to| to == Path::new(socket))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_of_a_database_is_in_its_address() {
        assert_eq!(port_of("postgres://a:b@127.0.0.1:6000/c"), 6000);
        assert_eq!(port_of("postgres://db.example/c"), 5432);
    }

    #[test]
    fn this_process_has_memory_and_a_parent() {
        let this = std::process::id();
        assert!(memory(this, "VmRSS") > 0 && memory(this, "VmHWM") >= memory(this, "VmRSS"));
        assert!(fields(this).is_some_and(|stat| stat.parent > 0));
    }
}
