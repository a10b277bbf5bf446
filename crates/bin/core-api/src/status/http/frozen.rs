//! Frozen fields in answers: fields of the mirror that keep their last values.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use store::{GenericClient, drift};
use utoipa::ToSchema;

use crate::http::error::ApiError;

/// A field that is no longer updated from Odoo. It keeps its last values.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FrozenField {
    #[schema(example = "x_studio_channel")]
    field: String,
    since: Timestamp,
    /// `not_in_odoo`: Odoo has no such stored field of that type. `not_configured`: the tenant's
    /// file no longer names it.
    #[schema(example = "not_in_odoo")]
    because: String,
}

/// By model. If `id` is frozen, the whole model is.
pub(crate) async fn of_models(
    client: &impl GenericClient,
) -> Result<BTreeMap<String, Vec<FrozenField>>, ApiError> {
    let models = drift::frozen_fields(client).await?;
    let fields = |fields: Vec<drift::FrozenField>| fields.into_iter().map(FrozenField::from);
    Ok(models
        .into_iter()
        .map(|(model, frozen)| (model, fields(frozen).collect()))
        .collect())
}

impl From<drift::FrozenField> for FrozenField {
    fn from(row: drift::FrozenField) -> Self {
        Self {
            field: row.field,
            since: row.since,
            because: row.because,
        }
    }
}
