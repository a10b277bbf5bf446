//! Ageing: open amounts at a date in buckets by how long they have been due, by partner or by
//! another group.
//!
//! All amounts are in the company's currency. Totals cover the whole filter, not one page.

mod answer;
mod columns;
mod compared;
mod group;
mod links;
mod paper;
mod parameters;
mod reading;
mod shares;
mod sort;
mod statement;

use futures::stream::{BoxStream, StreamExt};
use rust_decimal::Decimal;
use store::GenericClient;

pub use answer::{AgeingAnswer, AgeingComparison, AgeingPage, AgeingRow, AgeingTotals};
pub use group::GroupBy;
pub use parameters::AgeingParameters;
pub use sort::AgeingSort;

use self::columns::BucketTitle;
use self::compared::Compared;
use self::links::Links;
use self::reading::Shape;
use crate::LEDGER;
use crate::buckets::Buckets;
pub use crate::buckets::{AgedBy, Bounds, Bucket};
use crate::chunk::Totals;
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::{self, Currency};
use crate::cursor::After;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{self, Expected, Filter, Scope};
use crate::paper::{Language, Paper};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::tie_out;
use crate::url::{InPath, Url};

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct AgeingQuery {
    prepared: Prepared<AgeingParameters>,
    filter: Filter,
    group_by: GroupBy,
    aged_by: AgedBy,
    buckets: Buckets,
    titles: Vec<BucketTitle>,
    sort: AgeingSort,
    /// The currency of the filter.
    currency: Option<Currency>,
    compared: Option<Compared>,
    after: Option<After>,
}

impl AgeingQuery {
    /// From not due to oldest.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets.list
    }

    /// Whether the SQL needs what is overdue of each row.
    fn needs_overdue(&self) -> bool {
        self.sort.is_by_overdue() || self.prepared.parameters.is_overdue_only()
    }

    /// Whether the SQL needs more of each row than number of items, total and unapplied amount.
    fn needs_amounts_of_groups(&self) -> bool {
        self.needs_overdue()
            || self.sort.bucket().is_some()
            || self.compared.is_some()
            || self.prepared.parameters.leaves_rows_out()
    }

    /// The text if the answer also has amounts in the currency of the filter.
    fn in_currency<'t>(&self, text: &'t str) -> &'t str {
        self.currency.as_ref().map_or("", |_| text)
    }
}

impl Report for AgeingQuery {
    const KEY: &'static str = "ageing";
    const TITLE: Title<'static> = Title::new("Ageing", "Antigüedad de saldos");
    const TITLES_BY_SIDE: Option<[Title<'static>; 2]> = Some([
        Title::new(
            "Accounts receivable ageing",
            "Antigüedad de cuentas por cobrar",
        ),
        Title::new("Accounts payable ageing", "Antigüedad de cuentas por pagar"),
    ]);
    const FILE_NAMES: FileNames = FileNames::new("receivables-ageing", "antiguedad-por-cobrar")
        .payable("payables-ageing", "antiguedad-por-pagar");
    const MODELS: &'static [&'static str] = &LEDGER;
    const SHOWS_NOTES: bool = true;
    const URLS: &'static [Url] = &[
        Url {
            path: "/v1/receivables/ageing",
            tag: "receivables",
            operation: "show_receivable_ageing",
            summary: "Ageing of receivables: what customers owe",
            sets: Some(InPath::Value("side", "receivable")),
        },
        Url {
            path: "/v1/payables/ageing",
            tag: "payables",
            operation: "show_payable_ageing",
            summary: "Ageing of payables: what the company owes to vendors",
            sets: Some(InPath::Value("side", "payable")),
        },
    ];
    const ANSWERS: &'static str = "One page of rows";
    type Parameters = AgeingParameters;
    type Row = AgeingRow;
    type Answer = AgeingAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &AgeingParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let as_of = asked.as_of.unwrap_or(today);
        let sort = asked.sort_or_default();
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let scope = Scope {
            side: asked.side,
            company: &company,
            as_of,
        };
        let filter = filter::filter(client, scope, asked.wanted()).await?;
        let compared = Compared::read(client, scope, asked).await?;
        let currency = match &asked.currency {
            Some(code) => Some(currencies::named(client, code).await?),
            None => None,
        };
        let group_by = asked.group_by.unwrap_or_default();
        let aged_by = asked.aged_by.unwrap_or_default();
        asked.check_rows(aged_by)?;
        let bounds = asked.buckets.clone().unwrap_or_default();
        let buckets = bounds.buckets(aged_by, as_of);
        sort.check(&buckets.list, aged_by)?;
        let titles = columns::titles(&bounds, &buckets.list, currency.as_ref());
        let parameters = AgeingParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            as_of: Some(as_of),
            group_by: Some(group_by),
            aged_by: Some(aged_by),
            buckets: Some(bounds),
            overdue_only: asked.overdue_only.filter(|only| *only),
            sort: Some(sort),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        Ok(Self {
            after: prepared.paging.after(sort.value())?,
            prepared,
            filter,
            group_by,
            aged_by,
            buckets,
            titles,
            sort,
            currency,
            compared,
        })
    }

    async fn paper(
        &self,
        client: &impl GenericClient,
        language: &Language,
    ) -> Result<Option<Paper<AgeingRow>>, Error> {
        paper::paper(client, self, language).await.map(Some)
    }

    fn prepared(&self) -> &Prepared<AgeingParameters> {
        &self.prepared
    }

    async fn answer(&self, client: &impl GenericClient) -> Result<Answer<AgeingAnswer>, Error> {
        let AgeingPage { rows, totals, next } = page(client, self).await?;
        let tie_out = if self.prepared.paging.is_first() {
            tie_out::check_report(client, self.company(), self.parameters(), totals.total).await?
        } else {
            None
        };
        let answer = AgeingAnswer {
            data: rows,
            buckets: self.buckets.list.clone(),
            totals,
            tie_out,
        };
        Ok(Answer::page(answer, next))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, AgeingRow>> {
        columns::columns(self)
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<AgeingRow, Error>>, Error> {
        let totals = totals(client, self).await?;
        let rows = statement::all(self).stream(client).await?;
        let shape = Shape::of(self);
        Ok(rows
            .map(move |row| {
                let mut row = reading::group(&row?, &shape)?;
                shares::add_to(&mut row, &totals);
                Ok(row)
            })
            .boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let row = statement::rows(self).query_one(client).await?;
        let rows = row.try_get::<_, i64>("rows")?.unsigned_abs();
        let mut expected = Expected::new(rows, row.try_get("total")?);
        if self.group_by.overlaps() {
            expected.total = totals(client, self).await?.total;
        }
        Ok(expected)
    }

    async fn totals(&self, client: &impl GenericClient) -> Result<Totals, Error> {
        let totals = totals(client, self).await?;
        Ok(columns::totals(self, &totals))
    }

    fn control(&self, row: &AgeingRow) -> Decimal {
        row.total
    }
}

/// One page of rows and the totals of all rows, from one query.
pub async fn page(client: &impl GenericClient, query: &AgeingQuery) -> Result<AgeingPage, Error> {
    let rows = statement::page(query).query(client).await?;
    let mut totals = None;
    let mut groups = Vec::with_capacity(rows.len());
    for row in &rows {
        if row.try_get("whole")? {
            totals = Some(reading::whole(row, &Shape::of(query))?);
        } else {
            groups.push(row);
        }
    }
    let next = query.prepared.paging.cut(&mut groups, |last| {
        Ok((last.try_get("sort_value")?, last.try_get("group_id")?))
    })?;
    let shape = Shape::of(query);
    let rows = groups.into_iter().map(|row| reading::group(row, &shape));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    // An aggregate without groups always returns one row.
    let mut totals = totals.unwrap_or_default();
    let links = Links::new(query);
    for row in &mut rows {
        shares::add_to(row, &totals);
        links.add_to(row);
    }
    links.add_to_totals(&mut totals);
    Ok(AgeingPage { rows, totals, next })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &AgeingQuery,
) -> Result<AgeingTotals, Error> {
    let row = statement::totals(query).query_one(client).await?;
    let mut totals = reading::whole(&row, &Shape::of(query))?;
    Links::new(query).add_to_totals(&mut totals);
    Ok(totals)
}
