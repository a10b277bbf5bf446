//! Secrets that must be read again, encrypted with a key that is not in the database.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, Generate, Key, KeyInit, Payload},
};

/// Bytes of a nonce of AES-GCM.
const NONCE: usize = 12;

pub struct Vault(Aes256Gcm);

#[derive(Debug, thiserror::Error)]
#[error("a stored secret cannot be opened with ESPEJO_SECRETS_KEY; was the key changed?")]
pub struct Sealed;

impl Vault {
    pub fn new(key: [u8; 32]) -> Self {
        Self(Aes256Gcm::new(&Key::<Aes256Gcm>::from(key)))
    }

    /// Nonce and ciphertext. `place` says where the secret belongs: it cannot be opened elsewhere.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Result<Vec<u8>, Sealed> {
        let nonce = Nonce::generate();
        let payload = Payload {
            msg: secret,
            aad: place.as_bytes(),
        };
        let ciphertext = self.0.encrypt(&nonce, payload).map_err(|_| Sealed)?;
        Ok([&nonce[..], &ciphertext].concat())
    }

    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Sealed> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE).ok_or(Sealed)?;
        let nonce = Nonce::try_from(nonce).map_err(|_| Sealed)?;
        let payload = Payload {
            msg: ciphertext,
            aad: place.as_bytes(),
        };
        self.0.decrypt(&nonce, payload).map_err(|_| Sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_only_in_its_place_and_with_its_key() {
        let vault = Vault::new([7; 32]);
        let sealed = vault.seal("andina/ana", b"secret").unwrap();
        assert_eq!(vault.open("andina/ana", &sealed).unwrap(), b"secret");
        assert!(vault.open("andina/eva", &sealed).is_err());
        assert!(Vault::new([8; 32]).open("andina/ana", &sealed).is_err());
        assert!(vault.open("andina/ana", &sealed[..8]).is_err());
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_ne!(vault.seal("andina/ana", b"secret").unwrap(), sealed);
    }
}
