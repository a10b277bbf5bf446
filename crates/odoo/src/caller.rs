//! One call, whichever dialect: encode, send, decode, turn faults into errors; seen by a span and
//! reported to the observer, with what it took and how it ended.

use std::time::Instant;

use serde_json::Value;
use tracing::{Instrument, Span, field::Empty};

use crate::{
    answer::{Problem, Reply},
    call::{Call, CallReport, Observer},
    connection::{Connection, Protocol},
    error::Error,
    json_rpc,
    transport::Transport,
    xml_rpc,
};

pub(crate) struct Caller {
    pub(crate) transport: Transport,
    pub(crate) protocol: Protocol,
    pub(crate) database: String,
    pub(crate) user: String,
    pub(crate) observer: Option<Observer>,
}

/// A decoded answer and how many records, ids or fields it holds.
pub(crate) type Counted<T> = (T, usize);

impl Caller {
    pub(crate) fn new(connection: &Connection) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(connection)?,
            protocol: connection.protocol,
            database: connection.database.clone(),
            user: connection.user.clone(),
            observer: None,
        })
    }

    pub(crate) async fn call<T>(
        &self,
        call: Call<'_>,
        arguments: &[Value],
        decode: impl FnOnce(&[u8]) -> Result<Reply<Counted<T>>, Problem>,
    ) -> Result<T, Error> {
        let started = Instant::now();
        let span = self.span(&call);
        let mut bytes = 0;
        let body = self.send(&call, arguments).instrument(span.clone()).await;
        let outcome = body.and_then(|body| {
            bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
            span.in_scope(|| self.decoded(&call, decode(&body)))
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

    async fn send(&self, call: &Call<'_>, arguments: &[Value]) -> Result<Vec<u8>, Error> {
        let (path, content_type, body) = match self.protocol {
            Protocol::JsonRpc => (
                json_rpc::PATH,
                json_rpc::CONTENT_TYPE,
                json_rpc::encode(call, arguments),
            ),
            Protocol::XmlRpc => (
                xml_rpc::path(call.service),
                xml_rpc::CONTENT_TYPE,
                xml_rpc::encode(call, arguments),
            ),
        };
        self.transport.post(call, path, content_type, body).await
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
