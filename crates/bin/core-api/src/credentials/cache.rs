//! API keys that were valid a moment ago: most requests use the same key as the one before.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::credentials::Credential;

/// How long a key still works after it was revoked or has expired.
pub const REMEMBERED: Duration = Duration::from_secs(5);

/// A key as it is stored, and what it allows.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) secret_sha256: Vec<u8>,
    pub(crate) credential: Credential,
}

type Keys = HashMap<(String, String), (Instant, Key)>;

/// By tenant and id of the key.
#[derive(Default)]
pub struct KeyCache(Mutex<Keys>);

impl KeyCache {
    pub(crate) fn recall(&self, tenant: &str, id: &str) -> Option<Key> {
        let keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, key) = keys.get(&(tenant.to_owned(), id.to_owned()))?;
        (found.elapsed() < REMEMBERED).then(|| key.clone())
    }

    /// The key was changed or revoked.
    pub(crate) fn forget(&self, tenant: &str, id: &str) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.remove(&(tenant.to_owned(), id.to_owned()));
    }

    /// Also removes expired entries.
    pub(crate) fn remember(&self, tenant: &str, key: &Key) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.retain(|_, (found, _)| found.elapsed() < REMEMBERED);
        keys.insert(
            (tenant.to_owned(), key.credential.principal.id.clone()),
            (Instant::now(), key.clone()),
        );
    }
}

#[cfg(test)]
mod tests {
    use reports::Scope;
    use states::Role;

    use super::*;
    use crate::acts::{Principal, PrincipalKind};

    #[test]
    fn a_cached_key_is_found_only_for_its_own_tenant() {
        let key = Key {
            secret_sha256: vec![1],
            credential: Credential {
                principal: Principal {
                    kind: PrincipalKind::Key,
                    id: "abcdefghijk1".to_owned(),
                    name: "nightly".to_owned(),
                },
                role: Role::Viewer,
                scope: Scope::ALL,
                session: None,
            },
        };
        let cache = KeyCache::default();
        cache.remember("andina", &key);
        assert!(cache.recall("andina", "abcdefghijk1").is_some());
        assert!(cache.recall("pampa", "abcdefghijk1").is_none());
        assert!(cache.recall("andina", "abcdefghijk2").is_none());
    }
}
