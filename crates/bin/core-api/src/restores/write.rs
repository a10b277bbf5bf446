//! Makes everything that was handed out before a restore stale, in one transaction.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::core_api::restores::write as statements;
use states::RunKind;
use store::Transaction;
use uuid::Uuid;

use crate::{
    acts::{self, Act, Origin, Principal},
    runs::request::{self, NewRun},
    writing::{Actor, WriteError},
};

/// What was restored.
#[derive(Debug, Clone, Copy)]
pub struct Restore {
    /// The instant whose state the database has; `None`: the latest that was archived.
    pub at: Option<Timestamp>,
}

/// The verify that compares the restored mirror with Odoo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verify {
    Requested(Uuid),
    /// This run continues first.
    After(Uuid),
}

/// Fences off the requests and events from before. Call it before a service sees the database.
pub async fn fence(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    restore: Restore,
) -> Result<Verify, WriteError> {
    let numbers = statements::numbers().bind(tx).one().await?;
    let epoch = &numbers.epoch;
    statements::fence_parts().bind(tx, epoch).await?;
    statements::fence_runs().bind(tx, epoch).await?;
    statements::fence_exports().bind(tx, epoch).await?;
    statements::fence_mails().bind(tx, epoch).await?;
    statements::fence_webhooks().bind(tx, epoch).await?;
    statements::drop_requests().bind(tx).await?;
    if restore.at.is_some() {
        statements::settle_schedules().bind(tx).await?;
    }
    statements::end_sessions().bind(tx).await?;
    statements::drop_links().bind(tx).await?;
    statements::raise_mirror_version()
        .bind(tx, &numbers.mirror_version)
        .await?;
    statements::restart_history().bind(tx).await?;
    statements::restart_feed().bind(tx).await?;
    let verify = match statements::active_run().bind(tx).opt().await? {
        Some(active) => Verify::After(active),
        None => Verify::Requested(request::request(tx, actor, verify()).await?),
    };
    let act = Act::new("restore").to(json!({ "at": restore.at }));
    acts::write::record(tx, &Principal::command_line(), &Origin::default(), &act).await?;
    Ok(verify)
}

fn verify() -> NewRun {
    NewRun {
        kind: RunKind::Verify,
        models: Vec::new(),
        parent_run: None,
        confirmed: false,
    }
}
