//! Audit of actions on dead letters: recorded before the broker is called, marked as done after it
//! confirms.

use sha2::{Digest, Sha256};
use store::Transaction;
use uuid::Uuid;

use crate::writing::WriteError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Replay,
    Discard,
}

/// An action on one dead letter.
#[derive(Debug, Clone, Copy)]
pub struct NewAction<'a> {
    pub action: Action,
    pub letter: &'a bus::DeadLetter,
    pub queue: &'a str,
    /// `key:<id>` or `cli`.
    pub requested_by: &'a str,
    pub reason: Option<&'a str>,
}

impl Action {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Replay => "replay",
            Self::Discard => "discard",
        }
    }
}

pub async fn ask(tx: &Transaction<'_>, new: NewAction<'_>) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let letter = new.letter;
    tx.execute(
        "insert into ops.dead_letter_action (id, action, letter_id, queue, event, dead_reason,
             dead_detail, body_sha256, size_bytes, requested_by, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            &id,
            &new.action.as_str(),
            &letter.id,
            &new.queue,
            &letter.event_type,
            &letter.reason,
            &letter.detail,
            &Sha256::digest(&letter.body).as_slice(),
            &i64::try_from(letter.body.len()).unwrap_or(i64::MAX),
            &new.requested_by,
            &new.reason,
        ],
    )
    .await?;
    Ok(id)
}

pub async fn done(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    let sql = "update ops.dead_letter_action set done_at = now() where id = $1";
    tx.execute(sql, &[&id]).await?;
    Ok(())
}
