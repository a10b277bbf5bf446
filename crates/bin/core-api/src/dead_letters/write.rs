//! Audit of actions on dead letters: recorded before the broker is called, marked as done after it
//! confirms.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sql::{
    client::Params,
    queries::core_api::dead_letters::write::{self as statements, InsertParams},
};
use store::Transaction;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::writing::{WriteError, stored};

/// What is done with a dead letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeadLetterAction)]
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
    /// `person:<id>`, `key:<id>` or `cli`.
    pub requested_by: &'a str,
    pub reason: Option<&'a str>,
}

impl Action {
    /// In the record of acts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Replay => "replay dead letter",
            Self::Discard => "discard dead letter",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Replay => "replay",
            Self::Discard => "discard",
        }
    }

    /// From its stored form. The table has no other values.
    pub fn read(stored: &str) -> Self {
        match stored {
            "replay" => Self::Replay,
            _ => Self::Discard,
        }
    }
}

pub async fn ask(tx: &Transaction<'_>, new: NewAction<'_>) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let letter = new.letter;
    let hash = Sha256::digest(&letter.body);
    let params = InsertParams {
        id,
        action: new.action.as_str(),
        letter_id: &letter.id,
        queue: new.queue,
        event: letter.event_type.as_deref(),
        dead_reason: letter.reason.as_deref(),
        dead_detail: letter.detail.as_deref(),
        body_sha256: hash.as_slice(),
        size_bytes: stored(letter.body.len()),
        requested_by: new.requested_by,
        reason: new.reason,
    };
    statements::insert().params(tx, &params).await?;
    Ok(id)
}

pub async fn done(tx: &Transaction<'_>, actions: &[Uuid]) -> Result<(), WriteError> {
    statements::done().bind(tx, &actions).await?;
    Ok(())
}
