//! Writes a complete case as table rows. The arrays follow the column order of the built-in
//! catalogue; a test compares the two.

use crate::books::Books;
use crate::books::generate::case::{Case, Entry, Kind, Line, LineKind, State};
use crate::books::generate::{analytic, master};
use crate::books::number::Number;
use crate::books::pool::Symbol;
use crate::books::table::Cell;

pub(crate) fn push(books: &mut Books, case: &Case) {
    for entry in &case.entries {
        push_entry(books, entry);
        for line in &entry.lines {
            push_line(books, entry, line);
            analytic::push(books, entry, line);
        }
    }
    for payment in &case.payments {
        let entry = &case.entries[payment.entry];
        let settled = entry.lines.get(1).is_some_and(Line::is_settled);
        let texts = [
            books.text(if payment.inbound {
                "inbound"
            } else {
                "outbound"
            }),
            books.text(if payment.customer {
                "customer"
            } else {
                "supplier"
            }),
        ];
        books.table_mut("account.payment").push(
            payment.id,
            &[
                Cell::link(entry.id),
                texts[0],
                texts[1],
                Cell::link(entry.partner),
                Cell::Cents(payment.amount),
                Cell::link(entry.currency),
                Cell::link(entry.journal),
                Cell::Day(entry.date),
                Cell::Text(entry.reference),
                Cell::Bool(settled),
                Cell::Bool(false),
                Cell::Instant(entry.created),
                Cell::Instant(entry.written),
            ],
        );
    }
    for &(full, written) in &case.fulls {
        let stamp = Cell::Instant(written);
        books
            .table_mut("account.full.reconcile")
            .push(full, &[Cell::None, stamp, stamp]);
    }
    push_partials(books, case);
}

fn push_partials(books: &mut Books, case: &Case) {
    for partial in &case.partials {
        let entry = &case.entries[partial.debit.entry];
        let stamp = Cell::Instant(partial.written);
        books.table_mut("account.partial.reconcile").push(
            partial.id,
            &[
                Cell::link(case.line(partial.debit).id),
                Cell::link(case.line(partial.credit).id),
                Cell::Cents(partial.amount),
                Cell::Cents(partial.amount_currency),
                Cell::Cents(partial.amount_currency),
                Cell::link(entry.currency),
                Cell::link(entry.currency),
                Cell::link(partial.full),
                Cell::link(partial.exchange_entry),
                Cell::Day(partial.max_date),
                Cell::link(entry.company),
                stamp,
                stamp,
            ],
        );
    }
}

fn push_entry(books: &mut Books, entry: &Entry) {
    let sums = Sums::add_up(entry);
    let (kind, state) = (
        books.text(entry.kind.name()),
        books.text(entry.state.name()),
    );
    let payment_state = books.text(payment_state(entry, &sums));
    books.table_mut("account.move").push(
        entry.id,
        &[
            Cell::Text(entry.name),
            Cell::Text(entry.reference),
            kind,
            state,
            payment_state,
            Cell::Day(entry.date),
            day(entry.invoice_date),
            day(entry.due),
            Cell::link(entry.partner),
            Cell::link(entry.commercial),
            Cell::link(entry.journal),
            Cell::link(entry.company),
            Cell::link(entry.currency),
            Cell::link(entry.user),
            Cell::link(entry.term),
            Cell::Text(entry.origin),
            Cell::Cents(sums.untaxed),
            Cell::Cents(sums.total - sums.untaxed - sums.not_invoiced),
            Cell::Cents(sums.total),
            Cell::Cents(sums.residual),
            Cell::Cents(sums.untaxed_signed),
            Cell::Cents(sums.total_signed),
            Cell::Cents(sums.residual_signed),
            Cell::Cents(sums.in_currency_signed),
            Cell::link(entry.reversed),
            Cell::link(entry.document_type),
            Cell::link(master::team_of(entry.user)),
            Cell::Id(2),
            Cell::Instant(entry.created),
            Cell::Instant(entry.written),
        ],
    );
}

fn push_line(books: &mut Books, entry: &Entry, line: &Line) {
    let (state, kind) = (books.text(entry.state.name()), books.text(line.kind.name()));
    books.table_mut("account.move.line").push(
        line.id,
        &[
            Cell::link(entry.id),
            Cell::Text(entry.name),
            state,
            Cell::Day(entry.date),
            day(entry.invoice_date),
            day(line.maturity),
            Cell::Text(line.name),
            Cell::Text(entry.reference),
            Cell::link(line.account),
            Cell::link(entry.commercial),
            Cell::link(entry.journal),
            Cell::link(entry.company),
            Cell::link(entry.currency),
            Cell::link(line.product),
            Cell::Number(Number::new(line.quantity, 0)),
            Cell::Number(Number::hundredths(line.price_cents)),
            Cell::Number(Number::new(line.discount, 0)),
            Cell::Cents(line.subtotal),
            Cell::Cents(line.total),
            Cell::Cents(line.balance.max(0)),
            Cell::Cents((-line.balance).max(0)),
            Cell::Cents(line.balance),
            Cell::Cents(line.amount_currency),
            Cell::Cents(line.residual),
            Cell::Cents(line.residual_currency),
            Cell::Bool(line.is_settled()),
            Cell::link(line.full),
            Cell::Text(line.matching),
            Cell::link(entry.payment),
            Cell::link(line.tax),
            kind,
            if line.analytic == Symbol::NONE {
                Cell::None
            } else {
                Cell::Json(line.analytic)
            },
            Cell::Instant(entry.created),
            Cell::Instant(line.written),
        ],
    );
}

/// The totals of an entry, in its currency and signed in company currency.
struct Sums {
    untaxed: i64,
    total: i64,
    /// The part of `total` that is not from invoice lines: all of it for a plain entry.
    not_invoiced: i64,
    residual: i64,
    untaxed_signed: i64,
    total_signed: i64,
    residual_signed: i64,
    in_currency_signed: i64,
}

impl Sums {
    fn add_up(entry: &Entry) -> Sums {
        let of = |kind: LineKind, amount: fn(&Line) -> i64| -> i64 {
            entry
                .lines
                .iter()
                .filter(|line| line.kind == kind)
                .map(amount)
                .sum()
        };
        if entry.kind == Kind::Entry {
            let debits = |amount: fn(&Line) -> i64| -> i64 {
                entry
                    .lines
                    .iter()
                    .map(amount)
                    .filter(|amount| *amount > 0)
                    .sum()
            };
            let total = debits(|line| line.amount_currency);
            return Sums {
                untaxed: 0,
                total,
                not_invoiced: total,
                residual: 0,
                untaxed_signed: 0,
                total_signed: debits(|line| line.balance),
                residual_signed: 0,
                in_currency_signed: total,
            };
        }
        let in_currency_signed = of(LineKind::Term, |line| line.amount_currency);
        Sums {
            untaxed: of(LineKind::Product, |line| line.amount_currency).abs(),
            total: in_currency_signed.abs(),
            not_invoiced: 0,
            residual: of(LineKind::Term, |line| line.residual_currency).abs(),
            untaxed_signed: -of(LineKind::Product, |line| line.balance),
            total_signed: of(LineKind::Term, |line| line.balance),
            residual_signed: of(LineKind::Term, |line| line.residual),
            in_currency_signed,
        }
    }
}

fn payment_state(entry: &Entry, sums: &Sums) -> &'static str {
    let posted_invoice = entry.kind != Kind::Entry && entry.state == State::Posted;
    let touched = entry.lines.iter().any(|line| line.matching != Symbol::NONE);
    if !posted_invoice || !touched {
        "not_paid"
    } else if sums.residual != 0 || sums.residual_signed != 0 {
        "partial"
    } else if entry.reversed_by {
        "reversed"
    } else {
        "paid"
    }
}

fn day(day: Option<i32>) -> Cell {
    day.map_or(Cell::None, Cell::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: [&str; 30] = [
        "name",
        "ref",
        "move_type",
        "state",
        "payment_state",
        "date",
        "invoice_date",
        "invoice_date_due",
        "partner_id",
        "commercial_partner_id",
        "journal_id",
        "company_id",
        "currency_id",
        "invoice_user_id",
        "invoice_payment_term_id",
        "invoice_origin",
        "amount_untaxed",
        "amount_tax",
        "amount_total",
        "amount_residual",
        "amount_untaxed_signed",
        "amount_total_signed",
        "amount_residual_signed",
        "amount_total_in_currency_signed",
        "reversed_entry_id",
        "l10n_latam_document_type_id",
        "team_id",
        "create_uid",
        "create_date",
        "write_date",
    ];

    const LINE: [&str; 34] = [
        "move_id",
        "move_name",
        "parent_state",
        "date",
        "invoice_date",
        "date_maturity",
        "name",
        "ref",
        "account_id",
        "partner_id",
        "journal_id",
        "company_id",
        "currency_id",
        "product_id",
        "quantity",
        "price_unit",
        "discount",
        "price_subtotal",
        "price_total",
        "debit",
        "credit",
        "balance",
        "amount_currency",
        "amount_residual",
        "amount_residual_currency",
        "reconciled",
        "full_reconcile_id",
        "matching_number",
        "payment_id",
        "tax_line_id",
        "display_type",
        "analytic_distribution",
        "create_date",
        "write_date",
    ];

    #[test]
    fn the_arrays_follow_the_columns_of_the_catalogue() {
        let books = Books::empty();
        assert_eq!(books.table("account.move").column_names(), ENTRY);
        assert_eq!(books.table("account.move.line").column_names(), LINE);
        let payment = [
            "move_id",
            "payment_type",
            "partner_type",
            "partner_id",
            "amount",
            "currency_id",
            "journal_id",
            "date",
            "ref",
            "is_reconciled",
            "is_matched",
            "create_date",
            "write_date",
        ];
        assert_eq!(books.table("account.payment").column_names(), payment);
        let full = ["exchange_move_id", "create_date", "write_date"];
        assert_eq!(books.table("account.full.reconcile").column_names(), full);
        let partial = [
            "debit_move_id",
            "credit_move_id",
            "amount",
            "debit_amount_currency",
            "credit_amount_currency",
            "debit_currency_id",
            "credit_currency_id",
            "full_reconcile_id",
            "exchange_move_id",
            "max_date",
            "company_id",
            "create_date",
            "write_date",
        ];
        assert_eq!(
            books.table("account.partial.reconcile").column_names(),
            partial
        );
    }
}
