//! Analytic items of a posted line with a distribution, as Odoo makes them when it posts.

use crate::books::Books;
use crate::books::generate::case::{Entry, Kind, Line, State};
use crate::books::generate::money;
use crate::books::generate::world::insert;
use crate::books::number::Number;
use crate::books::pool::Symbol;
use crate::books::table::Cell;

/// Analytic accounts with their percentages, and the distribution as Odoo stores it.
pub(crate) const DISTRIBUTIONS: [(&[(u32, i64)], &str); 2] = [
    (&[(1, 100)], r#"{"1": 100.0}"#),
    (&[(1, 60), (2, 40)], r#"{"1": 60.0, "2": 40.0}"#),
];

pub(crate) fn push(books: &mut Books, entry: &Entry, line: &Line) {
    if line.analytic == Symbol::NONE || entry.state != State::Posted {
        return;
    }
    let text = books.pool.text(line.analytic);
    let known = DISTRIBUTIONS.iter().find(|(_, json)| Some(*json) == text);
    let mut rest = -line.balance;
    let shares = known.map_or(&[][..], |(shares, _)| *shares);
    for (index, &(account, percent)) in shares.iter().enumerate() {
        // The last one takes the rounding difference.
        let amount = if index + 1 == shares.len() {
            rest
        } else {
            money::scale(-line.balance, percent, 100)
        };
        rest -= amount;
        item(books, entry, line, (account, amount));
    }
}

fn item(books: &mut Books, entry: &Entry, line: &Line, (account, amount): (u32, i64)) {
    let company = books.table("res.company").position(entry.company.into());
    let currency = company.map_or(0, |row| books.id_in("res.company", row, "currency_id"));
    let category = books.text(match entry.kind {
        Kind::Entry => "other",
        kind if kind.is_sale() => "invoice",
        _ => "vendor_bill",
    });
    let user = if entry.user == 0 { 2 } else { entry.user };
    let values = [
        ("name", Cell::Text(line.name)),
        ("date", Cell::Day(entry.date)),
        ("amount", Cell::Cents(amount)),
        ("unit_amount", Cell::Number(Number::new(line.quantity, 0))),
        ("account_id", Cell::Id(account)),
        ("general_account_id", Cell::link(line.account)),
        ("move_line_id", Cell::link(line.id)),
        ("journal_id", Cell::link(entry.journal)),
        ("partner_id", Cell::link(entry.commercial)),
        ("product_id", Cell::link(line.product)),
        ("user_id", Cell::Id(user)),
        ("currency_id", Cell::link(currency)),
        ("company_id", Cell::link(entry.company)),
        ("ref", Cell::Text(entry.reference)),
        ("category", category),
    ];
    insert(books, "account.analytic.line", entry.created, &values);
}
