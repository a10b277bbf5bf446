//! Journal items as a table.

use super::JournalItem;
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<JournalItem>] = &columns![JournalItem;
    date: Date(12), "Date", "Fecha contable";
    due_date: Date(12), "Due date", "Vencimiento", optional(3);
    move_name: Text(22), "Document", "Documento"
        => |row| Cell::record(row.move_name.as_ref(), "account.move", row.move_id);
    journal_code: Text(8), "Journal", "Diario", optional(2);
    account_code: Text(12), "Account", "Cuenta";
    account_name: Text(32), "Account name", "Nombre de la cuenta", optional(1);
    partner_name: Text(32), "Partner", "Cliente o proveedor";
    label: Text(36), "Label", "Glosa";
    ref: Text(20), "Reference", "Referencia" => |row| (&row.r#ref).into();
    currency: Text(8), "Currency", "Moneda";
    amount_currency: Money(16), "Amount in currency", "Importe en moneda", money_in("currency");
    debit: Money(16), "Debit", "Debe", total;
    credit: Money(16), "Credit", "Haber", total;
    balance: Money(16), "Balance", "Saldo", total;
    state: Text(10), "State", "Estado", optional(4) => |row| Cell::one_of(&STATES, row.state.map(Into::into));
    id: Integer(12), "Journal item", "Apunte contable", internal;
    move_id: Integer(12), "Document id", "Id del documento", internal;
];

const STATES: [Word; 3] = [
    word("draft", "Draft", "Borrador"),
    word("posted", "Posted", "Publicado"),
    word("cancel", "Cancelled", "Cancelado"),
];
