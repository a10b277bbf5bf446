//! A session: somebody who may read one database, and the one place from which a method of a
//! model is called.

use std::fmt;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::{
    answer::{self, Problem, Reply},
    call::{Call, Observer, ReadMethod},
    caller::{Caller, Counted},
    cell,
    connection::{Connection, Protocol},
    error::Error,
    wire::Wire,
};

/// What Odoo says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// In full, such as `17.0-20261101`.
    pub full: String,
    /// Such as `17.0`.
    pub series: String,
    /// Such as 17; none if the series is not understood.
    pub major: Option<u32>,
}

/// Authenticated. Shared by reference; calls do not exclude one another.
pub struct Session {
    pub(crate) caller: Caller,
    password: SecretString,
    uid: i64,
    version: Version,
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Session")
            .field("host", &self.caller.transport.host())
            .field("database", &self.caller.database)
            .field("uid", &self.uid)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Asks for the version and logs in.
    pub async fn open(connection: Connection) -> Result<Self, Error> {
        Self::open_observed(connection, None).await
    }

    /// As [`Session::open`]; the observer is told of each call, these two included.
    pub async fn open_observed(
        connection: Connection,
        observer: Option<Observer>,
    ) -> Result<Self, Error> {
        let mut caller = Caller::new(&connection)?;
        caller.observer = observer;
        let protocol = connection.protocol;
        let version = caller
            .call(Call::version(), &[], |body| {
                decode_value(protocol, body, |answer| Ok((version(answer)?, 1)))
            })
            .await?;
        let uid = log_in(&caller, &connection).await?;
        Ok(Self {
            caller,
            password: connection.password,
            uid,
            version,
        })
    }

    /// From now on, tells the observer of each call.
    pub fn on_call(&mut self, observer: Observer) {
        self.caller.observer = Some(observer);
    }

    pub fn version(&self) -> &Version {
        &self.version
    }

    pub fn uid(&self) -> i64 {
        self.uid
    }

    /// Odoo's clock in whole seconds, as of the latest answer.
    pub fn server_time(&self) -> Option<Timestamp> {
        self.caller.transport.server_time()
    }

    pub(crate) async fn value<T>(
        &self,
        method: ReadMethod,
        model: &str,
        arguments: Value,
        options: Value,
        decode: impl FnOnce(Wire<'_>) -> Result<Counted<T>, Problem>,
    ) -> Result<T, Error> {
        let protocol = self.caller.protocol;
        self.read_call(method, model, arguments, options, |body| {
            decode_value(protocol, body, decode)
        })
        .await
    }

    /// The one place from which a model's method is called.
    pub(crate) async fn read_call<T>(
        &self,
        method: ReadMethod,
        model: &str,
        arguments: Value,
        options: Value,
        decode: impl FnOnce(&[u8]) -> Result<Reply<Counted<T>>, Problem>,
    ) -> Result<T, Error> {
        let arguments = [
            json!(self.caller.database),
            json!(self.uid),
            json!(self.password.expose_secret()),
            json!(model),
            json!(method.as_str()),
            arguments,
            options,
        ];
        self.caller
            .call(Call::read(method, model), &arguments, decode)
            .await
    }
}

async fn log_in(caller: &Caller, connection: &Connection) -> Result<i64, Error> {
    let protocol = connection.protocol;
    let mut arguments = vec![
        json!(connection.database),
        json!(connection.user),
        json!(connection.password.expose_secret()),
    ];
    let method = match protocol {
        Protocol::JsonRpc => "login",
        Protocol::XmlRpc => {
            arguments.push(json!({}));
            "authenticate"
        }
    };
    let uid = caller
        .call(Call::login(method), &arguments, |body| {
            decode_value(protocol, body, |answer| match answer {
                Wire::Bool(false) | Wire::Null => Ok((None, 0)),
                answer => Ok((Some(integer("uid", &answer)?), 1)),
            })
        })
        .await?;
    uid.ok_or_else(|| Error::AccessDenied {
        user: connection.user.clone(),
        database: connection.database.clone(),
    })
}

fn decode_value<T>(
    protocol: Protocol,
    body: &[u8],
    decode: impl FnOnce(Wire<'_>) -> Result<Counted<T>, Problem>,
) -> Result<Reply<Counted<T>>, Problem> {
    match answer::value(protocol, body)? {
        Reply::Answer(answer) => decode(answer).map(Reply::Answer),
        Reply::Fault(fault) => Ok(Reply::Fault(fault)),
    }
}

fn version(answer: Wire<'_>) -> Result<Version, Problem> {
    let mut full = None;
    let mut series = None;
    for (name, value) in answer.into_object().unwrap_or_default() {
        match (&*name, value) {
            ("server_version", Wire::Text(text)) => full = Some(text.into_owned()),
            ("server_serie", Wire::Text(text)) => series = Some(text.into_owned()),
            _ => {}
        }
    }
    let full = full.ok_or_else(|| Problem::malformed("no version"))?;
    let series = series.unwrap_or_else(|| full.clone());
    let number = series.rsplit('~').next().unwrap_or_default();
    let major = number
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    Ok(Version {
        full,
        series,
        major,
    })
}

pub(crate) fn integer(name: &str, answer: &Wire<'_>) -> Result<i64, Problem> {
    match answer {
        Wire::Number(digits) => cell::integer(name, digits),
        other => Err(Problem::malformed(format!("{} as {name}", other.kind()))),
    }
}
