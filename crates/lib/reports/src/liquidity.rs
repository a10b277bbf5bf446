//! Balances of bank, cash and credit card accounts at a date, by account and currency.
//!
//! In Odoo each bank or cash journal has its own account (`default_account_id`), and its balance is
//! the balance of this account. If no journal names an account, its journal is the bank or cash
//! journal with the most items on it.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use states::JournalType;
use store::GenericClient;
use tokio_postgres::Row;

use crate::accounts::{self, Account, AccountType, Choice};
use crate::companies::Company;
use crate::currencies::rounded;
use crate::error::Error;
use crate::warning::WarningCode;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Journal {
    pub(crate) id: i64,
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    /// The journal's type in Odoo.
    pub(crate) kind: Option<JournalType>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) account: Account,
    pub(crate) journal: Option<Journal>,
    /// Currency of the items, if they have one.
    pub(crate) currency: Option<String>,
    /// In the company's currency.
    pub(crate) balance: Decimal,
    pub(crate) balance_currency: Decimal,
}

/// Sorted by account code and currency; amounts are rounded.
pub(crate) async fn read(
    client: &impl GenericClient,
    company: &Company,
    as_of: Date,
) -> Result<Vec<Holding>, Error> {
    let accounts = accounts(client, company).await?;
    of_accounts(client, company, &accounts, as_of).await
}

/// The same for accounts that were read before.
pub(crate) async fn of_accounts(
    client: &impl GenericClient,
    company: &Company,
    accounts: &HashMap<i64, Account>,
    as_of: Date,
) -> Result<Vec<Holding>, Error> {
    let ids: Vec<i64> = accounts.keys().copied().collect();
    let statement = client.prepare_cached(HOLDINGS).await?;
    let rows = client
        .query(
            &statement,
            &[&company.ids, &ids, &as_of, &as_of.first_of_month()],
        )
        .await?;
    let mut holdings = Vec::new();
    for row in &rows {
        if let Some(account) = accounts.get(&row.try_get("account_id")?) {
            holdings.push(from_row(row, account.clone(), company)?);
        }
    }
    holdings.sort_by(|one, other| {
        let place = |holding: &Holding| {
            let account = &holding.account;
            (account.code.clone(), account.id, holding.currency.clone())
        };
        place(one).cmp(&place(other))
    });
    Ok(holdings)
}

/// Bank, cash and credit card accounts, by id.
pub(crate) async fn accounts(
    client: &impl GenericClient,
    company: &Company,
) -> Result<HashMap<i64, Account>, Error> {
    let mut accounts = HashMap::new();
    for account_type in [AccountType::AssetCash, AccountType::LiabilityCreditCard] {
        let choice = Choice {
            account_type: Some(account_type),
            ..Choice::default()
        };
        let listed = accounts::list(client, &company.ids, choice).await?;
        accounts.extend(listed.into_iter().map(|account| (account.id, account)));
    }
    Ok(accounts)
}

/// A warning if a journal lacks its account, so that its journal must be guessed.
pub(crate) async fn warning(
    client: &impl GenericClient,
    company_ids: &[i64],
) -> Result<Option<WarningCode>, Error> {
    let statement = client.prepare_cached(LACKS_ACCOUNT).await?;
    let lacking = client.query_opt(&statement, &[&company_ids]).await?;
    Ok(lacking.map(|_| WarningCode::JournalAccountsUnknown))
}

const LACKS_ACCOUNT: &str = "
    select from odoo.account_journal
    where company_id = any($1) and type in ('bank', 'cash', 'credit') and default_account_id is null
      and _deleted_at is null
    limit 1";

fn from_row(row: &Row, account: Account, company: &Company) -> Result<Holding, Error> {
    let journal: Option<i64> = row.try_get("journal_id")?;
    let journal = match journal {
        Some(id) => Some(Journal {
            id,
            code: row.try_get("journal_code")?,
            name: row.try_get("journal_name")?,
            kind: row.try_get("journal_type")?,
        }),
        None => None,
    };
    let decimals: i32 = row.try_get("decimal_places")?;
    Ok(Holding {
        account,
        journal,
        currency: row.try_get("currency")?,
        balance: rounded(row.try_get("balance")?, company.decimal_places),
        balance_currency: rounded(row.try_get("balance_currency")?, decimals),
    })
}

// Whole months come from the precomputed sums, the month of the date from its items.
const HOLDINGS: &str = "
    with part as (
        select month.account_id, month.currency_id, month.balance, month.amount_currency
        from report.account_month month
        where month.company_id = any($1) and month.account_id = any($2) and month.posted
          and month.month < $4
        union all
        select line.account_id, coalesce(line.currency_id, 0), line.balance, line.amount_currency
        from report.journal_item line
        where line.company_id = any($1) and line.account_id = any($2)
          and line.parent_state = 'posted' and line._deleted_at is null
          and line.date between $4 and $3
    ), holding as (
        select account_id, currency_id, sum(balance) as balance,
               sum(amount_currency) as balance_currency
        from part
        group by account_id, currency_id
        having sum(balance) <> 0 or sum(amount_currency) <> 0
    ), named as (
        select distinct on (default_account_id) default_account_id as account_id, id as journal_id
        from odoo.account_journal
        where default_account_id = any($2) and type in ('bank', 'cash', 'credit')
          and _deleted_at is null
        order by default_account_id, id
    ), busiest as (
        select distinct on (account_id) account_id, journal_id
        from (
            select month.account_id, month.journal_id, sum(month.lines) as lines
            from report.account_month month
            join odoo.account_journal journal on journal.id = month.journal_id
            where month.company_id = any($1) and month.account_id = any($2) and month.posted
              and journal.type in ('bank', 'cash', 'credit')
            group by month.account_id, month.journal_id
        ) kept
        where lines > 0
        order by account_id, lines desc, journal_id
    )
    select holding.account_id, currency.name as currency,
           coalesce(currency.decimal_places, 2) as decimal_places,
           holding.balance, holding.balance_currency,
           journal.id as journal_id, journal.code as journal_code, journal.name as journal_name,
           journal.type as journal_type
    from holding
    left join odoo.res_currency currency on currency.id = holding.currency_id
    left join named on named.account_id = holding.account_id
    left join busiest on busiest.account_id = holding.account_id
    left join odoo.account_journal journal
        on journal.id = coalesce(named.journal_id, busiest.journal_id)";
