//! The list of all contracts, with their schemas embedded. A new event is added here and nowhere
//! else in this crate.

use crate::{Event, notice::NoticeRequested, sync::SyncRequested, webhook::WebhookRequested};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract {
    pub name: &'static str,
    pub version: u16,
    pub schema: &'static str,
}

impl Contract {
    /// The CloudEvents `type`, e.g. `espejo.sync.batch.v1`.
    pub fn event_type(&self) -> String {
        event_type(self.name, self.version)
    }

    /// The CloudEvents `dataschema`: the `$id` of the schema.
    pub fn data_schema(&self) -> String {
        format!("urn:espejo:contract:{}:v{}", self.name, self.version)
    }
}

pub(crate) fn event_type(name: &str, version: u16) -> String {
    format!("espejo.{name}.v{version}")
}

/// Splits `espejo.sync.batch.v1` into (`sync.batch`, 1).
pub(crate) fn split_event_type(event_type: &str) -> Option<(&str, u16)> {
    let (name, version) = event_type.strip_prefix("espejo.")?.rsplit_once(".v")?;
    Some((name, version.parse().ok()?))
}

pub(crate) const ENVELOPE_SCHEMA: &str =
    include_str!("../../../../contracts/envelope/v1.schema.json");

const fn v1(name: &'static str, schema: &'static str) -> Contract {
    Contract {
        name,
        version: 1,
        schema,
    }
}

/// Every contract that this build can send or receive.
pub const CONTRACTS: &[Contract] = &[
    v1(
        "schedule.due",
        include_str!("../../../../contracts/schedule.due/v1.schema.json"),
    ),
    v1(
        "sync.requested",
        include_str!("../../../../contracts/sync.requested/v1.schema.json"),
    ),
    v1(
        "sync.started",
        include_str!("../../../../contracts/sync.started/v1.schema.json"),
    ),
    v1(
        "sync.batch",
        include_str!("../../../../contracts/sync.batch/v1.schema.json"),
    ),
    v1(
        "sync.step",
        include_str!("../../../../contracts/sync.step/v1.schema.json"),
    ),
    v1(
        "sync.digest",
        include_str!("../../../../contracts/sync.digest/v1.schema.json"),
    ),
    v1(
        "sync.counted",
        include_str!("../../../../contracts/sync.counted/v1.schema.json"),
    ),
    v1(
        "sync.listed",
        include_str!("../../../../contracts/sync.listed/v1.schema.json"),
    ),
    v1(
        "sync.progressed",
        include_str!("../../../../contracts/sync.progressed/v1.schema.json"),
    ),
    v1(
        "sync.finished",
        include_str!("../../../../contracts/sync.finished/v1.schema.json"),
    ),
    v1(
        "sync.failed",
        include_str!("../../../../contracts/sync.failed/v1.schema.json"),
    ),
    v1(
        "sync.credit",
        include_str!("../../../../contracts/sync.credit/v1.schema.json"),
    ),
    v1(
        "export.requested",
        include_str!("../../../../contracts/export.requested/v1.schema.json"),
    ),
    v1(
        "export.progressed",
        include_str!("../../../../contracts/export.progressed/v1.schema.json"),
    ),
    v1(
        "export.finished",
        include_str!("../../../../contracts/export.finished/v1.schema.json"),
    ),
    v1(
        "export.failed",
        include_str!("../../../../contracts/export.failed/v1.schema.json"),
    ),
    v1(
        "mail.requested",
        include_str!("../../../../contracts/mail.requested/v1.schema.json"),
    ),
    v1(
        "mail.finished",
        include_str!("../../../../contracts/mail.finished/v1.schema.json"),
    ),
    v1(
        "notice.requested",
        include_str!("../../../../contracts/notice.requested/v1.schema.json"),
    ),
    v1(
        "webhook.requested",
        include_str!("../../../../contracts/webhook.requested/v1.schema.json"),
    ),
    v1(
        "webhook.finished",
        include_str!("../../../../contracts/webhook.finished/v1.schema.json"),
    ),
];

/// Whether events of this name have a secret in their data. No log, list or preview shows it, and
/// its row in the outbox is removed as soon as the broker has the event.
pub fn is_secret(event: &str) -> bool {
    // A link that signs somebody in, the key that signs the events of an attempt, and the keys that
    // sign messages to other programs.
    [
        NoticeRequested::NAME,
        SyncRequested::NAME,
        WebhookRequested::NAME,
    ]
    .contains(&event)
}

/// The same for a CloudEvents `type`, in any version.
pub fn is_secret_type(event_type: &str) -> bool {
    split_event_type(event_type).is_some_and(|(event, _)| is_secret(event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_type_splits_into_its_name_and_version() {
        for contract in CONTRACTS {
            let event_type = contract.event_type();
            assert_eq!(
                split_event_type(&event_type),
                Some((contract.name, contract.version))
            );
        }
        assert!(is_secret_type("espejo.notice.requested.v2"));
        assert!(is_secret_type("espejo.sync.requested.v1"));
        assert!(!is_secret_type("espejo.mail.requested.v1"));
        assert_eq!(split_event_type("other.sync.batch.v1"), None);
        assert_eq!(split_event_type("espejo.sync.batch.vx"), None);
    }
}
