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
    /// As the tables of schema report name it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Receivable => "receivable",
            Self::Payable => "payable",
        }
    }

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
    pub(crate) document_type: Option<&'a str>,
}

/// The same, as the SQL needs it.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) as_of: Date,
    pub(crate) company_id: i64,
    pub(crate) side: &'static str,
    pub(crate) accounts: Vec<i64>,
    /// Every account of the side.
    pub(crate) is_whole_side: bool,
    pub(crate) partner_id: Option<i64>,
    pub(crate) currency_id: Option<i64>,
    pub(crate) due_from: Option<Date>,
    pub(crate) due_to: Option<Date>,
    pub(crate) salesperson_id: Option<i64>,
    pub(crate) document_types: Option<Vec<i64>>,
    pub(crate) source: Source,
}

/// Where the open items of the day are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The tables do not count yet: computed from the mirror.
    Mirror,
    /// What is open now, and the few items that have changed since the day, if there are any.
    Now { is_behind: bool },
    /// Too much has changed since the day: the items that were open on it.
    Then,
}

impl Filter {
    /// The sums by account, currency and due date know no more than these parameters.
    pub(crate) fn is_of_due_balances(&self) -> bool {
        matches!(self.source, Source::Now { .. })
            && self.partner_id.is_none()
            && self.salesperson_id.is_none()
            && self.document_types.is_none()
    }

    /// The sums by partner know the side as a whole.
    pub(crate) fn is_of_partner_balances(&self) -> bool {
        self.is_of_due_balances()
            && self.is_whole_side
            && self.currency_id.is_none()
            && self.due_from.is_none()
            && self.due_to.is_none()
    }
}

/// So many items that have changed since the day are worth correcting the sums of now by.
const MOST_BEHIND: i64 = 2_000;

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
    let document_types = match wanted.document_type {
        Some(code) => Some(document_types(client, code).await?),
        None => None,
    };
    let prefix = wanted.account_prefix.unwrap_or_default();
    let (accounts, source) = accounts(client, scope, prefix).await?;
    Ok(Filter {
        as_of: scope.as_of,
        company_id: scope.company.id,
        side: scope.side.as_str(),
        accounts,
        is_whole_side: prefix.is_empty(),
        document_types,
        source,
        partner_id: wanted.partner_id,
        currency_id,
        due_from: wanted.due_from,
        due_to: wanted.due_to,
        salesperson_id: wanted.salesperson_id,
    })
}

/// The side's accounts that lines of the company may stand on: a branch uses its parent's chart.
/// And, in the same round trip, where to read from.
/// An account of several companies has a code in each; what counts is the company's own.
async fn accounts(
    client: &impl GenericClient,
    scope: &Scope,
    prefix: &str,
) -> Result<(Vec<i64>, Source), Error> {
    let account_type = scope.side.account_type();
    let statement = client.prepare_cached(ACCOUNTS).await?;
    let company = scope.company.id;
    let row = client
        .query_one(
            &statement,
            &[&company, &account_type, &prefix, &scope.as_of, &MOST_BEHIND],
        )
        .await?;
    let behind: i64 = row.try_get("behind")?;
    let source = match row.try_get("is_built")? {
        false => Source::Mirror,
        true if behind > MOST_BEHIND => Source::Then,
        true => Source::Now {
            is_behind: behind > 0,
        },
    };
    Ok((row.try_get("accounts")?, source))
}

/// A code may stand for a type in each of several countries.
async fn document_types(client: &impl GenericClient, code: &str) -> Result<Vec<i64>, Error> {
    let statement = client.prepare_cached(DOCUMENT_TYPES).await?;
    let rows = client.query(&statement, &[&code]).await?;
    if rows.is_empty() {
        return Err(Error::parameter(
            "document_type",
            format!("there is no document type {code:?}"),
            "the code of a document type that is mirrored, such as 01",
        ));
    }
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
    select array(
               select account.id
               from odoo.account_account account
               where (account.company_id in (select id from lineage)
                   or exists (select from lineage where lineage.id = any(account.company_ids)))
                 and account.account_type = $2
                 and ($3 = '' or starts_with(
                     coalesce(account.code_by_company ->> $1::bigint::text, account.code), $3))
               order by account.id
           ) as accounts,
           (select built_at is not null from report.state) as is_built,
           (select count(*) from (
                select from report.subledger_line line
                where line.company_id = $1 and line.lifetime > 0 and line.changed_on > $4
                limit $5::bigint + 1) since) as behind";

const DOCUMENT_TYPES: &str =
    "select id from odoo.l10n_latam_document_type where code = $1 order by id";
