//! Settlements: full payments, partial payments and payments of the rest, credit notes,
//! reconciliations that are undone and redone, and payments that are deleted with their entry.

use std::collections::BTreeMap;

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::changes::{copy, day_of, pick};
use crate::life::day::drafts::is_invoice;
use crate::life::day::{ENTRY, LINE, PAYMENT, raise_rank, unlink_entry};
use crate::life::matching;
use crate::life::paying;

/// An instalment without any payment.
pub(crate) fn pay_in_full(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let open = pick(books, rng, LINE, |books, row| {
        paying::is_open(books, row) && books.get(LINE, row, "matching_number") == Cell::None
    })?;
    pay(books, rng, open, residual(books, open), now)
}

/// Pays a third or more of an open instalment; in a foreign currency, at the invoice's rate.
pub(crate) fn pay_in_part(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let open = pick(books, rng, LINE, |books, row| {
        paying::is_open(books, row)
            && residual(books, row).0.abs() > 100
            && residual(books, row).1.abs() > 100
    })?;
    let (balance, in_currency) = residual(books, open);
    let part = in_currency * rng.between(34, 80) / 100;
    pay(
        books,
        rng,
        open,
        (share(balance, part, in_currency), part),
        now,
    )
}

/// SQL sets the full reconciliation on the line and the partial of the older payment.
pub(crate) fn pay_the_rest(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let open = pick(books, rng, LINE, |books, row| {
        let number = books.text_in(LINE, row, "matching_number");
        paying::is_open(books, row) && number.is_some_and(|number| number.starts_with('P'))
    })?;
    pay(books, rng, open, residual(books, open), now)
}

/// `amounts`: in company currency and in the line's currency.
fn pay(books: &mut Books, rng: &mut Rng, open: usize, amounts: (i64, i64), now: i64) -> Option<()> {
    let entry = paying::pay_line(books, rng, open, amounts, now)?;
    raise_rank(books, entry, rank_of(amounts.0 > 0));
    Some(())
}

fn residual(books: &Books, line: usize) -> (i64, i64) {
    (
        books.cents_in(LINE, line, "amount_residual"),
        books.cents_in(LINE, line, "amount_residual_currency"),
    )
}

/// `amount` times `part` over `of`, rounded half away from zero.
fn share(amount: i64, part: i64, of: i64) -> i64 {
    if part == of || of == 0 {
        return amount;
    }
    let (part, of) = (i128::from(part.abs()), i128::from(of.abs()));
    let rounded = (i128::from(amount.abs()) * part + of / 2) / of;
    i64::try_from(rounded).unwrap_or(0) * amount.signum()
}

/// Removes every reconciliation of an invoice.
pub(crate) fn undo(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let lines_of = |books: &Books, row| matching::lines_of(books, books.table(ENTRY).id(row));
    let entry = pick(books, rng, ENTRY, |books, row| {
        let state = books.text_in(ENTRY, row, "payment_state");
        is_invoice(books, row)
            && state.is_some_and(|state| state != "not_paid")
            && matching::can_unlink_partials(books, &lines_of(books, row))
    })?;
    matching::unlink_partials(books, &lines_of(books, entry), now)
}

/// Open debits and credits of one account, partner, company and currency.
#[derive(Default)]
struct Open {
    debits: Vec<usize>,
    credits: Vec<usize>,
}

/// Reconciles an open invoice and an open payment of one partner.
pub(crate) fn reconcile_again(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let pairs = |open: &Open| -> Vec<(usize, usize)> {
        let of_debit = |&debit| open.credits.iter().map(move |&credit| (debit, credit));
        open.debits.iter().flat_map(of_debit).collect()
    };
    let groups = open_by_partner(books);
    let mut pairs: Vec<(usize, usize)> = groups.values().flat_map(pairs).collect();
    pairs.retain(|&(debit, credit)| amounts(books, debit, credit).is_some());
    let (debit, credit) = *pairs.get(rng.below(pairs.len()))?;
    let amounts = amounts(books, debit, credit)?;
    paying::reconcile(books, debit, credit, amounts, now);
    Some(())
}

/// Posted receivables and payables with a partner, by account, partner, company and currency.
fn open_by_partner(books: &Books) -> BTreeMap<[u32; 4], Open> {
    let mut groups: BTreeMap<[u32; 4], Open> = BTreeMap::new();
    for row in books.table(LINE).live_rows() {
        let (balance, in_currency) = residual(books, row);
        let is_posted = books.text_in(LINE, row, "parent_state") == Some("posted");
        if !is_posted || balance == 0 || balance.signum() != in_currency.signum() {
            continue;
        }
        let key = ["account_id", "partner_id", "company_id", "currency_id"]
            .map(|field| books.id_in(LINE, row, field));
        let open = groups.entry(key).or_default();
        let side = if balance > 0 {
            &mut open.debits
        } else {
            &mut open.credits
        };
        side.push(row);
    }
    groups.retain(|key, _| key[1] != 0 && matching::is_owed(books, key[0]));
    groups
}

/// Pairs that can be reconciled without an exchange difference.
fn amounts(books: &Books, debit: usize, credit: usize) -> Option<(i64, i64)> {
    let (left, right) = (residual(books, debit), residual(books, credit));
    let part = left.1.min(-right.1);
    let of_debit = share(left.0, part, left.1);
    (of_debit == share(-right.0, part, -right.1)).then_some((of_debit, part))
}

/// A credit note for a whole unpaid invoice, with each instalment reconciled.
pub(crate) fn credit_note(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let entry = pick(books, rng, ENTRY, |books, row| {
        let kind = books.text_in(ENTRY, row, "move_type");
        matches!(kind, Some("out_invoice" | "in_invoice"))
            && books.text_in(ENTRY, row, "state") == Some("posted")
            && is_untouched(books, row)
    })?;
    let is_sale = books.text_in(ENTRY, entry, "move_type") == Some("out_invoice");
    let note = note_entry(books, entry, is_sale, now);
    for (line, mirrored) in note_lines(books, entry, note, now) {
        let owed = residual(books, line);
        paying::settle(books, (line, mirrored), owed, now);
    }
    let reversed = books.text("reversed");
    books.set(ENTRY, entry, "payment_state", reversed);
    raise_rank(books, note, rank_of(is_sale));
    Some(())
}

fn rank_of(is_sale: bool) -> &'static str {
    if is_sale {
        "customer_rank"
    } else {
        "supplier_rank"
    }
}

/// No receivable or payable line of the entry is settled, not even partly.
fn is_untouched(books: &Books, entry: usize) -> bool {
    let mut lines = matching::lines_of(books, books.table(ENTRY).id(entry));
    lines.retain(|&line| books.text_in(LINE, line, "display_type") == Some("payment_term"));
    !lines.is_empty()
        && lines.iter().all(|&line| {
            let balance = books.cents_in(LINE, line, "balance");
            let in_currency = books.cents_in(LINE, line, "amount_currency");
            balance != 0 && in_currency != 0 && residual(books, line) == (balance, in_currency)
        })
}

fn note_entry(books: &mut Books, entry: usize, is_sale: bool, now: i64) -> usize {
    let id = books.table(ENTRY).next_id();
    let kind = if is_sale { "out_refund" } else { "in_refund" };
    let today = Cell::Day(day_of(now));
    let mut changed = vec![
        ("move_type", books.text(kind)),
        ("name", books.text(&format!("F FC90-{id:08}"))),
        ("ref", books.text("Reversión")),
        ("date", today),
        ("invoice_date", today),
        ("invoice_date_due", today),
        ("reversed_entry_id", Cell::Id(books.table(ENTRY).id(entry))),
        ("create_date", Cell::Instant(now)),
        ("write_date", Cell::Instant(now)),
    ];
    for field in [
        "amount_untaxed_signed",
        "amount_total_signed",
        "amount_residual_signed",
        "amount_total_in_currency_signed",
    ] {
        let cents = -books.cents_in(ENTRY, entry, field);
        changed.push((field, Cell::Cents(cents)));
    }
    copy(books, ENTRY, entry, &changed)
}

/// Reverses the lines of the invoice; returns each instalment with its reversal.
fn note_lines(books: &mut Books, entry: usize, note: usize, now: i64) -> Vec<(usize, usize)> {
    let today = Cell::Day(day_of(now));
    let shared = [
        ("move_id", Cell::Id(books.table(ENTRY).id(note))),
        ("move_name", books.get(ENTRY, note, "name")),
        ("date", today),
        ("invoice_date", today),
    ];
    let mut pairs = Vec::new();
    for line in matching::lines_of(books, books.table(ENTRY).id(entry)) {
        let mirrored = note_line(books, line, &shared, now);
        if books.text_in(LINE, line, "display_type") == Some("payment_term") {
            pairs.push((line, mirrored));
        }
    }
    pairs
}

fn note_line(books: &mut Books, line: usize, shared: &[(&'static str, Cell)], now: i64) -> usize {
    let mut changed = shared.to_vec();
    changed.extend([
        ("ref", books.text("Reversión")),
        ("debit", books.get(LINE, line, "credit")),
        ("credit", books.get(LINE, line, "debit")),
        ("create_date", Cell::Instant(now)),
        ("write_date", Cell::Instant(now)),
    ]);
    for field in [
        "balance",
        "amount_currency",
        "amount_residual",
        "amount_residual_currency",
    ] {
        let cents = -books.cents_in(LINE, line, field);
        changed.push((field, Cell::Cents(cents)));
    }
    copy(books, LINE, line, &changed)
}

/// Deletes the payment with its posted entry, after its reconciliations.
pub(crate) fn delete_payment(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let lines_of = |books: &Books, row| -> Vec<usize> {
        matching::lines_of(books, books.id_in(PAYMENT, row, "move_id"))
    };
    let payment = pick(books, rng, PAYMENT, |books, row| {
        books.id_in(PAYMENT, row, "move_id") != 0
            && matching::can_unlink_partials(books, &lines_of(books, row))
    })?;
    matching::unlink_partials(books, &lines_of(books, payment), now)?;
    let entry = i64::from(books.id_in(PAYMENT, payment, "move_id"));
    let id = books.table(PAYMENT).id(payment);
    books
        .table_mut(PAYMENT)
        .set_state(payment, RowState::Deleted);
    crate::life::day::forget(books, PAYMENT, id);
    let entry = books.table(ENTRY).position(entry)?;
    unlink_entry(books, entry);
    Some(())
}
