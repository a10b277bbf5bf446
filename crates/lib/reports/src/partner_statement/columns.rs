//! A statement as a table, as the partner gets it: without amounts in the company's currency, links
//! and ids.

use super::{StatementRow, StatementRowKind};
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;
use crate::document_kind::DocumentKind;

pub(super) const COLUMNS: &[ColumnOf<StatementRow>] = &columns![StatementRow;
    currency: Text(8), "Currency", "Moneda";
    date: Date(12), "Date", "Fecha";
    document_kind: Text(18), "Document", "Documento" => |row| document(row);
    document_number: Text(22), "Number", "Número" => |row| number(row);
    ref: Text(24), "Reference", "Referencia" => |row| (&row.r#ref).into();
    due_date: Date(12), "Due", "Vence";
    amount_currency: Money(16), "Amount", "Importe", subtotal, money_in("currency");
    running_balance_currency: Money(16), "Balance", "Saldo", money_in("currency");
];

const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

fn document(row: &StatementRow) -> Cell<'_> {
    match row.kind {
        StatementRowKind::Opening => Cell::Word(OPENING),
        StatementRowKind::Document => row.document_kind.as_ref().map_or(Cell::Empty, Cell::from),
        StatementRowKind::Closing => Cell::Word(CLOSING),
    }
}

/// Names of our journals say nothing to the partner.
fn number(row: &StatementRow) -> Cell<'_> {
    match row.document_kind {
        Some(DocumentKind::Payment | DocumentKind::Entry) | None => Cell::Empty,
        Some(_) => (&row.document_number).into(),
    }
}
