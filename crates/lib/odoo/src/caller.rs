//! One call over any protocol: encode, send, decode, convert faults to errors. A span and the
//! observer get its duration and outcome.

use std::time::Instant;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tracing::{Instrument, Span, field::Empty};

use crate::{
    call::{Action, Call, CallReport, Observer},
    connection::{Connection, Protocol},
    error::Error,
    protocol::{
        answer::{Problem, Reply},
        json_2, json_rpc, xml_rpc,
    },
    transport::{Bearer, Incoming, Outgoing, Transport},
};

pub(crate) struct Caller {
    pub(crate) transport: Transport,
    pub(crate) protocol: Protocol,
    pub(crate) database: String,
    pub(crate) user: String,
    key: SecretString,
    pub(crate) observer: Option<Observer>,
}

/// A decoded answer and its number of records, ids or fields.
pub(crate) type Counted<T> = (T, usize);

impl Caller {
    pub(crate) fn new(connection: &Connection, protocol: Protocol) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(connection)?,
            protocol,
            database: connection.database.clone(),
            user: connection.user.clone(),
            key: connection.password.clone(),
            observer: None,
        })
    }

    /// The arguments are those of the method of the service; over JSON-2, those of the model's
    /// method: positional, then by name.
    pub(crate) async fn call<T>(
        &self,
        call: Call<'_>,
        arguments: &[Value],
        decode: impl FnOnce(&[u8]) -> Result<Reply<Counted<T>>, Problem>,
    ) -> Result<T, Error> {
        let started = Instant::now();
        let span = self.span(&call);
        let mut bytes = 0;
        let incoming = self.send(&call, arguments).instrument(span.clone()).await;
        let outcome = incoming.and_then(|Incoming { status, body }| {
            bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
            if status == 200 {
                span.in_scope(|| self.decoded(&call, decode(&body)))
            } else {
                Err(self.refused(&call, status, &body))
            }
        });
        let rows = outcome.as_ref().map_or(0, |(_, rows)| *rows);
        let report = CallReport {
            method: call.label(),
            model: call.model,
            duration: started.elapsed(),
            bytes,
            rows: u64::try_from(rows).unwrap_or(u64::MAX),
            outcome: outcome.as_ref().map_or_else(Error::kind, |_| "ok"),
        };
        record(&span, &report, outcome.as_ref().err());
        if let Some(observer) = &self.observer {
            observer(&report);
        }
        outcome.map(|(answer, _)| answer)
    }

    async fn send(&self, call: &Call<'_>, arguments: &[Value]) -> Result<Incoming, Error> {
        let outgoing = match self.protocol {
            Protocol::Json2 => self.json_2(call, arguments)?,
            Protocol::JsonRpc => Outgoing {
                path: json_rpc::PATH.to_owned(),
                content: Some((json_rpc::CONTENT_TYPE, json_rpc::encode(call, arguments))),
                bearer: None,
            },
            Protocol::XmlRpc => Outgoing {
                path: xml_rpc::path(call.service).to_owned(),
                content: Some((xml_rpc::CONTENT_TYPE, xml_rpc::encode(call, arguments))),
                bearer: None,
            },
        };
        self.transport.send(call, outgoing).await
    }

    fn json_2(&self, call: &Call<'_>, arguments: &[Value]) -> Result<Outgoing, Error> {
        let Action::Read(method) = call.action else {
            return Ok(Outgoing {
                path: json_2::VERSION_PATH.to_owned(),
                content: None,
                bearer: None,
            });
        };
        let model = call.model.unwrap_or_default();
        let path = json_2::path(model, method).ok_or_else(|| Error::UnknownModel {
            model: model.to_owned(),
        })?;
        let by_place = arguments.first().unwrap_or(&Value::Null);
        let by_name = arguments.get(1).cloned().unwrap_or_default();
        let body = json_2::body(method, by_place, by_name);
        Ok(Outgoing {
            path,
            content: Some((json_rpc::CONTENT_TYPE, body)),
            bearer: Some(self.bearer()?),
        })
    }

    fn bearer(&self) -> Result<Bearer, Error> {
        let key = format!("bearer {}", self.key.expose_secret());
        // A text that fits in no header is not a key of Odoo or a name of a database.
        let mut authorization = HeaderValue::from_str(&key).map_err(|_| self.denied())?;
        authorization.set_sensitive(true);
        let database =
            HeaderValue::from_str(&self.database).map_err(|_| Error::UnknownDatabase {
                database: self.database.clone(),
            })?;
        Ok(Bearer {
            authorization,
            database,
        })
    }

    pub(crate) fn denied(&self) -> Error {
        Error::AccessDenied {
            user: self.user.clone(),
            database: self.database.clone(),
        }
    }

    /// The error that the body describes, or else the error of the status.
    fn refused(&self, call: &Call<'_>, status: u16, body: &[u8]) -> Error {
        if let Some(fault) = json_2::fault(status, body) {
            return fault.into_error(call, &self.user, &self.database);
        }
        let call = call.to_string();
        match status {
            401 => self.denied(),
            403 => Error::AccessRights {
                call,
                message: "HTTP 403".to_owned(),
            },
            404 => Error::UnknownDatabase {
                database: self.database.clone(),
            },
            500 => Error::Unavailable {
                call,
                status,
                retry_after: None,
            },
            _ => Error::UnexpectedStatus { call, status },
        }
    }

    fn decoded<T>(
        &self,
        call: &Call<'_>,
        reply: Result<Reply<Counted<T>>, Problem>,
    ) -> Result<Counted<T>, Error> {
        match reply {
            Ok(Reply::Answer(answer)) => Ok(answer),
            Ok(Reply::Fault(fault)) => Err(fault.into_error(call, &self.user, &self.database)),
            Err(Problem::Malformed(detail)) => Err(Error::Malformed {
                call: call.to_string(),
                detail,
            }),
            Err(Problem::Unrepresentable { field, digits }) => Err(Error::Unrepresentable {
                call: call.to_string(),
                field,
                digits,
            }),
        }
    }

    fn span(&self, call: &Call<'_>) -> Span {
        tracing::info_span!(
            "odoo",
            otel.name = format!("odoo {}", call.label()),
            otel.kind = "client",
            otel.status_code = Empty,
            rpc.system = %self.protocol,
            rpc.service = call.service.as_str(),
            rpc.method = call.label(),
            odoo.model = call.model,
            odoo.rows = Empty,
            odoo.bytes = Empty,
            server.address = self.transport.host(),
            server.port = self.transport.port(),
            error.type = Empty,
            error.message = Empty,
        )
    }
}

fn record(span: &Span, report: &CallReport<'_>, error: Option<&Error>) {
    span.record("odoo.bytes", report.bytes);
    match error {
        None => {
            span.record("odoo.rows", report.rows);
        }
        Some(error) => {
            span.record("otel.status_code", "ERROR");
            span.record("error.type", report.outcome);
            span.record("error.message", tracing::field::display(error));
        }
    }
}
