//! The only place with the names of services, users, exchanges and queues, and with the publisher of
//! each event. `docs/events.md`, `contracts/asyncapi.yaml` and `deploy/rabbitmq/permissions.json`
//! are rendered from here.
//!
//! Each service publishes to exchanges of its own, and only the queues that may get its messages are
//! bound to them. A header `CC` adds routing keys that the broker does not check against topic
//! permissions, so the bindings must be narrow as well.
//!
//! The limits of a queue are arguments, which RabbitMQ fixes when the queue is created. After a
//! change here, delete the queue when it is empty, and the next connection creates it again.

use std::time::Duration;

use contracts::{
    Event, catalog,
    export::{ExportFailed, ExportFinished, ExportProgressed, ExportRequested},
    mail::{MailFinished, MailRequested},
    notice::NoticeRequested,
    schedule::ScheduleDue,
    sync::{
        SyncBatch, SyncCounted, SyncCredit, SyncDigest, SyncFailed, SyncFinished, SyncListed,
        SyncProgressed, SyncRequested, SyncStarted, SyncStep,
    },
    webhook::{WebhookFinished, WebhookRequested},
};
use uuid::Uuid;

mod declared;
mod rights;

pub use declared::{Argument, Declaration, Exchange, Kind, declarations, exchanges};
pub(crate) use rights::credit_queue;
pub use rights::{Rights, TopicRights, permissions, rights};

/// A service, and the user as which it logs in to the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    pub name: &'static str,
    pub user: &'static str,
}

pub const SERVICES: [Service; 4] = [
    service("core-api", "espejo_core"),
    service("sync-worker", "espejo_sync"),
    service("export-worker", "espejo_export"),
    service("scheduler", "espejo_scheduler"),
];

/// The service that declares exchanges and queues, and that sends dead letters back.
pub const OWNER: &str = "core-api";

const fn service(name: &'static str, user: &'static str) -> Service {
    Service { name, user }
}

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
        SyncStep::NAME,
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

/// A separate queue, so that a person who waits for a link does not wait for the mails of a statement
/// run.
pub static EXPORT_WORKER_NOTICE: Queue = Queue {
    name: "export-worker.notice",
    service: "export-worker",
    events: &[NoticeRequested::NAME],
    prefetch: 1,
    delivery_limit: 20,
    max_bytes: 64 * MIB,
};

/// A separate queue, so that a receiver that hangs delays no mail. core-api requests at most 32 calls
/// of a tenant at a time.
pub static EXPORT_WORKER_WEBHOOK: Queue = Queue {
    name: "export-worker.webhook",
    service: "export-worker",
    events: &[WebhookRequested::NAME],
    prefetch: 64,
    delivery_limit: 20,
    max_bytes: 64 * MIB,
};

pub static CORE_API_WEBHOOK: Queue = Queue {
    name: "core-api.webhook",
    service: "core-api",
    events: &[WebhookFinished::NAME],
    prefetch: 16,
    delivery_limit: 100,
    max_bytes: 64 * MIB,
};

pub static QUEUES: [&Queue; 10] = [
    &CORE_API_SYNC,
    &CORE_API_SCHEDULE,
    &CORE_API_EXPORT,
    &CORE_API_MAIL,
    &CORE_API_WEBHOOK,
    &SYNC_WORKER_SYNC,
    &EXPORT_WORKER_EXPORT,
    &EXPORT_WORKER_MAIL,
    &EXPORT_WORKER_NOTICE,
    &EXPORT_WORKER_WEBHOOK,
];

/// Each event and the one service that publishes it.
pub const PRODUCERS: &[(&str, &str)] = &[
    (ScheduleDue::NAME, "scheduler"),
    (SyncRequested::NAME, "core-api"),
    (SyncStarted::NAME, "sync-worker"),
    (SyncBatch::NAME, "sync-worker"),
    (SyncStep::NAME, "sync-worker"),
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
    (NoticeRequested::NAME, "core-api"),
    (WebhookRequested::NAME, "core-api"),
    (WebhookFinished::NAME, "export-worker"),
];

/// Events that are neither stored nor confirmed, and the service that follows them: each process
/// has an exclusive queue that is bound to the keys that it follows at the moment.
pub const TRANSIENT: &[(&str, &str)] = &[(SyncCredit::NAME, "sync-worker")];

/// The routing key of the credits of one attempt.
pub fn credit_key(attempt: Uuid) -> String {
    format!("{}.{attempt}", SyncCredit::NAME)
}

/// The user of a service; `None` if there is no such service.
pub fn user_of(service: &str) -> Option<&'static str> {
    let mut services = SERVICES.iter();
    services.find_map(|known| (known.name == service).then_some(known.user))
}

/// The service that publishes an event; `None` if there is no such event.
pub fn producer_of(event: &str) -> Option<&'static str> {
    let mut producers = PRODUCERS.iter();
    producers.find_map(|(name, service)| (*name == event).then_some(*service))
}

/// Topic exchange to which a service publishes its events; the routing key is the event's name.
pub fn events_exchange(service: &str) -> String {
    format!("espejo.{service}")
}

/// Direct exchange in front of the dead queues of a service; the routing key is the name of the
/// queue where the message failed.
pub fn dead_exchange(service: &str) -> String {
    format!("espejo.{service}.dead")
}

/// Direct exchange through which messages return to the queues of a service: from a delay, or
/// because a person sends a dead letter back. The routing key is the name of the queue.
pub fn return_exchange(service: &str) -> String {
    format!("espejo.{service}.return")
}

/// Fanout exchange in front of the queue for this delay of a service's messages.
pub fn delay_exchange(service: &str, delay: Duration) -> String {
    format!("espejo.{service}.delay.{}", tier(delay))
}

impl Queue {
    /// Whether messages of the queue have secrets in their data.
    pub fn is_secret(&self) -> bool {
        self.events.iter().any(|event| catalog::is_secret(event))
    }
}

/// The queue of this name, if it is one of ours.
pub fn queue(name: &str) -> Option<&'static Queue> {
    QUEUES.into_iter().find(|queue| queue.name == name)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
        let name = |delay| delay_exchange("core-api", delay);
        assert_eq!(name(Duration::from_secs(5)), "espejo.core-api.delay.5s");
        assert_eq!(name(Duration::from_mins(5)), "espejo.core-api.delay.5m");
        let short = Duration::from_millis(150);
        assert_eq!(name(short), "espejo.core-api.delay.150ms");
    }

    #[test]
    fn every_service_named_here_has_a_user_of_its_own() {
        let producers = PRODUCERS.iter().map(|(_, service)| *service);
        let consumers = QUEUES.iter().map(|queue| queue.service);
        let followers = TRANSIENT.iter().map(|(_, service)| *service);
        for service in producers.chain(consumers).chain(followers).chain([OWNER]) {
            assert!(user_of(service).is_some(), "{service}");
        }
        let users: BTreeSet<_> = SERVICES.iter().map(|service| service.user).collect();
        assert_eq!(users.len(), SERVICES.len());
    }
}
