//! What tests need from outside: a database and a virtual host of their own, a PostgreSQL and a
//! RabbitMQ that speak TLS, a cluster of RabbitMQ, a TCP proxy that can be cut, a proxy with TLS, a
//! trace collector, a mail server, an S3 server, a receiver of webhooks and real processes of the
//! workspace.
//!
//! For tests, so a failure panics with a message that says what to do. The crate depends on no other
//! crate of the workspace: the caller passes its migrations in.
//!
//! Most of it needs the feature `harness`. What is left without it depends on next to nothing, so
//! that `cargo xtask` is built fast.

mod alarm;
mod binaries;
mod env_file;
mod identity;
mod ports;

#[cfg(feature = "harness")]
mod authority;
#[cfg(feature = "harness")]
mod background;
#[cfg(feature = "harness")]
mod cluster;
#[cfg(feature = "harness")]
mod collector;
#[cfg(feature = "harness")]
mod database;
#[cfg(feature = "harness")]
mod network;
#[cfg(feature = "harness")]
mod own_postgres;
#[cfg(feature = "harness")]
mod postgres_programs;
#[cfg(feature = "harness")]
mod process;
#[cfg(feature = "harness")]
mod receiver;
#[cfg(feature = "harness")]
mod s3_server;
#[cfg(feature = "harness")]
mod server_pair;
#[cfg(feature = "harness")]
mod servers;
#[cfg(feature = "harness")]
mod smtp_server;
#[cfg(feature = "harness")]
mod tcp_cut;
#[cfg(feature = "harness")]
mod tls_broker;
#[cfg(feature = "harness")]
mod tls_front;
#[cfg(feature = "harness")]
mod tls_postgres;
#[cfg(feature = "harness")]
mod virtual_host;

pub use alarm::BrokerAlarm;
pub use binaries::binary;
pub use env_file::EnvFile;
pub use identity::{NotAnIdentity, ProcessIdentity, Signal};
pub use ports::{free_port, is_free};

#[cfg(feature = "harness")]
pub use {
    authority::{Authority, Certificate},
    cluster::BrokerCluster,
    collector::{CollectedSpan, Collector},
    database::{TestDatabase, fingerprint},
    own_postgres::OwnPostgres,
    process::ServiceProcess,
    receiver::{ReceivedCall, Receiver},
    s3_server::S3Server,
    server_pair::ServerPair,
    servers::Servers,
    smtp_server::SmtpServer,
    tcp_cut::TcpCut,
    tls_broker::TlsBroker,
    tls_front::TlsFront,
    tls_postgres::TlsPostgres,
    virtual_host::{StoredMessage, VirtualHost},
    wiremock::ResponseTemplate,
};
