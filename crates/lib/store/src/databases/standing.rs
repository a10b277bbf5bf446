//! What the latest connection says about the database of each tenant: for people who ask a service
//! whether it is ready.

use std::{
    error::Error as _,
    sync::{Arc, Mutex, PoisonError},
};

use deadpool_postgres::PoolError;

use super::Databases;

/// Whether a connection could be had, or why not. None before one was wanted.
type Standing = Option<Result<(), String>>;

#[derive(Debug, Clone, Default)]
pub(super) struct Latest(Arc<Mutex<Standing>>);

impl Latest {
    pub(super) fn note<T>(&self, outcome: &Result<T, PoolError>) {
        let standing = outcome.as_ref().map(|_| ()).map_err(with_causes);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(standing);
    }

    fn now(&self) -> Standing {
        let latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        latest.clone()
    }
}

impl Databases {
    /// Whether the tenant's database gave a connection when one was last wanted, or why not. Asks
    /// nobody, so it answers at once; `None` if none has been wanted yet.
    pub fn standing(&self, tenant: &str) -> Option<Result<(), String>> {
        self.read()
            .get(tenant)
            .and_then(|opened| opened.latest.now())
    }
}

/// PostgreSQL's own words. They name databases and logins, never a password.
fn with_causes(error: &PoolError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = error.source();
    }
    text
}
