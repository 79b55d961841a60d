//! What everything else is given: the database, the time, and chance. Injected once, so that tests can hold the clock.

use crate::{Db, learning::Shelf};
use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use domain::calendar;
use rand::{Rng, RngCore, SeedableRng, rngs::StdRng};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};
use tokio::sync::Notify;
use uuid::Uuid;

/// What a request, a job or a command works with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New identifiers, secrets and chance.
    pub ids: Ids,
    /// Module versions already read from the database; they never change.
    pub shelf: Shelf,
    /// Rung when there is something for the jobs to do.
    pub jobs: Arc<Notify>,
}

impl Services {
    /// Services on a database, with a clock.
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            ids: Ids::random(),
            shelf: Shelf::default(),
            jobs: Arc::new(Notify::new()),
        }
    }

    /// The instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The civil day in London.
    pub fn today(&self) -> NaiveDate {
        calendar::day_of(self.now())
    }

    /// A new identifier.
    pub fn new_id<Id: From<Uuid>>(&self) -> Id {
        self.ids.new_id(self.now())
    }
}

/// The time: the machine's, or one that a test holds.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    held: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is advanced.
    pub fn held_at(at: DateTime<Utc>) -> Self {
        Self {
            held: Some(Arc::new(AtomicI64::new(at.timestamp_micros()))),
        }
    }

    /// The instant, to the microsecond, which is what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.held {
            Some(micros) => {
                DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default()
            }
            None => machine_time(),
        }
    }

    /// Moves a held clock on. The machine's own is not moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(micros) = &self.held {
            micros.fetch_add(by.num_microseconds().unwrap_or_default(), Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the machine's clock"
)]
fn machine_time() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// New identifiers, secrets and chance.
#[derive(Clone, Debug)]
pub struct Ids {
    chance: Arc<Mutex<StdRng>>,
}

impl Ids {
    /// Fed by the machine, for everything real.
    pub fn random() -> Self {
        Self {
            chance: Arc::new(Mutex::new(StdRng::from_os_rng())),
        }
    }

    /// The same sequence for the same seed, for the demo and for tests.
    pub fn seeded(seed: u64) -> Self {
        Self {
            chance: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))),
        }
    }

    /// A UUID of version 7 for an instant.
    pub fn new_id<Id: From<Uuid>>(&self, now: DateTime<Utc>) -> Id {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        Id::from(uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid())
    }

    /// Bytes nobody can guess.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }

    /// 256 bits nobody can guess, as 64 letters and digits.
    pub fn secret(&self) -> String {
        hex(&self.bytes::<32>())
    }

    /// A number below `bound`, or 0 when there is none.
    pub fn below(&self, bound: usize) -> usize {
        if bound == 0 {
            return 0;
        }
        self.chance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .random_range(0..bound)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
