//! API keys. Only the hash of a secret is stored.

use jiff::Timestamp;
use rand::{distr::Distribution, distr::slice::Choose};
use sql::{
    client::Params,
    queries::core_api::api_keys::write::{self as statements, ChangeParams, InsertParams},
};
use states::Role;
use store::Transaction;

use crate::{
    secret,
    writing::{Patch, WriteError},
};

const ID_LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A new key. The caller has checked it.
#[derive(Debug, Clone)]
pub struct NewKey<'a> {
    pub name: &'a str,
    pub role: Role,
    /// None for all companies.
    pub company_ids: Option<&'a [i64]>,
    pub created_by: &'a str,
    pub expires_at: Option<Timestamp>,
}

/// A key that was just made.
#[derive(Debug)]
pub struct MadeKey {
    pub id: String,
    /// `esp_<id>_<secret>`, which cannot be read again.
    pub key: String,
}

pub async fn create(tx: &Transaction<'_>, new: &NewKey<'_>) -> Result<MadeKey, WriteError> {
    let (id, secret) = draw();
    let hash = secret::hash(&secret);
    let params = InsertParams {
        id: id.as_str(),
        name: new.name,
        role: new.role,
        company_ids: new.company_ids,
        secret_sha256: hash.as_slice(),
        created_by: new.created_by,
        expires_at: new.expires_at,
    };
    statements::insert().params(tx, &params).await?;
    let key = format!("esp_{id}_{secret}");
    Ok(MadeKey { id, key })
}

/// The changes; `None` and `Keep` leave a value as it is.
#[derive(Debug, Clone, Default)]
pub struct KeyChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub company_ids: Patch<Option<Vec<i64>>>,
    pub expires_at: Patch<Option<Timestamp>>,
}

pub async fn change(tx: &Transaction<'_>, id: &str, change: &KeyChange) -> Result<(), WriteError> {
    let params = ChangeParams {
        name: change.name.as_deref(),
        role: change.role,
        changes_companies: change.company_ids.is_set(),
        company_ids: change.company_ids.value().map(Vec::as_slice),
        changes_expiry: change.expires_at.is_set(),
        expires_at: change.expires_at.value().copied(),
        id,
    };
    if statements::change().params(tx, &params).await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// Until the transaction ends.
pub async fn lock(tx: &Transaction<'_>, id: &str) -> Result<(), WriteError> {
    statements::lock().bind(tx, &id).await?;
    Ok(())
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
