//! The first page of somebody who looks after the money: cash, receivables and payables, how long
//! customers take, and what has changed since yesterday. Each figure is read by the report that it
//! belongs to.

mod answer;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use serde_with::skip_serializing_none;
use store::GenericClient;
use utoipa::{IntoParams, ToSchema};

pub use answer::{OverviewCash, OverviewFigures, OverviewMonth, OverviewSide};

use crate::ageing::{self, AgeingQuery};
use crate::collections::{self, CollectionsQuery};
use crate::companies::{Companies, Company};
use crate::error::Error;
use crate::reader::Reader;
use crate::report::{Report, parameters_from};
use crate::treasury_balances::{self, TreasuryBalancesQuery};
use crate::treasury_forecast::{self, TreasuryForecastQuery};
use crate::warning::{Warning, WarningCode};

pub const KEY: &str = "overview";
/// The models of all its reports.
pub const MODELS: [&str; 8] = crate::BOOKS;
/// Days of the forecast: today and the thirty days after it.
const DAYS: u32 = 31;

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverviewParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// The day of all figures; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
}

/// The checked questions to the reports.
pub struct OverviewQuery {
    parameters: OverviewParameters,
    receivables: AgeingQuery,
    payables: AgeingQuery,
    cash: TreasuryBalancesQuery,
    cash_before: TreasuryBalancesQuery,
    forecast: TreasuryForecastQuery,
    collections: CollectionsQuery,
}

impl OverviewQuery {
    pub async fn prepare(
        client: &impl GenericClient,
        asked: &OverviewParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let as_of = asked.as_of.unwrap_or(reader.today);
        let yesterday = as_of.yesterday().unwrap_or(as_of);
        let asked_of = |own: Value| {
            let mut all = json!({"company_id": asked.company_id, "companies": asked.companies});
            if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
                all.extend(own);
                all.retain(|_, value| !value.is_null());
            }
            all
        };
        // By currency the sums by due date have the totals, so that no item is read.
        let ageing = |side: &str| {
            asked_of(
                json!({"side": side, "as_of": as_of, "compare_as_of": yesterday,
                            "group_by": "currency", "limit": 1}),
            )
        };
        let receivables: AgeingQuery = prepared(client, reader, ageing("receivable")).await?;
        let balances = |day: Date| asked_of(json!({"as_of": day}));
        let forecast = asked_of(json!({"as_of": as_of, "by": "day", "periods": DAYS}));
        let collections = asked_of(json!({"date_to": as_of}));
        Ok(Self {
            parameters: OverviewParameters {
                company_id: Some(receivables.company().id),
                companies: asked.companies.clone(),
                as_of: Some(as_of),
            },
            payables: prepared(client, reader, ageing("payable")).await?,
            cash: prepared(client, reader, balances(as_of)).await?,
            cash_before: prepared(client, reader, balances(yesterday)).await?,
            forecast: prepared(client, reader, forecast).await?,
            collections: prepared(client, reader, collections).await?,
            receivables,
        })
    }

    /// With every default filled in.
    pub fn parameters(&self) -> &OverviewParameters {
        &self.parameters
    }

    pub fn company(&self) -> &Company {
        self.receivables.company()
    }

    /// What the answer takes from tables that are not mirrored.
    pub fn other_data(&self) -> impl Serialize {
        self.forecast.other_data()
    }

    /// Those of all reports, each once.
    pub fn warnings(&self) -> Vec<Warning> {
        let of = [
            &self.receivables.prepared().warnings,
            &self.cash.prepared().warnings,
            &self.forecast.prepared().warnings,
        ];
        let mut codes: Vec<WarningCode> = Vec::new();
        for code in of.into_iter().flatten() {
            if !codes.contains(code) {
                codes.push(*code);
            }
        }
        codes.into_iter().map(Warning::from).collect()
    }
}

async fn prepared<R: Report>(
    client: &impl GenericClient,
    reader: &Reader,
    asked: Value,
) -> Result<R, Error> {
    let asked = match asked {
        Value::Object(asked) => asked,
        _ => Map::new(),
    };
    R::prepare(client, &parameters_from(asked)?, reader).await
}

/// Every figure. Needs one [`crate::snapshot`] for all reports.
pub async fn read(
    client: &impl GenericClient,
    query: &OverviewQuery,
) -> Result<OverviewFigures, Error> {
    let cash = treasury_balances::read(client, &query.cash).await?;
    let cash = treasury_balances::totals(&query.cash, &cash);
    let before = treasury_balances::read(client, &query.cash_before).await?;
    let before = treasury_balances::totals(&query.cash_before, &before);
    let forecast = treasury_forecast::read(client, &query.forecast).await?;
    let receivables = ageing::totals(client, &query.receivables).await?;
    let payables = ageing::totals(client, &query.payables).await?;
    let collections = collections::read(client, &query.collections).await?;
    Ok(OverviewFigures {
        cash: OverviewCash::new(cash, &before, &forecast),
        receivables: OverviewSide::new(receivables),
        payables: OverviewSide::new(payables),
        months_of_collection: collections.rows.iter().map(OverviewMonth::from).collect(),
        debtors: collections.debtors,
    })
}
