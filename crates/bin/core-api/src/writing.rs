//! The actor of a write, and why a write fails. The SQL statements are in the `write.sql` of each
//! subject, in `mirror` and in `runs`. Each function takes the transaction that it is part of; none
//! commits.

use reports::Scope;
use serde::{Deserialize, Deserializer};
use store::transaction::Conflict;
use tenants::Tenant;
use uuid::Uuid;

/// The tenant and the requester of a write.
#[derive(Debug, Clone)]
pub struct Actor<'a> {
    pub tenant: &'a Tenant,
    /// `person:<id>`, `key:<id>`, `schedule:<id>`, `run:<id>` or `statement-run:<id>`.
    pub requested_by: &'a str,
    /// The companies whose books the requester may see.
    pub scope: Scope,
    /// The trace of the work; its events continue it.
    pub traceparent: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("an event of core-api violates its contract")]
    Contract(#[from] contracts::Refusal),
    #[error("run {0} is active")]
    RunActive(Uuid),
    #[error("{active} exports are active, and {limit} are allowed at a time")]
    ExportLimit { active: i64, limit: u32 },
    #[error("{active} exports of this requester are active, and {limit} are allowed at a time")]
    ExportShare { active: i64, limit: u32 },
    #[error("{0}")]
    Conflict(String),
    #[error("a stored secret could not be used: {0}")]
    Secret(String),
    #[error("there is no such row")]
    NotFound,
    /// The message has an old epoch; its transaction is rolled back.
    #[error("the epoch is stale")]
    Stale,
    /// The message does not come from the worker that has the request.
    #[error("{0}")]
    Forged(String),
    /// The input is invalid, so a retry cannot succeed.
    #[error("{0}")]
    Invalid(String),
}

impl From<tokio_postgres::Error> for WriteError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<reports::Error> for WriteError {
    fn from(error: reports::Error) -> Self {
        match error {
            reports::Error::Database(source) => source.into(),
            other => Self::Invalid(other.to_string()),
        }
    }
}

impl Conflict for WriteError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// The `source` attribute of every event of this service.
pub const SERVICE: &str = "core-api";

/// A count, a size or a time as PostgreSQL stores it. No real one is larger.
pub(crate) fn stored(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// A member of a change. Null is a value, so that it differs from a member that is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Patch<T> {
    #[default]
    Keep,
    Set(T),
}

impl<T> Patch<T> {
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }
}

impl<T> Patch<Option<T>> {
    /// The new value; None if it is kept or set to null.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => value.as_ref(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::Set)
    }
}
