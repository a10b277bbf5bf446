//! The CloudEvents 1.0 envelope (structured JSON mode) and the sealed message that the bus carries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;
use uuid::Uuid;

use crate::{Attempted, Contract, Event, Refusal, SigningKey, catalog, schema};

/// Who publishes an event, and for which tenant.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The service, e.g. `core-api`.
    pub source: &'a str,
    pub tenant: &'a str,
}

/// A CloudEvents 1.0 envelope. Attribute names are the specification's.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<T> {
    pub specversion: String,
    /// UUIDv7, or UUIDv5 if the same fact must always have the same id.
    pub id: Uuid,
    pub source: String,
    #[serde(rename = "type")]
    pub event_type: String,
    pub time: Timestamp,
    /// The run, job or schedule.
    pub subject: String,
    pub datacontenttype: String,
    pub dataschema: String,
    pub tenant: String,
    pub traceparent: Option<String>,
    /// The id of the event that caused this one.
    pub causationid: Option<Uuid>,
    pub data: T,
}

impl<T: Event> Envelope<T> {
    pub fn new(origin: Origin<'_>, subject: impl Into<String>, time: Timestamp, data: T) -> Self {
        let contract = Contract {
            name: T::NAME,
            version: T::VERSION,
            schema: "",
        };
        Self {
            specversion: "1.0".to_owned(),
            id: Uuid::now_v7(),
            source: origin.source.to_owned(),
            event_type: contract.event_type(),
            time,
            subject: subject.into(),
            datacontenttype: "application/json".to_owned(),
            dataschema: contract.data_schema(),
            tenant: origin.tenant.to_owned(),
            traceparent: None,
            causationid: None,
            data,
        }
    }

    #[must_use]
    pub fn with_id(self, id: Uuid) -> Self {
        Self { id, ..self }
    }

    /// Adds the W3C trace context of the work that publishes this event.
    #[must_use]
    pub fn traced(self, traceparent: Option<String>) -> Self {
        Self {
            traceparent,
            ..self
        }
    }

    #[must_use]
    pub fn caused_by(self, event_id: Uuid) -> Self {
        Self {
            causationid: Some(event_id),
            ..self
        }
    }

    /// Validates against envelope and data schema and returns the message to publish.
    pub fn seal(self) -> Result<Message, Refusal> {
        let (envelope, data) = self.exchange(());
        let mut value = serde_json::to_value(&envelope).map_err(Refusal::NotJson)?;
        value["data"] = data.into_json().map_err(Refusal::NotJson)?;
        schema::check(&value)?;
        Ok(Message {
            id: envelope.id,
            name: T::NAME.to_owned(),
            version: T::VERSION,
            tenant: envelope.tenant,
            traceparent: envelope.traceparent,
            body: serde_json::to_string(&value).map_err(Refusal::NotJson)?,
            signature: None,
        })
    }
}

impl<T> Envelope<T> {
    /// The same envelope with other data, and the previous data.
    pub(crate) fn exchange<U>(self, data: U) -> (Envelope<U>, T) {
        let envelope = Envelope {
            specversion: self.specversion,
            id: self.id,
            source: self.source,
            event_type: self.event_type,
            time: self.time,
            subject: self.subject,
            datacontenttype: self.datacontenttype,
            dataschema: self.dataschema,
            tenant: self.tenant,
            traceparent: self.traceparent,
            causationid: self.causationid,
            data,
        };
        (envelope, self.data)
    }
}

/// A validated event, ready for the broker or the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: Uuid,
    /// Event name: the routing key.
    pub name: String,
    pub version: u16,
    pub tenant: String,
    pub traceparent: Option<String>,
    /// The envelope as JSON.
    pub body: String,
    /// Of an event about an attempt.
    pub signature: Option<String>,
}

impl Message {
    /// Signs an event about this attempt.
    #[must_use]
    pub fn signed(self, key: &SigningKey, of: Attempted) -> Self {
        let signature = key.sign(of, self.body.as_bytes());
        Self { signature, ..self }
    }
}

/// A received event whose envelope and data have been validated.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Event name without version, e.g. `sync.batch`.
    pub name: &'static str,
    pub version: u16,
    pub envelope: Envelope<Value>,
}

impl Opened {
    /// The typed event. Fails only if it is another event or version, or struct and schema disagree.
    pub fn decode<T: Event>(self) -> Result<Envelope<T>, Refusal> {
        if (self.name, self.version) != (T::NAME, T::VERSION) {
            return Err(Refusal::UnknownEvent(catalog::event_type(
                self.name,
                self.version,
            )));
        }
        let (envelope, data) = self.envelope.exchange(());
        let data = T::from_json(data).map_err(Refusal::NotJson)?;
        Ok(envelope.exchange(data).0)
    }
}
