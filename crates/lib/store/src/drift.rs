//! Frozen fields and models: they no longer follow Odoo, each for a reason. They keep their last
//! values, which are never updated silently.

use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;
use jiff::Timestamp;

use crate::Error;

/// One field that keeps its last values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenField {
    pub field: String,
    pub since: Timestamp,
    /// `not_in_odoo` or `not_configured`.
    pub because: String,
}

/// The frozen fields by model, sorted by name. If `id` is one of them, the whole model is frozen.
pub async fn frozen_fields(
    client: &impl GenericClient,
) -> Result<BTreeMap<String, Vec<FrozenField>>, Error> {
    let rows = client
        .query(
            "select model, field, frozen_since, frozen_because from ops.mirrored_field
             where frozen_since is not null order by model, field",
            &[],
        )
        .await?;
    let mut models: BTreeMap<String, Vec<FrozenField>> = BTreeMap::new();
    for row in rows {
        models.entry(row.get(0)).or_default().push(FrozenField {
            field: row.get(1),
            since: row.get(2),
            because: row.get(3),
        });
    }
    Ok(models)
}
