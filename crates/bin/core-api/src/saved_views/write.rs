//! Saved views.

use serde_json::{Map, Value};
use sql::{
    client::Params,
    queries::core_api::saved_views::write::{self as statements, InsertParams, ReplaceParams},
};
use states::SavedViewScope;
use store::Transaction;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::writing::WriteError;

/// A new or changed view. The caller has checked its parameters.
#[derive(Debug, Clone)]
pub struct View {
    pub report: String,
    pub name: String,
    pub parameters: Map<String, Value>,
    pub scope: SavedViewScope,
    pub is_default: bool,
    pub presentation: Option<Value>,
    /// The companies whose books it shows; None for all.
    pub company_ids: Option<Vec<i64>>,
}

/// Another default has been ended before.
pub async fn create(
    tx: &Transaction<'_>,
    view: &View,
    created_by: &str,
) -> Result<Uuid, WriteError> {
    let id = Uuid::now_v7();
    let params = InsertParams {
        id,
        report: &view.report,
        name: &view.name,
        parameters: Json(&view.parameters),
        scope: view.scope,
        is_default: view.is_default,
        presentation: view.presentation.as_ref(),
        company_ids: view.company_ids.as_deref(),
        created_by,
    };
    if statements::insert().params(tx, &params).await? == 1 {
        Ok(id)
    } else {
        Err(taken(view))
    }
}

/// Replaces the view with this id. `owner` is who made it. Another default has been ended before.
pub async fn replace(
    tx: &Transaction<'_>,
    id: Uuid,
    view: &View,
    owner: &str,
) -> Result<(), WriteError> {
    let is_taken = statements::has_other()
        .bind(tx, &view.report, &view.name, &id, &view.scope, &owner)
        .one()
        .await?;
    if is_taken {
        return Err(taken(view));
    }
    let params = ReplaceParams {
        report: &view.report,
        name: &view.name,
        parameters: Json(&view.parameters),
        scope: view.scope,
        is_default: view.is_default,
        presentation: view.presentation.as_ref(),
        company_ids: view.company_ids.as_deref(),
        id,
    };
    if statements::replace().params(tx, &params).await? == 1 {
        Ok(())
    } else {
        Err(WriteError::NotFound)
    }
}

/// The view stays, but is no default any more.
pub async fn end_default(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    statements::end_default().bind(tx, &id).await?;
    Ok(())
}

/// Locks all views until the transaction ends. Call it first.
pub async fn lock(tx: &Transaction<'_>) -> Result<(), WriteError> {
    statements::lock_all().bind(tx).one().await?;
    Ok(())
}

pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<(), WriteError> {
    if statements::delete().bind(tx, &id).await? == 1 {
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
