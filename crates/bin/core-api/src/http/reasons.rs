//! The reason that a person gives for an act, in their own words.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::{error::ApiError, problem::Violation};

/// Maximum length in characters.
const LENGTH: usize = 500;

/// The body of a decision.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasoned {
    /// Why, for the record: 1 to 500 characters.
    #[schema(max_length = 500, example = "Deleted on purpose, says Ana Quispe")]
    pub(crate) reason: Option<String>,
}

impl Reasoned {
    pub(crate) fn reason(&self) -> Result<Option<&str>, ApiError> {
        let found = self.reason.as_deref();
        found
            .map(|reason| checked(reason, |detail| Violation::in_body("/reason", detail)))
            .transpose()
    }
}

/// The reason of the parameter `reason`.
pub(crate) fn in_parameter(reason: &str) -> Result<&str, ApiError> {
    checked(reason, |detail| Violation::in_parameter("reason", detail))
}

fn checked(reason: &str, violation: impl Fn(&'static str) -> Violation) -> Result<&str, ApiError> {
    let reason = reason.trim();
    if (1..=LENGTH).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    let refused = violation("it is empty or too long");
    Err(ApiError::invalid(
        refused.hinting(format!("1 to {LENGTH} characters")),
    ))
}
