//! Journal items: the lines behind every figure.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::journal_items::JournalItemsQuery;
use reports::{
    Company,
    journal_items::{self, JournalItem, JournalItemsParameters, JournalItemsTotals},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalItemsAnswer {
    data: Vec<JournalItem>,
    /// Over the whole filter. Only on the first page; null on later pages.
    totals: Option<JournalItemsTotals>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: JournalItemsParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Journal items by date: the lines behind the figures of reports
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
    Ask::new(
        &request,
        &api,
        &caller,
        JournalItemsQuery::KEY,
        &reports::LEDGER,
    )
    .answer(
        async |tx, today| {
            let query = JournalItemsQuery::prepare(tx, &asked, today).await?;
            Ok(Prepared {
                fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                query,
            })
        },
        async |tx, query, freshness| {
            let page = journal_items::page(tx, &query).await?;
            let totals = match asked.cursor {
                None => Some(journal_items::totals(tx, &query).await?),
                Some(_) => None,
            };
            Ok(Answer {
                next: page.next.clone(),
                body: JournalItemsAnswer {
                    data: page.rows,
                    totals,
                    freshness,
                    company: query.company().clone(),
                    parameters: query.parameters().clone(),
                    next: page.next,
                },
            })
        },
    )
    .await
}
