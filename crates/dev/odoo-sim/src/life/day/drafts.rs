//! Invoices before and after posting: drafts are created, edited and posted, and posted invoices go
//! back to draft to be deleted or cancelled.

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::number::Number;
use crate::books::table::{Cell, RowState};
use crate::life::changes::{self, copy, day_of, pick};
use crate::life::day::{ENTRY, LINE, raise_rank, stamp, unlink_entry};
use crate::life::matching;

/// Amounts above this, in hundredths, are not increased further.
const LARGE: i64 = 1_000_000_000;

const AMOUNTS_OF_LINE: [&str; 9] = [
    "price_subtotal",
    "price_total",
    "debit",
    "credit",
    "balance",
    "amount_currency",
    "amount_residual",
    "amount_residual_currency",
    "tax_base_amount",
];

const AMOUNTS_OF_ENTRY: [&str; 8] = [
    "amount_untaxed",
    "amount_tax",
    "amount_total",
    "amount_residual",
    "amount_untaxed_signed",
    "amount_total_signed",
    "amount_residual_signed",
    "amount_total_in_currency_signed",
];

/// A draft copy of a posted invoice.
pub(crate) fn create(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let inserted = changes::new_invoice(books, rng, now)?;
    let (slash, draft) = (books.text("/"), books.text("draft"));
    for (model, row) in inserted {
        if model == ENTRY {
            books.set(ENTRY, row, "name", slash);
            books.set(ENTRY, row, "state", draft);
        } else {
            books.set(LINE, row, "move_name", slash);
            books.set(LINE, row, "parent_state", draft);
        }
    }
    Some(())
}

/// Entry and lines are stamped. The partner is not, because SQL raises its rank.
pub(crate) fn post(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let entry = pick_draft(books, rng)?;
    let name = changes::next_name(books);
    let today = Cell::Day(day_of(now));
    for field in ["date", "invoice_date"] {
        if books.get(ENTRY, entry, field) == Cell::None {
            books.set(ENTRY, entry, field, today);
        }
    }
    set_state(books, entry, "posted", Some(name), now);
    let is_sale = books
        .text_in(ENTRY, entry, "move_type")
        .is_some_and(|kind| kind.starts_with("out_"));
    let rank = if is_sale {
        "customer_rank"
    } else {
        "supplier_rank"
    };
    raise_rank(books, entry, rank);
    Some(())
}

/// Deletes and recreates every line, half of the time with double amounts.
pub(crate) fn edit(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let entry = pick_draft(books, rng)?;
    let is_small = books.cents_in(ENTRY, entry, "amount_total").abs() < LARGE;
    let factor = if is_small && rng.chance(50) { 2 } else { 1 };
    for line in matching::lines_of(books, books.table(ENTRY).id(entry)) {
        make_anew(books, line, factor, now);
    }
    for field in AMOUNTS_OF_ENTRY {
        let cents = books.cents_in(ENTRY, entry, field) * factor;
        books.set(ENTRY, entry, field, Cell::Cents(cents));
    }
    stamp(books, ENTRY, entry, now);
    Some(())
}

fn make_anew(books: &mut Books, line: usize, factor: i64, now: i64) {
    let mut changed = vec![
        ("create_date", Cell::Instant(now)),
        ("write_date", Cell::Instant(now)),
    ];
    for field in AMOUNTS_OF_LINE {
        if let Cell::Cents(cents) = books.get(LINE, line, field) {
            changed.push((field, Cell::Cents(cents * factor)));
        }
    }
    if let Cell::Number(quantity) = books.get(LINE, line, "quantity") {
        let quantity = Number::new(quantity.mantissa() * factor, quantity.scale());
        changed.push(("quantity", Cell::Number(quantity)));
    }
    copy(books, LINE, line, &changed);
    books.table_mut(LINE).set_state(line, RowState::Deleted);
}

/// Resets the last invoice of its sequence to draft, without its reconciliations, and deletes it.
pub(crate) fn reset_and_delete(books: &mut Books, now: i64) -> Option<()> {
    let entry = changes::last_named(books)?;
    if books.text_in(ENTRY, entry, "state") != Some("posted") {
        return None;
    }
    let lines = matching::lines_of(books, books.table(ENTRY).id(entry));
    matching::unlink_partials(books, &lines, now)?;
    unlink_entry(books, entry);
    Some(())
}

/// Resets a posted invoice to draft, without its reconciliations, and cancels it.
pub(crate) fn cancel(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let entry = pick(books, rng, ENTRY, |books, row| {
        is_invoice(books, row)
            && books.text_in(ENTRY, row, "state") == Some("posted")
            && matching::can_unlink_partials(
                books,
                &matching::lines_of(books, books.table(ENTRY).id(row)),
            )
    })?;
    let lines = matching::lines_of(books, books.table(ENTRY).id(entry));
    matching::unlink_partials(books, &lines, now)?;
    set_state(books, entry, "cancel", None, now);
    Some(())
}

/// The lines follow, each with its own stamp.
fn set_state(books: &mut Books, entry: usize, state: &str, name: Option<Cell>, now: i64) {
    let state = books.text(state);
    books.set(ENTRY, entry, "state", state);
    stamp(books, ENTRY, entry, now);
    if let Some(name) = name {
        books.set(ENTRY, entry, "name", name);
    }
    let (date, invoice_date) = (
        books.get(ENTRY, entry, "date"),
        books.get(ENTRY, entry, "invoice_date"),
    );
    for line in matching::lines_of(books, books.table(ENTRY).id(entry)) {
        books.set(LINE, line, "parent_state", state);
        books.set(LINE, line, "date", date);
        books.set(LINE, line, "invoice_date", invoice_date);
        if let Some(name) = name {
            books.set(LINE, line, "move_name", name);
        }
        stamp(books, LINE, line, now);
    }
}

fn pick_draft(books: &Books, rng: &mut Rng) -> Option<usize> {
    pick(books, rng, ENTRY, |books, row| {
        is_invoice(books, row) && books.text_in(ENTRY, row, "state") == Some("draft")
    })
}

pub(crate) fn is_invoice(books: &Books, entry: usize) -> bool {
    books.text_in(ENTRY, entry, "move_type") != Some("entry")
}
