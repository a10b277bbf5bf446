//! A new connection is used only if the tenant's database has the schema that this build needs. A
//! database can be made, upgraded or restored at any time, so each connection is checked.
//!
//! A newer schema is fine: it only expands what the previous release uses, because the services of
//! that release go on while the new one is installed.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use deadpool_postgres::{ClientWrapper, Hook, HookError};
use tokio_postgres::{SimpleQueryMessage, error::SqlState};

use crate::migrate::latest_version;

const LOOK: &str =
    "select max(version), current_setting('TimeZone') from public.refinery_schema_history";

const READ_ONLY: &str = "set default_transaction_read_only = on";

/// Only a pooler can lose them. It would lose prepared statements, too.
const LOST_SETTINGS: &str = "a pooler between this process and PostgreSQL has dropped the settings of \
                             the session; connect to PostgreSQL itself, or through PgBouncer 1.21 or \
                             newer without `options` in its `ignore_startup_parameters`";

pub(super) struct Schema {
    tenant: String,
    makes_read_only: bool,
    newer_is_told: AtomicBool,
}

impl Schema {
    pub(super) fn of(tenant: &str, makes_read_only: bool) -> Self {
        Self {
            tenant: tenant.to_owned(),
            makes_read_only,
            newer_is_told: AtomicBool::new(false),
        }
    }

    /// What the pool runs on each new connection.
    pub(super) fn hook(self) -> Hook {
        let schema = Arc::new(self);
        Hook::async_fn(move |client, _| {
            let schema = schema.clone();
            Box::pin(async move { schema.check(client).await })
        })
    }

    async fn check(&self, client: &ClientWrapper) -> Result<(), HookError> {
        if self.makes_read_only {
            let set = client.simple_query(READ_ONLY).await;
            set.map_err(HookError::Backend)?;
        }
        let found = match client.simple_query(LOOK).await {
            Ok(messages) => {
                let zone = column(&messages, 1);
                if zone != Some("UTC") {
                    return Err(HookError::message(LOST_SETTINGS));
                }
                column(&messages, 0).and_then(|version| version.parse().ok())
            }
            // Without the table nothing is installed. Its grant came with this check.
            Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => None,
            Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => Some(0),
            Err(error) => return Err(HookError::Backend(error)),
        };
        let needed = latest_version().unwrap_or_default();
        match judged(found, needed) {
            Ok(Age::Same) => {}
            Ok(Age::Newer(found)) => {
                if !self.newer_is_told.swap(true, Ordering::Relaxed) {
                    tracing::info!(
                        tenant = self.tenant,
                        found,
                        needed,
                        "the schema of the database is newer than this build"
                    );
                }
            }
            Err(reason) => {
                let advice = format!("run `core-api migrate --tenant {}`", self.tenant);
                return Err(HookError::message(format!("{reason}; {advice}")));
            }
        }
        Ok(())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Age {
    Same,
    Newer(i64),
}

fn column(messages: &[SimpleQueryMessage], at: usize) -> Option<&str> {
    messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(at),
        _ => None,
    })
}

fn judged(found: Option<i64>, needed: i64) -> Result<Age, String> {
    match found {
        None => Err("the database has no schema of Espejo".to_owned()),
        Some(found) if found < needed => Err(format!(
            "the schema of the database is older than this build, which needs version {needed}"
        )),
        Some(found) if found > needed => Ok(Age::Newer(found)),
        Some(_) => Ok(Age::Same),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_or_older_schema_is_refused() {
        assert_eq!(judged(Some(24), 24), Ok(Age::Same));
        assert_eq!(judged(Some(25), 24), Ok(Age::Newer(25)));
        let older = judged(Some(23), 24).unwrap_err();
        assert!(older.contains("needs version 24"), "{older}");
        let missing = judged(None, 24).unwrap_err();
        assert!(missing.contains("no schema"), "{missing}");
    }
}
