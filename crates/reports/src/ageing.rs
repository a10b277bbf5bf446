//! Ageing by partner: what is open at a date, spread over how long it has been due.
//!
//! All amounts in the company's currency. Totals are over the whole filter, never over a page.

mod columns;
mod parameters;

use futures::{Stream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use columns::{COLUMNS, cells};
pub use parameters::{AgeingParameters, AgeingSort};

use crate::column::Title;
use crate::cursor::{After, Cursor, check_limit, fingerprint};
use crate::error::Error;
use crate::filter::{self, Expected, Filter, Scope, Wanted};
use crate::open_line;
use crate::statement::Statement;

pub const KEY: &str = "ageing";
pub const TITLE: Title<'static> = Title {
    en: "Ageing by partner",
    es: "Antigüedad de saldos por cliente o proveedor",
};

/// Residuals by days past the due date, in the company's currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Buckets {
    pub not_due: Decimal,
    pub days_1_30: Decimal,
    pub days_31_60: Decimal,
    pub days_61_90: Decimal,
    pub days_91_120: Decimal,
    pub older: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingRow {
    /// None for items without a partner.
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    pub vat: Option<String>,
    /// Open journal items.
    pub items: i64,
    pub total: Decimal,
    #[serde(flatten)]
    pub buckets: Buckets,
}

/// Over the whole filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingTotals {
    pub partners: i64,
    pub items: i64,
    pub total: Decimal,
    #[serde(flatten)]
    pub buckets: Buckets,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingPage {
    pub rows: Vec<AgeingRow>,
    pub totals: AgeingTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Parameters that were found good, with every default settled.
#[derive(Debug, Clone)]
pub struct AgeingQuery {
    scope: Scope,
    parameters: AgeingParameters,
    filter: Filter,
    sort: AgeingSort,
    limit: u32,
    after: Option<After>,
    fingerprint: String,
}

impl AgeingQuery {
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The same question with company, day and sort written out, without limit and cursor: what an
    /// export job keeps.
    pub fn parameters(&self) -> &AgeingParameters {
        &self.parameters
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
        currency: parameters.currency.as_deref(),
        salesperson_id: parameters.salesperson_id,
        ..Wanted::default()
    };
    let filter = filter::filter(client, &scope, wanted).await?;
    let parameters = AgeingParameters {
        company_id: Some(scope.company.id),
        as_of: Some(as_of),
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
        sort,
        limit,
        after,
        fingerprint,
    })
}

/// One page of partners and the totals of all of them, from one select.
pub async fn page(client: &impl GenericClient, query: &AgeingQuery) -> Result<AgeingPage, Error> {
    // One more than asked tells whether there is a next page.
    let one_more = i64::from(query.limit) + 1;
    let rows = page_statement(query, &one_more).query(client).await?;
    let mut totals = None;
    let mut partners = Vec::with_capacity(rows.len());
    for row in &rows {
        if row.try_get("whole")? {
            totals = Some(whole(row)?);
        } else {
            partners.push(row);
        }
    }
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let next = match partners.get(limit.saturating_sub(1)) {
        Some(last) if partners.len() > limit => Some(cursor(query, last)?.encode()),
        _ => None,
    };
    let rows = partners.into_iter().take(limit).map(partner);
    Ok(AgeingPage {
        rows: rows.collect::<Result<_, _>>()?,
        // An aggregate without groups always gives a row.
        totals: totals.unwrap_or_default(),
        next,
    })
}

/// What [`stream`] must come to, if both run in one [`crate::snapshot`].
pub async fn expected(client: &impl GenericClient, query: &AgeingQuery) -> Result<Expected, Error> {
    let totals = totals(client, query).await?;
    Ok(Expected {
        rows: totals.partners.unsigned_abs(),
        control_total: totals.total,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &AgeingQuery,
) -> Result<AgeingTotals, Error> {
    let mut statement = Statement::default();
    by_partner(&mut statement, query);
    statement.push(", whole as (\n");
    statement.push(WHOLE);
    statement.push(")\nselect * from whole");
    whole(&statement.query_one(client).await?)
}

/// Every partner of the filter in the order of the query, in constant memory; limit and cursor do
/// not count.
pub async fn stream<C: GenericClient>(
    client: &C,
    query: &AgeingQuery,
) -> Result<impl Stream<Item = Result<AgeingRow, Error>> + Send + use<C>, Error> {
    let mut statement = Statement::default();
    by_partner(&mut statement, query);
    statement.push(&format!(
        "select * from by_partner order by {}",
        query.sort.order()
    ));
    let rows = statement.stream(client).await?;
    Ok(rows.map(|row| partner(&row?)))
}

fn page_statement<'a>(query: &'a AgeingQuery, limit: &'a i64) -> Statement<'a> {
    let sort = query.sort;
    let mut statement = Statement::default();
    by_partner(&mut statement, query);
    statement.push(", whole as (\n");
    statement.push(WHOLE);
    statement.push("), page as (\n    select * from by_partner");
    if let Some(after) = &query.after {
        let value = statement.bind(after.value());
        let id = statement.bind(&after.id);
        statement.push(&format!(
            "\n    where ({}, sort_id) {} ({value}, {id})",
            sort.expression(),
            sort.comparison()
        ));
    }
    let limit = statement.bind(limit);
    statement.push(&format!(
        "\n    order by {} limit {limit}\n)\n",
        sort.order()
    ));
    statement.push(&format!(
        "select true as whole, whole.partners, null::bigint as partner_id, null as partner_name,
           null as vat, null as sort_name, null::bigint as sort_id, whole.items, whole.total,
           {BUCKET_NAMES}
    from whole
    union all
    (select false, null, partner_id, partner_name, vat, sort_name, sort_id, items, total,
            {BUCKET_NAMES}
     from page order by {})",
        sort.order()
    ));
    statement
}

/// Begins a statement with the table expression `by_partner`.
fn by_partner<'a>(statement: &mut Statement<'a>, query: &'a AgeingQuery) {
    let places = open_line::begin(statement, &query.filter, None);
    statement.push(&format!(
        ", summed as (
    select partner_id, count(*) as items, sum(residual) as total, {BUCKETS}
    from (select partner_id, residual, {}::date - due as days from open_line) aged
    group by partner_id
), by_partner as (
    select summed.*, partner.name as partner_name, partner.vat,
           coalesce(lower(partner.name), '') as sort_name, coalesce(summed.partner_id, 0) as sort_id
    from summed
    left join odoo.res_partner partner on partner.id = summed.partner_id
)\n",
        places.as_of
    ));
}

/// Over `residual` and `days` past the due date.
const BUCKETS: &str = "
           sum(residual * (days <= 0)::int) as not_due,
           sum(residual * (days between 1 and 30)::int) as days_1_30,
           sum(residual * (days between 31 and 60)::int) as days_31_60,
           sum(residual * (days between 61 and 90)::int) as days_61_90,
           sum(residual * (days between 91 and 120)::int) as days_91_120,
           sum(residual * (days > 120)::int) as older";

const BUCKET_NAMES: &str = "not_due, days_1_30, days_31_60, days_61_90, days_91_120, older";

const WHOLE: &str = "
    select count(*) as partners,
           coalesce(sum(items), 0)::bigint as items,
           coalesce(sum(total), 0) as total,
           coalesce(sum(not_due), 0) as not_due,
           coalesce(sum(days_1_30), 0) as days_1_30,
           coalesce(sum(days_31_60), 0) as days_31_60,
           coalesce(sum(days_61_90), 0) as days_61_90,
           coalesce(sum(days_91_120), 0) as days_91_120,
           coalesce(sum(older), 0) as older
    from by_partner
";

fn cursor(query: &AgeingQuery, row: &Row) -> Result<Cursor, Error> {
    let value = match query.sort {
        AgeingSort::Total | AgeingSort::TotalDescending => {
            row.try_get::<_, Decimal>("total")?.to_string()
        }
        AgeingSort::Name | AgeingSort::NameDescending => row.try_get("sort_name")?,
    };
    let id = row.try_get("sort_id")?;
    Ok(Cursor::new(
        &query.fingerprint,
        value,
        id,
        Some(query.scope.as_of),
    ))
}

fn partner(row: &Row) -> Result<AgeingRow, Error> {
    Ok(AgeingRow {
        partner_id: row.try_get("partner_id")?,
        partner_name: row.try_get("partner_name")?,
        vat: row.try_get("vat")?,
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        buckets: buckets(row)?,
    })
}

fn whole(row: &Row) -> Result<AgeingTotals, Error> {
    Ok(AgeingTotals {
        partners: row.try_get("partners")?,
        items: row.try_get("items")?,
        total: row.try_get("total")?,
        buckets: buckets(row)?,
    })
}

fn buckets(row: &Row) -> Result<Buckets, Error> {
    Ok(Buckets {
        not_due: row.try_get("not_due")?,
        days_1_30: row.try_get("days_1_30")?,
        days_31_60: row.try_get("days_31_60")?,
        days_61_90: row.try_get("days_61_90")?,
        days_91_120: row.try_get("days_91_120")?,
        older: row.try_get("older")?,
    })
}
