//! Errors of PostgreSQL and of connections to it.

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::error::SqlState;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("this process has no database for tenant {0}")]
    UnknownTenant(String),
    #[error("the login {name} cannot be made: {reason}")]
    Login { name: String, reason: String },
    #[error(transparent)]
    Url(#[from] postgres_url::Invalid),
    /// What is wrong with the server that a tenant's file names.
    #[error("{0}")]
    Server(String),
    /// All connections of the process are in use.
    #[error(
        "no connection became free in time: all {size} for {purpose} are in use, and {waiting} tasks \
         wait for one"
    )]
    Busy {
        purpose: String,
        size: usize,
        waiting: usize,
    },
    #[error("the database {0} exists already")]
    DatabaseExists(String),
    #[error("no database answered in time")]
    Silent,
    #[error("no connection to the database")]
    Pool(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server is away, or does not let this login in.
    #[error("no connection to the database: {summary}")]
    Connect {
        summary: String,
        source: tokio_postgres::Error,
    },
    /// The database is not the one that this build needs.
    #[error("{0}")]
    Schema(String),
    /// `summary` contains the server's message; the driver's own text is only "db error".
    #[error("the database rejected the statement: {summary}")]
    Query {
        summary: String,
        source: tokio_postgres::Error,
    },
    #[error("the migrations failed")]
    Migration(#[source] refinery::Error),
    #[error("model {model} cannot be added: {reason}")]
    AddedModel { model: String, reason: String },
}

impl From<tokio_postgres::Error> for Error {
    fn from(source: tokio_postgres::Error) -> Self {
        let summary = summary(&source);
        Self::Query { summary, source }
    }
}

fn summary(source: &tokio_postgres::Error) -> String {
    source.as_db_error().map_or_else(
        || {
            std::error::Error::source(source)
                .map_or_else(|| source.to_string(), ToString::to_string)
        },
        |db| format!("{} (SQLSTATE {})", db.message(), db.code().code()),
    )
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(source) => Self::Connect {
                summary: summary(&source),
                source,
            },
            PoolError::PostCreateHook(HookError::Message(reason)) => {
                Self::Schema(reason.into_owned())
            }
            PoolError::PostCreateHook(HookError::Backend(source)) => source.into(),
            other => Self::Pool(Box::new(other)),
        }
    }
}

impl Error {
    pub fn sql_state(&self) -> Option<&SqlState> {
        match self {
            Self::Query { source, .. } | Self::Connect { source, .. } => source.code(),
            _ => None,
        }
    }

    /// Name of the violated constraint, if one was violated.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Query { source, .. } => source.as_db_error().and_then(|db| db.constraint()),
            _ => None,
        }
    }

    /// Whether the same transaction may succeed if it is repeated at once.
    pub fn is_conflict(&self) -> bool {
        self.sql_state().is_some_and(|state| {
            *state == SqlState::T_R_SERIALIZATION_FAILURE
                || *state == SqlState::T_R_DEADLOCK_DETECTED
        })
    }

    /// Whether the database is unreachable, full, shutting down or not yet migrated. The query is not
    /// wrong.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Busy { .. }
            | Self::Silent
            | Self::Pool(_)
            | Self::Connect { .. }
            | Self::Schema(_) => true,
            Self::Query { source, .. } => source.code().is_none_or(|state| {
                let class = &state.code()[..2];
                class == "08" || class == "53" || class == "57" || class == "58"
            }),
            _ => false,
        }
    }
}
