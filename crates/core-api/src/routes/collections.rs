//! Billing and collections by month, with the indicators of credit management.

use actix_web::{HttpRequest, HttpResponse, web::Data};
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
pub(crate) struct CollectionsAnswer {
    /// The months of the period.
    data: Vec<CollectionsMonth>,
    totals: CollectionsTotals,
    /// What days payable outstanding are made of.
    payables: PayablesFigures,
    indicators: Indicators,
    /// Who owes most on the last day.
    debtors: Vec<Debtor>,
    /// Whether open items come to the balance of the receivable accounts.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
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
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "collections", async |tx| {
        let query = collections::prepare(tx, &asked, today).await?;
        let parameters = query.parameters();
        let freshness = freshness::read(tx, &reports::BOOKS).await?;
        let tag = reading::tag(&caller, collections::KEY, parameters, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let found = collections::read(tx, &query).await?;
        let mut open = json!({
            "side": "receivable", "company_id": parameters.company_id, "as_of": parameters.date_to,
        });
        if let Some(partner_id) = parameters.partner_id {
            open["partner_id"] = json!(partner_id);
        }
        let total = found.totals.not_due + found.totals.overdue;
        let body = CollectionsAnswer {
            data: found.months,
            totals: found.totals,
            payables: found.payables,
            indicators: found.indicators,
            debtors: found.debtors,
            tie_out: tie_out::of_report(tx, &open, total).await?,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: parameters.clone(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}
