//! From what a caller asked to what the SQL needs: the company, its accounts of the side, ids
//! instead of codes. Everything that can be wrong with a parameter is found here.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::ToSchema;

use crate::companies::{self, Company};
use crate::currencies;
use crate::error::Error;

/// Who owes: customers to us, or we to vendors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Receivable,
    Payable,
}

impl Side {
    /// `account_type` of the side's accounts.
    fn account_type(self) -> &'static str {
        match self {
            Self::Receivable => "asset_receivable",
            Self::Payable => "liability_payable",
        }
    }
}

/// What the answer is about, after defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Scope {
    pub side: Side,
    pub company: Company,
    /// Documents and settlements up to this day, inclusive.
    pub as_of: Date,
}

/// What a complete file of a report must come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub rows: u64,
    /// Sum of the residual in company currency over all rows.
    pub control_total: Decimal,
}

/// What both reports filter by, as a caller gives it.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) partner_id: Option<i64>,
    pub(crate) account_prefix: Option<&'a str>,
    pub(crate) currency: Option<&'a str>,
    pub(crate) due_from: Option<Date>,
    pub(crate) due_to: Option<Date>,
    pub(crate) salesperson_id: Option<i64>,
}

/// The same, as the SQL needs it.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) as_of: Date,
    pub(crate) company_id: i64,
    pub(crate) decimal_places: i32,
    pub(crate) accounts: Vec<i64>,
    pub(crate) partner_id: Option<i64>,
    pub(crate) currency_id: Option<i64>,
    pub(crate) due_from: Option<Date>,
    pub(crate) due_to: Option<Date>,
    pub(crate) salesperson_id: Option<i64>,
}

pub(crate) async fn scope(
    client: &impl GenericClient,
    side: Side,
    company_id: Option<i64>,
    as_of: Date,
) -> Result<Scope, Error> {
    let company = companies::choose(client, company_id).await?;
    Ok(Scope {
        side,
        company,
        as_of,
    })
}

pub(crate) async fn filter(
    client: &impl GenericClient,
    scope: &Scope,
    wanted: Wanted<'_>,
) -> Result<Filter, Error> {
    if let (Some(from), Some(to)) = (wanted.due_from, wanted.due_to)
        && from > to
    {
        return Err(Error::parameter(
            "due_from",
            format!("{from} is after due_to {to}"),
            "a range whose first day is not after its last",
        ));
    }
    let currency_id = match wanted.currency {
        Some(code) => Some(currencies::named(client, code).await?.id),
        None => None,
    };
    let prefix = wanted.account_prefix.unwrap_or_default();
    Ok(Filter {
        as_of: scope.as_of,
        company_id: scope.company.id,
        decimal_places: scope.company.decimal_places,
        accounts: accounts(client, scope, prefix).await?,
        partner_id: wanted.partner_id,
        currency_id,
        due_from: wanted.due_from,
        due_to: wanted.due_to,
        salesperson_id: wanted.salesperson_id,
    })
}

/// The side's accounts that lines of the company may stand on: a branch uses its parent's chart.
/// An account of several companies has a code in each; what counts is the company's own.
async fn accounts(
    client: &impl GenericClient,
    scope: &Scope,
    prefix: &str,
) -> Result<Vec<i64>, Error> {
    let account_type = scope.side.account_type();
    let statement = client.prepare_cached(ACCOUNTS).await?;
    let rows = client
        .query(&statement, &[&scope.company.id, &account_type, &prefix])
        .await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}

// Tombstones count here: a merged account disappears from Odoo before its lines are known to have
// moved, and until then their money must not vanish from the report.
const ACCOUNTS: &str = "
    with recursive lineage as (
        select company.id, company.parent_id from odoo.res_company company where company.id = $1
        union
        select parent.id, parent.parent_id
        from lineage
        join odoo.res_company parent on parent.id = lineage.parent_id
    )
    select account.id
    from odoo.account_account account
    where (account.company_id in (select id from lineage)
        or exists (select from lineage where lineage.id = any(account.company_ids)))
      and account.account_type = $2
      and ($3 = ''
        or starts_with(coalesce(account.code_by_company ->> $1::bigint::text, account.code), $3))
    order by account.id";
