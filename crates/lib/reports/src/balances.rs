//! Balances of accounts between given dates, for general ledger, trial balance and tie-out.
//!
//! Whole months come from `report.account_month`. If dates cut a month into pieces, the lines of
//! all pieces but the largest are read; the largest is the rest of the month. These sums do not
//! contain partners and documents, which have few lines. If the filter names one, only lines are
//! read.

use std::collections::HashMap;
use std::ops::AddAssign;

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

use crate::accounts::Account;
use crate::error::Error;
use crate::line_filter::LineFilter;
use crate::statement::Statement;

/// Sums of journal items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) lines: i64,
    pub(crate) debit: Decimal,
    pub(crate) credit: Decimal,
    pub(crate) balance: Decimal,
    /// In the account's own currency or the filter's currency; otherwise zero.
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

/// The sums of each account for each interval between two of the dates.
#[derive(Debug)]
pub(crate) struct Balances {
    /// In ascending order. Interval (`stretch`) `n` begins at the date before the n-th and ends the
    /// day before the n-th. The interval after the last date is incomplete.
    dates: Vec<Date>,
    by_account: HashMap<i64, Vec<(usize, Sums)>>,
}

impl Balances {
    fn empty() -> Self {
        Self {
            dates: Vec::new(),
            by_account: HashMap::new(),
        }
    }

    /// From the rows of [`by_stretch`].
    fn from_rows(dates: Vec<Date>, rows: &[Row]) -> Result<Self, Error> {
        let mut by_account: HashMap<i64, Vec<(usize, Sums)>> = HashMap::new();
        for row in rows {
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
        Ok(Self { dates, by_account })
    }

    /// Sums of the account's items from one date (or the beginning) to the day before another.
    pub(crate) fn between(&self, account_id: i64, from: Option<Date>, until: Date) -> Sums {
        let mut sums = Sums::default();
        for (stretch, part) in self.by_account.get(&account_id).into_iter().flatten() {
            let begins = stretch.checked_sub(1).map(|before| self.dates[before]);
            let ends = self.dates.get(*stretch);
            if begins >= from && ends.is_some_and(|ends| *ends <= until) {
                sums += *part;
            }
        }
        sums
    }
}

/// The next day.
pub(crate) fn after(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// Reads the sums that [`Balances::between`] needs for any two of the dates.
pub(crate) async fn read(
    client: &impl GenericClient,
    filter: &LineFilter,
    dates: impl IntoIterator<Item = Date>,
) -> Result<Balances, Error> {
    let dates = in_order(dates);
    let Some(cut) = Cut::find(&dates, filter.today) else {
        return Ok(Balances::empty());
    };
    let posted: Vec<bool> = filter
        .states
        .iter()
        .map(|state| *state == "posted")
        .collect();
    let own = own_currencies(filter);
    let mut statement = Statement::default();
    if filter.is_selective() {
        all_lines(&mut statement, filter, &cut);
    } else {
        pieces(&mut statement, filter, &cut);
        months(&mut statement, filter, &posted, &cut);
    }
    by_stretch(&mut statement, filter, &own, &dates);
    let rows = statement.query(client).await?;
    Balances::from_rows(dates, &rows)
}

/// The same for the documents of one kind, such as credit notes. Amounts before the first date are
/// not read.
pub(crate) async fn read_documents(
    client: &impl GenericClient,
    filter: &LineFilter,
    kind: DocumentKind,
    dates: impl IntoIterator<Item = Date>,
) -> Result<Balances, Error> {
    let dates = in_order(dates);
    let (Some(first), Some(last)) = (dates.first().copied(), dates.last().copied()) else {
        return Ok(Balances::empty());
    };
    let own = own_currencies(filter);
    let mut statement = Statement::default();
    statement.push(&format!(
        "with part as (
    select line.account_id, line.date, line.currency_id, 1 as lines,
           line.debit, line.credit, line.balance, line.amount_currency
    from odoo.account_move document
    join report.journal_item line on line.move_id = document.id
    where document.move_type = '{}'",
        kind.move_type()
    ));
    statement.push_with("\n      and line.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and document.date >= ?", &first);
    statement.push_with("\n      and document.date < ?", &last);
    filter.conditions(&mut statement);
    statement.push("\n)\n");
    by_stretch(&mut statement, filter, &own, &dates);
    let rows = statement.query(client).await?;
    Balances::from_rows(dates, &rows)
}

/// Kinds of documents that reports tell apart. The kind comes from the document, not from the sign
/// of its amounts: with storno accounting, a credit note has negative debits.
#[derive(Debug, Clone, Copy)]
pub(crate) enum DocumentKind {
    CustomerCreditNote,
    VendorCreditNote,
}

impl DocumentKind {
    /// Odoo's `move_type`.
    fn move_type(self) -> &'static str {
        match self {
            Self::CustomerCreditNote => "out_refund",
            Self::VendorCreditNote => "in_refund",
        }
    }
}

fn in_order(dates: impl IntoIterator<Item = Date>) -> Vec<Date> {
    let mut dates: Vec<Date> = dates.into_iter().collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The currency of each account, if it has one.
fn own_currencies(filter: &LineFilter) -> Vec<Option<i64>> {
    let currency = |account: &Account| account.currency.as_ref().map(|currency| currency.id);
    filter.accounts.iter().map(currency).collect()
}

/// The months that the dates cut into pieces.
#[derive(Debug)]
struct Cut {
    /// The last of the dates. Later days are not read.
    last: Date,
    /// First days of the months.
    months: Vec<Date>,
    /// For each month, the first day of its largest piece, which is not read.
    homes: Vec<Date>,
    /// For each piece that is read: its first day, the day after it, and the entry of `homes`.
    begins: Vec<Date>,
    ends: Vec<Date>,
    home_of: Vec<Date>,
}

impl Cut {
    /// Cuts months at the ascending dates. Days after today have few lines, so they count as empty.
    fn find(dates: &[Date], today: Date) -> Option<Self> {
        let mut cut = Self {
            last: *dates.last()?,
            months: Vec::new(),
            homes: Vec::new(),
            begins: Vec::new(),
            ends: Vec::new(),
            home_of: Vec::new(),
        };
        let inside = dates.iter().filter(|date| date.day() > 1);
        let inside: Vec<Date> = inside.copied().collect();
        for dates in inside.chunk_by(|one, other| one.first_of_month() == other.first_of_month()) {
            let month = dates[0].first_of_month();
            let next = after(month.last_of_month());
            let bounds: Vec<Date> = [&[month], dates, &[next]].concat();
            let pieces = bounds.windows(2).map(|pair| (pair[0], pair[1]));
            let filled = |(begins, ends): &(Date, Date)| {
                let ends = (*ends).min(after(today)).max(*begins);
                (ends - *begins).get_days()
            };
            let (home, _) = pieces.clone().rev().max_by_key(filled)?;
            cut.months.push(month);
            cut.homes.push(home);
            for (begins, ends) in pieces.filter(|(begins, _)| *begins != home) {
                cut.begins.push(begins);
                cut.ends.push(ends);
                cut.home_of.push(home);
            }
        }
        Some(cut)
    }
}

/// The parts if the precomputed sums cannot be used: every line before the last date.
fn all_lines<'a>(statement: &mut Statement<'a>, filter: &'a LineFilter, cut: &'a Cut) {
    statement.push(
        "with part as (
    select line.account_id, line.date, line.currency_id, 1 as lines,
           line.debit, line.credit, line.balance, line.amount_currency
    from report.journal_item line",
    );
    statement.push_with("\n    where line.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and line.date < ?", &cut.last);
    filter.conditions(statement);
    statement.push("\n)\n");
}

/// The sums of the lines of each piece that is read.
fn pieces<'a>(statement: &mut Statement<'a>, filter: &'a LineFilter, cut: &'a Cut) {
    let (begins, ends) = (statement.bind(&cut.begins), statement.bind(&cut.ends));
    let home_of = statement.bind(&cut.home_of);
    statement.push(&format!(
        "with piece as materialized (
    select cut.begins, cut.home, line.*
    from unnest({begins}::date[], {ends}::date[], {home_of}::date[]) cut (begins, ends, home)
    cross join lateral (
        select line.account_id, line.currency_id, count(*) as lines,
               coalesce(sum(line.debit), 0) as debit, coalesce(sum(line.credit), 0) as credit,
               coalesce(sum(line.balance), 0) as balance,
               coalesce(sum(line.amount_currency), 0) as amount_currency
        from report.journal_item line
        where line.date >= cut.begins and line.date < cut.ends"
    ));
    statement.push_with("\n      and line.account_id = any(?)", &filter.account_ids);
    filter.conditions(statement);
    statement.push("\n        group by 1, 2\n    ) line\n)");
}

/// The parts: months (a cut month is dated at its largest piece), and the other pieces, which are
/// also subtracted there.
fn months<'a>(
    statement: &mut Statement<'a>,
    filter: &'a LineFilter,
    posted: &'a Vec<bool>,
    cut: &'a Cut,
) {
    let (months, homes) = (statement.bind(&cut.months), statement.bind(&cut.homes));
    statement.push(&format!(
        ", part as (
    select month.account_id, coalesce(cut.home, month.month) as date, month.currency_id,
           month.lines, month.debit, month.credit, month.balance, month.amount_currency
    from report.account_month month
    left join unnest({months}::date[], {homes}::date[]) cut (month, home)
        on cut.month = month.month"
    ));
    let own = statement.one_of(&filter.company_ids);
    statement.push(&format!("\n    where month.company_id {own}"));
    statement.push_with("\n      and month.account_id = any(?)", &filter.account_ids);
    statement.push_with("\n      and month.posted = any(?)", posted);
    statement.push_with("\n      and month.month < ?", &cut.last);
    if let Some(journals) = &filter.journal_ids {
        statement.push_with("\n      and month.journal_id = any(?)", journals);
    }
    if let Some(currency) = &filter.currency_id {
        statement.push_with("\n      and month.currency_id = ?", currency);
    }
    statement.push(
        "
    union all
    select account_id, begins, currency_id, lines, debit, credit, balance, amount_currency
    from piece
    union all
    select account_id, home, currency_id, -lines, -debit, -credit, -balance, -amount_currency
    from piece
)
",
    );
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_largest_piece_of_a_split_month_is_derived_and_not_read() {
        let days = [
            date(2026, 3, 1),
            date(2026, 4, 23),
            date(2026, 6, 3),
            date(2026, 6, 20),
        ];
        let cut = Cut::find(&days, date(2026, 11, 25)).unwrap();
        assert_eq!(cut.months, [date(2026, 4, 1), date(2026, 6, 1)]);
        assert_eq!(cut.homes, [date(2026, 4, 1), date(2026, 6, 3)]);
        assert_eq!(
            cut.begins,
            [date(2026, 4, 23), date(2026, 6, 1), date(2026, 6, 20)]
        );
        assert_eq!(
            cut.ends,
            [date(2026, 5, 1), date(2026, 6, 3), date(2026, 7, 1)]
        );
        assert_eq!(cut.home_of, [cut.homes[0], cut.homes[1], cut.homes[1]]);
    }

    #[test]
    fn a_piece_after_today_is_read_even_if_it_has_more_days() {
        let cut = Cut::find(&[date(2026, 11, 5)], date(2026, 11, 4)).unwrap();
        assert_eq!(
            (cut.begins, cut.homes),
            (vec![date(2026, 11, 5)], vec![date(2026, 11, 1)])
        );
    }
}
