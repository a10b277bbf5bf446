//! What tests need of the outside world: a database and a virtual host of their own, a line
//! that can be cut, a collector of traces, a mail server, an S3 and real processes of the workspace.
//!
//! For tests only, so a failure here panics with a sentence that says what to do. It depends on
//! no other crate of the workspace: the caller passes its migrations in.

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
