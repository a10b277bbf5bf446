//! Master data: exchange rates, journals, and accounts that may be reconciled or not.

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::changes::{copy, pick};
use crate::life::day::{ACCOUNT, JOURNAL, LINE, PARTIAL, RATE, stamp};
use crate::life::matching;

/// A rate for the day after the latest rate of its currency and company.
pub(crate) fn new_rate(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let model = pick(books, rng, RATE, |_, _| true)?;
    let of = |books: &Books, row, field| books.get(RATE, row, field);
    let last = books
        .table(RATE)
        .live_rows()
        .filter(|&row| {
            ["currency_id", "company_id"]
                .into_iter()
                .all(|field| of(books, row, field) == of(books, model, field))
        })
        .filter_map(|row| match of(books, row, "name") {
            Cell::Day(day) => Some(day),
            _ => None,
        })
        .max()?;
    let changed = [
        ("name", Cell::Day(last + 1)),
        ("create_date", Cell::Instant(now)),
        ("write_date", Cell::Instant(now)),
    ];
    copy(books, RATE, model, &changed);
    Some(())
}

/// Sets the rate of one day to that of another.
pub(crate) fn edit_rate(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let row = pick(books, rng, RATE, |_, _| true)?;
    let other = pick(books, rng, RATE, |books, other| {
        ["currency_id", "company_id"]
            .into_iter()
            .all(|field| books.get(RATE, row, field) == books.get(RATE, other, field))
    })?;
    for field in ["rate", "company_rate", "inverse_company_rate"] {
        let cell = books.get(RATE, other, field);
        books.set(RATE, row, field, cell);
    }
    stamp(books, RATE, row, now);
    Some(())
}

pub(crate) fn delete_rate(books: &mut Books, rng: &mut Rng) -> Option<()> {
    let row = pick(books, rng, RATE, |_, _| true)?;
    books.table_mut(RATE).set_state(row, RowState::Deleted);
    Some(())
}

pub(crate) fn archive_journal(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let row = pick(books, rng, JOURNAL, |books, row| {
        books.get(JOURNAL, row, "active") == Cell::Bool(true)
    })?;
    books.set(JOURNAL, row, "active", Cell::Bool(false));
    stamp(books, JOURNAL, row, now);
    Some(())
}

/// Odoo rewrites residual and `reconciled` of the account's lines by SQL.
pub(crate) fn toggle_reconcile(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let row = pick(books, rng, ACCOUNT, |books, row| {
        let kind = books.text_in(ACCOUNT, row, "account_type");
        let is_fixed = matches!(
            kind,
            Some("asset_receivable" | "liability_payable" | "asset_cash" | "liability_credit_card")
        );
        !is_fixed && lines_of(books, row).next().is_some() && !has_partials(books, row)
    })?;
    let reconcile = books.get(ACCOUNT, row, "reconcile") != Cell::Bool(true);
    books.set(ACCOUNT, row, "reconcile", Cell::Bool(reconcile));
    stamp(books, ACCOUNT, row, now);
    let lines: Vec<usize> = lines_of(books, row).collect();
    for line in lines {
        matching::reopen(books, line);
    }
    Some(())
}

fn lines_of(books: &Books, account: usize) -> impl Iterator<Item = usize> {
    let id = books.table(ACCOUNT).id(account);
    let lines = books.table(LINE).live_rows();
    lines.filter(move |&line| books.id_in(LINE, line, "account_id") == id)
}

fn has_partials(books: &Books, account: usize) -> bool {
    let id = books.table(ACCOUNT).id(account);
    let is_of_account = |line: u32| {
        let row = books.table(LINE).position(i64::from(line));
        row.is_some_and(|row| books.id_in(LINE, row, "account_id") == id)
    };
    books.table(PARTIAL).live_rows().any(|partial| {
        ["debit_move_id", "credit_move_id"]
            .into_iter()
            .any(|side| is_of_account(books.id_in(PARTIAL, partial, side)))
    })
}
