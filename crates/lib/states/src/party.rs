//! Who requested, created or changed something. Columns such as `created_by` store it as `kind:id`.

use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who acted. Stored as `kind:id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Party {
    pub kind: PartyKind,
    /// Of the person, key, schedule or run; null for the others.
    #[schema(example = "0197a1b2c3d4")]
    pub id: Option<String>,
    /// Null if it has no name, or is not stored any more.
    #[schema(example = "Ana Quispe")]
    pub name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
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
    pub fn new(stored: &str, name: Option<String>) -> Self {
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
}
