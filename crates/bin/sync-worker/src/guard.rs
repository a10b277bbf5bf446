//! Guards the disk of Odoo's server: the database keeps its log until it is acknowledged, so a slot
//! that is not read, or a transaction that is open for long, lets the log grow.

use std::sync::atomic::{AtomicU64, Ordering};

use odoo_db::Database;
use tenants::{AtLimit, Tenant};
use tokio::time::{Duration, sleep};

use crate::{ended::Ended, failure::Failure};

/// How often the slot is looked at.
const EVERY: Duration = Duration::from_secs(10);
/// The server needs a moment to see that nobody reads the slot any more.
const RELEASE: Duration = Duration::from_millis(200);
const TRIES: u32 = 25;
const MUCH: &str =
    "Odoo's database keeps much of its log for Espejo: is a transaction open for long?";

/// What the database keeps for the slot.
#[derive(Debug, Default)]
pub(crate) struct Retained(AtomicU64);

impl Retained {
    /// `None` before the first look.
    pub(crate) fn bytes(&self) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0)
    }

    /// Looks at the slot for ever. Ends when the database keeps too much for it, if the slot has to
    /// be dropped then.
    pub(crate) async fn watch(&self, database: &Database, tenant: &Tenant) -> TooMuch {
        let mut is_told = false;
        loop {
            // If there is no slot, whoever reads the log says so.
            if let Ok(Some(slot)) = database.slot(&tenant.slot()).await {
                self.0.store(slot.retained.max(1), Ordering::Relaxed);
                let Some(direct) = &tenant.odoo.direct else {
                    continue;
                };
                let (retained, limit) = (slot.retained, direct.max_retained_bytes);
                let is_much = retained > limit / 2;
                if is_much && !is_told {
                    tracing::warn!(tenant = tenant.name, retained, limit, "{MUCH}");
                }
                is_told = is_much;
                if retained > limit && direct.at_limit == AtLimit::Drop {
                    return TooMuch { retained, limit };
                }
            }
            sleep(EVERY).await;
        }
    }
}

/// The database keeps more for the slot than it may.
#[derive(Debug)]
pub(crate) struct TooMuch {
    retained: u64,
    limit: u64,
}

impl From<TooMuch> for Ended {
    fn from(TooMuch { retained, limit }: TooMuch) -> Self {
        Failure::too_much_log(retained, limit).into()
    }
}

/// Drops the slot once nobody reads it any more.
pub(crate) async fn drop_slot(database: &Database, slot: &str) {
    for _ in 0..TRIES {
        match database.remove_slot(slot).await {
            Ok(()) => {
                tracing::warn!(slot, "dropped the slot that kept too much of Odoo's log");
                return;
            }
            Err(error) => tracing::debug!(slot, %error, "the slot cannot be dropped yet"),
        }
        sleep(RELEASE).await;
    }
}

/// Drops the slot of a tenant whose file no longer asks to follow: nobody would ever read it.
pub(crate) async fn drop_left_slot(database: &Database, slot: &str) {
    match database.slot(slot).await {
        Ok(Some(left)) if !left.is_active => {}
        Ok(_) | Err(_) => return,
    }
    match database.remove_slot(slot).await {
        Ok(()) => tracing::info!(
            slot,
            "dropped the slot, because the tenant's file no longer has mode = \"log\""
        ),
        Err(error) => tracing::warn!(
            slot,
            error = &error as &dyn std::error::Error,
            "the slot keeps Odoo's log for nobody and cannot be dropped: drop it by hand"
        ),
    }
}
