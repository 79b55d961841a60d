//! Secrets are kept as hashes only.

use sha2::{Digest, Sha256};

/// The hash under which a long random secret is kept: SHA-256, which is enough for what nobody can guess.
pub fn hashed(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
