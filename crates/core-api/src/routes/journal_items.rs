//! Journal items: the lines behind every figure.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    journal_items::{self, JournalItem, JournalItemsParameters, JournalItemsTotals},
};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query::Query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalItemsAnswer {
    data: Vec<JournalItem>,
    /// Over the whole filter. Only on the first page: later ones have null.
    totals: Option<JournalItemsTotals>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: JournalItemsParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Journal items by date: what the figures of the reports are made of
#[utoipa::path(
    get, path = "/v1/journal-items", tag = "ledger", operation_id = "list_journal_items",
    params(JournalItemsParameters),
    responses((status = 200, body = JournalItemsAnswer, description = "One page of journal items")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<JournalItemsParameters>,
) -> Result<HttpResponse, ApiError> {
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "journal items", async |tx| {
        let query = journal_items::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(&caller, journal_items::KEY, &question, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = journal_items::page(tx, &query).await?;
        let totals = match asked.cursor {
            None => Some(journal_items::totals(tx, &query).await?),
            Some(_) => None,
        };
        let body = JournalItemsAnswer {
            data: page.rows,
            totals,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(&request, &tag, body.next.as_deref(), &body)
    })
    .await
}
