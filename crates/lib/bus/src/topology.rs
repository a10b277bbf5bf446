//! The only place with the names of exchanges and queues, and with the publisher of each event.
//! `docs/events.md` and `contracts/asyncapi.yaml` are rendered from here.
//!
//! The limits of a queue are arguments, which RabbitMQ fixes when the queue is created. After a
//! change here, delete the queue when it is empty, and the next connection creates it again.

use std::time::Duration;

use contracts::{
    Event,
    export::{ExportFailed, ExportFinished, ExportProgressed, ExportRequested},
    mail::{MailFinished, MailRequested},
    schedule::ScheduleDue,
    sync::{
        SyncBatch, SyncCounted, SyncCredit, SyncDigest, SyncFailed, SyncFinished, SyncListed,
        SyncProgressed, SyncRequested, SyncStarted,
    },
};
use uuid::Uuid;

/// Topic exchange; the routing key is the event's name.
pub const EVENTS: &str = "espejo";
/// Direct exchange; the routing key is the name of the queue where the message failed.
pub const DEAD: &str = "espejo.dead";

/// Deliveries of one message before it is a dead letter.
pub const ATTEMPTS: u32 = 8;
/// Messages published and not yet confirmed.
pub const WINDOW: usize = 32;
/// Larger bodies are refused before they are sent.
pub const MAX_BODY_BYTES: usize = 4 << 20;

const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// A durable queue of one service for one purpose. Its dead queue has the same name with `.dead`.
#[derive(Debug)]
pub struct Queue {
    pub name: &'static str,
    pub service: &'static str,
    pub events: &'static [&'static str],
    /// Deliveries that one consumer holds unacknowledged, and handles at the same time.
    pub prefetch: u16,
    /// Failed deliveries (crashes, lost connections) before the broker itself gives up.
    pub delivery_limit: u32,
    pub max_bytes: u64,
}

pub static CORE_API_SYNC: Queue = Queue {
    name: "core-api.sync",
    service: "core-api",
    events: &[
        SyncStarted::NAME,
        SyncBatch::NAME,
        SyncDigest::NAME,
        SyncCounted::NAME,
        SyncListed::NAME,
        SyncProgressed::NAME,
        SyncFinished::NAME,
        SyncFailed::NAME,
    ],
    prefetch: 8,
    delivery_limit: 100,
    max_bytes: GIB,
};

/// A separate queue, so that a backlog of batches cannot delay a schedule.
pub static CORE_API_SCHEDULE: Queue = Queue {
    name: "core-api.schedule",
    service: "core-api",
    events: &[ScheduleDue::NAME],
    prefetch: 16,
    delivery_limit: 100,
    max_bytes: 64 * MIB,
};

pub static CORE_API_EXPORT: Queue = Queue {
    name: "core-api.export",
    service: "core-api",
    events: &[
        ExportProgressed::NAME,
        ExportFinished::NAME,
        ExportFailed::NAME,
    ],
    prefetch: 16,
    delivery_limit: 100,
    max_bytes: 256 * MIB,
};

/// A separate queue, so that a backlog of progress cannot delay the results of mails.
pub static CORE_API_MAIL: Queue = Queue {
    name: "core-api.mail",
    service: "core-api",
    events: &[MailFinished::NAME],
    prefetch: 16,
    delivery_limit: 100,
    max_bytes: 64 * MIB,
};

/// One request at a time per consumer; a process with more slots consumes more than once.
pub static SYNC_WORKER_SYNC: Queue = Queue {
    name: "sync-worker.sync",
    service: "sync-worker",
    events: &[SyncRequested::NAME],
    prefetch: 1,
    delivery_limit: 20,
    max_bytes: 64 * MIB,
};

/// One request at a time per consumer; a process with more slots consumes more than once.
pub static EXPORT_WORKER_EXPORT: Queue = Queue {
    name: "export-worker.export",
    service: "export-worker",
    events: &[ExportRequested::NAME],
    prefetch: 1,
    delivery_limit: 20,
    max_bytes: 64 * MIB,
};

/// One mail at a time: this spares the mail server, and an attachment is held in memory.
pub static EXPORT_WORKER_MAIL: Queue = Queue {
    name: "export-worker.mail",
    service: "export-worker",
    events: &[MailRequested::NAME],
    prefetch: 1,
    delivery_limit: 20,
    max_bytes: 64 * MIB,
};

pub static QUEUES: [&Queue; 7] = [
    &CORE_API_SYNC,
    &CORE_API_SCHEDULE,
    &CORE_API_EXPORT,
    &CORE_API_MAIL,
    &SYNC_WORKER_SYNC,
    &EXPORT_WORKER_EXPORT,
    &EXPORT_WORKER_MAIL,
];

/// Each event and the one service that publishes it.
pub const PRODUCERS: &[(&str, &str)] = &[
    (ScheduleDue::NAME, "scheduler"),
    (SyncRequested::NAME, "core-api"),
    (SyncStarted::NAME, "sync-worker"),
    (SyncBatch::NAME, "sync-worker"),
    (SyncDigest::NAME, "sync-worker"),
    (SyncCounted::NAME, "sync-worker"),
    (SyncListed::NAME, "sync-worker"),
    (SyncProgressed::NAME, "sync-worker"),
    (SyncFinished::NAME, "sync-worker"),
    (SyncFailed::NAME, "sync-worker"),
    (SyncCredit::NAME, "core-api"),
    (ExportRequested::NAME, "core-api"),
    (ExportProgressed::NAME, "export-worker"),
    (ExportFinished::NAME, "export-worker"),
    (ExportFailed::NAME, "export-worker"),
    (MailRequested::NAME, "core-api"),
    (MailFinished::NAME, "export-worker"),
];

/// Events that are neither stored nor confirmed, and the service that follows them: each process
/// has an exclusive queue that is bound to the keys that it follows at the moment.
pub const TRANSIENT: &[(&str, &str)] = &[(SyncCredit::NAME, "sync-worker")];

/// The routing key of the credits of one attempt.
pub fn credit_key(attempt: Uuid) -> String {
    format!("{}.{attempt}", SyncCredit::NAME)
}

/// The queue of this name, if it is one of ours.
pub fn queue(name: &str) -> Option<&'static Queue> {
    QUEUES.into_iter().find(|queue| queue.name == name)
}

/// An argument of a queue, as RabbitMQ takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    Number(i64),
}

/// A queue as it is declared, with its bindings as (exchange, routing key).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    pub name: String,
    pub arguments: Vec<(&'static str, Argument)>,
    pub bindings: Vec<(String, String)>,
}

impl Queue {
    pub fn dead_name(&self) -> String {
        format!("{}.dead", self.name)
    }

    fn declaration(&self) -> Declaration {
        let mut arguments = quorum(self.max_bytes);
        arguments.extend([
            ("x-dead-letter-exchange", text(DEAD)),
            ("x-dead-letter-routing-key", text(self.name)),
            // With reject-publish the broker keeps a dead letter until its new queue has it.
            ("x-dead-letter-strategy", text("at-least-once")),
            // Explicit, because RabbitMQ 3.x has no limit and 4.x has 20.
            (
                "x-delivery-limit",
                Argument::Number(i64::from(self.delivery_limit)),
            ),
        ]);
        Declaration {
            name: self.name.to_owned(),
            arguments,
            bindings: self
                .events
                .iter()
                .map(|e| (EVENTS.to_owned(), (*e).to_owned()))
                .collect(),
        }
    }

    fn dead_declaration(&self) -> Declaration {
        let mut arguments = quorum(GIB);
        // Looking at dead letters counts as delivery; RabbitMQ 4.x drops them after 20 by default.
        arguments.push(("x-delivery-limit", Argument::Number(1_000_000)));
        Declaration {
            name: self.dead_name(),
            arguments,
            bindings: vec![(DEAD.to_owned(), self.name.to_owned())],
        }
    }
}

/// A queue in which failed messages wait. It sets no dead-letter routing key, so a message that has
/// waited keeps its routing key, which is the name of the queue from which it came.
fn delay_declaration(delay: Duration) -> Declaration {
    let mut arguments = quorum(GIB);
    let milliseconds = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
    arguments.extend([
        ("x-dead-letter-exchange", text("")),
        ("x-dead-letter-strategy", text("at-least-once")),
        ("x-message-ttl", Argument::Number(milliseconds)),
    ]);
    Declaration {
        name: format!("delay.{}", tier(delay)),
        arguments,
        bindings: vec![(delay_exchange(delay), String::new())],
    }
}

/// Every durable queue of the broker.
pub fn declarations(delays: &[Duration]) -> Vec<Declaration> {
    // Dead and delay queues first: they must exist before any message is consumed.
    let dead = QUEUES.iter().map(|queue| queue.dead_declaration());
    let delay = delays.iter().map(|delay| delay_declaration(*delay));
    dead.chain(delay)
        .chain(QUEUES.iter().map(|queue| queue.declaration()))
        .collect()
}

/// The fanout exchange in front of the queue for this delay.
pub fn delay_exchange(delay: Duration) -> String {
    format!("{EVENTS}.delay.{}", tier(delay))
}

/// How long the message waits after its `attempt`-th delivery failed; attempts count from 1.
pub(crate) fn delay_after(attempt: u32, delays: [Duration; 3]) -> Duration {
    let [short, middle, long] = delays;
    match attempt {
        0..=2 => short,
        3..=4 => middle,
        _ => long,
    }
}

/// Part of a name: the time to live of a queue is fixed, so each delay has its own queue.
fn tier(delay: Duration) -> String {
    let milliseconds = delay.as_millis();
    match (milliseconds % 60_000, milliseconds % 1000) {
        (0, _) => format!("{}m", milliseconds / 60_000),
        (_, 0) => format!("{}s", milliseconds / 1000),
        _ => format!("{milliseconds}ms"),
    }
}

/// Quorum even on one node: only this type writes to disk before it confirms.
fn quorum(max_bytes: u64) -> Vec<(&'static str, Argument)> {
    vec![
        ("x-queue-type", text("quorum")),
        ("x-overflow", text("reject-publish")),
        (
            "x-max-length-bytes",
            Argument::Number(i64::try_from(max_bytes).unwrap_or(i64::MAX)),
        ),
    ]
}

fn text(value: &str) -> Argument {
    Argument::Text(value.to_owned())
}

#[cfg(test)]
mod tests {
    use contracts::catalog::CONTRACTS;

    use super::*;

    #[test]
    fn every_event_has_one_producer_and_a_consumer() {
        for contract in CONTRACTS {
            let producers = PRODUCERS
                .iter()
                .filter(|(event, _)| *event == contract.name)
                .count();
            assert_eq!(producers, 1, "{}", contract.name);
            let queued = QUEUES
                .iter()
                .any(|queue| queue.events.contains(&contract.name));
            let transient = TRANSIENT.iter().any(|(event, _)| *event == contract.name);
            assert!(
                queued != transient,
                "{} must be queued or transient",
                contract.name
            );
        }
    }

    #[test]
    fn every_event_named_here_has_a_contract() {
        let named = PRODUCERS.iter().map(|(event, _)| *event);
        for event in named.chain(QUEUES.iter().flat_map(|queue| queue.events.iter().copied())) {
            assert!(
                CONTRACTS.iter().any(|contract| contract.name == event),
                "{event}"
            );
        }
    }

    #[test]
    fn eight_attempts_use_all_delay_tiers() {
        let delays = [5, 30, 300].map(Duration::from_secs);
        let waits: Vec<_> = (1..ATTEMPTS)
            .map(|attempt| delay_after(attempt, delays).as_secs())
            .collect();
        assert_eq!(waits, [5, 5, 30, 30, 300, 300, 300]);
    }

    #[test]
    fn a_delay_exchange_is_named_with_the_unit_of_its_delay() {
        assert_eq!(delay_exchange(Duration::from_secs(5)), "espejo.delay.5s");
        assert_eq!(delay_exchange(Duration::from_mins(5)), "espejo.delay.5m");
        assert_eq!(
            delay_exchange(Duration::from_millis(150)),
            "espejo.delay.150ms"
        );
    }
}
