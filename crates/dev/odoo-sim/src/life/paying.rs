//! A payment while a mirror reads: entry, payment and reconciliation are copied from an earlier
//! payment of the same company, so that it works with generated and with recorded books.

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::Cell;
use crate::life::changes::{copy, day_of, pick};
use crate::life::matching;

const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
const PARTIAL: &str = "account.partial.reconcile";
const PAYMENT: &str = "account.payment";

/// Pays an open instalment at the invoice's rate, with an earlier payment as the template.
pub(crate) fn pay(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let open = pick(books, rng, LINE, is_open)?;
    let residual = books.cents_in(LINE, open, "amount_residual");
    let in_currency = books.cents_in(LINE, open, "amount_residual_currency");
    pay_line(books, rng, open, (residual, in_currency), now).map(|_| ())
}

/// A posted instalment with an open amount.
pub(crate) fn is_open(books: &Books, row: usize) -> bool {
    books.text_in(LINE, row, "display_type") == Some("payment_term")
        && books.text_in(LINE, row, "parent_state") == Some("posted")
        && books.cents_in(LINE, row, "amount_residual") != 0
        && books.cents_in(LINE, row, "amount_residual_currency") != 0
}

/// Pays this part of a line, with the sign of its residual. Returns the entry of the payment.
pub(crate) fn pay_line(
    books: &mut Books,
    rng: &mut Rng,
    open: usize,
    (residual, in_currency): (i64, i64),
    now: i64,
) -> Option<usize> {
    let pattern = payment_pattern(books, rng, open, residual > 0)?;
    let entry = books.table(ENTRY).next_id();
    let name = books.text(&format!("PBNK1/LIVE/{entry:05}"));
    let shared = shared_values(books, open, now);
    let amount = Cell::Cents(in_currency.abs());
    let mut of_entry = shared.clone();
    of_entry.extend([
        ("name", name),
        ("commercial_partner_id", books.get(LINE, open, "partner_id")),
        ("amount_total", amount),
        ("amount_total_signed", Cell::Cents(residual.abs())),
        ("amount_total_in_currency_signed", amount),
    ]);
    let entry_row = copy(books, ENTRY, pattern.entry, &of_entry);
    let payment = Cell::Id(books.table(PAYMENT).next_id());
    let mut of_line = shared.clone();
    of_line.extend([
        ("move_id", Cell::Id(entry)),
        ("move_name", name),
        ("payment_id", payment),
    ]);
    let waiting = books.get(LINE, pattern.waiting, "account_id");
    let amounts = (waiting, residual, in_currency);
    payment_line(books, pattern.waiting, &of_line, amounts);
    let owed = books.get(LINE, open, "account_id");
    let amounts = (owed, -residual, -in_currency);
    let counter = payment_line(books, pattern.waiting, &of_line, amounts);
    let mut of_payment = shared;
    let paid = books.text("paid");
    of_payment.extend([
        ("move_id", Cell::Id(entry)),
        ("amount", amount),
        // From 18 on.
        ("name", name),
        ("state", paid),
    ]);
    copy(books, PAYMENT, pattern.payment, &of_payment);
    settle(books, (open, counter), (residual, in_currency), now);
    Some(entry_row)
}

/// Reconciles a line with its counterpart; the amounts have the sign of the line.
pub(crate) fn settle(
    books: &mut Books,
    (line, counterpart): (usize, usize),
    (balance, in_currency): (i64, i64),
    now: i64,
) {
    let (debit, credit) = if balance > 0 {
        (line, counterpart)
    } else {
        (counterpart, line)
    };
    let amounts = (balance.abs(), in_currency.abs());
    reconcile(books, debit, credit, amounts, now);
}

/// The common values of entry, lines and payment; the date comes first.
fn shared_values(books: &Books, open: usize, now: i64) -> Vec<(&'static str, Cell)> {
    let stamp = Cell::Instant(now);
    vec![
        ("date", Cell::Day(day_of(now))),
        ("partner_id", books.get(LINE, open, "partner_id")),
        ("currency_id", books.get(LINE, open, "currency_id")),
        ("ref", books.get(LINE, open, "move_name")),
        ("create_date", stamp),
        ("write_date", stamp),
    ]
}

/// Rows of an earlier payment: itself, its entry and its line on the outstanding account.
struct Pattern {
    payment: usize,
    entry: usize,
    waiting: usize,
}

fn payment_pattern(books: &Books, rng: &mut Rng, open: usize, inbound: bool) -> Option<Pattern> {
    let company = books.get(LINE, open, "company_id");
    let direction = if inbound { "inbound" } else { "outbound" };
    let entry_of = |books: &Books, payment: usize| {
        books
            .table(ENTRY)
            .position(i64::from(books.id_in(PAYMENT, payment, "move_id")))
    };
    let payment = pick(books, rng, PAYMENT, |books, row| {
        books.text_in(PAYMENT, row, "payment_type") == Some(direction)
            && entry_of(books, row)
                .is_some_and(|entry| books.get(ENTRY, entry, "company_id") == company)
    })?;
    let entry = entry_of(books, payment)?;
    let owed = books.get(LINE, open, "account_id");
    let waiting = matching::lines_of(books, books.table(ENTRY).id(entry))
        .into_iter()
        .find(|&line| books.get(LINE, line, "account_id") != owed)?;
    Some(Pattern {
        payment,
        entry,
        waiting,
    })
}

fn payment_line(
    books: &mut Books,
    pattern: usize,
    shared: &[(&'static str, Cell)],
    (account, balance, amount_currency): (Cell, i64, i64),
) -> usize {
    let mut changed = shared.to_vec();
    changed.extend([
        ("account_id", account),
        ("date_maturity", shared[0].1),
        ("debit", Cell::Cents(balance.max(0))),
        ("credit", Cell::Cents((-balance).max(0))),
        ("balance", Cell::Cents(balance)),
        ("amount_currency", Cell::Cents(amount_currency)),
        ("amount_residual", Cell::Cents(balance)),
        ("amount_residual_currency", Cell::Cents(amount_currency)),
        ("reconciled", Cell::Bool(false)),
        ("full_reconcile_id", Cell::None),
        ("matching_number", Cell::None),
    ]);
    let line = copy(books, LINE, pattern, &changed);
    matching::reopen(books, line);
    line
}

/// Adds a partial of these amounts, in company currency and in the currency of both lines.
pub(crate) fn reconcile(
    books: &mut Books,
    debit: usize,
    credit: usize,
    (amount, in_currency): (i64, i64),
    now: i64,
) {
    let ids = [debit, credit].map(|row| books.table(LINE).id(row));
    let currency = books.get(LINE, debit, "currency_id");
    books.insert(
        PARTIAL,
        &[
            ("debit_move_id", Cell::Id(ids[0])),
            ("credit_move_id", Cell::Id(ids[1])),
            ("amount", Cell::Cents(amount)),
            ("debit_amount_currency", Cell::Cents(in_currency)),
            ("credit_amount_currency", Cell::Cents(in_currency)),
            ("debit_currency_id", currency),
            ("credit_currency_id", currency),
            ("max_date", Cell::Day(day_of(now))),
            ("company_id", books.get(LINE, debit, "company_id")),
            ("create_date", Cell::Instant(now)),
            ("write_date", Cell::Instant(now)),
        ],
    );
    let partial = books.table(PARTIAL).rows() - 1;
    matching::shift_residuals(books, partial, -1, now);
    let lines = matching::connected(books, ids[0]);
    matching::rematch(books, &lines, now);
}
