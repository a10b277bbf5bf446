//! Ageing: open amounts at a date in buckets by how long they have been due, by partner or by
//! another group.
//!
//! All amounts are in the company's currency. Totals cover the whole filter, not one page.

mod answer;
mod columns;
mod group;
mod links;
mod paper;
mod parameters;
mod shares;
mod statement;

use futures::stream::{BoxStream, StreamExt};
use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

pub use answer::{AgeingAnswer, AgeingPage, AgeingRow, AgeingTotals};
pub use group::GroupBy;
pub use parameters::{AgeingParameters, AgeingSort};

use self::columns::BucketTitle;
use self::links::Links;
use crate::LEDGER;
use crate::buckets::Buckets;
pub use crate::buckets::{AgedBy, Bounds, Bucket};
use crate::chunk::Totals;
use crate::column::{ColumnOf, Title};
use crate::companies;
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
    after: Option<After>,
}

impl AgeingQuery {
    /// From not due to oldest.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets.list
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
        let wanted = asked.wanted();
        let filter = filter::filter(client, scope, wanted).await?;
        let group_by = asked.group_by.unwrap_or_default();
        let aged_by = asked.aged_by.unwrap_or_default();
        let bounds = asked.buckets.clone().unwrap_or_default();
        let buckets = bounds.buckets(aged_by, as_of);
        let titles = columns::titles(&bounds, &buckets.list);
        let parameters = AgeingParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            as_of: Some(as_of),
            group_by: Some(group_by),
            aged_by: Some(aged_by),
            buckets: Some(bounds),
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
        let rows = statement::all(self).stream(client).await?;
        let zero = zero(self);
        let buckets = self.buckets.list.len();
        Ok(rows
            .map(move |row| read_group(&row?, zero, buckets))
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
        if !self.group_by.overlaps() {
            return Ok(Totals::default());
        }
        let totals = totals(client, self).await?;
        let keys = self.buckets.list.iter().map(|bucket| bucket.key.as_str());
        let fixed = [
            ("items", totals.items.into()),
            ("total", totals.total),
            ("unapplied", totals.unapplied),
        ];
        let all = fixed.into_iter().chain(keys.zip(totals.amounts));
        Ok(all.map(|(key, total)| (key.to_owned(), total)).collect())
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
            totals = Some(whole(query, row)?);
        } else {
            groups.push(row);
        }
    }
    let next = query
        .prepared
        .paging
        .cut(&mut groups, |last| sort_key(query, last))?;
    let rows = groups.into_iter().map(|row| group(query, row));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    // An aggregate without groups always returns one row.
    let mut totals = totals.unwrap_or_default();
    let links = Links::new(query);
    for row in &mut rows {
        shares::add_to(query, row, &totals);
        links.add_to(row);
    }
    shares::add_to_totals(query, &mut totals);
    links.add_to_totals(&mut totals);
    Ok(AgeingPage { rows, totals, next })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &AgeingQuery,
) -> Result<AgeingTotals, Error> {
    let mut totals = whole(query, &statement::totals(query).query_one(client).await?)?;
    shares::add_to_totals(query, &mut totals);
    Links::new(query).add_to_totals(&mut totals);
    Ok(totals)
}

/// The sort value and the id of a row.
fn sort_key(query: &AgeingQuery, row: &Row) -> Result<(String, i64), Error> {
    let value = match query.sort {
        AgeingSort::Total | AgeingSort::TotalDescending => {
            row.try_get::<_, Decimal>("total")?.to_string()
        }
        AgeingSort::Name | AgeingSort::NameDescending => row.try_get("sort_name")?,
    };
    Ok((value, row.try_get("group_id")?))
}

/// Zero, with the decimal places of the company's currency.
fn zero(query: &AgeingQuery) -> Decimal {
    let decimals = u32::try_from(query.prepared.company.decimal_places).unwrap_or(0);
    Decimal::new(0, decimals.min(Decimal::MAX_SCALE))
}

fn group(query: &AgeingQuery, row: &Row) -> Result<AgeingRow, Error> {
    read_group(row, zero(query), query.buckets.list.len())
}

fn read_group(row: &Row, zero: Decimal, buckets: usize) -> Result<AgeingRow, Error> {
    Ok(AgeingRow {
        id: Some(row.try_get("group_id")?).filter(|id| *id != 0),
        name: row.try_get("name")?,
        code: row.try_get("code")?,
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        unapplied: row.try_get("unapplied")?,
        overdue: None,
        overdue_percent: None,
        share_percent: None,
        amounts: amounts(row, zero, buckets)?,
        items_url: None,
        bucket_urls: Vec::new(),
    })
}

fn whole(query: &AgeingQuery, row: &Row) -> Result<AgeingTotals, Error> {
    Ok(AgeingTotals {
        groups: row.try_get("groups")?,
        groups_overlap: query.group_by.overlaps(),
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        unapplied: row.try_get("unapplied")?,
        overdue: None,
        overdue_percent: None,
        amounts: amounts(row, zero(query), query.buckets.list.len())?,
        items_url: String::new(),
        bucket_urls: Vec::new(),
    })
}

/// The database numbers buckets from the oldest one and omits empty ones.
fn amounts(row: &Row, zero: Decimal, buckets: usize) -> Result<Vec<Decimal>, Error> {
    let mut amounts = vec![zero; buckets];
    let numbers: Option<Vec<i32>> = row.try_get("buckets")?;
    let sums: Option<Vec<Decimal>> = row.try_get("amounts")?;
    for (number, sum) in numbers
        .unwrap_or_default()
        .iter()
        .zip(sums.unwrap_or_default())
    {
        let from_oldest = usize::try_from(*number).unwrap_or_default();
        if let Some(amount) = amounts.iter_mut().rev().nth(from_oldest) {
            *amount = sum;
        }
    }
    Ok(amounts)
}
