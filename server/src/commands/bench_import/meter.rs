//! Time and memory of a phase, and how long somebody else waits meanwhile.

use domain::{
    access::{ImportStaff, Permit},
    ids::{AccountId, StaffImportId},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use store::{
    Services, StoreError,
    people::{begin_sign_in, imports},
};
use tokio::{sync::Mutex, task::JoinHandle};

/// Somebody writes, and somebody reads, this often.
const EVERY: Duration = Duration::from_millis(100);

/// The most that has been seen in a phase.
#[derive(Default)]
struct Seen {
    /// The longest wait for a small write, in microseconds.
    write: AtomicU64,
    /// The longest wait for a small read, in microseconds.
    read: AtomicU64,
    /// The most memory of its own, in kilobytes.
    own: AtomicU64,
    /// How often a write or a read has failed, in all phases.
    failed: AtomicU64,
    /// Held while somebody writes.
    writing: Mutex<()>,
}

impl Seen {
    fn note<T>(&self, longest: &AtomicU64, began: Instant, outcome: &Result<T, StoreError>) {
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        longest.fetch_max(micros, Ordering::Relaxed);
        self.own.fetch_max(kilobytes("RssAnon:"), Ordering::Relaxed);
        if outcome.is_err() {
            self.failed.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Measures one phase after the other, while somebody else signs in ten times a second and another one looks at lists.
pub(super) struct Meter {
    seen: Arc<Seen>,
    others: [JoinHandle<()>; 2],
}

impl Meter {
    pub fn new(services: &Services, account: AccountId, permit: Permit<ImportStaff>) -> Self {
        let seen = Arc::<Seen>::default();
        println!(
            "{:>9} {:>8} {:>8} {:>10} {:>10}  Phase",
            "Seconds", "Own MB", "All MB", "Write ms", "Read ms"
        );
        Self {
            others: [
                tokio::spawn(write(services.clone(), account, Arc::clone(&seen))),
                tokio::spawn(read(services.clone(), permit, Arc::clone(&seen))),
            ],
            seen,
        }
    }

    /// A line with how long something took, the most memory of its own that the program had meanwhile, the most that it
    /// has ever had together with the pages of the database's file that it looked at, and the longest that a small write
    /// and a small read of somebody else took. A write that the phase has kept waiting to its end belongs to it.
    pub async fn tell(&self, phase: &str, began: Instant) {
        let seconds = began.elapsed().as_secs_f64();
        drop(self.seen.writing.lock().await);
        let most = |of: &AtomicU64, unit: u64| of.swap(0, Ordering::Relaxed) / unit;
        println!(
            "{seconds:>9.2} {:>8} {:>8} {:>10} {:>10}  {phase}",
            most(&self.seen.own, 1_024),
            kilobytes("VmHWM:") / 1_024,
            most(&self.seen.write, 1_000),
            most(&self.seen.read, 1_000),
        );
    }

    /// Ends what the others do; how often it failed.
    pub fn end(self) -> u64 {
        for other in self.others {
            other.abort();
        }
        self.seen.failed.load(Ordering::Relaxed)
    }
}

async fn write(services: Services, account: AccountId, seen: Arc<Seen>) {
    loop {
        let writing = seen.writing.lock().await;
        let began = Instant::now();
        let written = begin_sign_in(&services, account, true, "bench").await;
        seen.note(&seen.write, began, &written);
        drop(writing);
        tokio::time::sleep(EVERY).await;
    }
}

async fn read(services: Services, permit: Permit<ImportStaff>, seen: Arc<Seen>) {
    loop {
        let began = Instant::now();
        let nothing = services.new_id::<StaffImportId>();
        let read = imports::find(&services, &permit, nothing).await;
        seen.note(&seen.read, began, &read);
        tokio::time::sleep(EVERY).await;
    }
}

/// A figure of `/proc/self/status`.
fn kilobytes(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or_default()
}
