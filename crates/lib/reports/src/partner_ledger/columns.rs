//! The partner ledger as a table. Closing rows repeat the debits and credits of their items, so
//! these columns are not summed. The movement is summed.

use super::{PartnerLedgerRow, PartnerLedgerRowKind};
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<PartnerLedgerRow>] = &columns![PartnerLedgerRow;
    partner_name: Text(36), "Partner", "Cliente o proveedor" => |row| partner(row);
    partner_tax_id: Text(16), "Tax ID", "ID fiscal", optional(1);
    kind: Text(16), "Row", "Fila" => |row| kind(row);
    date: Date(12), "Date", "Fecha contable";
    move_name: Text(22), "Document", "Documento"
        => |row| Cell::record(row.move_name.as_ref(), "account.move", row.move_id);
    due_date: Date(12), "Due date", "Vencimiento", optional(3);
    journal_code: Text(8), "Journal", "Diario", optional(4);
    account_code: Text(12), "Account", "Cuenta";
    label: Text(36), "Label", "Glosa", optional(2);
    ref: Text(20), "Reference", "Referencia", optional(5) => |row| (&row.r#ref).into();
    currency: Text(8), "Currency", "Moneda", optional(6);
    amount_currency: Money(16), "Amount in currency", "Importe en moneda", money_in("currency"),
        optional(7);
    debit: Money(16), "Debit", "Debe", subtotal;
    credit: Money(16), "Credit", "Haber", subtotal;
    balance: Money(16), "Movement", "Movimiento", total;
    running_balance: Money(18), "Balance", "Saldo";
    partner_id: Integer(10), "Partner id", "Id del cliente o proveedor", internal;
    line_id: Integer(12), "Journal item", "Apunte contable", internal;
    move_id: Integer(12), "Document id", "Id del documento", internal;
];

const NOBODY: Word = word("none", "(no partner)", "(sin cliente o proveedor)");
const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

fn partner(row: &PartnerLedgerRow) -> Cell<'_> {
    match row.partner_id {
        Some(_) => (&row.partner_name).into(),
        None => Cell::Word(NOBODY),
    }
}

fn kind(row: &PartnerLedgerRow) -> Cell<'_> {
    match row.kind {
        PartnerLedgerRowKind::Opening => Cell::Word(OPENING),
        PartnerLedgerRowKind::Line => Cell::Empty,
        PartnerLedgerRowKind::Closing => Cell::Word(CLOSING),
    }
}
