//! Converts parameters to what the SQL needs: the company, its accounts of the side, ids instead of
//! codes. All parameter errors are found here.

mod names;
mod ranges;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::GenericClient;
use utoipa::ToSchema;

pub(crate) use ranges::{Aged, Amounts, Days};

use crate::accounts::AccountType;
use crate::column::Title;
use crate::companies::Company;
use crate::customers::{self, ChosenPartner, PartnerLevel};
use crate::error::Error;
use crate::ids::Ids;
use crate::lists::{CodesOrNone, IdsOrNone};
use crate::pattern;

/// Receivable: customers owe us. Payable: we owe vendors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    #[default]
    Receivable,
    Payable,
}

impl Side {
    /// The name in the tables of schema `report`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Receivable => "receivable",
            Self::Payable => "payable",
        }
    }

    /// A balance as people say it: what is owed is positive on both sides.
    pub fn owed(self, balance: Decimal) -> Decimal {
        match self {
            // Zero has no sign.
            Self::Payable if !balance.is_zero() => -balance,
            _ => balance,
        }
    }

    /// The type of the side's accounts.
    pub(crate) fn account_type(self) -> AccountType {
        match self {
            Self::Receivable => AccountType::AssetReceivable,
            Self::Payable => AccountType::LiabilityPayable,
        }
    }

    /// The requested type; default: the side's own. Rejects types that Odoo never reconciles, and
    /// the type of the other side.
    pub(crate) fn account_type_or(self, asked: Option<AccountType>) -> Result<AccountType, Error> {
        let is_possible = |kind: &AccountType| match kind {
            AccountType::AssetReceivable | AccountType::LiabilityPayable => {
                *kind == self.account_type()
            }
            kind => kind.may_be_reconciled(),
        };
        let asked = asked.unwrap_or_else(|| self.account_type());
        if is_possible(&asked) {
            return Ok(asked);
        }
        let possible: Vec<&str> = (AccountType::ALL.into_iter().filter(is_possible))
            .map(AccountType::as_str)
            .collect();
        Err(Error::parameter(
            "account_type",
            format!(
                "accounts of type {} have no open {} items",
                asked.as_str(),
                self.as_str()
            ),
            format!("one of {}", possible.join(", ")),
        ))
    }
}

/// The title of a report with these parameters.
pub(crate) fn title_for(
    title: Title<'static>,
    by_side: Option<[Title<'static>; 2]>,
    parameters: &Map<String, Value>,
) -> Title<'static> {
    let side = parameters.get("side").and_then(Value::as_str);
    match (by_side, side) {
        (Some([receivable, _]), Some("receivable")) => receivable,
        (Some([_, payable]), Some("payable")) => payable,
        _ => title,
    }
}

/// What the answer covers, with defaults filled in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) side: Side,
    pub(crate) company: &'a Company,
    /// Documents and settlements up to this day, inclusive.
    pub(crate) as_of: Date,
}

/// What a complete file of a report must contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub rows: u64,
    /// Sum of the report's control amount over all rows, for example of the residual.
    pub control_total: Decimal,
    /// The amount of the whole report. It differs from the control total only if rows overlap.
    pub total: Decimal,
}

impl Expected {
    pub fn new(rows: u64, control_total: Decimal) -> Self {
        Self {
            rows,
            control_total,
            total: control_total,
        }
    }

    /// Counts and sums the rows of a report that fits into memory.
    pub fn from_rows<R>(rows: &[R], control: impl Fn(&R) -> Decimal) -> Self {
        Self::new(rows.len() as u64, rows.iter().map(control).sum())
    }
}

/// Filter of open items and ageing, as the caller gives it.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) partner_id: Option<i64>,
    pub(crate) partner_level: Option<PartnerLevel>,
    pub(crate) partner_ids: Option<&'a IdsOrNone>,
    pub(crate) account_prefix: Option<&'a str>,
    pub(crate) account_type: Option<AccountType>,
    pub(crate) account_ids: Option<&'a Ids>,
    pub(crate) currency: Option<&'a str>,
    pub(crate) currencies: Option<&'a CodesOrNone>,
    pub(crate) due_from: Option<Date>,
    pub(crate) due_to: Option<Date>,
    pub(crate) invoiced_from: Option<Date>,
    pub(crate) invoiced_to: Option<Date>,
    /// The days of a bucket.
    pub(crate) bucket: Option<Aged>,
    pub(crate) salesperson_id: Option<i64>,
    pub(crate) salesperson_ids: Option<&'a IdsOrNone>,
    pub(crate) document_type: Option<&'a str>,
    pub(crate) document_type_ids: Option<&'a IdsOrNone>,
    pub(crate) partner_tag_id: Option<i64>,
    pub(crate) partner_tag_ids: Option<&'a IdsOrNone>,
    pub(crate) journal_ids: Option<&'a Ids>,
    /// Part of a text of the document or of the partner.
    pub(crate) text: Option<&'a str>,
    /// Part of a text of the partner.
    /// The parameter and its text.
    pub(crate) partner_text: Option<(&'static str, &'a str)>,
    /// Only items that are not applied to a document yet.
    pub(crate) unapplied_only: bool,
    pub(crate) amounts: Amounts,
}

/// The same filter, as the SQL needs it. In lists of ids, 0 stands for rows without one.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) as_of: Date,
    pub(crate) company_id: i64,
    /// The companies whose items count.
    pub(crate) company_ids: Vec<i64>,
    pub(crate) side: &'static str,
    pub(crate) accounts: Vec<i64>,
    /// Whether all accounts of the side count.
    pub(crate) is_whole_side: bool,
    pub(crate) partner: Option<ChosenPartner>,
    pub(crate) partners: Option<(PartnerLevel, Vec<i64>)>,
    pub(crate) currencies: Option<Vec<i64>>,
    pub(crate) due: Days,
    pub(crate) invoiced: Days,
    pub(crate) salespersons: Option<Vec<i64>>,
    pub(crate) document_types: Option<Vec<i64>>,
    pub(crate) partner_tag_id: Option<i64>,
    pub(crate) partner_tags: Option<Vec<i64>>,
    pub(crate) journals: Option<Vec<i64>>,
    /// A pattern for `like`.
    pub(crate) text: Option<String>,
    /// The same for the partner alone.
    pub(crate) partner_text: Option<String>,
    pub(crate) unapplied_only: bool,
    pub(crate) amounts: Amounts,
    pub(crate) source: Source,
}

/// Where the open items of the day are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The precomputed tables are not built yet: computed from the mirror.
    Mirror,
    /// Items that are open now, and the few items that changed after the day, if any.
    Now { is_behind: bool },
    /// Accounts of another type than the side's are not precomputed: computed from the mirror.
    OtherAccounts,
    /// Too many items changed after the day: the items that were open on it.
    Then,
}

impl Filter {
    /// The partner of the filter: the commercial entity or the contact.
    pub(crate) fn partner_id(&self) -> Option<i64> {
        self.partner.as_ref().map(|partner| partner.id)
    }

    /// Whether no condition concerns what is open of an item on the day.
    pub(crate) fn is_of_any_residual(&self) -> bool {
        self.amounts.is_unlimited() && !self.unapplied_only
    }

    /// Whether the sums by account, currency and due date support these parameters.
    pub(crate) fn is_of_due_balances(&self) -> bool {
        matches!(self.source, Source::Now { .. })
            && self.partner.is_none()
            && self.partners.is_none()
            && self.salespersons.is_none()
            && self.document_types.is_none()
            && self.partner_tag_id.is_none()
            && self.partner_tags.is_none()
            && self.journals.is_none()
            && self.text.is_none()
            && self.partner_text.is_none()
            && self.is_of_any_residual()
            && self.invoiced.is_unlimited()
    }

    /// Whether the sums by partner support these parameters: they cover only a whole side.
    pub(crate) fn is_of_partner_balances(&self) -> bool {
        self.is_of_due_balances()
            && self.company_ids.len() == 1
            && self.is_whole_side
            && self.currencies.is_none()
            && self.due.is_unlimited()
    }
}

/// If at most this many items changed after the day, the current sums are corrected by them.
const MOST_BEHIND: i64 = 2_000;

pub(crate) async fn filter(
    client: &impl GenericClient,
    scope: Scope<'_>,
    wanted: Wanted<'_>,
) -> Result<Filter, Error> {
    let (due, invoiced) = ranges::days(&wanted)?;
    let text = wanted.text.map(|text| pattern::searchable("q", text));
    let partner_text = wanted.partner_text;
    let partner_text = partner_text.map(|(name, text)| pattern::searchable(name, text));
    if let Some(tag) = wanted.partner_tag_id {
        names::check_tag(client, tag).await?;
    }
    let prefix = wanted.account_prefix.unwrap_or_default();
    let account_type = scope.side.account_type_or(wanted.account_type)?;
    let (mut accounts, kept) = accounts(client, scope, account_type, prefix).await?;
    if let Some(ids) = wanted.account_ids {
        accounts.retain(|account| ids.as_slice().contains(account));
    }
    let source = if account_type == scope.side.account_type() {
        kept
    } else {
        Source::OtherAccounts
    };
    let ids = |list: Option<&IdsOrNone>| list.map(|list| list.as_slice().to_vec());
    let level = wanted.partner_level.unwrap_or_default();
    Ok(Filter {
        as_of: scope.as_of,
        company_id: scope.company.id,
        company_ids: scope.company.ids.clone(),
        side: scope.side.as_str(),
        accounts,
        is_whole_side: prefix.is_empty() && wanted.account_ids.is_none(),
        document_types: names::document_types(client, &wanted).await?,
        partner_tag_id: wanted.partner_tag_id,
        partner_tags: ids(wanted.partner_tag_ids),
        journals: wanted.journal_ids.map(|ids| ids.as_slice().to_vec()),
        text: text.transpose()?,
        partner_text: partner_text.transpose()?,
        unapplied_only: wanted.unapplied_only,
        amounts: wanted.amounts,
        source,
        partner: customers::choose(client, wanted.partner_id, wanted.partner_level).await?,
        partners: ids(wanted.partner_ids).map(|partners| (level, partners)),
        currencies: names::currencies(client, &wanted).await?,
        due,
        invoiced,
        salespersons: both(
            wanted.salesperson_id.map(|id| vec![id]),
            ids(wanted.salesperson_ids),
        ),
    })
}

/// Ids that are in both lists.
fn both(one: Option<Vec<i64>>, other: Option<Vec<i64>>) -> Option<Vec<i64>> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.retain(|id| other.contains(id));
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// The accounts that lines of the company may use, and where to read from, in one round trip. A
/// branch uses its parent's chart. An account of several companies has a code in each of them; the
/// code in this company counts.
async fn accounts(
    client: &impl GenericClient,
    scope: Scope<'_>,
    account_type: AccountType,
    prefix: &str,
) -> Result<(Vec<i64>, Source), Error> {
    let account_type = account_type.as_str();
    let statement = client.prepare_cached(ACCOUNTS).await?;
    let companies = &scope.company.ids;
    let row = client
        .query_one(
            &statement,
            &[
                companies,
                &account_type,
                &prefix,
                &scope.as_of,
                &MOST_BEHIND,
            ],
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

// Tombstones are included: a merged account disappears from Odoo before the mirror knows that its
// lines have moved. Until then their amounts must stay in the report.
const ACCOUNTS: &str = "
    with lineage as materialized (
        select id from report.with_parents($1) company (id)
    )
    select array(
               select account.id
               from odoo.account_account account
               where (account.company_id in (select id from lineage)
                   or exists (select from lineage where lineage.id = any(account.company_ids)))
                 and account.account_type = $2
                 and (account.account_type in ('asset_receivable', 'liability_payable')
                      or account.reconcile)
                 and ($3 = '' or starts_with(
                     coalesce((select account.code_by_company ->> company.id::text
                               from unnest($1) with ordinality company (id, number)
                               where account.code_by_company ? company.id::text
                               order by number limit 1), account.code), $3))
               order by account.id
           ) as accounts,
           (select built_at is not null from report.state) as is_built,
           (select count(*) from (
                select from report.subledger_line line
                where line.company_id = any($1) and line.lifetime > 0 and line.changed_on > $4
                limit $5::bigint + 1) since) as behind";
