//! API keys that were valid a moment ago: most requests use the same key as the one before.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use sql::queries::core_api::http::auth::ApiKey;

/// How long a key still works after it was revoked or has expired.
pub const REMEMBERED: Duration = Duration::from_secs(5);

type Keys = HashMap<(String, String), (Instant, ApiKey)>;

/// By tenant and id of the key.
#[derive(Default)]
pub struct KeyCache(Mutex<Keys>);

impl KeyCache {
    pub(crate) fn recall(&self, tenant: &str, id: &str) -> Option<ApiKey> {
        let keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, key) = keys.get(&(tenant.to_owned(), id.to_owned()))?;
        (found.elapsed() < REMEMBERED).then(|| key.clone())
    }

    /// Also removes expired entries.
    pub(crate) fn remember(&self, tenant: &str, key: &ApiKey) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.retain(|_, (found, _)| found.elapsed() < REMEMBERED);
        keys.insert(
            (tenant.to_owned(), key.id.clone()),
            (Instant::now(), key.clone()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cached_key_is_found_only_for_its_own_tenant() {
        let key = ApiKey {
            id: "abcdefghijk1".to_owned(),
            role: "viewer".to_owned(),
            secret_sha256: vec![1],
        };
        let cache = KeyCache::default();
        cache.remember("andina", &key);
        assert_eq!(cache.recall("andina", &key.id), Some(key.clone()));
        assert_eq!(cache.recall("pampa", &key.id), None);
        assert_eq!(cache.recall("andina", "abcdefghijk2"), None);
    }
}
