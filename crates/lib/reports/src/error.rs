//! Errors of reports: the caller's parameters, or the database.

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("parameter {name}: {problem}")]
    InvalidParameter {
        name: &'static str,
        problem: String,
        /// What would be valid.
        hint: String,
    },
    /// The tenant has several companies and none was given, or none is mirrored yet.
    #[error("{}", company_required(.choices))]
    CompanyRequired { choices: Vec<CompanyChoice> },
    /// The reader may not see the books of this company.
    #[error("company {0} is not one of yours")]
    CompanyNotAllowed(i64),
    /// A value of the wrong type, or an unknown name.
    #[error("parameter {name}: {source}")]
    UnreadableParameters {
        /// Empty if the error concerns the parameters as a whole.
        name: String,
        source: serde_json::Error,
    },
    #[error("there is no report {0:?}")]
    UnknownReport(String),
    #[error("{0}")]
    Internal(String),
    #[error("the database query of the report failed")]
    Database(#[from] tokio_postgres::Error),
}

/// A company that `company_id` may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompanyChoice {
    pub id: i64,
    pub name: String,
}

impl Error {
    pub(crate) fn parameter(
        name: &'static str,
        problem: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::InvalidParameter {
            name,
            problem: problem.into(),
            hint: hint.into(),
        }
    }
}

fn company_required(choices: &[CompanyChoice]) -> String {
    if choices.is_empty() {
        return "no company is mirrored yet".to_owned();
    }
    let listed: Vec<String> = choices
        .iter()
        .map(|choice| format!("{} ({})", choice.id, choice.name))
        .collect();
    format!("set company_id to one of {}", listed.join(", "))
}
