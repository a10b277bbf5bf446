//! Bank and cash balances at the end of each of the latest days, weeks or months.

mod columns;

use futures::stream::BoxStream;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use store::GenericClient;
use utoipa::{IntoParams, ToSchema};

use crate::BOOKS;
use crate::column::{ColumnOf, Title};
use crate::companies::Companies;
use crate::error::Error;
use crate::figures::Money;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::liquidity;
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::treasury_balances::{
    self, TreasuryBalance, TreasuryBalancesParameters, TreasuryBalancesQuery, TreasuryCurrencyTotal,
};
use crate::treasury_forecast::ForecastPeriod;
use crate::url::Url;

/// Maximum number of periods. Each is read by itself.
const MAX_PERIODS: u32 = 120;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TreasuryHistoryParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// The day on which the last period ends; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    /// Length of a period; default `week`.
    #[param(inline)]
    pub by: Option<ForecastPeriod>,
    /// Number of periods: 1 to 120; default 31 days, 13 weeks or 12 months.
    #[param(minimum = 1, maximum = 120)]
    pub periods: Option<u32>,
}

/// Balances at the end of a period. Both days are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TreasuryPeriod {
    pub date_from: Date,
    pub date_to: Date,
    /// Balance of all accounts at the end of the last day, in the company's currency.
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// This balance less that before the period.
    #[schema(value_type = Money)]
    pub balance_difference: Decimal,
    pub by_currency: Vec<TreasuryCurrencyTotal>,
    /// Balance of each account, by code and currency.
    pub balances: Vec<TreasuryBalance>,
    /// URL of the journal items of `balance`; null if there are no accounts.
    pub items_url: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TreasuryHistoryAnswer {
    /// One row per period, the latest last.
    pub data: Vec<TreasuryPeriod>,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
}

/// A row of a file: an account at the end of a period.
pub struct TreasuryHistoryRow {
    pub date_to: Date,
    pub account: TreasuryBalance,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct TreasuryHistoryQuery {
    prepared: Prepared<TreasuryHistoryParameters>,
    /// The question for one day.
    balances: TreasuryBalancesQuery,
    periods: Vec<(Date, Date)>,
}

impl Report for TreasuryHistoryQuery {
    const KEY: &'static str = "treasury-history";
    const TITLE: Title<'static> = Title::new(
        "History of bank and cash balances",
        "Historia de saldos de bancos y caja",
    );
    const FILE_NAMES: FileNames = FileNames::new("history-of-balances", "historia-de-saldos");
    const MODELS: &'static [&'static str] = &BOOKS;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/treasury/history",
        tag: "treasury",
        operation: "list_treasury_history",
        summary: "Bank and cash balances at the end of each of the latest periods",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every period";
    type Parameters = TreasuryHistoryParameters;
    type Row = TreasuryHistoryRow;
    type Answer = TreasuryHistoryAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &TreasuryHistoryParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let as_of = asked.as_of.unwrap_or(reader.today);
        let by = asked.by.unwrap_or_default();
        let periods = asked.periods.unwrap_or_else(|| by.default_number());
        if !(1..=MAX_PERIODS).contains(&periods) {
            return Err(Error::parameter(
                "periods",
                format!("{periods} is out of range"),
                format!("1 to {MAX_PERIODS}"),
            ));
        }
        let balances = TreasuryBalancesParameters {
            company_id: asked.company_id,
            companies: asked.companies.clone(),
            as_of: Some(as_of),
        };
        let balances = TreasuryBalancesQuery::prepare(client, &balances, reader).await?;
        let company = balances.company().clone();
        let parameters = TreasuryHistoryParameters {
            company_id: Some(company.id),
            companies: asked.companies.clone(),
            as_of: Some(as_of),
            by: Some(by),
            periods: Some(periods),
        };
        let warnings = balances.prepared().warnings.clone();
        let prepared = Prepared::new(Self::KEY, company, parameters, Paging::none())?;
        Ok(Self {
            prepared: Prepared {
                warnings,
                ..prepared
            },
            balances,
            periods: until(by, as_of, periods),
        })
    }

    fn prepared(&self) -> &Prepared<TreasuryHistoryParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<TreasuryHistoryAnswer>, Error> {
        Ok(Answer::whole(TreasuryHistoryAnswer {
            data: read(client, self).await?,
            company_currency: self.company().currency.clone(),
        }))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, TreasuryHistoryRow>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<TreasuryHistoryRow, Error>>, Error> {
        Ok(in_memory(accounts(client, self).await?))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let rows = accounts(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &TreasuryHistoryRow) -> Decimal {
        row.account.balance
    }
}

/// First and last day of the periods, the latest last; that one ends with the day.
fn until(by: ForecastPeriod, as_of: Date, number: u32) -> Vec<(Date, Date)> {
    let mut last = as_of;
    let mut periods = Vec::new();
    for _ in 0..number {
        let first = by.start(last);
        periods.push((first, last));
        let Ok(before) = first.yesterday() else {
            break;
        };
        last = before;
    }
    periods.reverse();
    periods
}

/// Every period with its accounts.
pub async fn read(
    client: &impl GenericClient,
    query: &TreasuryHistoryQuery,
) -> Result<Vec<TreasuryPeriod>, Error> {
    let liquid = liquidity::accounts(client, query.company()).await?;
    let on = async |day: Date| {
        let question = query.balances.on(day);
        let balances = question.of_accounts(client, &liquid).await?;
        let totals = treasury_balances::totals(&question, &balances);
        Ok::<_, Error>((totals, balances))
    };
    let before = query
        .periods
        .first()
        .and_then(|(first, _)| first.yesterday().ok());
    let mut balance = match before {
        Some(day) => on(day).await?.0.balance,
        None => Decimal::ZERO,
    };
    let mut periods = Vec::with_capacity(query.periods.len());
    for (date_from, date_to) in &query.periods {
        let (totals, balances) = on(*date_to).await?;
        periods.push(TreasuryPeriod {
            date_from: *date_from,
            date_to: *date_to,
            balance: totals.balance,
            balance_difference: totals.balance - balance,
            by_currency: totals.by_currency,
            balances,
            items_url: totals.items_url,
        });
        balance = totals.balance;
    }
    Ok(periods)
}

async fn accounts(
    client: &impl GenericClient,
    query: &TreasuryHistoryQuery,
) -> Result<Vec<TreasuryHistoryRow>, Error> {
    let periods = read(client, query).await?;
    let rows = periods.into_iter().flat_map(|period| {
        let date_to = period.date_to;
        let accounts = period.balances.into_iter();
        accounts.map(move |account| TreasuryHistoryRow { date_to, account })
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{ForecastPeriod, until};

    #[test]
    fn the_last_period_ends_with_the_day_and_the_others_with_their_calendar_period() {
        // 2026-11-25 is a Wednesday.
        let day = date(2026, 11, 25);
        assert_eq!(
            until(ForecastPeriod::Day, day, 2),
            [(date(2026, 11, 24), date(2026, 11, 24)), (day, day)]
        );
        assert_eq!(
            until(ForecastPeriod::Week, day, 2),
            [
                (date(2026, 11, 16), date(2026, 11, 22)),
                (date(2026, 11, 23), day)
            ]
        );
        let monday = date(2026, 11, 23);
        assert_eq!(until(ForecastPeriod::Week, monday, 1), [(monday, monday)]);
        assert_eq!(
            until(ForecastPeriod::Month, day, 2),
            [
                (date(2026, 10, 1), date(2026, 10, 31)),
                (date(2026, 11, 1), day)
            ]
        );
    }
}
