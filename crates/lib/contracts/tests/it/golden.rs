//! Schema, examples and Rust structs, compared both ways.

use std::{fs, path::PathBuf};

use contracts::{
    Envelope, Event, Origin, Refusal,
    catalog::CONTRACTS,
    export::{ExportFailed, ExportFinished, ExportProgressed, ExportRequested},
    mail::{MailFinished, MailRequested},
    notice::NoticeRequested,
    open,
    schedule::ScheduleDue,
    sync::{
        SyncBatch, SyncCounted, SyncCredit, SyncDigest, SyncFailed, SyncFinished, SyncListed,
        SyncProgressed, SyncRequested, SyncStarted, SyncStep,
    },
    webhook::{WebhookFinished, WebhookRequested},
};
use jiff::Timestamp;
use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../contracts")
        .join(name)
}

/// (file name, content) of the examples whose name contains `infix`.
fn examples(event: &str, infix: &str) -> Vec<(String, Value)> {
    let mut found: Vec<_> = fs::read_dir(folder(event))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().contains(infix))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (
                path.display().to_string(),
                serde_json::from_str(&text).unwrap(),
            )
        })
        .collect();
    found.sort_by(|a: &(String, Value), b| a.0.cmp(&b.0));
    found
}

fn event(name: &str, version: u16, data: &Value) -> Value {
    json!({
        "specversion": "1.0", "id": "0197a1b2-0000-7000-8000-00000000000a", "source": "core-api",
        "type": format!("espejo.{name}.v{version}"), "time": "2026-11-22T21:30:00Z", "subject": "s",
        "datacontenttype": "application/json",
        "dataschema": format!("urn:espejo:contract:{name}:v{version}"),
        "tenant": "andina", "data": data,
    })
}

fn opened(name: &str, data: &Value) -> Result<contracts::Opened, Refusal> {
    open(event(name, 1, data).to_string().as_bytes())
}

fn round_trips<E: Event>() -> &'static str {
    for (file, data) in examples(E::NAME, ".valid.") {
        let typed: Envelope<E> = opened(E::NAME, &data)
            .and_then(contracts::Opened::decode)
            .unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!(serde_json::to_value(&typed.data).unwrap(), data, "{file}");
        let origin = Origin {
            source: "core-api",
            tenant: "andina",
        };
        let sealed = Envelope::new(origin, "s", Timestamp::UNIX_EPOCH, typed.data).seal();
        let sealed = sealed.unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!(sealed.name, E::NAME);
        let body: Value = serde_json::from_str(&sealed.body).unwrap();
        assert_eq!(body["data"], data, "{file}");
    }
    E::NAME
}

#[test]
fn every_valid_example_round_trips_through_its_struct() {
    let mut covered = vec![
        round_trips::<ScheduleDue>(),
        round_trips::<SyncRequested>(),
        round_trips::<SyncStarted>(),
        round_trips::<SyncBatch>(),
        round_trips::<SyncStep>(),
        round_trips::<SyncDigest>(),
        round_trips::<SyncCounted>(),
        round_trips::<SyncListed>(),
        round_trips::<SyncProgressed>(),
        round_trips::<SyncFinished>(),
        round_trips::<SyncFailed>(),
        round_trips::<SyncCredit>(),
        round_trips::<ExportRequested>(),
        round_trips::<ExportProgressed>(),
        round_trips::<ExportFinished>(),
        round_trips::<ExportFailed>(),
        round_trips::<MailRequested>(),
        round_trips::<MailFinished>(),
        round_trips::<NoticeRequested>(),
        round_trips::<WebhookRequested>(),
        round_trips::<WebhookFinished>(),
    ];
    let mut listed: Vec<_> = CONTRACTS.iter().map(|contract| contract.name).collect();
    covered.sort_unstable();
    listed.sort_unstable();
    assert_eq!(
        covered, listed,
        "a contract has no struct here, or a struct no contract"
    );
}

#[test]
fn every_invalid_example_is_refused_for_its_data() {
    for contract in CONTRACTS {
        for (file, data) in examples(contract.name, ".invalid.") {
            match opened(contract.name, &data) {
                Err(Refusal::Data { problem, .. }) => assert!(!problem.is_empty(), "{file}"),
                other => panic!("{file}: expected a refusal of the data, got {other:?}"),
            }
        }
    }
}

#[test]
fn every_contract_has_valid_and_invalid_examples_and_its_own_id() {
    for contract in CONTRACTS {
        assert!(
            !examples(contract.name, ".valid.").is_empty(),
            "{}",
            contract.name
        );
        assert!(
            !examples(contract.name, ".invalid.").is_empty(),
            "{}",
            contract.name
        );
        let schema: Value = serde_json::from_str(contract.schema).unwrap();
        assert_eq!(schema["$id"], contract.data_schema());
        assert_eq!(schema["title"], contract.name);
    }
}

#[test]
fn every_folder_of_contracts_is_in_the_catalog() {
    let mut folders: Vec<String> = fs::read_dir(folder(""))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name != "envelope")
        .collect();
    folders.sort();
    let mut listed: Vec<_> = CONTRACTS.iter().map(|c| c.name.to_owned()).collect();
    listed.sort();
    assert_eq!(folders, listed);
}

#[test]
fn valid_envelope_examples_are_accepted_and_invalid_ones_refused() {
    for (file, envelope) in examples("envelope", ".valid.") {
        open(envelope.to_string().as_bytes()).unwrap_or_else(|e| panic!("{file}: {e}"));
    }
    for (file, envelope) in examples("envelope", ".invalid.") {
        let refusal = open(envelope.to_string().as_bytes()).expect_err(&file);
        assert_eq!(refusal.code(), "envelope", "{file}");
    }
}

#[test]
fn a_newer_version_is_distinguished_from_an_unknown_event() {
    let data = json!({});
    let tomorrow = open(event("sync.batch", 9, &data).to_string().as_bytes()).unwrap_err();
    assert_eq!(tomorrow.code(), "version");
    let unknown = open(event("sync.danced", 1, &data).to_string().as_bytes()).unwrap_err();
    assert_eq!(unknown.code(), "unknown_event");
    assert_eq!(open(b"\xff{").unwrap_err().code(), "not_json");
}

#[test]
fn a_tick_has_the_same_id_in_every_scheduler() {
    let tick: ScheduleDue =
        serde_json::from_value(examples("schedule.due", ".valid.")[0].1.clone()).unwrap();
    assert_eq!(tick.event_id(), tick.clone().event_id());
    let next = ScheduleDue {
        version: tick.version + 1,
        ..tick.clone()
    };
    assert_ne!(tick.event_id(), next.event_id());
}
