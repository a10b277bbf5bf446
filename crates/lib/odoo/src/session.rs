//! A session: a login to one database, and the only place that calls methods of models.
pub(crate) mod columns;
pub(crate) mod company_totals;
pub(crate) mod counts;
pub(crate) mod pages;
pub(crate) mod reading;
pub(crate) mod totals;

use std::fmt;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::{
    call::{Call, Observer, ReadMethod},
    caller::{Caller, Counted},
    cell,
    connection::{Connection, Protocol},
    dialect::Dialect,
    error::Error,
    fields::Fields,
    protocol::{
        answer::{self, Problem, Reply},
        wire::Wire,
    },
    session::columns::Columns,
    version::Version,
};

/// An authenticated session. It is shared by reference; calls may run at the same time.
pub struct Session {
    pub(crate) caller: Caller,
    password: SecretString,
    uid: i64,
    version: Version,
    pub(crate) dialect: &'static Dialect,
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
    /// Requests the version, chooses the protocol by it unless one is set, and logs in.
    pub async fn open(connection: Connection) -> Result<Self, Error> {
        Self::open_observed(connection, None).await
    }

    /// As [`Session::open`]; the observer gets a report of each call, including these two.
    pub async fn open_observed(
        connection: Connection,
        observer: Option<Observer>,
    ) -> Result<Self, Error> {
        let first = connection.protocol.unwrap_or(Protocol::Json2);
        let mut caller = Caller::new(&connection, first)?;
        caller.observer = observer;
        let version = match connection.protocol {
            Some(_) => ask_version(&caller).await?,
            None => introduce(&mut caller).await?,
        };
        let mut session = Self {
            caller,
            password: connection.password,
            uid: 0,
            dialect: Dialect::for_version(&version),
            version,
        };
        session.uid = match session.caller.protocol {
            Protocol::Json2 => session.key_owner().await?,
            Protocol::JsonRpc => session.log_in("login").await?,
            Protocol::XmlRpc => session.log_in("authenticate").await?,
        };
        Ok(session)
    }

    /// From now on, reports each call to the observer.
    pub fn on_call(&mut self, observer: Observer) {
        self.caller.observer = Some(observer);
    }

    pub fn version(&self) -> &Version {
        &self.version
    }

    /// How this version differs.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// The protocol that was set, or the one that was chosen.
    pub fn protocol(&self) -> Protocol {
        self.caller.protocol
    }

    /// Which of these fields of a mirrored model this Odoo has, according to its version and to
    /// [`Session::fields_get`].
    pub fn columns(&self, model: &str, asked: &[String], fields: &Fields) -> Columns {
        Columns::new(self.dialect, model, asked, fields)
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

    /// The only place that calls a method of a model.
    pub(crate) async fn read_call<T>(
        &self,
        method: ReadMethod,
        model: &str,
        arguments: Value,
        options: Value,
        decode: impl FnOnce(&[u8]) -> Result<Reply<Counted<T>>, Problem>,
    ) -> Result<T, Error> {
        let arguments = match self.caller.protocol {
            Protocol::Json2 => vec![arguments, options],
            Protocol::JsonRpc | Protocol::XmlRpc => vec![
                json!(self.caller.database),
                json!(self.uid),
                json!(self.password.expose_secret()),
                json!(model),
                json!(method.as_str()),
                arguments,
                options,
            ],
        };
        self.caller
            .call(Call::read(method, model), &arguments, decode)
            .await
    }

    async fn log_in(&self, method: &'static str) -> Result<i64, Error> {
        let Caller {
            protocol,
            database,
            user,
            ..
        } = &self.caller;
        let mut arguments = vec![
            json!(database),
            json!(user),
            json!(self.password.expose_secret()),
        ];
        if *protocol == Protocol::XmlRpc {
            arguments.push(json!({}));
        }
        let uid = self
            .caller
            .call(Call::login(method), &arguments, |body| {
                decode_value(*protocol, body, |answer| match answer {
                    Wire::Bool(false) | Wire::Null => Ok((None, 0)),
                    answer => Ok((Some(integer("uid", &answer)?), 1)),
                })
            })
            .await?;
        uid.ok_or_else(|| self.caller.denied())
    }

    /// JSON-2 has no login: the key identifies the user.
    async fn key_owner(&self) -> Result<i64, Error> {
        self.value(
            ReadMethod::ContextGet,
            "res.users",
            json!([]),
            json!({}),
            |answer| {
                let members = answer.into_object().unwrap_or_default();
                let uid = members.into_iter().find(|(name, _)| name == "uid");
                let (_, uid) = uid.ok_or_else(|| Problem::malformed("a context without a uid"))?;
                Ok((integer("uid", &uid)?, 1))
            },
        )
        .await
    }
}

/// Requests the version as the newest Odoo expects it, then as the others do, and takes the best
/// protocol of that version.
async fn introduce(caller: &mut Caller) -> Result<Version, Error> {
    let version = match ask_version(caller).await {
        Err(Error::UnexpectedStatus { .. } | Error::Malformed { .. }) => {
            caller.protocol = Protocol::JsonRpc;
            ask_version(caller).await?
        }
        version => version?,
    };
    if let Some(best) = Dialect::for_version(&version).protocols.first() {
        caller.protocol = *best;
    }
    Ok(version)
}

async fn ask_version(caller: &Caller) -> Result<Version, Error> {
    let protocol = caller.protocol;
    caller
        .call(Call::version(), &[], |body| {
            decode_value(protocol, body, |answer| Ok((version(answer)?, 1)))
        })
        .await
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
            ("server_version" | "version", Wire::Text(text)) => full = Some(text.into_owned()),
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
