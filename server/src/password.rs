//! Hashing and checking passwords: argon2id, on the blocking pool, two at a time.

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use std::sync::{Arc, OnceLock};
use store::Ids;
use tokio::sync::Semaphore;

/// Hashes passwords. At most two at a time, so that a flood of sign-ins cannot take all memory and processors.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    memory_kib: u32,
    decoy: Arc<OnceLock<String>>,
    ids: Ids,
}

impl Passwords {
    /// With 19 MiB for each, two passes, one lane: what OWASP advises as the least.
    pub fn new(ids: Ids) -> Self {
        Self::with_memory(ids, 19 * 1024)
    }

    /// With another amount of memory, for tests.
    pub fn with_memory(ids: Ids, memory_kib: u32) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(2)),
            memory_kib,
            decoy: Arc::default(),
            ids,
        }
    }

    /// The hash of a password, to be kept.
    pub async fn hash(&self, password: &str) -> String {
        let (this, password) = (self.clone(), password.to_owned());
        self.in_turn(move || this.hash_now(&password)).await
    }

    /// The hash of a password, at once. For the command line.
    ///
    /// # Panics
    /// Never: argon2 accepts these parameters and any salt of this length.
    pub fn hash_now(&self, password: &str) -> String {
        let salt = self.ids.bytes::<16>();
        let hash = self
            .argon()
            .hash_password_with_salt(password.as_bytes(), &salt);
        hash.expect("these parameters and this salt are accepted by argon2")
            .to_string()
    }

    /// Whether a password fits a hash. Without a hash it takes as long and is never right, so that nobody can tell by the
    /// time whether an account exists.
    pub async fn fits(&self, password: &str, hash: Option<&str>) -> bool {
        let (this, password, hash) = (self.clone(), password.to_owned(), hash.map(str::to_owned));
        self.in_turn(move || {
            let decoy = this
                .decoy
                .get_or_init(|| this.hash_now("nobody has this password"));
            let fits = PasswordHash::new(hash.as_deref().unwrap_or(decoy)).is_ok_and(|hash| {
                this.argon()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
            fits && hash.is_some()
        })
        .await
    }

    fn argon(&self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, 2, 1, None)
            .expect("these parameters are within argon2's limits");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let _turn = self
            .turns
            .acquire()
            .await
            .expect("the semaphore is never closed");
        tokio::task::spawn_blocking(work)
            .await
            .expect("hashing does not panic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn only_the_right_password_fits_and_nothing_fits_nobody() {
        let passwords = Passwords::with_memory(Ids::random(), 64);
        let hash = passwords.hash("teapot gravel canoe").await;
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.fits("teapot gravel canoe", Some(&hash)).await);
        assert!(!passwords.fits("teapot gravel canoes", Some(&hash)).await);
        assert!(!passwords.fits("nobody has this password", None).await);
    }

    /// The quickest of several, because other work only ever makes it slower.
    async fn quickest(passwords: &Passwords, hash: Option<&str>) -> Duration {
        let mut quickest = Duration::MAX;
        for _ in 0..12 {
            let begun = Instant::now();
            assert!(!passwords.fits("walnut kettle orbit", hash).await);
            quickest = quickest.min(begun.elapsed());
        }
        quickest
    }

    #[tokio::test]
    async fn whether_there_is_an_account_cannot_be_told_by_the_time_it_takes() {
        let passwords = Passwords::new(Ids::random());
        let hash = passwords.hash("teapot gravel canoe").await;
        let known = quickest(&passwords, Some(&hash)).await;
        let unknown = quickest(&passwords, None).await;
        let (less, more) = (known.min(unknown), known.max(unknown));
        assert!(less > Duration::from_millis(1), "{less:?} is no hash");
        assert!(more < less * 3 / 2, "known {known:?}, unknown {unknown:?}");
    }
}
