//! Why Odoo's database cannot be read, and what to do about it.

use std::time::Duration;

use odoo::{Problem, Remedy};
use pgwire_replication::PgWireError;
use tokio_postgres::error::SqlState;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the address of Odoo's database: {0}")]
    Url(#[from] postgres_url::Invalid),
    #[error("Odoo's database refused a statement or cannot be reached")]
    Postgres(#[from] tokio_postgres::Error),
    #[error("no session with Odoo's database within {} s", .0.as_secs())]
    NoSession(Duration),
    #[error("the database has no module base: it is no database of Odoo, or may not be read")]
    NoVersion,
    #[error("no column of {0} may be read")]
    NotGranted(String),
    #[error("{0} has row security, which hides rows from the role that reads")]
    RowSecurity(String),
    #[error("Odoo's database has no column for the field {field} of {model}")]
    NoField { model: String, field: String },
    #[error("no encrypted connection to the log")]
    Tunnel(#[from] std::io::Error),
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

/// What kind of trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The URL, or a database that is not Odoo's.
    Address,
    Unreachable,
    /// The server is reached, and a wait or a lock took too long.
    Slow,
    /// The role or its password.
    Login,
    /// There is no such database.
    Database,
    /// The role may not read this, or not all of it.
    Rights,
    /// A column or table went away.
    Column,
    /// A value that no mirror can hold.
    Value,
    Other,
}

impl Error {
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Url(_) | Self::NoVersion => Trouble::Address,
            Self::Postgres(error) => of_server(error),
            Self::NotGranted(_) | Self::RowSecurity(_) => Trouble::Rights,
            Self::NoField { .. } => Trouble::Column,
            Self::NoSession(_) | Self::Unseen(_) => Trouble::Slow,
            Self::Log(_) | Self::Tunnel(_) | Self::Silent(_) | Self::LogEnded => {
                Trouble::Unreachable
            }
            Self::Row { .. } => Trouble::Value,
        }
    }

    /// What the caller should do.
    pub fn remedy(&self) -> Remedy {
        match self.trouble() {
            Trouble::Address | Trouble::Login | Trouble::Database | Trouble::Rights => {
                Remedy::FixConfiguration
            }
            Trouble::Unreachable => Remedy::RetryLater { after: None },
            Trouble::Slow => Remedy::ReducePage,
            Trouble::Column | Trouble::Value => Remedy::Reject,
            Trouble::Other => Remedy::RetryOnce,
        }
    }

    /// For the person who maintains the connection.
    pub fn hint(&self) -> &'static str {
        match self.trouble() {
            Trouble::Address => {
                "Check the URL of odoo.database: it must name the database of this Odoo."
            }
            Trouble::Unreachable => {
                "Check that Odoo's PostgreSQL runs, that this host can reach it and that \
                 pg_hba.conf lets the role in."
            }
            Trouble::Slow => "Odoo's database is busy, or somebody holds a lock on its tables.",
            Trouble::Login => "Check the role and the password in the URL of odoo.database.",
            Trouble::Database => "Check the name of the database in the URL of odoo.database.",
            Trouble::Rights => {
                "Run the script that core-api direct script prints again: it grants the columns \
                 that are mirrored."
            }
            Trouble::Column => {
                "Odoo's tables have changed; the next run reads the list of columns again."
            }
            Trouble::Value => "Correct the value in Odoo, or do not mirror the field.",
            Trouble::Other => "The log of Odoo's PostgreSQL has the details.",
        }
    }
}

impl Trouble {
    /// A short name: a few fixed values, for the label of a metric.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Address => "invalid_address",
            Self::Unreachable => "connect",
            Self::Slow => "timeout",
            Self::Login => "access_denied",
            Self::Database => "unknown_database",
            Self::Rights => "access_rights",
            Self::Column => "unknown_field",
            Self::Value => "malformed",
            Self::Other => "failed",
        }
    }
}

fn of_server(error: &tokio_postgres::Error) -> Trouble {
    let Some(code) = error.code() else {
        return Trouble::Unreachable;
    };
    if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        return Trouble::Rights;
    }
    if *code == SqlState::INVALID_CATALOG_NAME {
        return Trouble::Database;
    }
    if *code == SqlState::UNDEFINED_COLUMN || *code == SqlState::UNDEFINED_TABLE {
        return Trouble::Column;
    }
    if *code == SqlState::QUERY_CANCELED || *code == SqlState::LOCK_NOT_AVAILABLE {
        return Trouble::Slow;
    }
    // Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
    match code.code().get(..2) {
        Some("28") => Trouble::Login,
        Some("22") => Trouble::Value,
        // A connection broke, resources are short, a standby cancelled, or an administrator ended it.
        Some("08" | "40" | "53" | "57" | "58") => Trouble::Unreachable,
        _ => Trouble::Other,
    }
}
