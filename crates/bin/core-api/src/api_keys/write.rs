//! API keys. Only the hash of a secret is stored.

use jiff::Timestamp;
use rand::{distr::Distribution, distr::slice::Choose};
use sql::queries::core_api::api_keys::write as statements;
use store::Transaction;

use crate::{secret, writing::WriteError};

const ID_LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// Creates a key and returns it: `esp_<id>_<secret>`.
pub async fn create(
    tx: &Transaction<'_>,
    name: &str,
    role: &str,
    expires_at: Option<Timestamp>,
) -> Result<String, WriteError> {
    let (id, secret) = draw();
    let hash = secret::hash(&secret);
    statements::insert()
        .bind(tx, &id, &name, &role, &hash.as_slice(), &expires_at)
        .await?;
    Ok(format!("esp_{id}_{secret}"))
}

pub async fn revoke(tx: &Transaction<'_>, id: &str) -> Result<(), WriteError> {
    if statements::revoke().bind(tx, &id).await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

#[expect(clippy::expect_used, reason = "the alphabet is not empty")]
fn draw() -> (String, String) {
    let mut rng = rand::rng();
    let letters = Choose::new(ID_LETTERS).expect("an alphabet");
    let id = (0..12)
        .map(|_| char::from(*letters.sample(&mut rng)))
        .collect();
    (id, secret::draw())
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;

    #[test]
    fn a_key_has_an_id_of_twelve_letters_and_a_secret_of_256_bits() {
        let (id, secret) = draw();
        assert_eq!(id.len(), 12);
        assert!(id.bytes().all(|letter| ID_LETTERS.contains(&letter)));
        assert_eq!(URL_SAFE_NO_PAD.decode(&secret).unwrap().len(), 32);
        assert_ne!(draw(), (id, secret));
    }
}
