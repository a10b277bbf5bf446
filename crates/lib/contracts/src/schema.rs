//! Compiled validators, and the only place where bytes become an event. Formats are validated,
//! which JSON Schema 2020-12 does not do by default. Schemas are never fetched.

use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;
use serde_json::Value;

use crate::{
    Envelope, Opened,
    catalog::{CONTRACTS, ENVELOPE_SCHEMA, split_event_type},
};

/// Why bytes are not an event that this build may handle.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the body is not the JSON of an event")]
    NotJson(#[source] serde_json::Error),
    #[error("the envelope is invalid at '{pointer}': {problem}")]
    Envelope { pointer: String, problem: String },
    #[error("unknown event {0}")]
    UnknownEvent(String),
    /// A version that another build supports: replay the message after an upgrade.
    #[error("version {version} of {name} is not known to this build")]
    Version { name: String, version: u16 },
    #[error("the data of {event} is invalid at '{pointer}': {problem}")]
    Data {
        event: String,
        pointer: String,
        problem: String,
    },
}

impl Refusal {
    /// One of a few fixed words, for metrics and dead-letter headers.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson(_) => "not_json",
            Self::Envelope { .. } => "envelope",
            Self::UnknownEvent(_) => "unknown_event",
            Self::Version { .. } => "version",
            Self::Data { .. } => "data",
        }
    }
}

static ENVELOPE: LazyLock<Validator> = LazyLock::new(|| compile(ENVELOPE_SCHEMA));

/// Validators of [`CONTRACTS`], in their order. Compiled on first use: a process needs only a few.
static DATA: [OnceLock<Validator>; CONTRACTS.len()] = [const { OnceLock::new() }; CONTRACTS.len()];

#[expect(
    clippy::expect_used,
    reason = "the schemas are embedded, and a test compiles each"
)]
fn compile(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("an embedded schema is JSON");
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("an embedded schema is a valid JSON Schema")
}

/// Parses and validates a received body: envelope first, then the data by its type and version.
pub fn open(body: &[u8]) -> Result<Opened, Refusal> {
    let mut value: Value = serde_json::from_slice(body).map_err(Refusal::NotJson)?;
    let (name, version) = check(&value)?;
    let data = value["data"].take();
    let envelope: Envelope<()> = serde_json::from_value(value).map_err(Refusal::NotJson)?;
    Ok(Opened {
        name,
        version,
        envelope: envelope.exchange(data).0,
    })
}

/// Validates a whole event and returns its name and version.
pub(crate) fn check(event: &Value) -> Result<(&'static str, u16), Refusal> {
    if let Some((pointer, problem)) = first_violation(&ENVELOPE, event) {
        return Err(Refusal::Envelope { pointer, problem });
    }
    let event_type = event["type"].as_str().unwrap_or_default();
    let (name, version) =
        split_event_type(event_type).ok_or_else(|| Refusal::UnknownEvent(event_type.to_owned()))?;
    if !CONTRACTS.iter().any(|contract| contract.name == name) {
        return Err(Refusal::UnknownEvent(event_type.to_owned()));
    }
    let mut compiled = CONTRACTS.iter().zip(&DATA);
    let (contract, validator) = compiled
        .find(|(contract, _)| contract.name == name && contract.version == version)
        .ok_or_else(|| Refusal::Version {
            name: name.to_owned(),
            version,
        })?;
    let validator = validator.get_or_init(|| compile(contract.schema));
    match first_violation(validator, &event["data"]) {
        None => Ok((contract.name, version)),
        Some((pointer, problem)) => Err(Refusal::Data {
            event: event_type.to_owned(),
            pointer,
            problem,
        }),
    }
}

fn first_violation(validator: &Validator, value: &Value) -> Option<(String, String)> {
    if validator.is_valid(value) {
        return None;
    }
    let error = validator.iter_errors(value).next()?;
    // The offending instance may be a whole batch: keep the message short.
    let problem: String = error.to_string().chars().take(300).collect();
    Some((error.instance_path().to_string(), problem))
}
