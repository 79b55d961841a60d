//! Time and memory of a phase, and how long somebody else waits meanwhile.

use domain::{access::ImportStaff, access::Permit, ids::AccountId, ids::StaffImportId};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use store::{
    Services,
    people::{begin_sign_in, imports},
};
use tokio::task::JoinHandle;

/// Somebody signs in this often.
const EVERY: Duration = Duration::from_millis(100);

/// The longest that somebody has waited in a phase, in microseconds, and how often it failed.
#[derive(Default)]
struct Waits {
    write: AtomicU64,
    read: AtomicU64,
    failed: AtomicU64,
}

/// Measures one phase after the other, while somebody else signs in ten times a second.
pub(super) struct Meter {
    waits: Arc<Waits>,
    somebody: JoinHandle<()>,
}

impl Meter {
    pub fn new(services: &Services, account: AccountId, permit: Permit<ImportStaff>) -> Self {
        let waits = Arc::<Waits>::default();
        let (services, kept) = (services.clone(), Arc::clone(&waits));
        let somebody = tokio::spawn(async move {
            loop {
                let began = Instant::now();
                let written = begin_sign_in(&services, account, true, "bench").await;
                note(&kept.write, began);
                let began = Instant::now();
                let nothing = services.new_id::<StaffImportId>();
                let read = imports::find(&services, &permit, nothing).await;
                note(&kept.read, began);
                if written.is_err() || read.is_err() {
                    kept.failed.fetch_add(1, Ordering::Relaxed);
                }
                tokio::time::sleep(EVERY).await;
            }
        });
        println!(
            "{:>9} {:>8} {:>8} {:>10} {:>10}  Phase",
            "Seconds", "Peak MB", "Own MB", "Write ms", "Read ms"
        );
        Self { waits, somebody }
    }

    /// A line with how long something took, the most memory that the program has had so far, what it has of its own, and
    /// the longest that a small write and a small read of somebody else have waited meanwhile.
    pub fn tell(&self, phase: &str, began: Instant) {
        let longest = |of: &AtomicU64| of.swap(0, Ordering::Relaxed) / 1_000;
        println!(
            "{:>9.2} {:>8} {:>8} {:>10} {:>10}  {phase}",
            began.elapsed().as_secs_f64(),
            megabytes("VmHWM:"),
            megabytes("RssAnon:"),
            longest(&self.waits.write),
            longest(&self.waits.read),
        );
    }

    /// Ends the other's work; how often it failed.
    pub fn end(self) -> u64 {
        self.somebody.abort();
        self.waits.failed.load(Ordering::Relaxed)
    }
}

fn note(longest: &AtomicU64, began: Instant) {
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    longest.fetch_max(micros, Ordering::Relaxed);
}

/// A figure of `/proc/self/status`, in megabytes.
fn megabytes(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
