//! Frozen fields in answers: fields of the mirror that keep their last values.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use states::FreezeReason;
use store::Transaction;
use utoipa::ToSchema;

use crate::{http::error::ApiError, status::read};

/// A field that is no longer updated from Odoo. It keeps its last values.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FrozenField {
    #[schema(example = "x_studio_channel")]
    field: String,
    since: Timestamp,
    because: FreezeReason,
}

/// By model. If `id` is frozen, the whole model is.
pub(crate) async fn of_models(
    tx: &Transaction<'_>,
) -> Result<BTreeMap<String, Vec<FrozenField>>, ApiError> {
    let mut models: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in read::frozen_fields().bind(tx).all().await? {
        models.entry(row.model).or_default().push(FrozenField {
            field: row.field,
            since: row.since,
            because: FreezeReason::read(&row.because),
        });
    }
    Ok(models)
}
