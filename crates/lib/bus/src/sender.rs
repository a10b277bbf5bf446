//! Who published a message, and whether that service may send this event.
//!
//! RabbitMQ refuses a message whose `user_id` is not the user of its connection, so `user_id` proves
//! the publisher. Two services publish copies of messages of others: the service of the queue, when
//! it tries a message again or makes it a dead letter, and the owner of the topology, when a person
//! sends a dead letter back. A copy keeps the first publisher in a header, which counts only if one
//! of these two has published the copy. So a forged message stays forged when it is sent back.

use contracts::Opened;
use lapin::{BasicProperties, types::FieldTable};

use crate::{
    headers,
    topology::{OWNER, producer_of, user_of},
};

/// The header of a copy with the user that published the message first.
const PUBLISHER: &str = "x-publisher";

/// The first publisher of a message without `user_id`; no user has this name.
const NOBODY: &str = "nobody";

/// Why a message must have no effect.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The reason of its dead letter.
    pub(crate) reason: &'static str,
    pub(crate) detail: String,
}

/// The user that published the message first; `service` is the one whose queue has it.
pub(crate) fn publisher(properties: &BasicProperties, service: &str) -> String {
    let Some(user) = properties.user_id() else {
        return NOBODY.to_owned();
    };
    let copiers = [user_of(service), user_of(OWNER)];
    let first = headers::text(properties, PUBLISHER);
    match first.filter(|_| copiers.contains(&Some(user.as_str()))) {
        Some(first) => first,
        None => user.to_string(),
    }
}

/// The headers of a copy of a message from a queue of this service.
pub(crate) fn copied_headers(properties: &BasicProperties, service: &str) -> FieldTable {
    let mut kept = headers::own_headers(properties);
    let first = publisher(properties, service);
    kept.insert(PUBLISHER.into(), headers::text_value(&first));
    kept
}

/// Checks that the publisher is the service that sends this event, that the envelope names the same
/// service, and that header and envelope name the same tenant.
pub(crate) fn check(
    properties: &BasicProperties,
    opened: &Opened,
    service: &str,
) -> Result<(), Misfit> {
    let event = opened.name;
    let producer = producer_of(event).unwrap_or_default();
    let expected = user_of(producer).unwrap_or_default();
    let publisher = publisher(properties, service);
    if publisher != expected {
        return Err(Misfit {
            reason: "sender",
            detail: format!("{event} was published by {publisher}, but only {expected} may"),
        });
    }
    let source = &opened.envelope.source;
    if source != producer {
        return Err(Misfit {
            reason: "sender",
            detail: format!("{event} names {source} as its source, but {producer} sends it"),
        });
    }
    let tenant = &opened.envelope.tenant;
    match headers::text(properties, "tenant") {
        Some(header) if header == *tenant => Ok(()),
        header => Err(Misfit {
            reason: "tenant",
            detail: format!(
                "the envelope is for the tenant {tenant}, but the header for {}",
                header.as_deref().unwrap_or("none")
            ),
        }),
    }
}
