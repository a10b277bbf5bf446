//! Forecast of bank and cash balances by day, week or month: the balance at a date, then the effect
//! of open receivables, open payables and planned movements. Overdue amounts are in the first
//! period.

mod answer;
mod columns;
mod expected;
mod parameters;
mod planned;

use futures::stream::BoxStream;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;

pub use answer::{Forecast, ForecastRow, ForecastTotals, TreasuryForecastAnswer};
pub use parameters::{ForecastPeriod, TreasuryForecastParameters};
pub use planned::{MOST_YEARS, check as check_planned};

use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{self, Expected, Filter, Scope, Side, Wanted};
use crate::liquidity;
use crate::open_items::OpenItemsParameters;
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::url::Url;
use expected::{Options, Payment};
use planned::Planned;

/// The models that the forecast reads.
pub const MODELS: [&str; 9] = [
    "account.move.line",
    "account.partial.reconcile",
    "account.move",
    "account.account",
    "account.journal",
    "res.partner",
    "res.company",
    "res.currency",
    "res.currency.rate",
];

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct TreasuryForecastQuery {
    prepared: Prepared<TreasuryForecastParameters>,
    as_of: Date,
    periods: Vec<(Date, Date)>,
    receivables: Filter,
    payables: Filter,
    planned: Vec<Planned>,
}

impl Report for TreasuryForecastQuery {
    const KEY: &'static str = "treasury-forecast";
    const TITLE: Title<'static> = Title::new("Treasury forecast", "Proyección de tesorería");
    const FILE_NAMES: FileNames = FileNames::new("treasury-forecast", "proyeccion-de-tesoreria");
    const MODELS: &'static [&'static str] = &MODELS;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/treasury/forecast",
        tag: "treasury",
        operation: "show_treasury_forecast",
        summary: "Expected balances by day, week or month",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every period";
    const READS_OTHER_TABLES: bool = true;
    type Parameters = TreasuryForecastParameters;
    type Row = ForecastRow;
    type Answer = TreasuryForecastAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &TreasuryForecastParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let today = reader.today;
        let settled = asked.settled(today)?;
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let as_of = settled.as_of.unwrap_or(today);
        let by = settled.by.unwrap_or_default();
        let scope = |side| Scope {
            side,
            company: &company,
            as_of,
        };
        let everything = Wanted::default;
        let planned = match settled.include_planned {
            Some(false) => Vec::new(),
            _ => planned::read(client, &company, as_of).await?,
        };
        let (receivable, payable) = (scope(Side::Receivable), scope(Side::Payable));
        let periods = parameters::periods(by, as_of, settled.periods.unwrap_or_default());
        let parameters = TreasuryForecastParameters {
            company_id: Some(company.id),
            ..settled
        };
        Ok(Self {
            periods,
            receivables: filter::filter(client, receivable, everything()).await?,
            payables: filter::filter(client, payable, everything()).await?,
            prepared: Prepared::new(Self::KEY, company, parameters, Paging::none())?,
            planned,
            as_of,
        })
    }

    fn prepared(&self) -> &Prepared<TreasuryForecastParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<TreasuryForecastAnswer>, Error> {
        let Forecast { periods, totals } = read(client, self).await?;
        let answer = TreasuryForecastAnswer {
            data: periods,
            totals,
        };
        Ok(Answer::whole(answer))
    }

    fn other_data(&self) -> impl Serialize {
        &self.planned
    }

    fn columns(&self) -> Vec<ColumnOf<'_, ForecastRow>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<ForecastRow, Error>>, Error> {
        Ok(in_memory(read(client, self).await?.periods))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let rows = read(client, self).await?.periods;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &ForecastRow) -> Decimal {
        row.net
    }
}

/// The whole forecast. Needs one [`crate::snapshot`] for all queries.
pub async fn read(
    client: &impl GenericClient,
    query: &TreasuryForecastQuery,
) -> Result<Forecast, Error> {
    let holdings = liquidity::read(client, &query.prepared.company, query.as_of).await?;
    let opening: Decimal = holdings.iter().map(|holding| holding.balance).sum();
    let opening = rounded(opening, query.prepared.company.decimal_places);
    let asked = |option: Option<bool>| option.unwrap_or_default();
    let drafts = asked(query.prepared.parameters.include_drafts);
    let customers = Options {
        drafts,
        delay: asked(query.prepared.parameters.customer_delay),
    };
    let vendors = Options {
        delay: false,
        ..customers
    };
    let inflow = expected::payments(client, &query.receivables, customers).await?;
    let outflow = expected::payments(client, &query.payables, vendors).await?;
    Ok(forecast(
        query,
        opening,
        &Flows::new(query, inflow, outflow),
    ))
}

/// Expected payments by kind; amounts are positive unless they reverse others.
struct Flows {
    inflow: Vec<Payment>,
    outflow: Vec<Payment>,
    planned_inflow: Vec<Payment>,
    planned_outflow: Vec<Payment>,
}

impl Flows {
    fn new(query: &TreasuryForecastQuery, inflow: Vec<Payment>, outflow: Vec<Payment>) -> Self {
        let planned = query.planned.iter();
        let planned = planned.flat_map(|planned| planned.payments(query.as_of));
        let (planned_inflow, planned_outflow): (Vec<_>, Vec<_>) =
            planned.partition(|payment| payment.amount > Decimal::ZERO);
        let turned = |payments: Vec<Payment>| {
            let turned = payments.into_iter().map(|payment| Payment {
                amount: Decimal::ZERO - payment.amount,
                ..payment
            });
            turned.collect()
        };
        Self {
            inflow,
            outflow: turned(outflow),
            planned_inflow,
            planned_outflow: turned(planned_outflow),
        }
    }
}

fn forecast(query: &TreasuryForecastQuery, opening: Decimal, flows: &Flows) -> Forecast {
    let decimals = query.prepared.company.decimal_places;
    let sum = |payments: &[Payment], from, to| rounded(sum(payments, from, to), decimals);
    let mut balance = opening;
    let mut periods = Vec::new();
    for (number, (first, last)) in query.periods.iter().enumerate() {
        // The first period includes what is overdue.
        let from = (number > 0).then_some(*first);
        let sum = |payments: &[Payment]| sum(payments, from, Some(*last));
        let (inflow, outflow) = (sum(&flows.inflow), sum(&flows.outflow));
        let planned_inflow = sum(&flows.planned_inflow);
        let planned_outflow = sum(&flows.planned_outflow);
        let net = inflow - outflow + planned_inflow - planned_outflow;
        periods.push(ForecastRow {
            date_from: *first,
            date_to: *last,
            opening: balance,
            inflow,
            outflow,
            planned_inflow,
            planned_outflow,
            net,
            closing: balance + net,
            inflow_items_url: items_url(query, Side::Receivable, from, Some(*last)),
            outflow_items_url: items_url(query, Side::Payable, from, Some(*last)),
        });
        balance += net;
    }
    let end = query.periods.last().map(|(_, last)| *last);
    let later = end.and_then(|last| last.tomorrow().ok());
    let yesterday = query.as_of.yesterday().ok();
    let of_later =
        |payments: &[Payment]| later.map_or(Decimal::ZERO, |day| sum(payments, Some(day), None));
    let of_overdue = |payments: &[Payment]| {
        yesterday.map_or(Decimal::ZERO, |day| sum(payments, None, Some(day)))
    };
    let all = |of: fn(&ForecastRow) -> Decimal| periods.iter().map(of).sum();
    let totals = ForecastTotals {
        company_currency: query.prepared.company.currency.clone(),
        opening,
        inflow: all(|row| row.inflow),
        outflow: all(|row| row.outflow),
        planned_inflow: all(|row| row.planned_inflow),
        planned_outflow: all(|row| row.planned_outflow),
        net: all(|row| row.net),
        closing: balance,
        overdue_inflow: of_overdue(&flows.inflow),
        overdue_outflow: of_overdue(&flows.outflow),
        overdue_inflow_items_url: items_url(query, Side::Receivable, None, yesterday),
        overdue_outflow_items_url: items_url(query, Side::Payable, None, yesterday),
        later_inflow_items_url: items_url(query, Side::Receivable, later, None),
        later_outflow_items_url: items_url(query, Side::Payable, later, None),
        later_inflow: of_later(&flows.inflow),
        later_outflow: of_later(&flows.outflow),
        later_planned_inflow: of_later(&flows.planned_inflow),
        later_planned_outflow: of_later(&flows.planned_outflow),
    };
    Forecast { periods, totals }
}

/// URL of the open items that are due in the period; None if the expected day is another one.
fn items_url(
    query: &TreasuryForecastQuery,
    side: Side,
    due_from: Option<Date>,
    due_to: Option<Date>,
) -> Option<String> {
    let asked = &query.prepared.parameters;
    let delayed = asked.customer_delay == Some(true) && side == Side::Receivable;
    let limited = due_from.is_some() || due_to.is_some();
    let items = OpenItemsParameters {
        side,
        company_id: asked.company_id,
        companies: asked.companies.clone(),
        as_of: Some(query.as_of),
        due_from,
        due_to,
        ..OpenItemsParameters::default()
    };
    (limited && !delayed && asked.include_drafts != Some(true)).then(|| items.url())
}

/// Both days are inclusive; None means no limit.
fn sum(payments: &[Payment], from: Option<Date>, to: Option<Date>) -> Decimal {
    payments
        .iter()
        .filter(|payment| from.is_none_or(|from| payment.day >= from))
        .filter(|payment| to.is_none_or(|to| payment.day <= to))
        .map(|payment| payment.amount)
        .sum()
}
