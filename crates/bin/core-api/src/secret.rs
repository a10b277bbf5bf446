//! Secrets that are shown once. Only their hash is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use sha2::{Digest, Sha256};

/// 256 random bits as text.
pub(crate) fn draw() -> String {
    let secret: [u8; 32] = rand::rng().random();
    URL_SAFE_NO_PAD.encode(secret)
}

/// The SHA-256 of a secret: 32 random bytes need no slow hash.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
