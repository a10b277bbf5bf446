//! Ageing: open amounts at a date in buckets by how long they have been due, by partner or by
//! another group.
//!
//! All amounts are in the company's currency. Totals cover the whole filter, not one page.

mod bounds;
mod columns;
mod group;
mod parameters;
mod statement;

use futures::{Stream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use bounds::{AgedBy, Bounds, Bucket};
pub use group::GroupBy;
pub use parameters::{AgeingParameters, AgeingSort};

use self::bounds::Buckets;
use self::columns::BucketTitle;
use crate::column::Title;
use crate::cursor::{After, Cursor, check_limit, fingerprint};
use crate::error::Error;
use crate::filter::{self, Expected, Filter, Scope, Wanted};

pub const KEY: &str = "ageing";
pub const TITLE: Title<'static> = Title {
    en: "Ageing",
    es: "Antigüedad de saldos",
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingRow {
    /// Odoo's id of the partner or other group; null for items without one.
    pub id: Option<i64>,
    pub name: Option<String>,
    /// Tax id of a partner, login of a salesperson, otherwise the code.
    pub code: Option<String>,
    /// Number of open journal items.
    pub items: i64,
    pub total: Decimal,
    /// The part of the total that is payments and credit notes not yet applied to a document. It
    /// has the opposite sign.
    pub unapplied: Decimal,
    /// One amount per bucket, in the order of the buckets.
    pub amounts: Vec<Decimal>,
}

/// Totals over the whole filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingTotals {
    /// Number of rows on all pages.
    pub groups: i64,
    /// Whether an item may count in several rows, for example in one per tag of its partner. Here
    /// it counts once.
    pub groups_overlap: bool,
    pub items: i64,
    pub total: Decimal,
    pub unapplied: Decimal,
    pub amounts: Vec<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingPage {
    pub rows: Vec<AgeingRow>,
    pub totals: AgeingTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct AgeingQuery {
    scope: Scope,
    parameters: AgeingParameters,
    filter: Filter,
    group_by: GroupBy,
    aged_by: AgedBy,
    buckets: Buckets,
    titles: Vec<BucketTitle>,
    sort: AgeingSort,
    limit: u32,
    /// The limit plus one. The extra row shows whether there is a next page.
    one_more: i64,
    after: Option<After>,
    fingerprint: String,
}

impl AgeingQuery {
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The parameters with company, day and sort filled in, without limit and cursor. An export job
    /// stores them.
    pub fn parameters(&self) -> &AgeingParameters {
        &self.parameters
    }

    /// From not due to oldest.
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets.list
    }
}

/// Checks the parameters. `today` is the day in the tenant's zone.
pub async fn prepare(
    client: &impl GenericClient,
    parameters: &AgeingParameters,
    today: Date,
) -> Result<AgeingQuery, Error> {
    let limit = check_limit(parameters.limit)?;
    let cursor = parameters
        .cursor
        .as_deref()
        .map(Cursor::decode)
        .transpose()?;
    let day_of_cursor = cursor.as_ref().and_then(|cursor| cursor.as_of);
    let as_of = parameters.as_of.or(day_of_cursor).unwrap_or(today);
    let sort = parameters.sort_or_default();
    let scope = filter::scope(client, parameters.side, parameters.company_id, as_of).await?;
    let wanted = Wanted {
        partner_id: parameters.partner_id,
        account_prefix: parameters.account_prefix.as_deref(),
        account_type: parameters.account_type,
        currency: parameters.currency.as_deref(),
        salesperson_id: parameters.salesperson_id,
        document_type: parameters.document_type.as_deref(),
        partner_tag_id: parameters.partner_tag_id,
        ..Wanted::default()
    };
    let filter = filter::filter(client, &scope, wanted).await?;
    let group_by = parameters.group_by.unwrap_or_default();
    let aged_by = parameters.aged_by.unwrap_or_default();
    let bounds = parameters.buckets.clone().unwrap_or_default();
    let buckets = bounds.buckets(aged_by, as_of);
    let titles = columns::titles(&bounds, &buckets.list);
    let parameters = AgeingParameters {
        company_id: Some(scope.company.id),
        as_of: Some(as_of),
        group_by: Some(group_by),
        aged_by: Some(aged_by),
        buckets: Some(bounds),
        sort: Some(sort),
        limit: None,
        cursor: None,
        ..parameters.clone()
    };
    let fingerprint = fingerprint(KEY, &parameters);
    let after = cursor
        .map(|cursor| cursor.after(&fingerprint, sort.value()))
        .transpose()?;
    Ok(AgeingQuery {
        scope,
        parameters,
        filter,
        group_by,
        aged_by,
        buckets,
        titles,
        sort,
        limit,
        one_more: i64::from(limit) + 1,
        after,
        fingerprint,
    })
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
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let next = match groups.get(limit.saturating_sub(1)) {
        Some(last) if groups.len() > limit => Some(cursor(query, last)?.encode()),
        _ => None,
    };
    let rows = groups.into_iter().take(limit).map(|row| group(query, row));
    Ok(AgeingPage {
        rows: rows.collect::<Result<_, _>>()?,
        // An aggregate without groups always returns one row.
        totals: totals.unwrap_or_default(),
        next,
    })
}

/// Row count and control total of [`stream()`] in the same [`crate::snapshot`].
pub async fn expected(client: &impl GenericClient, query: &AgeingQuery) -> Result<Expected, Error> {
    let row = statement::rows(query).query_one(client).await?;
    Ok(Expected {
        rows: row.try_get::<_, i64>("rows")?.unsigned_abs(),
        control_total: row.try_get("total")?,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &AgeingQuery,
) -> Result<AgeingTotals, Error> {
    whole(query, &statement::totals(query).query_one(client).await?)
}

/// Every row of the filter in the order of the query, in constant memory. Ignores limit and cursor.
pub async fn stream<C: GenericClient>(
    client: &C,
    query: &AgeingQuery,
) -> Result<impl Stream<Item = Result<AgeingRow, Error>> + Send + use<C>, Error> {
    let rows = statement::all(query).stream(client).await?;
    let zero = zero(query);
    let buckets = query.buckets.list.len();
    Ok(rows.map(move |row| group_of(&row?, zero, buckets)))
}

fn cursor(query: &AgeingQuery, row: &Row) -> Result<Cursor, Error> {
    let value = match query.sort {
        AgeingSort::Total | AgeingSort::TotalDescending => {
            row.try_get::<_, Decimal>("total")?.to_string()
        }
        AgeingSort::Name | AgeingSort::NameDescending => row.try_get("sort_name")?,
    };
    let id = row.try_get("group_id")?;
    Ok(Cursor::new(
        &query.fingerprint,
        value,
        id,
        Some(query.scope.as_of),
    ))
}

/// Zero, with the decimal places of the company's currency.
fn zero(query: &AgeingQuery) -> Decimal {
    let places = u32::try_from(query.scope.company.decimal_places).unwrap_or(0);
    Decimal::new(0, places.min(Decimal::MAX_SCALE))
}

fn group(query: &AgeingQuery, row: &Row) -> Result<AgeingRow, Error> {
    group_of(row, zero(query), query.buckets.list.len())
}

fn group_of(row: &Row, zero: Decimal, buckets: usize) -> Result<AgeingRow, Error> {
    Ok(AgeingRow {
        id: Some(row.try_get("group_id")?).filter(|id| *id != 0),
        name: row.try_get("name")?,
        code: row.try_get("code")?,
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        unapplied: row.try_get("unapplied")?,
        amounts: amounts(row, zero, buckets)?,
    })
}

fn whole(query: &AgeingQuery, row: &Row) -> Result<AgeingTotals, Error> {
    Ok(AgeingTotals {
        groups: row.try_get("groups")?,
        groups_overlap: query.group_by.overlaps(),
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        unapplied: row.try_get("unapplied")?,
        amounts: amounts(row, zero(query), query.buckets.list.len())?,
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
