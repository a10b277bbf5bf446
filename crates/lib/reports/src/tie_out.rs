//! Checks whether receivables or payables tie out: the open amount at a date must equal the ledger
//! balance of the same accounts at that date.
//!
//! A partial reconciliation takes the same amount from a debit and from a credit. If both items
//! count, the sum of residuals does not change. So each difference consists of partial
//! reconciliations with only one item in the report, and each of them has a reason.

mod parameters;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use states::UnmatchedReason;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use parameters::TieOutParameters;

use crate::accounts::Choice;
use crate::balances::{self, after};
use crate::companies::{self, Company};
use crate::currencies::rounded;
use crate::cursor::{After, SortValue};
use crate::error::Error;
use crate::figures::Money;
use crate::filter::Side;
use crate::ids::Ids;
use crate::line_filter::{LineFilter, WantedLines};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::statement::Statement;

pub const KEY: &str = "tie-out";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TieOut {
    /// Ledger balance of the accounts at the date.
    #[schema(value_type = Money)]
    pub ledger: Decimal,
    /// Open amount in the report at the date.
    #[schema(value_type = Money)]
    pub report: Decimal,
    /// Report less ledger.
    #[schema(value_type = Money)]
    pub difference: Decimal,
    pub tied: bool,
    /// URL of the settlements that cause the difference; null if there is no difference.
    #[schema(example = "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22")]
    pub differences_url: Option<String>,
}

/// A partial reconciliation with only one of its items in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unmatched {
    /// Odoo's id of the account.partial.reconcile.
    pub partial_id: i64,
    pub date: Option<Date>,
    /// The item that is in the report.
    pub line_id: i64,
    #[schema(example = "/v1/journal-items/7")]
    pub item_url: String,
    pub move_name: Option<String>,
    pub partner_id: Option<i64>,
    pub account_code: Option<String>,
    pub counterpart_line_id: Option<i64>,
    /// Why the counterpart is not in the report.
    pub reason: UnmatchedReason,
    /// Its part of the difference, in the company's currency.
    #[schema(value_type = Money)]
    pub difference: Decimal,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnmatchedPage {
    pub rows: Vec<Unmatched>,
    /// Totals over all rows, not of one page.
    pub totals: UnmatchedTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnmatchedTotals {
    pub rows: i64,
    #[schema(value_type = Money)]
    pub difference: Decimal,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct TieOutQuery {
    prepared: Prepared<TieOutParameters>,
    filter: LineFilter,
    as_of: Date,
    after: Option<After>,
}

impl TieOutQuery {
    pub fn prepared(&self) -> &Prepared<TieOutParameters> {
        &self.prepared
    }
}

/// Checks the parameters. `today` is the day in the tenant's zone.
pub async fn prepare(
    client: &impl GenericClient,
    parameters: &TieOutParameters,
    reader: &Reader,
) -> Result<TieOutQuery, Error> {
    let mut paging = Paging::read(parameters.limit, parameters.cursor.as_deref())?;
    let today = paging.day_or(reader.today);
    let as_of = parameters.as_of.unwrap_or(today);
    let company = companies::choose_with_others(
        client,
        reader,
        parameters.company_id,
        parameters.companies.as_ref(),
    )
    .await?;
    let wanted = WantedLines {
        accounts: Choice {
            prefix: parameters.account_prefix.as_deref(),
            account_type: Some(parameters.side.account_type_or(parameters.account_type)?),
            reconciled: true,
            ids: parameters.account_ids.as_ref().map(Ids::as_slice),
            text: None,
        },
        partner_id: parameters.partner_id,
        partner_level: parameters.partner_level,
        ..WantedLines::default()
    };
    let filter = LineFilter::read(client, &company, wanted, today).await?;
    let parameters = TieOutParameters {
        company_id: Some(company.id),
        partner_id: filter.partner_id(),
        as_of: Some(as_of),
        limit: None,
        cursor: None,
        ..parameters.clone()
    };
    let prepared = Prepared::new(KEY, company, parameters, paging)?;
    Ok(TieOutQuery {
        after: prepared.paging.after(SortValue::Text)?,
        prepared,
        filter,
        as_of,
    })
}

/// Filters that separate a document from its payments. With them a report need not tie out.
const PARTING: [&str; 22] = [
    "currency",
    "currencies",
    "partner_ids",
    "due_from",
    "due_to",
    "invoiced_from",
    "invoiced_to",
    "bucket",
    "journal_ids",
    "min_amount",
    "max_amount",
    "min_total",
    "overdue_only",
    "unapplied_only",
    "q",
    "partner_q",
    "salesperson_id",
    "salesperson_ids",
    "document_type",
    "document_type_ids",
    "partner_tag_id",
    "partner_tag_ids",
];

/// Checks a report of open items with these parameters, which have all defaults. None if they
/// separate documents from payments.
pub async fn check_report(
    client: &impl GenericClient,
    company: &Company,
    parameters: &impl Serialize,
    total: Decimal,
) -> Result<Option<TieOut>, Error> {
    // Parameters from a query string can always be serialised.
    let mut asked = serde_json::to_value(parameters).unwrap_or_default();
    let Some(asked) = asked.as_object_mut() else {
        return Ok(None);
    };
    if PARTING.iter().any(|name| asked.contains_key(*name)) {
        return Ok(None);
    }
    asked.retain(|name, _| SHARED.contains(&name.as_str()));
    let Ok(parameters) = serde_json::from_value::<TieOutParameters>(asked.clone().into()) else {
        return Ok(None);
    };
    let Some(as_of) = parameters.as_of else {
        return Ok(None);
    };
    let query = prepare(client, &parameters, &company.reader(as_of)).await?;
    Ok(Some(check(client, &query, total).await?))
}

/// Parameters that both reports have.
const SHARED: [&str; 9] = [
    "side",
    "company_id",
    "companies",
    "as_of",
    "partner_id",
    "partner_level",
    "account_prefix",
    "account_type",
    "account_ids",
];

/// Compares the open amount of a report with the ledger.
pub async fn check(
    client: &impl GenericClient,
    query: &TieOutQuery,
    report: Decimal,
) -> Result<TieOut, Error> {
    let until = after(query.as_of);
    let balances = balances::read(client, &query.filter, [until]).await?;
    let ledger: Decimal = query
        .filter
        .account_ids
        .iter()
        .map(|account| balances.between(*account, None, until).balance)
        .sum();
    let ledger = rounded(ledger, query.prepared.company.decimal_places);
    let difference = report - ledger;
    Ok(TieOut {
        ledger,
        report,
        difference,
        tied: difference.is_zero(),
        differences_url: (!difference.is_zero()).then(|| url(query)),
    })
}

/// The settlements that cause a difference. Without a difference no settlement is read, so that the
/// answer is fast.
pub async fn differences(
    client: &impl GenericClient,
    query: &TieOutQuery,
    tie_out: &TieOut,
) -> Result<UnmatchedPage, Error> {
    if tie_out.tied {
        return Ok(UnmatchedPage::default());
    }
    let mut statement = Statement::default();
    unmatched(&mut statement, query);
    statement.push(
        "select whole.*, page.*
from (select count(*) as whole_rows, coalesce(sum(difference), 0) as whole_difference
      from unmatched) whole
left join lateral (
    select * from unmatched",
    );
    if let Some(after) = &query.after {
        statement.push_with("\n    where sort_key > ?", after.value());
    }
    statement.push_with(
        "\n    order by sort_key limit ?\n) page on true order by sort_key",
        &query.prepared.paging.one_more,
    );
    let mut rows = statement.query(client).await?;
    let (whole_rows, whole_difference) = match rows.first() {
        Some(row) => (row.try_get("whole_rows")?, row.try_get("whole_difference")?),
        None => (0, Decimal::ZERO),
    };
    // After the last page there is one row with only the totals.
    let is_behind = match rows.first() {
        Some(row) => row.try_get::<_, Option<i64>>("id")?.is_none(),
        None => true,
    };
    if is_behind {
        rows.clear();
    }
    let paging = &query.prepared.paging;
    let next = paging.cut(&mut rows, |last| Ok((last.try_get("sort_key")?, 0)))?;
    let decimals = query.prepared.company.decimal_places;
    let rows = rows.iter().map(|row| from_row(row, decimals));
    Ok(UnmatchedPage {
        rows: rows.collect::<Result<_, _>>()?,
        totals: UnmatchedTotals {
            rows: whole_rows,
            difference: rounded(whole_difference, decimals),
        },
        next,
    })
}

/// Begins a statement with the table expression `unmatched`.
fn unmatched<'a>(statement: &mut Statement<'a>, query: &'a TieOutQuery) {
    let accounts = statement.bind(&query.filter.account_ids);
    let as_of = statement.bind(&query.as_of);
    let company = statement.bind(&query.filter.company_id);
    let own = statement.one_of(&query.filter.company_ids);
    let decimals = statement.bind(&query.prepared.company.decimal_places);
    let partners = query.filter.partner.as_ref();
    let partners = partners.map(|partner| statement.one_of(&partner.booked_on));
    let counts = |item: &str| {
        format!(
            "{item}.account_id = any({accounts}) and {item}.company_id {own}
             and {item}.date <= {as_of} and {item}.parent_state = 'posted'
             and {item}._deleted_at is null{}",
            partners.map_or(String::new(), |one_of| format!(
                " and {item}.partner_id {one_of}"
            ))
        )
    };
    let side = |sign: &str, own: &str, other: &str| {
        format!(
            "select part.id, part.max_date, {sign}part.amount as amount,
                    part.{own}_move_id as own_id, part.{other}_move_id as other_id
             from odoo.account_partial_reconcile part
             where part.max_date <= {as_of} and part._deleted_at is null"
        )
    };
    statement.push(&format!(
        "with part as ({} union all {}), unmatched as materialized (
    select to_char(part.id, 'FM0000000000000000000') as sort_key, part.id, part.max_date,
           own.id as line_id, coalesce(move.name, own.move_name) as move_name, own.partner_id,
           coalesce(account.code_by_company ->> {company}::bigint::text, account.code)
               as account_code,
           part.other_id, round(coalesce(part.amount, 0), {decimals}) as difference,
           case when other.id is null then 'not_mirrored'
                when other._deleted_at is not null then 'deleted'
                when other.parent_state is distinct from 'posted' then 'not_posted'
                when (other.company_id {own}) is not true then 'other_company'
                when other.account_id is null or other.account_id <> all({accounts})
                    then 'other_account'
                when other.date is null or other.date > {as_of} then 'later_date'
                else 'other_partner' end as reason
    from part
    join odoo.account_move_line own on own.id = part.own_id and {}
    left join odoo.account_move_line other on other.id = part.other_id
    left join odoo.account_move move on move.id = own.move_id
    left join odoo.account_account account on account.id = own.account_id
    where ({}) is not true
)
",
        side("-", "debit", "credit"),
        side("", "credit", "debit"),
        counts("own"),
        counts("other"),
    ));
}

fn from_row(row: &Row, decimals: i32) -> Result<Unmatched, Error> {
    let line_id: i64 = row.try_get("line_id")?;
    Ok(Unmatched {
        partial_id: row.try_get("id")?,
        date: row.try_get("max_date")?,
        line_id,
        item_url: format!("/v1/journal-items/{line_id}"),
        move_name: row.try_get("move_name")?,
        partner_id: row.try_get("partner_id")?,
        account_code: row.try_get("account_code")?,
        counterpart_line_id: row.try_get("other_id")?,
        reason: row.try_get("reason")?,
        difference: rounded(row.try_get("difference")?, decimals),
    })
}

fn url(query: &TieOutQuery) -> String {
    let side = match query.prepared.parameters.side {
        Side::Receivable => "receivables",
        Side::Payable => "payables",
    };
    // Numbers, a date and a word can always be encoded.
    let mut pairs = serde_json::to_value(&query.prepared.parameters).unwrap_or_default();
    if let Some(pairs) = pairs.as_object_mut() {
        pairs.remove("side");
    }
    let parameters = serde_urlencoded::to_string(pairs).unwrap_or_default();
    format!("/v1/{side}/tie-out?{parameters}")
}
