//! Single documents and journal items: the end of a drill-down, with a link to Odoo.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::documents::{self, Document, JournalItemDetail};
use serde::Serialize;
use store::{Transaction, sync_runs};
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller,
    error::ApiError,
    freshness::Freshness,
    path::OdooId,
    query::{NoParameters, Query},
    state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentAnswer {
    data: Document,
    /// The page of the document in Odoo.
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

/// A document with its journal items and their settlements
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
    Ask::new(&request, &api, &caller, "document", &reports::LEDGER)
        .answer(
            async |_, _| {
                Ok(Prepared {
                    fingerprint: fingerprint(&id),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let document = documents::document(tx, &caller.scope, id)
                    .await?
                    .ok_or(ApiError::NotFound("document"))?;
                Ok(Answer::whole(DocumentAnswer {
                    data: document,
                    odoo_url: odoo_url(tx, &caller, id).await?,
                    freshness,
                }))
            },
        )
        .await
}

/// A journal item with its settlements
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
    Ask::new(&request, &api, &caller, "journal-item", &reports::LEDGER)
        .answer(
            async |_, _| {
                Ok(Prepared {
                    fingerprint: fingerprint(&id),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let detail = documents::journal_item(tx, &caller.scope, id)
                    .await?
                    .ok_or(ApiError::NotFound("journal item"))?;
                let odoo_url = match detail.item.move_id {
                    Some(document) => Some(odoo_url(tx, &caller, document).await?),
                    None => None,
                };
                Ok(Answer::whole(JournalItemAnswer {
                    data: detail,
                    odoo_url,
                    freshness,
                }))
            },
        )
        .await
}

async fn odoo_url(
    tx: &Transaction<'_>,
    caller: &Caller,
    document: i64,
) -> Result<String, ApiError> {
    let version = sync_runs::last_server_version().bind(tx).opt().await?;
    let odoo = &caller.tenant.odoo;
    Ok(odoo.record_url("account.move", document, version.as_deref()))
}
