//! Who requested, created or changed something, in answers.

use serde::Serialize;
use sql::queries::core_api::acts::read::names;
use store::Transaction;
use utoipa::ToSchema;

use crate::http::error::ApiError;

/// Somebody who acted. Stored as `kind:id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Party {
    pub(crate) kind: PartyKind,
    /// Of the person, key, schedule or run; null for the others.
    #[schema(example = "0197a1b2c3d4")]
    pub(crate) id: Option<String>,
    /// Null if it has no name, or is not stored any more.
    #[schema(example = "Ana Quispe")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartyKind {
    Person,
    /// An API key.
    Key,
    Schedule,
    /// A sync run that needed another one.
    Run,
    StatementRun,
    /// The operator at the command line.
    CommandLine,
    /// Somebody who tried to sign in.
    Anonymous,
    /// Espejo itself.
    System,
}

impl Party {
    pub(crate) fn new(stored: &str, name: Option<String>) -> Self {
        let (kind, id) = match stored.split_once(':') {
            Some((kind, id)) => (kind, Some(id.to_owned())),
            None => (stored, None),
        };
        let kind = match kind {
            "person" => PartyKind::Person,
            "key" => PartyKind::Key,
            "schedule" => PartyKind::Schedule,
            "run" => PartyKind::Run,
            "statement-run" => PartyKind::StatementRun,
            "cli" => PartyKind::CommandLine,
            "anonymous" => PartyKind::Anonymous,
            _ => PartyKind::System,
        };
        Self { kind, id, name }
    }

    /// With the name that the person, key or schedule has now.
    pub(crate) async fn find(tx: &Transaction<'_>, stored: &str) -> Result<Self, ApiError> {
        let mut found = Self::all(tx, &[stored]).await?;
        Ok(found.pop().unwrap_or_else(|| Self::new(stored, None)))
    }

    /// One for each, in their order.
    pub(crate) async fn all(tx: &Transaction<'_>, stored: &[&str]) -> Result<Vec<Self>, ApiError> {
        let rows = names().bind(tx, &stored).all().await?;
        let parties = stored.iter().zip(rows);
        Ok(parties
            .map(|(stored, name)| Self::new(stored, name))
            .collect())
    }
}
