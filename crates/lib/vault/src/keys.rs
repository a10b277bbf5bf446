//! Keys, and how they are written in a setting.

use std::{fmt, sync::Arc};

use aes_gcm::Aes256Gcm;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Tells keys apart and reveals nothing about them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

pub(crate) struct VaultKey {
    id: KeyId,
    cipher: Aes256Gcm,
}

impl KeyId {
    /// Hexadecimal digits of an id.
    const DIGITS: usize = 8;

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == Self::DIGITS && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl VaultKey {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"id of a key of espejo");
        digest.update(key);
        let id = digest
            .finalize()
            .iter()
            .take(KeyId::DIGITS / 2)
            .fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
        Self {
            id: KeyId(id),
            cipher: crate::cipher(key),
        }
    }

    pub(crate) fn id(&self) -> KeyId {
        self.id.clone()
    }

    pub(crate) fn cipher(&self) -> &Aes256Gcm {
        &self.cipher
    }
}

/// At least one key, or what is wrong.
pub(crate) fn parse(text: &str) -> Result<Arc<[VaultKey]>, &'static str> {
    let key = |word: &str| {
        let bytes = STANDARD.decode(word).ok()?;
        Some(VaultKey::new(bytes.try_into().ok()?))
    };
    let keys: Option<Vec<_>> = text.split_whitespace().map(key).collect();
    match keys {
        Some(keys) if !keys.is_empty() => Ok(keys.into()),
        _ => Err(
            "it is not 32 bytes in base64 (`openssl rand -base64 32`), or several such keys with \
             spaces between them, the newest first",
        ),
    }
}
