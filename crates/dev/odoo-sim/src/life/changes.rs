//! The single changes that `life` makes in turn. Each leaves the books balanced and updates
//! `write_date` exactly where Odoo does.

use crate::books::Books;
use crate::books::calendar::DAY_MICROS;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::matching;

const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
const ACCOUNT: &str = "account.account";
const PARTIAL: &str = "account.partial.reconcile";
const PARTNER: &str = "res.partner";

/// Model, row, field and the value to set.
pub(crate) type Edit = (&'static str, usize, &'static str, Cell);

/// The values that an edit of a random invoice and its lines would set.
pub(crate) fn edit_invoice(books: &mut Books, rng: &mut Rng, now: i64) -> Option<Vec<Edit>> {
    let entry = pick_entry(books, rng, |_, kind| kind != "entry")?;
    let reference = books.text(&format!("Ref. {} «revisada»", rng.below(1_000_000)));
    let user = Cell::Id(u32::try_from(rng.between(2, 7)).unwrap_or(2));
    let stamp = Cell::Instant(now);
    let mut edits = vec![
        (ENTRY, entry, "ref", reference),
        (ENTRY, entry, "invoice_user_id", user),
        (ENTRY, entry, "write_date", stamp),
    ];
    for line in matching::lines_of(books, books.table(ENTRY).id(entry)) {
        edits.push((LINE, line, "ref", reference));
        edits.push((LINE, line, "write_date", stamp));
    }
    Some(edits)
}

/// Copies a row with a new id and some changed fields. Returns the new row.
pub(crate) fn copy(books: &mut Books, model: &str, row: usize, changed: &[(&str, Cell)]) -> usize {
    let table = books.table(model);
    let names = table.column_names().to_vec();
    let mut values: Vec<(&str, Cell)> = changed.to_vec();
    for (column, name) in names.iter().enumerate() {
        if changed.iter().all(|(changed, _)| changed != name) {
            values.push((name, table.get(row, column)));
        }
    }
    books.insert(model, &values);
    books.table(model).rows() - 1
}

/// Copies a posted invoice as a new one of today; returns the new rows.
pub(crate) fn new_invoice(
    books: &mut Books,
    rng: &mut Rng,
    now: i64,
) -> Option<Vec<(&'static str, usize)>> {
    let model_entry = pick_entry(books, rng, |state, kind| {
        state == "posted" && (kind == "out_invoice" || kind == "in_invoice")
    })?;
    let lines = matching::lines_of(books, books.table(ENTRY).id(model_entry));
    let id = books.table(ENTRY).next_id();
    let name = next_name(books);
    let stamp = Cell::Instant(now);
    let today = day_of(now);
    let not_paid = books.text("not_paid");
    let total = books.get(ENTRY, model_entry, "amount_total");
    let total_signed = books.get(ENTRY, model_entry, "amount_total_signed");
    let entry = copy(
        books,
        ENTRY,
        model_entry,
        &[
            ("name", name),
            ("date", Cell::Day(today)),
            ("invoice_date", Cell::Day(today)),
            ("invoice_date_due", Cell::Day(today + 30)),
            ("payment_state", not_paid),
            ("amount_residual", total),
            ("amount_residual_signed", total_signed),
            ("reversed_entry_id", Cell::None),
            ("create_date", stamp),
            ("write_date", stamp),
        ],
    );
    let shared = [
        ("move_id", Cell::Id(id)),
        ("move_name", name),
        ("date", Cell::Day(today)),
        ("invoice_date", Cell::Day(today)),
        ("create_date", stamp),
        ("write_date", stamp),
    ];
    let mut inserted = vec![(ENTRY, entry)];
    for line in lines {
        let owed = books.text_in(LINE, line, "display_type") == Some("payment_term");
        inserted.push((
            LINE,
            copy_line(books, line, owed.then_some(today + 30), &shared),
        ));
    }
    Some(inserted)
}

/// An unreconciled copy of an invoice line; one with a due date is a receivable or payable.
fn copy_line(
    books: &mut Books,
    line: usize,
    due: Option<i32>,
    shared: &[(&'static str, Cell)],
) -> usize {
    let residual = |field| due.map_or(Cell::None, |_| books.get(LINE, line, field));
    let own = [
        ("amount_residual", residual("balance")),
        ("amount_residual_currency", residual("amount_currency")),
        ("date_maturity", due.map_or(Cell::None, Cell::Day)),
        ("reconciled", Cell::Bool(false)),
        ("full_reconcile_id", Cell::None),
        ("matching_number", Cell::None),
    ];
    let row = copy(books, LINE, line, &[shared, &own].concat());
    matching::reopen(books, row);
    row
}

/// The prefix of the numbers of invoices that are created while a mirror reads.
const SEQUENCE: &str = "F F900-";

/// The next number of the sequence.
pub(crate) fn next_name(books: &mut Books) -> Cell {
    let last = last_named(books).and_then(|row| number_of(books, row));
    let next = last.unwrap_or(0) + 1;
    books.text(&format!("{SEQUENCE}{next:08}"))
}

/// The entry with the last number of the sequence.
pub(crate) fn last_named(books: &Books) -> Option<usize> {
    let entries = books.table(ENTRY).live_rows();
    entries
        .filter(|&row| number_of(books, row).is_some())
        .max_by_key(|&row| number_of(books, row))
}

fn number_of(books: &Books, entry: usize) -> Option<u32> {
    let name = books.text_in(ENTRY, entry, "name")?;
    name.strip_prefix(SEQUENCE)?.parse().ok()
}

pub(crate) fn delete_draft(books: &mut Books, rng: &mut Rng) -> Option<()> {
    let entry = pick_entry(books, rng, |state, _| state == "draft")?;
    for line in matching::lines_of(books, books.table(ENTRY).id(entry)) {
        books.table_mut(LINE).set_state(line, RowState::Deleted);
    }
    books.table_mut(ENTRY).set_state(entry, RowState::Deleted);
    Some(())
}

/// The term line takes the difference: as in Odoo, it is deleted and recreated.
pub(crate) fn delete_draft_line(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let of_kind = |books: &Books, entry: usize, kind: &str| -> Vec<usize> {
        let mut lines = matching::lines_of(books, books.table(ENTRY).id(entry));
        lines.retain(|&line| books.text_in(LINE, line, "display_type") == Some(kind));
        lines
    };
    let entry = pick(books, rng, ENTRY, |books, row| {
        books.text_in(ENTRY, row, "state") == Some("draft")
            && books.text_in(ENTRY, row, "move_type") != Some("entry")
            && of_kind(books, row, "product").len() > 1
            && of_kind(books, row, "payment_term").len() == 1
    })?;
    let gone = *of_kind(books, entry, "product").first()?;
    let term = *of_kind(books, entry, "payment_term").first()?;
    let sum = |books: &Books, field| {
        books.cents_in(LINE, term, field) + books.cents_in(LINE, gone, field)
    };
    let (balance, in_currency) = (sum(books, "balance"), sum(books, "amount_currency"));
    let stamp = Cell::Instant(now);
    copy(
        books,
        LINE,
        term,
        &[
            ("debit", Cell::Cents(balance.max(0))),
            ("credit", Cell::Cents((-balance).max(0))),
            ("balance", Cell::Cents(balance)),
            ("amount_currency", Cell::Cents(in_currency)),
            ("amount_residual", Cell::Cents(balance)),
            ("amount_residual_currency", Cell::Cents(in_currency)),
            ("create_date", stamp),
            ("write_date", stamp),
        ],
    );
    let untaxed = books.cents_in(ENTRY, entry, "amount_untaxed")
        - books.cents_in(LINE, gone, "amount_currency").abs();
    let untaxed_signed = books.cents_in(ENTRY, entry, "amount_untaxed_signed")
        + books.cents_in(LINE, gone, "balance");
    for (field, cents) in [
        ("amount_untaxed", untaxed),
        ("amount_untaxed_signed", untaxed_signed),
        ("amount_total", in_currency.abs()),
        ("amount_residual", in_currency.abs()),
        ("amount_total_signed", balance),
        ("amount_residual_signed", balance),
        ("amount_total_in_currency_signed", in_currency),
    ] {
        books.set(ENTRY, entry, field, Cell::Cents(cents));
    }
    books.set(ENTRY, entry, "write_date", stamp);
    for line in [gone, term] {
        books.table_mut(LINE).set_state(line, RowState::Deleted);
    }
    Some(())
}

pub(crate) fn unreconcile(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let partial = pick(books, rng, PARTIAL, |books, row| {
        books.get(PARTIAL, row, "exchange_move_id") == Cell::None
            && books.cents_in(PARTIAL, row, "debit_amount_currency") != 0
    })?;
    let lines = matching::connected(books, books.id_in(PARTIAL, partial, "debit_move_id"));
    let full = books.id_in(PARTIAL, partial, "full_reconcile_id");
    books
        .table_mut(PARTIAL)
        .set_state(partial, RowState::Deleted);
    if full != 0 {
        matching::delete_full(books, full);
    }
    matching::shift_residuals(books, partial, 1, now);
    matching::rematch(books, &lines, now);
    Some(())
}

pub(crate) fn archive_partner(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let row = pick(books, rng, PARTNER, |books, row| {
        books.get(PARTNER, row, "active") == Cell::Bool(true) && is_traded_with(books, row)
    })?;
    books.set(PARTNER, row, "active", Cell::Bool(false));
    books.set(PARTNER, row, "write_date", Cell::Instant(now));
    Some(())
}

pub(crate) fn archive_account(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let row = pick(books, rng, ACCOUNT, |books, row| {
        books.get(ACCOUNT, row, "deprecated") == Cell::Bool(false)
    })?;
    books.set(ACCOUNT, row, "deprecated", Cell::Bool(true));
    // Versions that have `active` on accounts show it instead of `deprecated`.
    books.set(ACCOUNT, row, "active", Cell::Bool(false));
    books.set(ACCOUNT, row, "write_date", Cell::Instant(now));
    Some(())
}

pub(crate) fn rewrite_matching(books: &mut Books, rng: &mut Rng) -> Option<()> {
    let row = pick(books, rng, LINE, |books, row| {
        books
            .text_in(LINE, row, "matching_number")
            .is_some_and(|text| text.starts_with('P'))
    })?;
    let number = books.text(&format!("P{}", 1_000_000 + rng.below(1_000_000)));
    books.set(LINE, row, "matching_number", number);
    Some(())
}

/// The partner belongs to neither a company nor a user.
pub(crate) fn is_traded_with(books: &Books, partner: usize) -> bool {
    let id = books.table(PARTNER).id(partner);
    ["res.company", "res.users"].into_iter().all(|model| {
        books
            .table(model)
            .live_rows()
            .all(|row| books.id_in(model, row, "partner_id") != id)
    })
}

pub(crate) fn day_of(now: i64) -> i32 {
    i32::try_from(now.div_euclid(DAY_MICROS)).unwrap_or_default()
}

/// A visible row that fits: the first one after a random place.
pub(crate) fn pick(
    books: &Books,
    rng: &mut Rng,
    model: &str,
    fits: impl Fn(&Books, usize) -> bool,
) -> Option<usize> {
    let table = books.table(model);
    let start = rng.below(table.rows());
    (start..table.rows())
        .chain(0..start)
        .find(|&row| table.is_live(row) && fits(books, row))
}

/// By state and move type.
fn pick_entry(books: &Books, rng: &mut Rng, fits: impl Fn(&str, &str) -> bool) -> Option<usize> {
    pick(books, rng, ENTRY, |books, row| {
        let state = books.text_in(ENTRY, row, "state").unwrap_or_default();
        fits(
            state,
            books.text_in(ENTRY, row, "move_type").unwrap_or_default(),
        )
    })
}
