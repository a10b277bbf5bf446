//! The log of Odoo's database, read through a replication slot.
//!
//! The slot keeps the log until it is acknowledged, so nothing is lost while nobody reads. What is
//! not acknowledged comes again after a new connection.

use std::time::Duration;

use bytes::Bytes;
use pgwire_replication::{
    IdentifySystem, Lsn as Position, ReplicationClient, ReplicationConfig, ReplicationEvent,
    TlsConfig,
};
use postgres_url::{Invalid, MakeRustlsConnect, Server as Parsed};
use secrecy::SecretString;
use tls::Trust;
use tokio::time::timeout;
use tokio_postgres::{GenericClient, config::Host};

use crate::{
    error::Error,
    pgoutput::{Lsn, Malformed, Message},
    tunnel::Tunnel,
};

/// How often an idle server says that it is there, as an option of the session: half of this.
const SERVER_TIMEOUT: &str = "-c wal_sender_timeout=4s";
/// A server that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(10);
/// How often the server learns what is acknowledged.
const STATUS: Duration = Duration::from_secs(1);
/// A message of a publication of ids has some dozen bytes.
const LARGEST_MESSAGE: usize = 1024 * 1024;
/// A slot is made once all transactions that are open have ended.
const SLOT_PATIENCE: &str =
    "begin; set local lock_timeout = '60s'; set local statement_timeout = '65s'";

/// Where the log is.
#[derive(Clone)]
pub struct Address {
    pub host: String,
    pub port: u16,
    pub user: String,
    pub password: String,
    pub database: String,
    pub slot: String,
    pub publication: String,
    /// `None`: no encryption.
    pub tls: Option<MakeRustlsConnect>,
}

impl Address {
    /// The log of the database in the URL. A server with several addresses is no primary of a cluster
    /// whose log goes on elsewhere: the first address counts.
    pub fn of(
        url: &SecretString,
        trust: &Trust,
        slot: &str,
        publication: &str,
    ) -> Result<Self, Error> {
        let server = Parsed::parse(url)?;
        let tls = server.tls(trust)?;
        let config = server.config;
        let host = match config.get_hosts().first() {
            Some(Host::Tcp(host)) => host.clone(),
            Some(Host::Unix(folder)) => folder.display().to_string(),
            None => return Err(Invalid::new("it names no host").into()),
        };
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let password = config.get_password().map(String::from_utf8_lossy);
        Ok(Self {
            host,
            port: config.get_ports().first().copied().unwrap_or(5432),
            user: text(config.get_user()),
            password: text(password.as_deref()),
            database: text(config.get_dbname()),
            slot: slot.to_owned(),
            publication: publication.to_owned(),
            tls,
        })
    }
}

/// Which server it is. Another one has another history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Of the files: a copy has the same, and a new server another.
    pub system: String,
    /// A promoted standby begins a new one.
    pub timeline: u32,
}

/// A connection that reads the log.
pub struct Log {
    client: ReplicationClient,
    /// Carries the connection, if it is encrypted.
    _tunnel: Option<Tunnel>,
}

/// What the log says next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logged {
    Begin {
        commit: Lsn,
        committed_at: i64,
        transaction: u32,
    },
    Commit {
        commit: Lsn,
        end: Lsn,
        committed_at: i64,
    },
    /// A change or the description of a table; see [`Message`].
    Change(Bytes),
    /// The server has nothing more to say up to here.
    Idle(Lsn),
}

impl Logged {
    /// `None` if nothing has changed.
    pub fn message(&self) -> Result<Option<Message<'_>>, Malformed> {
        Ok(Some(match self {
            Self::Idle(_) => return Ok(None),
            Self::Change(bytes) => Message::decode(bytes)?,
            Self::Begin {
                commit,
                committed_at,
                transaction,
            } => Message::Begin {
                commit: *commit,
                committed_at: *committed_at,
                transaction: *transaction,
            },
            Self::Commit {
                commit,
                end,
                committed_at,
            } => Message::Commit {
                commit: *commit,
                end: *end,
                committed_at: *committed_at,
            },
        }))
    }
}

/// Makes the slot from which the log is read. The publication must be there before.
pub async fn make_slot(client: &impl GenericClient, slot: &str) -> Result<(), Error> {
    client.batch_execute(SLOT_PATIENCE).await?;
    let sql = "select pg_create_logical_replication_slot($1, 'pgoutput')";
    let made = client.execute(sql, &[&slot]).await;
    // Also after a failure: the session is used again.
    client.batch_execute("commit").await?;
    made?;
    Ok(())
}

impl Log {
    /// Connects and says which server it is. The log comes after [`Log::start`].
    pub async fn connect(address: &Address) -> Result<(Self, Server), Error> {
        let tunnel = match &address.tls {
            None => None,
            Some(tls) => Some(Tunnel::open(&address.host, address.port, tls.clone()).await?),
        };
        let socket = tunnel
            .as_ref()
            .map(|tunnel| tunnel.folder().display().to_string());
        let mut config = ReplicationConfig::new(
            socket.as_ref().unwrap_or(&address.host),
            &address.user,
            &address.password,
            &address.database,
            &address.slot,
            address.publication.as_str(),
        )
        .with_port(address.port)
        .with_tls(TlsConfig::disabled())
        .with_status_interval(STATUS)
        .with_wakeup_interval(STATUS)
        .with_options(SERVER_TIMEOUT)
        .with_max_message_size(LARGEST_MESSAGE)
        .with_application_name("espejo");
        // From where the slot is.
        config.start_lsn = Position::ZERO;
        let mut client = ReplicationClient::connect_gated(config).await?;
        let IdentifySystem {
            system_id,
            timeline,
            ..
        } = client.identify_system().await?;
        let server = Server {
            system: system_id,
            timeline,
        };
        let log = Self {
            client,
            _tunnel: tunnel,
        };
        Ok((log, server))
    }

    /// From now on the slot belongs to this connection.
    pub async fn start(&mut self) -> Result<(), Error> {
        self.client.start().await?;
        Ok(self.client.wait_started().await?)
    }

    /// Waits for what comes next.
    pub async fn next(&mut self) -> Result<Logged, Error> {
        loop {
            let event = timeout(SILENCE, self.client.recv()).await;
            let event = event.map_err(|_| Error::Silent(SILENCE))??;
            return Ok(match event.ok_or(Error::LogEnded)? {
                ReplicationEvent::KeepAlive { wal_end, .. } => Logged::Idle(Lsn(wal_end.as_u64())),
                ReplicationEvent::Begin {
                    final_lsn,
                    xid,
                    commit_time_micros,
                } => Logged::Begin {
                    commit: Lsn(final_lsn.as_u64()),
                    committed_at: commit_time_micros,
                    transaction: xid,
                },
                ReplicationEvent::Commit {
                    lsn,
                    end_lsn,
                    commit_time_micros,
                } => Logged::Commit {
                    commit: Lsn(lsn.as_u64()),
                    end: Lsn(end_lsn.as_u64()),
                    committed_at: commit_time_micros,
                },
                ReplicationEvent::XLogData { data, .. } => Logged::Change(data),
                ReplicationEvent::Message { .. } => continue,
                ReplicationEvent::StoppedAt { .. } => return Err(Error::LogEnded),
            });
        }
    }

    /// The log up to here is not needed any more. The server learns it within a second.
    pub fn acknowledge(&self, end: Lsn) {
        self.client.update_applied_lsn(Position::from_u64(end.0));
    }
}
