//! A partner's statement.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    partner_statement::{
        self, PartnerStatementParameters, StatementOpen, StatementRow, StatementTotals,
    },
};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    path::OdooId,
    query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnerStatementAnswer {
    data: Vec<StatementRow>,
    /// A row a currency, over the whole period, on every page.
    totals: Vec<StatementTotals>,
    /// What is open on the last day. Only on the first page: later ones have null.
    open: Option<StatementOpen>,
    partner_name: Option<String>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: PartnerStatementParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// A partner's documents and payments with a running balance, and what is still open
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
    let fixed = [("partner_id", id.to_string())];
    let fixed = fixed
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let asked: PartnerStatementParameters = query::parse(request.query_string(), &fixed)?;
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "partner statement", async |tx| {
        let query = partner_statement::prepare(tx, &asked, today)
            .await?
            .ok_or(ApiError::NotFound("partner"))?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(&caller, partner_statement::KEY, &question, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = partner_statement::page(tx, &query).await?;
        let open = match asked.cursor {
            None => Some(partner_statement::open(tx, &query).await?),
            Some(_) => None,
        };
        let body = PartnerStatementAnswer {
            data: page.rows,
            totals: page.totals,
            open,
            partner_name: query.partner_name().map(str::to_owned),
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(&request, &tag, body.next.as_deref(), &body)
    })
    .await
}
