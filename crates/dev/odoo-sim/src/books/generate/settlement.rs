//! Reconciles lines of a case as Odoo does: partials up to the smaller residual, an exchange
//! difference entry if the rates differ, and a full reconciliation if nothing is left open.

use crate::books::generate::case::{Case, Entry, Kind, Line, LineKind, LineRef, Partial, State};
use crate::books::generate::chart::Company;
use crate::books::generate::documents::Maker;
use crate::books::generate::money;
use crate::books::pool::Symbol;

/// Reconciles the counterpart with the open instalments of an entry, oldest first.
pub(crate) fn settle(
    maker: &mut Maker,
    case: &mut Case,
    company: &Company,
    entry: usize,
    counterpart: LineRef,
) {
    for term in case.open_terms(entry) {
        if case.line(counterpart).residual_currency == 0 {
            break;
        }
        let (debit, credit) = if case.line(term).residual > 0 {
            (term, counterpart)
        } else {
            (counterpart, term)
        };
        reconcile(maker, case, company, debit, credit);
    }
}

/// The company-currency share of a residual if `part` of its residual in currency is settled.
fn share(line: &Line, part: i64) -> i64 {
    let (residual, in_currency) = (line.residual.abs(), line.residual_currency.abs());
    if part == in_currency {
        residual
    } else {
        money::scale(residual, part, in_currency)
    }
}

fn reconcile(
    maker: &mut Maker,
    case: &mut Case,
    company: &Company,
    debit: LineRef,
    credit: LineRef,
) {
    let (left, right) = (case.line(debit), case.line(credit));
    let part = left
        .residual_currency
        .abs()
        .min(right.residual_currency.abs());
    let (of_debit, of_credit) = (share(left, part), share(right, part));
    let amount = of_debit.min(of_credit);
    let exchange_entry = if of_debit == of_credit {
        0
    } else {
        maker.upcoming_entry()
    };
    let first = add_partial(maker, case, debit, credit, (amount, part));
    first.exchange_entry = exchange_entry;
    if of_debit > amount {
        let closing = exchange_difference(maker, case, company, debit, -(of_debit - amount));
        add_partial(maker, case, debit, closing, (of_debit - amount, 0));
    } else if of_credit > amount {
        let closing = exchange_difference(maker, case, company, credit, of_credit - amount);
        add_partial(maker, case, closing, credit, (of_credit - amount, 0));
    }
}

/// `amounts`: in company currency and in the currency of both lines.
fn add_partial<'c>(
    maker: &mut Maker,
    case: &'c mut Case,
    debit: LineRef,
    credit: LineRef,
    (amount, amount_currency): (i64, i64),
) -> &'c mut Partial {
    let entries = [&case.entries[debit.entry], &case.entries[credit.entry]];
    let max_date = entries[0].date.max(entries[1].date);
    let written = entries[0].created.max(entries[1].created);
    for (line, sign) in [(debit, -1), (credit, 1)] {
        let line = case.line_mut(line);
        line.residual += sign * amount;
        line.residual_currency += sign * amount_currency;
        line.written = line.written.max(written);
    }
    for line in [debit, credit] {
        let entry = &mut case.entries[line.entry];
        entry.written = entry.written.max(written);
    }
    let id = maker.next_partial();
    let place = case.partials.len();
    case.partials.push(Partial {
        id,
        debit,
        credit,
        amount,
        amount_currency,
        exchange_entry: 0,
        full: 0,
        max_date,
        written,
    });
    &mut case.partials[place]
}

/// An entry whose first line takes `balance` off the open line; the second is the gain or loss.
fn exchange_difference(
    maker: &mut Maker,
    case: &mut Case,
    company: &Company,
    open: LineRef,
    balance: i64,
) -> LineRef {
    let account = case.line(open).account;
    let result = if balance < 0 {
        company.accounts.exchange_loss
    } else {
        company.accounts.exchange_gain
    };
    let date = case
        .entries
        .iter()
        .map(|entry| entry.date)
        .max()
        .unwrap_or_default();
    let created = case
        .entries
        .iter()
        .map(|entry| entry.created)
        .max()
        .unwrap_or_default();
    let origin = &case.entries[open.entry];
    let mut entry = Entry {
        id: 0,
        kind: Kind::Entry,
        state: State::Posted,
        name: maker.exchange_name(date),
        reference: Symbol::NONE,
        origin: Symbol::NONE,
        date,
        invoice_date: None,
        due: None,
        journal: company.journals.exchange,
        user: 0,
        term: 0,
        reversed: 0,
        reversed_by: false,
        document_type: 0,
        payment: 0,
        created,
        written: created,
        lines: Vec::new(),
        ..origin.clone()
    };
    let label = maker.text("Currency exchange rate difference");
    let closing = Line {
        name: label,
        maturity: Some(date),
        ..Line::open(LineKind::Product, account, balance, 0)
    };
    let result = Line {
        name: label,
        ..Line::plain(LineKind::Product, result, -balance, 0)
    };
    entry.lines = vec![closing, result];
    LineRef {
        entry: maker.add_entry(case, entry),
        line: 0,
    }
}

/// Gives all lines that partials connect the same matching number.
pub(crate) fn mark_matching(maker: &mut Maker, case: &mut Case) {
    let mut groups: Vec<Vec<LineRef>> = Vec::new();
    for partial in &case.partials {
        let (with, without): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.contains(&partial.debit) || group.contains(&partial.credit));
        groups = without;
        let mut merged: Vec<LineRef> = with.into_iter().flatten().collect();
        for line in [partial.debit, partial.credit] {
            if !merged.contains(&line) {
                merged.push(line);
            }
        }
        groups.push(merged);
    }
    for group in groups {
        let members: Vec<usize> = (0..case.partials.len())
            .filter(|&place| group.contains(&case.partials[place].debit))
            .collect();
        let settled = group.iter().all(|&line| case.line(line).is_settled());
        let written = members
            .iter()
            .map(|&place| case.partials[place].written)
            .max()
            .unwrap_or_default();
        let (full, number) = if settled {
            let full = maker.next_full();
            case.fulls.push((full, written));
            (full, full.to_string())
        } else {
            (
                0,
                format!(
                    "P{}",
                    members.first().map_or(0, |&place| case.partials[place].id)
                ),
            )
        };
        let matching = maker.text(&number);
        for line in group {
            let line = case.line_mut(line);
            line.full = full;
            line.matching = matching;
        }
        for place in members {
            case.partials[place].full = full;
        }
    }
}
