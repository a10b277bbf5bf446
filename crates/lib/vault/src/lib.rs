//! Secrets that must be read again, encrypted (AES-256-GCM) with keys that lie elsewhere. Each secret
//! belongs to a place and cannot be opened as that of another one.
//!
//! A vault has one or more keys. The first one encrypts; all of them open, so that a key can be
//! replaced while everything runs.

mod keys;
mod text;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, Generate, Key, KeyInit, Payload},
};
use settings::{Environment, ExposeSecret, LiveSecret, SecretString};

pub use crate::keys::KeyId;
use crate::keys::VaultKey;
pub use crate::text::{TextError, is_sealed_text, key_of_text};

/// Bytes of a nonce of AES-GCM.
const NONCE: usize = 12;
/// Bytes that AES-GCM adds to a secret, so that a change is noticed.
const TAG: usize = 16;

/// Clones share the keys.
#[derive(Clone)]
pub struct Vault {
    /// How messages name the keys: the variable that has them.
    name: &'static str,
    live: Option<LiveSecret>,
    known: Arc<Mutex<Known>>,
}

struct Known {
    text: SecretString,
    keys: Arc<[VaultKey]>,
}

/// The secret belongs to another place, was changed, or needs a key that the vault does not have.
#[derive(Debug, thiserror::Error)]
#[error("a stored secret cannot be opened with {name}; was the key changed?")]
pub struct Sealed {
    name: &'static str,
}

impl Vault {
    /// With one key that never changes.
    pub fn new(name: &'static str, key: [u8; 32]) -> Self {
        let known = Known {
            text: SecretString::default(),
            keys: Arc::new([VaultKey::new(key)]),
        };
        Self {
            name,
            live: None,
            known: Arc::new(Mutex::new(known)),
        }
    }

    /// The keys in `NAME`, or in the file that `NAME_FILE` names: each 32 bytes in base64, the newest
    /// first, with spaces or line ends between them. A changed file counts at the next use.
    pub fn read(env: &mut Environment, name: &'static str) -> Option<Self> {
        let live = env.optional_live_secret(name)?;
        let text = live.newest();
        match keys::parse(text.expose_secret()) {
            Ok(keys) => Some(Self {
                name,
                live: Some(live),
                known: Arc::new(Mutex::new(Known { text, keys })),
            }),
            Err(reason) => {
                env.problem(format!("{name}: {reason}"));
                None
            }
        }
    }

    /// Nonce and ciphertext, with the newest key.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Result<Vec<u8>, Sealed> {
        let keys = self.keys();
        let key = keys.first().ok_or(Sealed { name: self.name })?;
        key.seal(place, secret).ok_or(Sealed { name: self.name })
    }

    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Sealed> {
        let opened = self.keys().iter().find_map(|key| key.open(place, sealed));
        opened.ok_or(Sealed { name: self.name })
    }

    /// The key that opens it.
    pub fn key_of(&self, place: &str, sealed: &[u8]) -> Result<KeyId, Sealed> {
        let keys = self.keys();
        let key = keys.iter().find(|key| key.open(place, sealed).is_some());
        key.map(VaultKey::id).ok_or(Sealed { name: self.name })
    }

    /// The secret under the newest key; None if it is so already.
    pub fn renewed(&self, place: &str, sealed: &[u8]) -> Result<Option<Vec<u8>>, Sealed> {
        let is_new = |key: &VaultKey| key.open(place, sealed).is_some();
        if self.keys().first().is_some_and(is_new) {
            return Ok(None);
        }
        let secret = self.open(place, sealed)?;
        self.seal(place, &secret).map(Some)
    }

    /// The keys, the newest first.
    pub fn key_ids(&self) -> Vec<KeyId> {
        self.keys().iter().map(VaultKey::id).collect()
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    fn keys(&self) -> Arc<[VaultKey]> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = self.live.as_ref().map(LiveSecret::newest);
        if let Some(text) = newest
            && text.expose_secret() != known.text.expose_secret()
        {
            match keys::parse(text.expose_secret()) {
                Ok(keys) => {
                    tracing::info!(variable = self.name, keys = keys.len(), "new keys are used");
                    known.keys = keys;
                }
                Err(reason) => tracing::error!(
                    variable = self.name,
                    reason,
                    "the new keys cannot be used: those before them are used further"
                ),
            }
            known.text = text;
        }
        Arc::clone(&known.keys)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("name", &self.name)
            .field("keys", &self.key_ids())
            .finish_non_exhaustive()
    }
}

impl VaultKey {
    fn seal(&self, place: &str, secret: &[u8]) -> Option<Vec<u8>> {
        let nonce = Nonce::generate();
        let payload = Payload {
            msg: secret,
            aad: place.as_bytes(),
        };
        let ciphertext = self.cipher().encrypt(&nonce, payload).ok()?;
        Some([&nonce[..], &ciphertext].concat())
    }

    fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE)?;
        let nonce = Nonce::try_from(nonce).ok()?;
        let payload = Payload {
            msg: ciphertext,
            aad: place.as_bytes(),
        };
        self.cipher().decrypt(&nonce, payload).ok()
    }
}

fn cipher(key: [u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(&Key::<Aes256Gcm>::from(key))
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};

    use super::*;

    fn text(keys: &[u8]) -> String {
        let keys: Vec<_> = keys.iter().map(|key| STANDARD.encode([*key; 32])).collect();
        keys.join(" ")
    }

    #[test]
    fn a_secret_opens_only_in_its_place_and_with_its_key() {
        let vault = Vault::new("KEY", [7; 32]);
        let sealed = vault.seal("andina/ana", b"secret").unwrap();
        assert_eq!(vault.open("andina/ana", &sealed).unwrap(), b"secret");
        assert!(vault.open("andina/eva", &sealed).is_err());
        assert!(
            Vault::new("KEY", [8; 32])
                .open("andina/ana", &sealed)
                .is_err()
        );
        assert!(vault.open("andina/ana", &sealed[..8]).is_err());
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_ne!(vault.seal("andina/ana", b"secret").unwrap(), sealed);
    }

    #[test]
    fn the_newest_key_encrypts_and_all_of_them_open() {
        let of = |keys: &[u8]| {
            let text = text(keys);
            let mut env = Environment::from_pairs([("KEY", text.as_str())]);
            Vault::read(&mut env, "KEY").unwrap()
        };
        let (old, both, new) = (of(&[1]), of(&[2, 1]), of(&[2]));
        let before = old.seal("here", b"secret").unwrap();
        assert_eq!(both.open("here", &before).unwrap(), b"secret");
        assert!(new.open("here", &before).is_err());

        assert_eq!(old.renewed("here", &before).unwrap(), None);
        let after = both.renewed("here", &before).unwrap().unwrap();
        assert_eq!(new.open("here", &after).unwrap(), b"secret");
        assert_eq!(both.renewed("here", &after).unwrap(), None);
        assert!(both.renewed("there", &before).is_err());
        assert_eq!(both.key_ids(), [new.key_ids(), old.key_ids()].concat());
    }

    #[test]
    fn keys_in_a_file_count_when_it_changes_and_wrong_ones_never() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        std::fs::write(&file, text(&[1])).unwrap();
        let path = file.display().to_string();
        let mut env = Environment::from_pairs([("KEY_FILE", path.as_str())]);
        let vault = Vault::read(&mut env, "KEY").unwrap();
        let before = vault.seal("here", b"secret").unwrap();

        std::fs::write(&file, format!("{}\n", text(&[2, 1]).replace(' ', "\n"))).unwrap();
        assert_eq!(vault.open("here", &before).unwrap(), b"secret");
        let after = vault.renewed("here", &before).unwrap().unwrap();
        std::fs::write(&file, "nonsense").unwrap();
        assert_eq!(vault.open("here", &after).unwrap(), b"secret");
        std::fs::write(&file, text(&[2])).unwrap();
        assert_eq!(vault.open("here", &after).unwrap(), b"secret");
        assert!(vault.open("here", &before).is_err());
    }

    #[test]
    fn a_key_of_the_wrong_length_is_a_problem_that_does_not_quote_it() {
        let good = text(&[1]);
        for keys in ["c2hvcnQ=", "not base64!", &format!("{good} c2hvcnQ=")] {
            let mut env = Environment::from_pairs([("KEY", keys)]);
            assert!(Vault::read(&mut env, "KEY").is_none());
            let problems = env.finish(()).unwrap_err().to_string();
            assert!(problems.starts_with("KEY: "), "{problems}");
            assert!(problems.contains("openssl rand -base64 32"), "{problems}");
            assert!(!problems.contains("c2hv"), "{problems}");
        }
        let vault = Vault::new("KEY", [7; 32]);
        assert!(!format!("{vault:?}").contains("7, 7"));
    }
}
