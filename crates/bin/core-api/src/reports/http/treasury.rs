//! Balances of bank and cash journals, and their forecast.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::treasury_balances::TreasuryBalancesQuery;
use reports::treasury_forecast::TreasuryForecastQuery;
use reports::{
    Company,
    treasury_balances::{self, TreasuryBalance, TreasuryBalancesParameters, TreasuryTotals},
    treasury_forecast::{self, ForecastRow, ForecastTotals, TreasuryForecastParameters},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TreasuryBalancesAnswer {
    data: Vec<TreasuryBalance>,
    totals: TreasuryTotals,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: TreasuryBalancesParameters,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TreasuryForecastAnswer {
    /// One row per period, in order.
    data: Vec<ForecastRow>,
    totals: ForecastTotals,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: TreasuryForecastParameters,
}

/// Balance of each bank and cash journal at a date
#[utoipa::path(
    get, path = "/v1/treasury/balances", tag = "treasury", operation_id = "list_treasury_balances",
    params(TreasuryBalancesParameters),
    responses((status = 200, body = TreasuryBalancesAnswer, description = "Every account")),
)]
pub(crate) async fn balances(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<TreasuryBalancesParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        TreasuryBalancesQuery::KEY,
        &reports::BOOKS,
    )
    .answer(
        async |tx, today| {
            let query = TreasuryBalancesQuery::prepare(tx, &asked, today).await?;
            Ok(Prepared {
                fingerprint: fingerprint(query.parameters()),
                query,
            })
        },
        async |tx, query, freshness| {
            let data = treasury_balances::read(tx, &query).await?;
            Ok(Answer::whole(TreasuryBalancesAnswer {
                totals: treasury_balances::totals(&query, &data),
                data,
                freshness,
                company: query.company().clone(),
                parameters: query.parameters().clone(),
            }))
        },
    )
    .await
}

/// Expected balances by day, week or month
#[utoipa::path(
    get, path = "/v1/treasury/forecast", tag = "treasury", operation_id = "show_treasury_forecast",
    params(TreasuryForecastParameters),
    responses((status = 200, body = TreasuryForecastAnswer, description = "Every period")),
)]
pub(crate) async fn forecast(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<TreasuryForecastParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        TreasuryForecastQuery::KEY,
        &treasury_forecast::MODELS,
    )
    .with_other_tables()
    .answer(
        async |tx, today| {
            let query = TreasuryForecastQuery::prepare(tx, &asked, today).await?;
            let fingerprint = fingerprint(&query.question());
            Ok(Prepared { query, fingerprint })
        },
        async |tx, query, freshness| {
            let forecast = treasury_forecast::read(tx, &query).await?;
            Ok(Answer::whole(TreasuryForecastAnswer {
                data: forecast.periods,
                totals: forecast.totals,
                freshness,
                company: query.company().clone(),
                parameters: query.parameters().clone(),
            }))
        },
    )
    .await
}
