//! Why Odoo's database cannot be read.

use std::time::Duration;

use odoo::Problem;
use pgwire_replication::PgWireError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the address of Odoo's database: {0}")]
    Url(#[from] postgres_url::Invalid),
    #[error("Odoo's database refused a statement or cannot be reached")]
    Postgres(#[from] tokio_postgres::Error),
    #[error("the database has no module base: it is no database of Odoo, or may not be read")]
    NoVersion,
    #[error("the log cannot be read")]
    Log(#[from] PgWireError),
    #[error("the server has said nothing for {0:?}")]
    Silent(Duration),
    #[error("the server has ended the log")]
    LogEnded,
    #[error(
        "what the log has shown could not be seen for {0:?}: does a synchronous standby answer?"
    )]
    Unseen(Duration),
    #[error("a row of {model} cannot be read: {problem}")]
    Row { model: String, problem: Problem },
}
