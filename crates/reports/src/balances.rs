//! What accounts come to between given dates: the ground of general ledger, trial balance and
//! tie-out.
//!
//! Whole months come from `report.account_month`; only the months that a date cuts in two are added
//! up from their lines. Partners and documents are not in those sums, and have few lines: where they
//! are filtered by, all comes from the lines.

use std::collections::HashMap;
use std::ops::AddAssign;

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use crate::error::Error;
use crate::line_filter::LineFilter;
use crate::statement::Statement;

/// Sums of journal items, exact: whoever shows them rounds them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) lines: i64,
    pub(crate) debit: Decimal,
    pub(crate) credit: Decimal,
    pub(crate) balance: Decimal,
    /// In the account's own currency, or in the one that is filtered by; else zero.
    pub(crate) balance_currency: Decimal,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.debit += other.debit;
        self.credit += other.credit;
        self.balance += other.balance;
        self.balance_currency += other.balance_currency;
    }
}

/// The sums of each account in each stretch between two of the dates.
#[derive(Debug)]
pub(crate) struct Balances {
    /// Ascending. Stretch `n` ends the day before the n-th date and begins at the one before it.
    dates: Vec<Date>,
    by_account: HashMap<i64, Vec<(usize, Sums)>>,
}

impl Balances {
    /// The account's items from one of the dates (or the beginning) until the day before another.
    pub(crate) fn between(&self, account_id: i64, from: Option<Date>, until: Date) -> Sums {
        let mut sums = Sums::default();
        for (stretch, part) in self.by_account.get(&account_id).into_iter().flatten() {
            let begins = stretch.checked_sub(1).map(|before| self.dates[before]);
            if begins >= from && self.dates[*stretch] <= until {
                sums += *part;
            }
        }
        sums
    }
}

/// The day behind a day.
pub(crate) fn after(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// Reads what [`Balances::between`] can be asked for between any of the dates.
pub(crate) async fn read(
    client: &impl GenericClient,
    filter: &LineFilter,
    dates: impl IntoIterator<Item = Date>,
) -> Result<Balances, Error> {
    let mut dates: Vec<Date> = dates.into_iter().collect();
    dates.sort_unstable();
    dates.dedup();
    let mut by_account: HashMap<i64, Vec<(usize, Sums)>> = HashMap::new();
    let Some(last) = dates.last() else {
        return Ok(Balances { dates, by_account });
    };
    let reach = Reach::of(&dates, *last);
    let posted: Vec<bool> = filter
        .states
        .iter()
        .map(|state| *state == "posted")
        .collect();
    let own: Vec<Option<i64>> = filter
        .accounts
        .iter()
        .map(|account| account.currency.as_ref().map(|currency| currency.id))
        .collect();
    let mut statement = Statement::default();
    statement.push(
        "with part (account_id, date, currency_id, lines, debit, credit, balance, amount_currency)
as (
",
    );
    if filter.is_selective() {
        lines(&mut statement, filter, None, &reach);
    } else {
        whole_months(&mut statement, filter, &posted, &reach);
        statement.push("\nunion all\n");
        lines(&mut statement, filter, Some(&reach.cut), &reach);
        rest_of_month(&mut statement, filter, &reach);
    }
    statement.push("\n)\n");
    by_stretch(&mut statement, filter, &own, &dates);
    for row in statement.query(client).await? {
        let stretch: i32 = row.try_get("stretch")?;
        let sums = Sums {
            lines: row.try_get("lines")?,
            debit: row.try_get("debit")?,
            credit: row.try_get("credit")?,
            balance: row.try_get("balance")?,
            balance_currency: row.try_get("balance_currency")?,
        };
        by_account
            .entry(row.try_get("account_id")?)
            .or_default()
            .push((usize::try_from(stretch).unwrap_or_default(), sums));
    }
    Ok(Balances { dates, by_account })
}

/// What is read.
struct Reach {
    /// First days of the months that come from their lines.
    cut: Vec<Date>,
    /// Items before this day.
    last: Date,
    /// The month that only the last day cuts, from its first day to that of the next: it is taken
    /// whole, less its lines from that day on. At the end of the books there are few.
    ended: Option<(Date, Date)>,
}

impl Reach {
    fn of(dates: &[Date], last: Date) -> Self {
        let inside: Vec<Date> = dates
            .iter()
            .filter(|date| date.day() > 1)
            .map(|date| date.first_of_month())
            .collect();
        let own = last.first_of_month();
        let is_own = |month: &&Date| **month == own;
        let ended = (inside.iter().filter(is_own).count() == 1 && last > own)
            .then(|| (own, after(last.last_of_month())));
        let mut cut = inside;
        cut.retain(|month| ended.is_none_or(|(own, _)| *month != own));
        cut.dedup();
        Self { cut, last, ended }
    }
}

fn whole_months<'a>(
    statement: &mut Statement<'a>,
    filter: &'a LineFilter,
    posted: &'a Vec<bool>,
    reach: &'a Reach,
) {
    statement.push(
        "select month.account_id, month.month as date, month.currency_id, month.lines,
           month.debit, month.credit, month.balance, month.amount_currency
    from report.account_month month",
    );
    statement.push_with("\n    where month.company_id = ?", &filter.company_id);
    statement.push_with("\n      and month.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and month.posted = any(?)", posted);
    statement.push_with("\n      and month.month <> all(?)", &reach.cut);
    statement.push_with("\n      and month.month < ?", &reach.last);
    if let Some(journals) = &filter.journal_ids {
        statement.push_with("\n      and month.journal_id = any(?)", journals);
    }
    if let Some(currency) = &filter.currency_id {
        statement.push_with("\n      and month.currency_id = ?", currency);
    }
}

/// Of the months that are cut; of all where none are given.
fn lines<'a>(
    statement: &mut Statement<'a>,
    filter: &'a LineFilter,
    cut: Option<&'a Vec<Date>>,
    reach: &'a Reach,
) {
    statement.push(
        "select line.account_id, line.date, line.currency_id, 1 as lines,
           coalesce(line.debit, 0), coalesce(line.credit, 0), coalesce(line.balance, 0),
           coalesce(line.amount_currency, 0)
    from odoo.account_move_line line",
    );
    if let Some(cut) = cut {
        statement.push_with(
            "
    join unnest(?::date[]) cut (month)
        on line.date >= cut.month and line.date < (cut.month + interval '1 month')::date",
            cut,
        );
    }
    statement.push_with("\n    where line.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and line.date < ?", &reach.last);
    filter.conditions(statement);
}

/// What a month has from the last day on, taken away from it.
fn rest_of_month<'a>(statement: &mut Statement<'a>, filter: &'a LineFilter, reach: &'a Reach) {
    let Some((first, next)) = &reach.ended else {
        return;
    };
    statement.push_with(
        "\nunion all\nselect line.account_id, ?::date, line.currency_id, -1,
           -coalesce(line.debit, 0), -coalesce(line.credit, 0), -coalesce(line.balance, 0),
           -coalesce(line.amount_currency, 0)
    from odoo.account_move_line line",
        first,
    );
    statement.push_with("\n    where line.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and line.date >= ?", &reach.last);
    statement.push_with("\n      and line.date < ?", next);
    filter.conditions(statement);
}

fn by_stretch<'a>(
    statement: &mut Statement<'a>,
    filter: &'a LineFilter,
    own: &'a Vec<Option<i64>>,
    dates: &'a Vec<Date>,
) {
    let (ids, currencies) = (statement.bind(&filter.account_ids), statement.bind(own));
    statement.push_with(
        &format!(
            "select part.account_id, width_bucket(part.date, ?::date[]) as stretch,
           sum(part.lines)::bigint as lines, sum(part.debit) as debit, sum(part.credit) as credit,
           sum(part.balance) as balance,
           coalesce(sum(part.amount_currency)
               filter (where part.currency_id = own.currency_id), 0) as balance_currency
    from part
    join unnest({ids}::bigint[], {currencies}::bigint[]) own (account_id, currency_id)
        on own.account_id = part.account_id
    group by 1, 2"
        ),
        dates,
    );
}
