//! Billing and collections by month, with indicators for credit management: days sales and payable
//! outstanding, collection effectiveness, overdue share, largest debtors, concentration.

mod columns;
mod debtors;
mod flows;
mod indicators;
mod parameters;

use futures::stream::BoxStream;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;
use store::GenericClient;
use utoipa::ToSchema;

pub use debtors::Debtor;
pub use indicators::Indicators;
pub use parameters::CollectionsParameters;

use crate::BOOKS;
use crate::accounts::{AccountType, Choice};
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{self, Expected, Filter, Scope, Side, Wanted};
use crate::ids::Ids;
use crate::journal_items::JournalItemsParameters;
use crate::line_filter::{LineFilter, WantedLines};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::tie_out::{self, TieOut};
use crate::url::Url;
use debtors::Debtors;
use flows::{Flow, Flows, Journals};
use indicators::IndicatorInputs;
use parameters::{Month, months};

/// Receivables in the company's currency: opening + billed − collected + other = outstanding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsFigures {
    /// Balance of the receivable accounts before the first day.
    pub opening: Decimal,
    /// Sale journals without credit notes.
    pub invoiced: Decimal,
    /// Credit notes of sale journals (`move_type` out_refund).
    pub credited: Decimal,
    /// Invoiced less credited, taxes included.
    pub billed: Decimal,
    /// Credits less debits of bank and cash journals: payments less refunds.
    pub collected: Decimal,
    /// Changes by other journals: write-offs, exchange differences, openings.
    pub other: Decimal,
    /// Balance of the receivable accounts after the last day.
    pub outstanding: Decimal,
}

/// A month, or the part of it that is in the period. Both days are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsMonth {
    pub date_from: Date,
    pub date_to: Date,
    #[serde(flatten)]
    pub figures: CollectionsFigures,
    #[schema(example = "/v1/journal-items?account_type=asset_receivable&journal_ids=1")]
    pub billed_url: Option<String>,
    #[schema(example = "/v1/journal-items?account_type=asset_receivable&journal_ids=3")]
    pub collected_url: Option<String>,
}

/// Totals of the whole period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CollectionsTotals {
    pub months: usize,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[serde(flatten)]
    pub figures: CollectionsFigures,
    /// Open items that fall due on the last day or later.
    pub not_due: Decimal,
    /// Open items that fell due before the last day.
    pub overdue: Decimal,
    /// Number of partners whose balance is positive.
    pub debtors: i64,
    /// Sum of the balances of these partners.
    pub owed_by_debtors: Decimal,
}

/// Figures behind days payable outstanding; amounts that we owe are positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct PayablesFigures {
    pub opening: Decimal,
    /// Billed by vendors: bills less credit notes.
    pub billed: Decimal,
    pub paid: Decimal,
    pub other: Decimal,
    pub outstanding: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Collections {
    pub months: Vec<CollectionsMonth>,
    pub totals: CollectionsTotals,
    pub payables: PayablesFigures,
    pub indicators: Indicators,
    /// Largest first.
    pub debtors: Vec<Debtor>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CollectionsAnswer {
    /// The months of the period.
    pub data: Vec<CollectionsMonth>,
    pub totals: CollectionsTotals,
    /// The figures behind days payable outstanding.
    pub payables: PayablesFigures,
    pub indicators: Indicators,
    /// The largest debtors on the last day.
    pub debtors: Vec<Debtor>,
    /// Whether the open items equal the balance of the receivable accounts.
    pub tie_out: Option<TieOut>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct CollectionsQuery {
    prepared: Prepared<CollectionsParameters>,
    to: Date,
    months: Vec<Month>,
    receivables: LineFilter,
    payables: LineFilter,
    open_items: Filter,
}

impl CollectionsQuery {
    fn whole(&self) -> Month {
        let first = self.months.first().map_or(self.to, |month| month.from);
        Month {
            from: first,
            to: self.to,
        }
    }
}

impl Report for CollectionsQuery {
    const KEY: &'static str = "collections";
    const TITLE: Title<'static> = Title::new("Billing and collections", "Facturación y cobranzas");
    const FILE_NAMES: FileNames =
        FileNames::new("billing-and-collections", "facturacion-y-cobranzas");
    const MODELS: &'static [&'static str] = &BOOKS;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/sales/collections",
        tag: "sales",
        operation: "show_collections",
        summary: "Billed, collected and outstanding by month; DSO, DPO, CEI, overdue share, debtors, concentration",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every month of the period";
    type Parameters = CollectionsParameters;
    type Row = CollectionsMonth;
    type Answer = CollectionsAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &CollectionsParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let today = reader.today;
        let settled = asked.settled(today)?;
        let to = settled.date_to.unwrap_or(today);
        let months = months(settled.date_from.unwrap_or(to), to)?;
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let (partner_id, partner_level) = (asked.partner_id, asked.partner_level);
        let lines = |account_type| WantedLines {
            accounts: Choice {
                account_type: Some(account_type),
                ..Choice::default()
            },
            partner_id,
            partner_level,
            ..WantedLines::default()
        };
        let scope = Scope {
            side: Side::Receivable,
            company: &company,
            as_of: to,
        };
        let open = Wanted {
            partner_id,
            partner_level,
            ..Wanted::default()
        };
        let (receivable, payable) = (AccountType::AssetReceivable, AccountType::LiabilityPayable);
        let open_items = filter::filter(client, scope, open).await?;
        let parameters = CollectionsParameters {
            company_id: Some(company.id),
            partner_id: open_items.partner_id(),
            ..settled
        };
        Ok(Self {
            receivables: LineFilter::read(client, &company, lines(receivable), today).await?,
            payables: LineFilter::read(client, &company, lines(payable), today).await?,
            open_items,
            prepared: Prepared::new(Self::KEY, company, parameters, Paging::none())?,
            to,
            months,
        })
    }

    fn prepared(&self) -> &Prepared<CollectionsParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<CollectionsAnswer>, Error> {
        let found = read(client, self).await?;
        let asked = self.parameters();
        let open = json!({
            "side": "receivable", "company_id": asked.company_id, "companies": asked.companies,
            "as_of": asked.date_to, "partner_id": asked.partner_id,
            "partner_level": asked.partner_level,
        });
        let total = found.totals.not_due + found.totals.overdue;
        Ok(Answer::whole(CollectionsAnswer {
            data: found.months,
            totals: found.totals,
            payables: found.payables,
            indicators: found.indicators,
            debtors: found.debtors,
            tie_out: tie_out::check_report(client, self.company(), &open, total).await?,
        }))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, CollectionsMonth>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<CollectionsMonth, Error>>, Error> {
        Ok(in_memory(receivables(client, self).await?.0))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let (rows, _) = receivables(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &CollectionsMonth) -> Decimal {
        row.figures.billed
    }
}

/// Months, totals, indicators and debtors. Needs one [`crate::snapshot`] for all queries.
pub async fn read(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<Collections, Error> {
    let (months, figures) = receivables(client, query).await?;
    let payables = payables(client, query).await?;
    let debtors = debtors::read(client, query).await?;
    Ok(Collections {
        indicators: indicators::indicators(&inputs(query, &figures, &payables, &debtors)),
        totals: CollectionsTotals {
            months: months.len(),
            company_currency: query.prepared.company.currency.clone(),
            figures,
            not_due: debtors.not_due,
            overdue: debtors.overdue,
            debtors: debtors.count,
            owed_by_debtors: debtors.owed,
        },
        months,
        payables,
        debtors: debtors.largest,
    })
}

/// Figures of each month, and of the whole period.
async fn receivables(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<(Vec<CollectionsMonth>, CollectionsFigures), Error> {
    let journals = Journals::read(client, &query.prepared.company.ids).await?;
    let decimals = query.prepared.company.decimal_places;
    let (filter, months) = (&query.receivables, &query.months);
    let flows = Flows::read(
        client,
        Side::Receivable,
        filter,
        &journals,
        months,
        decimals,
    )
    .await?;
    let rows: Vec<CollectionsMonth> = months
        .iter()
        .map(|month| CollectionsMonth {
            date_from: month.from,
            date_to: month.to,
            figures: flows.between(month.from, month.to).into(),
            billed_url: items_url(query, *month, &journals.sale),
            collected_url: items_url(query, *month, &journals.cash),
        })
        .collect();
    let whole = query.whole();
    Ok((rows, flows.between(whole.from, whole.to).into()))
}

async fn payables(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<PayablesFigures, Error> {
    let journals = Journals::read(client, &query.prepared.company.ids).await?;
    let decimals = query.prepared.company.decimal_places;
    let whole = [query.whole()];
    let filter = &query.payables;
    let flows = Flows::read(client, Side::Payable, filter, &journals, &whole, decimals).await?;
    let flow = flows.between(whole[0].from, whole[0].to);
    Ok(PayablesFigures {
        opening: flow.opening,
        billed: flow.billed,
        paid: flow.settled,
        other: flow.other,
        outstanding: flow.closing,
    })
}

fn inputs(
    query: &CollectionsQuery,
    figures: &CollectionsFigures,
    payables: &PayablesFigures,
    debtors: &Debtors,
) -> IndicatorInputs {
    let whole = query.whole();
    IndicatorInputs {
        days: i64::from((whole.to - whole.from).get_days()) + 1,
        opening: figures.opening,
        billed: figures.billed,
        outstanding: figures.outstanding,
        not_due: debtors.not_due,
        overdue: debtors.overdue,
        billed_by_vendors: payables.billed,
        payables: payables.outstanding,
        owed_by_listed: debtors.largest.iter().map(|it| it.outstanding).sum(),
        owed_by_all: debtors.owed,
    }
}

fn items_url(query: &CollectionsQuery, month: Month, journals: &[i64]) -> Option<String> {
    let parameters = JournalItemsParameters {
        company_id: Some(query.prepared.company.id),
        date_from: Some(month.from),
        date_to: Some(month.to),
        account_type: Some(AccountType::AssetReceivable),
        journal_ids: Some(Ids::from_all(journals)?),
        companies: query.prepared.parameters.companies.clone(),
        partner_id: query.prepared.parameters.partner_id,
        partner_level: query.prepared.parameters.partner_level,
        ..JournalItemsParameters::default()
    };
    Some(parameters.url())
}

impl From<Flow> for CollectionsFigures {
    fn from(flow: Flow) -> Self {
        Self {
            opening: flow.opening,
            invoiced: flow.invoiced,
            credited: flow.credited,
            billed: flow.billed,
            collected: flow.settled,
            other: flow.other,
            outstanding: flow.closing,
        }
    }
}
