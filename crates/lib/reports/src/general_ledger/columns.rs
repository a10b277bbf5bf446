//! The general ledger as a table. Closing rows repeat the debits and credits of their items, so
//! these columns are not summed. The movement is summed.

use super::{LedgerRow, LedgerRowKind};
use crate::accounts::EARLIER_RESULTS;
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<LedgerRow>] = &columns![LedgerRow;
    account_code: Text(12), "Account", "Cuenta";
    account_name: Text(32), "Account name", "Nombre de la cuenta"
        => |row| Cell::one_of(&[EARLIER_RESULTS], row.account_name.as_deref());
    kind: Text(24), "Row", "Fila" => |row| kind(row);
    date: Date(12), "Date", "Fecha contable";
    move_name: Text(22), "Document", "Documento"
        => |row| Cell::record(row.move_name.as_ref(), "account.move", row.move_id);
    journal_code: Text(8), "Journal", "Diario";
    partner_name: Text(32), "Partner", "Cliente o proveedor";
    label: Text(36), "Label", "Glosa";
    ref: Text(20), "Reference", "Referencia" => |row| (&row.r#ref).into();
    currency: Text(8), "Currency", "Moneda";
    amount_currency: Money(16), "Amount in currency", "Importe en moneda", money_in("currency");
    debit: Money(16), "Debit", "Debe", subtotal;
    credit: Money(16), "Credit", "Haber", subtotal;
    balance: Money(16), "Movement", "Movimiento", total;
    running_balance: Money(18), "Balance", "Saldo";
    running_balance_currency: Money(18), "Balance in currency", "Saldo en moneda",
        money_in("currency");
    line_id: Integer(12), "Journal item", "Apunte contable", internal;
    move_id: Integer(12), "Document id", "Id del documento", internal;
];

const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

fn kind(row: &LedgerRow) -> Cell<'_> {
    match row.kind {
        LedgerRowKind::Opening => Cell::Word(OPENING),
        LedgerRowKind::Line => Cell::Empty,
        LedgerRowKind::Closing => Cell::Word(CLOSING),
    }
}
