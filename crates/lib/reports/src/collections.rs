//! Billing and collections by month or salesperson, with indicators for credit management: days sales and payable
//! outstanding, collection effectiveness, overdue share, largest debtors, concentration.

mod answer;
mod columns;
mod debtors;
mod dues;
mod flows;
mod indicators;
mod links;
mod parameters;
mod salespersons;

use futures::stream::BoxStream;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::json;
use store::GenericClient;

pub use answer::{
    Collections, CollectionsAnswer, CollectionsFigures, CollectionsRow, CollectionsTotals,
    PayablesFigures,
};
pub use debtors::Debtor;
pub use indicators::Indicators;
pub use parameters::{CollectionsGroupBy, CollectionsParameters};

use crate::BOOKS;
use crate::accounts::{AccountType, Choice};
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{self, Expected, Filter, Scope, Side, Wanted};
use crate::line_filter::{LineFilter, WantedLines};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::tie_out;
use crate::url::Url;
use debtors::Debtors;
use dues::Dues;
use flows::{Flow, Flows, Journals};
use indicators::IndicatorInputs;
use links::Links;
use parameters::{Month, months};

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
    fn group_by(&self) -> CollectionsGroupBy {
        self.prepared.parameters.group_by.unwrap_or_default()
    }

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
        summary: "Billed, collected and outstanding by month or salesperson; DSO, DPO, CEI, overdue share, debtors, concentration",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every month or salesperson of the period";
    type Parameters = CollectionsParameters;
    type Row = CollectionsRow;
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
            data: found.rows,
            totals: found.totals,
            payables: found.payables,
            indicators: found.indicators,
            debtors: found.debtors,
            tie_out: tie_out::check_report(client, self.company(), &open, total).await?,
        }))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, CollectionsRow>> {
        columns::of(self.group_by())
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<CollectionsRow, Error>>, Error> {
        Ok(in_memory(rows(client, self).await?.0))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let (rows, _) = rows(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &CollectionsRow) -> Decimal {
        row.figures.billed
    }
}

/// Rows, totals, indicators and debtors. Needs one [`crate::snapshot`] for all queries.
pub async fn read(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<Collections, Error> {
    let (rows, figures) = rows(client, query).await?;
    let payables = payables(client, query).await?;
    let debtors = debtors::read(client, query).await?;
    let journals = Journals::read(client, &query.prepared.company.ids).await?;
    let (links, whole) = (Links::of(query), query.whole());
    let (customers, to) = (Side::Receivable, query.to);
    Ok(Collections {
        indicators: indicators::indicators(&inputs(query, &figures, &payables, &debtors)),
        totals: CollectionsTotals {
            months: query.months.len(),
            company_currency: query.prepared.company.currency.clone(),
            figures,
            not_due: debtors.not_due,
            overdue: debtors.overdue,
            billed_url: links.moved(customers, whole, &journals.sale),
            collected_url: links.moved(customers, whole, &journals.cash),
            outstanding_url: links.balance(customers, to),
            not_due_url: links.not_due(to),
            overdue_url: links.overdue(to),
            debtors: debtors.count,
            owed_by_debtors: debtors.owed,
        },
        rows,
        payables,
        debtors: debtors.largest,
    })
}

/// Figures of each month or salesperson, and of the whole period.
async fn rows(
    client: &impl GenericClient,
    query: &CollectionsQuery,
) -> Result<(Vec<CollectionsRow>, CollectionsFigures), Error> {
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
    let rows = match query.group_by() {
        CollectionsGroupBy::Month => by_month(client, query, &journals, &flows).await?,
        CollectionsGroupBy::Salesperson => salespersons::read(client, query, &journals).await?,
    };
    let whole = query.whole();
    Ok((rows, flows.between(whole.from, whole.to).into()))
}

async fn by_month(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    journals: &Journals,
    flows: &Flows,
) -> Result<Vec<CollectionsRow>, Error> {
    let mut rows = Vec::with_capacity(query.months.len());
    for month in &query.months {
        let figures = flows.between(month.from, month.to).into();
        let dues = dues::read(client, query, month.to).await?;
        let group = Group {
            links: Links::of(query),
            period: *month,
            salesperson: None,
        };
        rows.push(row(&group, journals, figures, dues));
    }
    Ok(rows)
}

/// What a row stands for.
struct Group<'q> {
    links: Links<'q>,
    period: Month,
    /// By salesperson: its id, if the items have one, and its name.
    salesperson: Option<(Option<i64>, Option<String>)>,
}

fn row(
    group: &Group<'_>,
    journals: &Journals,
    figures: CollectionsFigures,
    dues: Dues,
) -> CollectionsRow {
    let Group { links, period, .. } = group;
    let (salesperson_id, salesperson_name) = group.salesperson.clone().unwrap_or_default();
    let indicators = indicators::indicators(&IndicatorInputs {
        days: period.days(),
        opening: figures.opening,
        billed: figures.billed,
        outstanding: figures.outstanding,
        not_due: dues.not_due,
        ..IndicatorInputs::default()
    });
    CollectionsRow {
        date_from: period.from,
        date_to: period.to,
        salesperson_id,
        salesperson_name,
        figures,
        not_due: dues.not_due,
        overdue: dues.overdue,
        days_sales_outstanding: indicators.days_sales_outstanding,
        collection_effectiveness_percent: indicators.collection_effectiveness_percent,
        billed_url: links.moved(Side::Receivable, *period, &journals.sale),
        collected_url: links.moved(Side::Receivable, *period, &journals.cash),
        outstanding_url: links.balance(Side::Receivable, period.to),
        not_due_url: links.not_due(period.to),
        overdue_url: links.overdue(period.to),
    }
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
        billed_url: Links::of(query).moved(Side::Payable, whole[0], &journals.purchase),
        paid_url: Links::of(query).moved(Side::Payable, whole[0], &journals.cash),
        outstanding_url: Links::of(query).balance(Side::Payable, query.to),
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
        days: whole.days(),
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
