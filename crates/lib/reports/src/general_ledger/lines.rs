//! The journal items of the ledger, by account and date.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

use super::rows::{self, LedgerRow, Running};
use super::{GeneralLedgerQuery, LastRow, Position, Section};
use crate::accounts::Account;
use crate::balances::Sums;
use crate::error::Error;
use crate::journal_items::{self, JournalItem};
use crate::statement::Statement;

pub(super) struct Line {
    pub(super) item: JournalItem,
    /// Not rounded.
    pub(super) sums: Sums,
}

/// The first lines of the sections, at most `limit`, after the position in the first section.
pub(super) async fn read_page(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
    sections: &[Section],
    resumed: Option<&Position>,
    limit: i64,
) -> Result<Vec<Line>, Error> {
    let before_all = (query.period.from, 0_i64);
    let accounts: Vec<i64> = sections.iter().map(|section| section.account.id).collect();
    let mut starts: Vec<(Date, i64)> = vec![before_all; sections.len()];
    if let (Some(start), Some(position)) = (starts.first_mut(), resumed) {
        *start = match position.last {
            LastRow::Line(date, id) => (date, id),
            LastRow::Opening | LastRow::Closing => before_all,
        };
    }
    let (dates, ids): (Vec<Date>, Vec<i64>) = starts.into_iter().unzip();
    let mut statement = Statement::default();
    let company = statement.bind(&query.filter.company_id);
    let (accounts, dates) = (statement.bind(&accounts), statement.bind(&dates));
    let limit = statement.bind(&limit);
    // Reads account by account, so that each index scan is in order and stops early.
    statement.push_with(
        &format!(
            "with page as (
    select line.*, account.ordinal
    from unnest({accounts}::bigint[], {dates}::date[], ?::bigint[]) with ordinality
        account (id, start_date, start_id, ordinal)
    cross join lateral (
        select line.* from report.journal_item line
        where line.account_id = account.id
          and (line.date, line.id) > (account.start_date, account.start_id)"
        ),
        &ids,
    );
    statement.push_with("\n      and line.date <= ?", &query.period.to);
    query.filter.conditions(&mut statement);
    statement.push(&format!(
        "\n        order by line.date, line.id limit {limit}
    ) line
    order by account.ordinal, line.date, line.id limit {limit}
)
"
    ));
    journal_items::details(&mut statement, company);
    statement.push("\norder by page.ordinal, page.date, page.id");
    let rows = statement.query(client).await?;
    let own = |row: &Row| -> Result<Line, Error> {
        let id: i64 = row.try_get("account_id")?;
        let section = sections.iter().find(|section| section.account.id == id);
        line(row, query, section.map(|section| &section.account))
    };
    rows.iter().map(own).collect()
}

/// Every row of one account.
pub(super) async fn stream_account(
    client: &impl GenericClient,
    query: GeneralLedgerQuery,
    section: Section,
) -> Result<BoxStream<'_, Result<LedgerRow, Error>>, Error> {
    let opening = rows::opening(&query, &section);
    let closing = rows::closing(&query, &section);
    let rows = {
        let mut statement = Statement::default();
        let company = statement.bind(&query.filter.company_id);
        between(&mut statement, &query, &section.account);
        statement.push("\n)\n");
        journal_items::details(&mut statement, company);
        statement.push("\norder by page.date, page.id");
        statement.stream(client).await?
    };
    let mut running = Running::from(section.opening);
    let lines = rows.map(move |row| {
        let line = line(&row?, &query, Some(&section.account))?;
        running += line.sums;
        Ok(rows::item(&query, &section, line, running))
    });
    let one = |row| stream::once(async { Ok(row) });
    Ok(one(opening).chain(lines).chain(one(closing)).boxed())
}

/// Sums of the account's items in the period, up to and including one of them.
pub(super) async fn until(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
    account: &Account,
    date: Date,
    id: i64,
) -> Result<Sums, Error> {
    let own = account.currency.as_ref().map(|currency| currency.id);
    let mut statement = Statement::default();
    between(&mut statement, query, account);
    let date = statement.bind(&date);
    statement.push_with(
        &format!("\n      and (line.date, line.id) <= ({date}, ?)\n)\n"),
        &id,
    );
    statement.push_with(
        "select coalesce(sum(balance), 0) as balance,
           coalesce(sum(amount_currency) filter (where currency_id = ?), 0) as balance_currency
    from page",
        &own,
    );
    let row = statement.query_one(client).await?;
    Ok(Sums {
        balance: row.try_get("balance")?,
        balance_currency: row.try_get("balance_currency")?,
        ..Sums::default()
    })
}

/// Begins the table expression `page` with the account's items of the period.
fn between<'a>(statement: &mut Statement<'a>, query: &'a GeneralLedgerQuery, account: &'a Account) {
    statement.push_with(
        "with page as (
    select line.* from report.journal_item line where line.account_id = ?",
        &account.id,
    );
    statement.push_with("\n      and line.date >= ?", &query.period.from);
    statement.push_with("\n      and line.date <= ?", &query.period.to);
    query.filter.conditions(statement);
}

fn line(row: &Row, query: &GeneralLedgerQuery, account: Option<&Account>) -> Result<Line, Error> {
    let item = journal_items::item(row, query.prepared.company.decimal_places)?;
    let own = account.and_then(|account| account.currency.as_ref());
    let in_own = own.is_some_and(|currency| currency.code == item.currency);
    let amount_currency: Decimal = row.try_get("amount_currency")?;
    let sums = Sums {
        lines: 1,
        debit: row.try_get("debit")?,
        credit: row.try_get("credit")?,
        balance: row.try_get("balance")?,
        balance_currency: if in_own {
            amount_currency
        } else {
            Decimal::ZERO
        },
    };
    Ok(Line { item, sums })
}
