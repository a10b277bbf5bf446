//! Single documents and journal items: the end of a drill-down, with a link to Odoo.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::documents::{self, Document, JournalItemDetail};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint, odoo_pages};
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
    freshness: Freshness,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalItemAnswer {
    data: JournalItemDetail,
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
                let mut document = documents::document(tx, &caller.scope, id)
                    .await?
                    .ok_or(ApiError::NotFound("document"))?;
                let page = odoo_pages(tx, &caller).await?;
                document.odoo_url = Some(page(id));
                for item in &mut document.journal_items {
                    item.odoo_url = Some(page(id));
                }
                Ok(Answer::whole(DocumentAnswer {
                    data: document,
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
                let mut detail = documents::journal_item(tx, &caller.scope, id)
                    .await?
                    .ok_or(ApiError::NotFound("journal item"))?;
                let page = odoo_pages(tx, &caller).await?;
                detail.item.odoo_url = detail.item.move_id.map(page);
                Ok(Answer::whole(JournalItemAnswer {
                    data: detail,
                    freshness,
                }))
            },
        )
        .await
}
