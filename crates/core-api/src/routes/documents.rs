//! Documents and journal items one by one: where drilling down ends, and Odoo begins.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::documents::{self, Document, JournalItemDetail};
use serde::Serialize;
use store::{Transaction, freshness, sync_runs};
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    path::OdooId,
    query::{NoParameters, Query},
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentAnswer {
    data: Document,
    /// Its page in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    odoo_url: String,
    freshness: Freshness,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalItemAnswer {
    data: JournalItemDetail,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    odoo_url: Option<String>,
    freshness: Freshness,
}

/// A document with its journal items and what settles them
#[utoipa::path(
    get, path = "/v1/documents/{id}", tag = "ledger", operation_id = "show_document",
    params(("id" = i64, Path, description = "Odoo's id of the account.move")),
    responses((status = 200, body = DocumentAnswer, description = "The document")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    OdooId(id): OdooId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    reading::snapshot(&api, &caller.tenant, "document", async |tx| {
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let tag = reading::tag(&caller, "document", &id, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let document = documents::document(tx, id)
            .await?
            .ok_or(ApiError::NotFound("document"))?;
        let body = DocumentAnswer {
            data: document,
            odoo_url: odoo_url(tx, &caller, id).await?,
            freshness: freshness.into(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}

/// A journal item with what settles it
#[utoipa::path(
    get, path = "/v1/journal-items/{id}", tag = "ledger", operation_id = "show_journal_item",
    params(("id" = i64, Path, description = "Odoo's id of the account.move.line")),
    responses((status = 200, body = JournalItemAnswer, description = "The journal item")),
)]
pub(crate) async fn show_item(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    OdooId(id): OdooId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    reading::snapshot(&api, &caller.tenant, "journal item", async |tx| {
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let tag = reading::tag(&caller, "journal-item", &id, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let detail = documents::journal_item(tx, id)
            .await?
            .ok_or(ApiError::NotFound("journal item"))?;
        let odoo_url = match detail.item.move_id {
            Some(document) => Some(odoo_url(tx, &caller, document).await?),
            None => None,
        };
        let body = JournalItemAnswer {
            data: detail,
            odoo_url,
            freshness: freshness.into(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}

async fn odoo_url(
    tx: &Transaction<'_>,
    caller: &Caller,
    document: i64,
) -> Result<String, ApiError> {
    let version = sync_runs::last_server_version(tx).await?;
    let odoo = &caller.tenant.odoo;
    Ok(odoo.record_url("account.move", document, version.as_deref()))
}
