//! Events must match in code, folders and topology.

use std::collections::BTreeSet;

use bus::topology::{PRODUCERS, QUEUES, TRANSIENT};
use contracts::catalog::CONTRACTS;

use crate::{tree, verdict};

pub(crate) const SERVICES: [&str; 4] = ["core-api", "export-worker", "scheduler", "sync-worker"];

/// The folder of the envelope schema, which all events share. It is not an event.
const ENVELOPE: &str = "envelope";

#[test]
fn every_event_has_exactly_one_producer() {
    let mut found = Vec::new();
    for event in events() {
        let producers: Vec<_> = PRODUCERS
            .iter()
            .filter(|(name, _)| *name == event)
            .map(|(_, service)| *service)
            .collect();
        if producers.len() != 1 || !SERVICES.contains(&producers[0]) {
            found.push(format!("{event}: {producers:?}"));
        }
    }
    verdict::none(
        &found,
        "Name the one service that publishes it in PRODUCERS in crates/lib/bus/src/topology.rs.",
    );
}

#[test]
fn every_event_has_a_consumer() {
    let found: Vec<_> = events()
        .into_iter()
        .filter(|event| consumers(event).is_empty())
        .collect();
    verdict::none(
        &found,
        "Add the event to a queue of the service that handles it, or to TRANSIENT, in \
         crates/lib/bus/src/topology.rs. If no service needs it, remove it.",
    );
}

#[test]
fn no_service_consumes_its_own_events_and_only_services_consume() {
    let mut found = Vec::new();
    for (event, producer) in PRODUCERS {
        for consumer in consumers(event) {
            if consumer == *producer || !SERVICES.contains(&consumer) {
                found.push(format!("{event}: {producer} -> {consumer}"));
            }
        }
    }
    verdict::none(
        &found,
        "Publish events only from one service to another. Within a service, call a function.",
    );
}

#[test]
fn every_contract_has_its_schema_and_examples_of_both_kinds() {
    let files = tree::paths();
    let mut found = Vec::new();
    for contract in CONTRACTS {
        let version = format!("contracts/{}/v{}", contract.name, contract.version);
        for start in [".schema.json", ".valid.", ".invalid."] {
            let wanted = format!("{version}{start}");
            if !files.iter().any(|file| file.starts_with(&wanted)) {
                found.push(format!("{wanted}* is missing"));
            }
        }
    }
    for folder in tree::folders("contracts") {
        if folder != ENVELOPE && !events().contains(&folder) {
            found.push(format!("contracts/{folder} is not in the catalog"));
        }
    }
    verdict::none(
        &found,
        "For each event, write a folder with schema and examples, and a line in \
         crates/lib/contracts/src/catalog.rs.",
    );
}

fn events() -> BTreeSet<String> {
    CONTRACTS
        .iter()
        .map(|contract| contract.name.to_owned())
        .collect()
}

fn consumers(event: &str) -> BTreeSet<&'static str> {
    let queued = QUEUES
        .iter()
        .filter(|queue| queue.events.contains(&event))
        .map(|queue| queue.service);
    let followed = TRANSIENT
        .iter()
        .filter(|(name, _)| *name == event)
        .map(|(_, service)| *service);
    queued.chain(followed).collect()
}
