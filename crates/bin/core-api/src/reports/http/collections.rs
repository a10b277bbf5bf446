//! Billing and collections by month, with the indicators of credit management.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::collections::CollectionsQuery;
use reports::{
    Company,
    collections::{
        self, CollectionsMonth, CollectionsParameters, CollectionsTotals, Debtor, Indicators,
        PayablesFigures,
    },
    tie_out::{self, TieOut},
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CollectionsAnswer {
    /// The months of the period.
    data: Vec<CollectionsMonth>,
    totals: CollectionsTotals,
    /// The figures behind days payable outstanding.
    payables: PayablesFigures,
    indicators: Indicators,
    /// The largest debtors on the last day.
    debtors: Vec<Debtor>,
    /// Whether the open items equal the balance of the receivable accounts.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: CollectionsParameters,
}

/// Billed, collected and outstanding by month; DSO, DPO, CEI, overdue share, debtors, concentration
#[utoipa::path(
    get, path = "/v1/sales/collections", tag = "sales", operation_id = "show_collections",
    params(CollectionsParameters),
    responses((status = 200, body = CollectionsAnswer, description = "Every month of the period")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<CollectionsParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        CollectionsQuery::KEY,
        &reports::BOOKS,
    )
    .answer(
        async |tx, today| {
            let query = CollectionsQuery::prepare(tx, &asked, today).await?;
            Ok(Prepared {
                fingerprint: fingerprint(query.parameters()),
                query,
            })
        },
        async |tx, query, freshness| {
            let found = collections::read(tx, &query).await?;
            let parameters = query.parameters();
            let mut open = json!({
                "side": "receivable", "company_id": parameters.company_id,
                "as_of": parameters.date_to,
            });
            if let Some(partner_id) = parameters.partner_id {
                open["partner_id"] = json!(partner_id);
            }
            let total = found.totals.not_due + found.totals.overdue;
            Ok(Answer::whole(CollectionsAnswer {
                data: found.months,
                totals: found.totals,
                payables: found.payables,
                indicators: found.indicators,
                debtors: found.debtors,
                tie_out: tie_out::of_report(tx, &open, total).await?,
                freshness,
                company: query.company().clone(),
                parameters: parameters.clone(),
            }))
        },
    )
    .await
}
