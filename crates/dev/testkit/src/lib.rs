//! What tests need from outside: a database and a virtual host of their own, a TCP proxy that can
//! be cut, a trace collector, a mail server, an S3 server and real processes of the workspace.
//!
//! For tests only, so a failure panics with a message that says what to do. The crate depends on no
//! other crate of the workspace: the caller passes its migrations in.

mod alarm;
mod background;
mod collector;
mod database;
mod process;
mod s3_server;
mod servers;
mod smtp_server;
mod tcp_cut;
mod virtual_host;

pub use alarm::BrokerAlarm;
pub use collector::{CollectedSpan, Collector};
pub use database::{TestDatabase, fingerprint};
pub use process::{ServiceProcess, binary, free_port};
pub use s3_server::S3Server;
pub use servers::Servers;
pub use smtp_server::SmtpServer;
pub use tcp_cut::TcpCut;
pub use virtual_host::{StoredMessage, VirtualHost};
