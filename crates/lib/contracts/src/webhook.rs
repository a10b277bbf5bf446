//! Events between core-api and export-worker: one call of a webhook.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Epoch, Event};

/// A request to send one message to another program.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookRequested {
    /// Also the id of the message: its receiver recognises a repetition by it.
    pub delivery: Uuid,
    pub epoch: Epoch,
    pub url: String,
    /// Keys that sign the message, as the receiver knows them: `whsec_…`. Secret.
    pub keys: Vec<String>,
    /// The message: JSON, sent byte for byte.
    pub body: String,
    /// After this, core-api requests the message again, and this request has no effect.
    pub expires_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WebhookOutcome {
    /// The receiver answered with 2xx.
    Delivered,
    /// It may accept the message later.
    Deferred,
    /// The URL may not be called.
    Refused,
    /// The receiver answered 410: it wants no more messages.
    Gone,
}

/// The result of one call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookFinished {
    pub delivery: Uuid,
    pub epoch: Epoch,
    pub outcome: WebhookOutcome,
    /// HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// At most 2,000 characters. Nothing of the answer's body.
    pub detail: String,
    pub milliseconds: u64,
}

impl Event for WebhookRequested {
    const NAME: &'static str = "webhook.requested";
    const VERSION: u16 = 1;
}
impl Event for WebhookFinished {
    const NAME: &'static str = "webhook.finished";
    const VERSION: u16 = 1;
}

/// Without the keys.
impl fmt::Debug for WebhookRequested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookRequested")
            .field("delivery", &self.delivery)
            .field("epoch", &self.epoch)
            .field("url", &self.url)
            .field("body", &self.body)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_text_has_no_key() {
        let text = include_str!("../../../../contracts/webhook.requested/v1.valid.rotated.json");
        let request: WebhookRequested = serde_json::from_str(text).unwrap();
        let debug = format!("{request:?}");
        assert!(debug.contains("hooks.andina.example"), "{debug}");
        assert!(!debug.contains("whsec_"), "{debug}");
    }
}
