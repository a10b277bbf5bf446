//! Saved views.

use serde_json::{Map, Value};
use store::Transaction;
use uuid::Uuid;

use crate::writing::WriteError;

/// A new or changed view. The caller has checked its parameters.
#[derive(Debug, Clone)]
pub struct View {
    pub report: String,
    pub name: String,
    pub parameters: Map<String, Value>,
}

pub async fn create(
    tx: &Transaction<'_>,
    view: &View,
    created_by: &str,
) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let parameters = Value::Object(view.parameters.clone());
    let inserted = tx
        .execute(
            "insert into ops.saved_view (id, report, name, parameters, created_by)
             values ($1, $2, $3, $4, $5)
             on conflict (report, name) do nothing",
            &[&id, &view.report, &view.name, &parameters, &created_by],
        )
        .await?;
    if inserted == 1 {
        Ok(id)
    } else {
        Err(taken(view))
    }
}

/// Replaces the view with this id.
pub async fn replace(tx: &Transaction<'_>, id: Uuid, view: &View) -> Result<(), WriteError> {
    let other = tx
        .query_opt(
            "select from ops.saved_view where report = $1 and name = $2 and id <> $3",
            &[&view.report, &view.name, &id],
        )
        .await?;
    if other.is_some() {
        return Err(taken(view));
    }
    let parameters = Value::Object(view.parameters.clone());
    let changed = tx
        .execute(
            "update ops.saved_view
             set report = $2, name = $3, parameters = $4, version = version + 1,
                 updated_at = now()
             where id = $1",
            &[&id, &view.report, &view.name, &parameters],
        )
        .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    let deleted = tx
        .execute("delete from ops.saved_view where id = $1", &[&id])
        .await?;
    if deleted == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

fn taken(view: &View) -> WriteError {
    WriteError::Conflict(format!(
        "a saved view named {} of {} already exists",
        view.name, view.report
    ))
}
