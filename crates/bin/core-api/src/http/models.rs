//! Checks of the names of mirrored models.

use std::collections::BTreeMap;

use store::catalog::Model;

use crate::http::{error::ApiError, problem::Violation};

/// Fails unless the model of the parameter `model` is mirrored.
pub(crate) fn check_model(
    mirrored: &BTreeMap<String, Model>,
    model: Option<&str>,
) -> Result<(), ApiError> {
    let Some(unknown) = model.filter(|name| !mirrored.contains_key(*name)) else {
        return Ok(());
    };
    let known: Vec<&str> = mirrored.keys().map(String::as_str).collect();
    let violation = Violation::in_parameter("model", format!("{unknown:?} is not mirrored"));
    Err(ApiError::invalid(violation.hinting(known.join(", "))))
}
