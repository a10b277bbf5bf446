//! Reconciliation after the fact: which lines are connected, and the effect on residuals, matching
//! numbers, full reconciliations and the entries and payments of the lines.

use std::collections::{BTreeSet, HashMap};

use crate::books::Books;
use crate::books::table::{Cell, RowState};

const ACCOUNT: &str = "account.account";
const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
const PARTIAL: &str = "account.partial.reconcile";
const FULL: &str = "account.full.reconcile";
const PAYMENT: &str = "account.payment";

/// Rows of live partials by the id of each line that they reconcile.
struct Partials(HashMap<u32, Vec<usize>>);

impl Partials {
    fn index(books: &Books) -> Partials {
        let mut by_line: HashMap<u32, Vec<usize>> = HashMap::new();
        for row in books.table(PARTIAL).live_rows() {
            for side in ["debit_move_id", "credit_move_id"] {
                by_line
                    .entry(books.id_in(PARTIAL, row, side))
                    .or_default()
                    .push(row);
            }
        }
        Partials(by_line)
    }

    /// Lines and partials connected with a line.
    fn component(&self, books: &Books, line: u32) -> (BTreeSet<u32>, BTreeSet<usize>) {
        let (mut lines, mut partials) = (BTreeSet::from([line]), BTreeSet::new());
        let mut open = vec![line];
        while let Some(line) = open.pop() {
            for &partial in self.0.get(&line).into_iter().flatten() {
                partials.insert(partial);
                for side in ["debit_move_id", "credit_move_id"] {
                    let other = books.id_in(PARTIAL, partial, side);
                    if lines.insert(other) {
                        open.push(other);
                    }
                }
            }
        }
        (lines, partials)
    }
}

/// The ids of all lines that partials connect with this one.
pub(crate) fn connected(books: &Books, line: u32) -> BTreeSet<u32> {
    Partials::index(books).component(books, line).0
}

/// Adds `sign` times a partial to the residuals of its two lines: 1 takes it back, -1 applies it.
pub(crate) fn shift_residuals(books: &mut Books, partial: usize, sign: i64, now: i64) {
    let amount = books.cents_in(PARTIAL, partial, "amount");
    for (side, currency, direction) in [
        ("debit_move_id", "debit_amount_currency", 1),
        ("credit_move_id", "credit_amount_currency", -1),
    ] {
        let line = books.id_in(PARTIAL, partial, side);
        let in_currency = books.cents_in(PARTIAL, partial, currency);
        let Some(row) = books.table(LINE).position(i64::from(line)) else {
            continue;
        };
        let residual = books.cents_in(LINE, row, "amount_residual") + sign * direction * amount;
        let of_currency =
            books.cents_in(LINE, row, "amount_residual_currency") + sign * direction * in_currency;
        books.set(LINE, row, "amount_residual", Cell::Cents(residual));
        books.set(
            LINE,
            row,
            "amount_residual_currency",
            Cell::Cents(of_currency),
        );
        books.set(
            LINE,
            row,
            "reconciled",
            Cell::Bool(residual == 0 && of_currency == 0),
        );
        books.set(LINE, row, "write_date", Cell::Instant(now));
        refresh_entry(books, books.id_in(LINE, row, "move_id"), now);
        refresh_payment(books, row, now);
    }
}

/// Updates matching numbers and full reconciliations of the lines without a `write_date`, because
/// Odoo does this by SQL and foreign keys.
pub(crate) fn rematch(books: &mut Books, lines: &BTreeSet<u32>, now: i64) {
    let partials = Partials::index(books);
    let mut done = BTreeSet::new();
    for &line in lines {
        if done.contains(&line) {
            continue;
        }
        let (members, between) = partials.component(books, line);
        let old: BTreeSet<u32> = between
            .iter()
            .map(|&link| books.id_in(PARTIAL, link, "full_reconcile_id"))
            .collect();
        let settled = !between.is_empty() && members.iter().all(|&line| is_settled(books, line));
        let (full, number) = match (settled, between.first()) {
            (true, _) => {
                let full = match old.iter().find(|&&full| full != 0) {
                    Some(&full) if old.len() == 1 => full,
                    _ => insert_full(books, now),
                };
                (Cell::Id(full), books.text(&full.to_string()))
            }
            (false, Some(&first)) => {
                let number = format!("P{}", books.table(PARTIAL).id(first));
                (Cell::None, books.text(&number))
            }
            (false, None) => (Cell::None, Cell::None),
        };
        for &member in &members {
            if let Some(row) = books.table(LINE).position(i64::from(member)) {
                books.set(LINE, row, "full_reconcile_id", full);
                books.set(LINE, row, "matching_number", number);
            }
        }
        for &link in &between {
            books.set(PARTIAL, link, "full_reconcile_id", full);
        }
        done.extend(members);
    }
}

/// Removes a full reconciliation; `rematch` updates the references to it.
pub(crate) fn delete_full(books: &mut Books, full: u32) {
    if let Some(row) = books.table(FULL).position(i64::from(full)) {
        books.table_mut(FULL).set_state(row, RowState::Deleted);
    }
    for row in 0..books.table(PARTIAL).rows() {
        if books.id_in(PARTIAL, row, "full_reconcile_id") == full {
            books.set(PARTIAL, row, "full_reconcile_id", Cell::None);
        }
    }
}

/// Partials of these lines, unless one of them has an exchange difference.
fn partials_of(books: &Books, lines: &[usize]) -> Option<Vec<usize>> {
    let ids: BTreeSet<u32> = lines
        .iter()
        .map(|&line| books.table(LINE).id(line))
        .collect();
    let sides = ["debit_move_id", "credit_move_id"];
    let touches = |row: usize| {
        sides
            .into_iter()
            .any(|side| ids.contains(&books.id_in(PARTIAL, row, side)))
    };
    let partials = books.table(PARTIAL).live_rows();
    let partials: Vec<usize> = partials.filter(|&row| touches(row)).collect();
    let is_plain = |row: &usize| {
        books.get(PARTIAL, *row, "exchange_move_id") == Cell::None
            && books.cents_in(PARTIAL, *row, "debit_amount_currency") != 0
    };
    partials.iter().all(is_plain).then_some(partials)
}

/// Odoo would have to reverse the exchange difference entry: this is not simulated.
pub(crate) fn can_unlink_partials(books: &Books, lines: &[usize]) -> bool {
    partials_of(books, lines).is_some()
}

/// Deletes all partials of these lines and the full reconciliations that they belong to.
pub(crate) fn unlink_partials(books: &mut Books, lines: &[usize], now: i64) -> Option<()> {
    let partials = partials_of(books, lines)?;
    let graph = Partials::index(books);
    let mut touched = BTreeSet::new();
    for &line in lines {
        touched.extend(graph.component(books, books.table(LINE).id(line)).0);
    }
    for partial in partials {
        let full = books.id_in(PARTIAL, partial, "full_reconcile_id");
        books
            .table_mut(PARTIAL)
            .set_state(partial, RowState::Deleted);
        if full != 0 {
            delete_full(books, full);
        }
        shift_residuals(books, partial, 1, now);
    }
    rematch(books, &touched, now);
    Some(())
}

/// Receivables and payables.
pub(crate) fn is_owed(books: &Books, account: u32) -> bool {
    let row = books.table(ACCOUNT).position(i64::from(account));
    let kind = row.and_then(|row| books.text_in(ACCOUNT, row, "account_type"));
    matches!(kind, Some("asset_receivable" | "liability_payable"))
}

/// The residual of a line without partials, which depends on its account.
pub(crate) fn reopen(books: &mut Books, line: usize) {
    let account = i64::from(books.id_in(LINE, line, "account_id"));
    let Some(account) = books.table(ACCOUNT).position(account) else {
        return;
    };
    let reconcile = books.get(ACCOUNT, account, "reconcile") == Cell::Bool(true);
    let kind = books.text_in(ACCOUNT, account, "account_type");
    let has_residual = reconcile || kind == Some("asset_cash");
    let mut is_zero = true;
    for (residual, amount) in [
        ("amount_residual", "balance"),
        ("amount_residual_currency", "amount_currency"),
    ] {
        let amount = books.cents_in(LINE, line, amount);
        is_zero &= amount == 0;
        let open = if has_residual { amount } else { 0 };
        books.set(LINE, line, residual, Cell::Cents(open));
    }
    if reconcile {
        books.set(LINE, line, "reconciled", Cell::Bool(is_zero));
    }
}

fn insert_full(books: &mut Books, now: i64) -> u32 {
    let stamp = Cell::Instant(now);
    books.insert(FULL, &[("create_date", stamp), ("write_date", stamp)])
}

fn is_settled(books: &Books, line: u32) -> bool {
    let Some(row) = books.table(LINE).position(i64::from(line)) else {
        return true;
    };
    books.cents_in(LINE, row, "amount_residual") == 0
        && books.cents_in(LINE, row, "amount_residual_currency") == 0
}

/// Rows of an entry's lines.
pub(crate) fn lines_of(books: &Books, entry: u32) -> Vec<usize> {
    let lines = books.table(LINE);
    let Some(column) = lines.column("move_id") else {
        return Vec::new();
    };
    lines
        .live_rows()
        .filter(|&row| lines.get(row, column) == Cell::Id(entry))
        .collect()
}

/// Updates residual and payment state of an invoice from its lines, and `write_date` of any entry.
pub(crate) fn refresh_entry(books: &mut Books, entry: u32, now: i64) {
    let Some(row) = books.table(ENTRY).position(i64::from(entry)) else {
        return;
    };
    books.set(ENTRY, row, "write_date", Cell::Instant(now));
    if books.text_in(ENTRY, row, "move_type") == Some("entry") {
        return;
    }
    let (mut residual, mut in_currency, mut total) = (0, 0, 0);
    for line in lines_of(books, entry) {
        if books.text_in(LINE, line, "display_type") == Some("payment_term") {
            residual += books.cents_in(LINE, line, "amount_residual");
            in_currency += books.cents_in(LINE, line, "amount_residual_currency");
            total += books.cents_in(LINE, line, "amount_currency");
        }
    }
    let state = match (residual, in_currency) {
        (0, 0) => "paid",
        _ if in_currency == total => "not_paid",
        _ => "partial",
    };
    let state = books.text(state);
    books.set(
        ENTRY,
        row,
        "amount_residual",
        Cell::Cents(in_currency.abs()),
    );
    books.set(ENTRY, row, "amount_residual_signed", Cell::Cents(residual));
    books.set(ENTRY, row, "payment_state", state);
}

fn refresh_payment(books: &mut Books, line: usize, now: i64) {
    let payment = books.id_in(LINE, line, "payment_id");
    let Some(row) = books.table(PAYMENT).position(i64::from(payment)) else {
        return;
    };
    let reconciled = books.get(LINE, line, "reconciled");
    books.set(PAYMENT, row, "is_reconciled", reconciled);
    books.set(PAYMENT, row, "write_date", Cell::Instant(now));
}
