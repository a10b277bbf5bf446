//! Cursors that clients can neither read nor make. A cursor holds a position in a list, such as the
//! amount of the last row or a running balance. It is encrypted and authenticated, and opens only for
//! the tenant, the URL, the filter and the companies of the caller for which it was made.
//!
//! The key is in the tenant's database, so all replicas share it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use actix_web::dev::ServiceRequest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use sql::queries::core_api::http::cursor as statements;
use vault::Vault;

use crate::http::{auth::Caller, error::ApiError, page, query, state::Api};

/// Where the key is, for messages.
const KEY: &str = "ops.cursor_key";

/// Not part of the filter: a client may change the size of its pages.
const NO_FILTER: [&str; 2] = ["cursor", "limit"];

tokio::task_local! {
    static SEAL: Seal;
}

/// The keys of the tenants, once they are read.
#[derive(Default)]
pub struct CursorKeys(Mutex<HashMap<String, Arc<Vault>>>);

/// What the cursors of a request are bound to.
pub(crate) struct Seal {
    vault: Arc<Vault>,
    place: String,
}

impl Seal {
    pub(crate) async fn of(
        api: &Api,
        caller: &Caller,
        request: &ServiceRequest,
    ) -> Result<Self, ApiError> {
        let mut filter = query::pairs(request.query_string());
        filter.retain(|(name, _)| !NO_FILTER.contains(&name.as_str()));
        filter.sort();
        // Texts and numbers can always be serialised.
        let filter = serde_json::to_vec(&filter).unwrap_or_default();
        let scope = serde_json::to_vec(&caller.scope).unwrap_or_default();
        let digest = Sha256::new()
            .chain_update(&caller.tenant.name)
            .chain_update([0])
            .chain_update(request.path())
            .chain_update([0])
            .chain_update(scope)
            .chain_update([0])
            .chain_update(filter)
            .finalize();
        Ok(Self {
            vault: vault(api, &caller.tenant.name).await?,
            place: URL_SAFE_NO_PAD.encode(digest),
        })
    }

    /// Runs the handler of the request.
    pub(crate) async fn around<F: Future>(self, work: F) -> F::Output {
        SEAL.scope(self, work).await
    }

    #[cfg(test)]
    pub(crate) fn for_test<T>(key: u8, place: &str, work: impl FnOnce() -> T) -> T {
        let seal = Self {
            vault: Arc::new(Vault::new(KEY, [key; 32])),
            place: place.to_owned(),
        };
        SEAL.sync_scope(seal, work)
    }
}

async fn vault(api: &Api, tenant: &str) -> Result<Arc<Vault>, ApiError> {
    let known = {
        let keys = api.cursors.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.get(tenant).cloned()
    };
    if let Some(vault) = known {
        return Ok(vault);
    }
    let client = api.access.pool(tenant)?.get().await?;
    let key = statements::key().bind(&*client).one().await?;
    let key = key.try_into();
    let key = key.map_err(|_| ApiError::internal("the key of the cursors is not 32 bytes long"))?;
    let vault = Arc::new(Vault::new(KEY, key));
    let mut keys = api.cursors.0.lock().unwrap_or_else(PoisonError::into_inner);
    keys.insert(tenant.to_owned(), vault.clone());
    Ok(vault)
}

/// The cursor for a position, within a request.
pub(crate) fn sealed(position: &str) -> String {
    let sealed = SEAL.try_with(|seal| seal.vault.seal(&seal.place, position.as_bytes()));
    if let Ok(Ok(sealed)) = sealed {
        return URL_SAFE_NO_PAD.encode(sealed);
    }
    // Encrypting a short text cannot fail, and every list is behind the check of its caller.
    debug_assert!(false, "a cursor outside a request");
    String::new()
}

/// The position of a cursor that this API gave for the same list.
pub(crate) fn opened(cursor: &str) -> Result<String, ApiError> {
    let open = |seal: &Seal| {
        let sealed = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let position = seal.vault.open(&seal.place, &sealed).ok()?;
        String::from_utf8(position).ok()
    };
    SEAL.try_with(open)
        .ok()
        .flatten()
        .ok_or_else(page::no_cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_where_it_was_made_and_unchanged() {
        let cursor = Seal::for_test(1, "here", || sealed("12500.00/7"));
        let open =
            |key, place: &str, cursor: &str| Seal::for_test(key, place, || opened(cursor).ok());
        assert_eq!(open(1, "here", &cursor).as_deref(), Some("12500.00/7"));
        assert_eq!(open(1, "there", &cursor), None);
        assert_eq!(open(2, "here", &cursor), None);
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            // The last letter has bits that mean nothing; they are refused too.
            assert_eq!(open(1, "here", &changed), None, "{at}");
        }
        let bytes = URL_SAFE_NO_PAD.decode(&cursor).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"12500"));
        assert_eq!(opened(&cursor).ok(), None, "outside a request");
    }
}
