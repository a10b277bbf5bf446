//! Encrypted secrets as text, for files: `v1.<key>.<base64>`. The id of the key says which one opens
//! it, so that an error can name a key that is missing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use settings::SecretString;

use crate::{KeyId, NONCE, Sealed, TAG, Vault};

const VERSION: &str = "v1";

/// Why an encrypted text cannot be opened. No error has a secret.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    #[error("is not an encrypted value")]
    Malformed,
    #[error("is encrypted with the key {needed}, and {name} has only {known}")]
    UnknownKey {
        needed: KeyId,
        name: &'static str,
        known: String,
    },
    #[error("was encrypted for something else than {place}, or it was changed")]
    Elsewhere { place: String },
}

/// Whether it has the form of an encrypted text.
pub fn is_sealed_text(text: &str) -> bool {
    parts(text).is_some()
}

/// The key that opens the text.
pub fn key_of_text(text: &str) -> Option<KeyId> {
    parts(text).map(|(key, _)| key)
}

impl Vault {
    /// With the newest key.
    pub fn seal_text(&self, place: &str, secret: &str) -> Result<String, Sealed> {
        let keys = self.keys();
        let key = keys.first().ok_or(Sealed { name: self.name })?;
        let sealed = key
            .seal(place, secret.as_bytes())
            .ok_or(Sealed { name: self.name })?;
        let sealed = URL_SAFE_NO_PAD.encode(sealed);
        Ok(format!("{VERSION}.{}.{sealed}", key.id()))
    }

    pub fn open_text(&self, place: &str, text: &str) -> Result<SecretString, TextError> {
        let (needed, sealed) = parts(text).ok_or(TextError::Malformed)?;
        let keys = self.keys();
        let key = keys.iter().find(|key| key.id() == needed);
        let key = key.ok_or_else(|| {
            let known: Vec<_> = keys.iter().map(|key| key.id().to_string()).collect();
            TextError::UnknownKey {
                needed,
                name: self.name,
                known: known.join(", "),
            }
        })?;
        let opened = key.open(place, &sealed);
        let opened = opened.and_then(|bytes| String::from_utf8(bytes).ok());
        opened
            .map(SecretString::from)
            .ok_or_else(|| TextError::Elsewhere {
                place: place.to_owned(),
            })
    }
}

fn parts(text: &str) -> Option<(KeyId, Vec<u8>)> {
    let mut parts = text.split('.');
    let (version, key, sealed) = (parts.next()?, parts.next()?, parts.next()?);
    if version != VERSION || parts.next().is_some() {
        return None;
    }
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let is_whole = sealed.len() >= NONCE + TAG;
    is_whole.then_some((KeyId::parse(key)?, sealed))
}

#[cfg(test)]
mod tests {
    use settings::ExposeSecret;

    use super::*;

    #[test]
    fn a_text_names_its_key_and_opens_only_in_its_place() {
        let (vault, other) = (Vault::new("KEY", [7; 32]), Vault::new("KEY", [8; 32]));
        let text = vault.seal_text("a.example.com", "hush").unwrap();
        assert!(is_sealed_text(&text));
        assert_eq!(key_of_text(&text), vault.key_ids().pop());
        let opened = vault.open_text("a.example.com", &text).unwrap();
        assert_eq!(opened.expose_secret(), "hush");

        let moved = vault.open_text("b.example.com", &text).unwrap_err();
        assert!(moved.to_string().contains("b.example.com"), "{moved}");
        let missing = other.open_text("a.example.com", &text).unwrap_err();
        let missing = missing.to_string();
        for key in [&vault, &other] {
            let id = key.key_ids().remove(0).to_string();
            assert!(missing.contains(&id), "{missing}");
        }
        let mut changed = text.clone();
        let at = text.len() - 4..text.len() - 3;
        let other = if &text[at.clone()] == "A" { "B" } else { "A" };
        changed.replace_range(at, other);
        assert!(vault.open_text("a.example.com", &changed).is_err());
        for wrong in ["hush", "", "v1.", "v1.0011223g.AAAA", "v2.00112233.AAAA"] {
            let refused = vault.open_text("a.example.com", wrong).unwrap_err();
            assert!(matches!(refused, TextError::Malformed), "{wrong}");
        }
    }
}
