//! A partner's statement.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::partner_statement::PartnerStatementQuery;
use reports::{
    Company,
    partner_statement::{
        self, PartnerStatementParameters, StatementOpen, StatementRow, StatementTotals,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller, error::ApiError, freshness::Freshness, path::OdooId, query, state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnerStatementAnswer {
    data: Vec<StatementRow>,
    /// One row per currency, over the whole period, on every page.
    totals: Vec<StatementTotals>,
    /// Open items on the last day. Only on the first page; null on later pages.
    open: Option<StatementOpen>,
    partner_name: Option<String>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: PartnerStatementParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// A partner's documents and payments with a running balance, and the open items
#[utoipa::path(
    get, path = "/v1/partners/{id}/statement", tag = "receivables",
    operation_id = "show_partner_statement",
    params(("id" = i64, Path, description = "Odoo's id of the partner"), PartnerStatementParameters),
    responses((status = 200, body = PartnerStatementAnswer, description = "One page of rows")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    OdooId(id): OdooId,
) -> Result<HttpResponse, ApiError> {
    let partner = id.to_string();
    let fixed = [("partner_id", partner.as_str())];
    let asked: PartnerStatementParameters = query::parse(request.query_string(), &fixed)?;
    Ask::new(
        &request,
        &api,
        &caller,
        PartnerStatementQuery::KEY,
        &reports::LEDGER,
    )
    .answer(
        async |tx, today| {
            let query = PartnerStatementQuery::prepare(tx, &asked, today)
                .await
                .map_err(|error| match error {
                    reports::Error::InvalidParameter {
                        name: "partner_id", ..
                    } => ApiError::NotFound("partner"),
                    other => other.into(),
                })?;
            Ok(Prepared {
                fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                query,
            })
        },
        async |tx, query, freshness| {
            let page = partner_statement::page(tx, &query).await?;
            let open = match asked.cursor {
                None => Some(partner_statement::open(tx, &query).await?),
                Some(_) => None,
            };
            Ok(Answer {
                next: page.next.clone(),
                body: PartnerStatementAnswer {
                    data: page.rows,
                    totals: page.totals,
                    open,
                    partner_name: query.subject().map(str::to_owned),
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
