//! Open items as a table. What stands after the last amount is not printed, and notes are not either.

use super::OpenItem;
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;
use crate::notes::{self, LatestNote, Noted};

pub const COLUMNS: &[ColumnOf<OpenItem>] = &columns![OpenItem;
    partner_name: Text(36), "Partner", "Cliente o proveedor";
    partner_tax_id: Text(14), "Tax ID", "ID fiscal";
    document_kind: Text(16), "Document", "Documento" => |row| (&row.document_kind).into();
    document_number: Text(22), "Number", "Número"
        => |row| Cell::record(row.document_number.as_ref(), "account.move", row.move_id);
    ref: Text(22), "Reference", "Referencia" => |row| (&row.r#ref).into();
    invoice_date: Date(12), "Invoice date", "Fecha de emisión";
    due_date: Date(12), "Due date", "Vencimiento";
    days_overdue: Days(10), "Days overdue", "Días de vencido";
    currency: Text(8), "Currency", "Moneda";
    amount_currency: Money(16), "Amount", "Importe", subtotal, money_in("currency");
    residual_currency: Money(16), "Residual", "Saldo", subtotal, money_in("currency");
    balance: Money(18), "Amount in company currency", "Importe en moneda de la compañía", total;
    residual: Money(18), "Residual in company currency", "Saldo en moneda de la compañía", total;
    company_currency: Text(10), "Company currency", "Moneda de la compañía";
    date: Date(12), "Date", "Fecha contable";
    move_name: Text(22), "Entry", "Asiento" => |row| (&row.move_name).into();
    document_type_code: Text(6), "Type", "Tipo";
    document_type_name: Text(22), "Document type", "Tipo de documento";
    account_code: Text(12), "Account", "Cuenta";
    account_name: Text(32), "Account name", "Nombre de la cuenta";
    salesperson_name: Text(24), "Salesperson", "Vendedor";
    journal_code: Text(8), "Journal", "Diario";
    partner_tags: Text(24), "Partner tags", "Etiquetas";
    line_id: Integer(12), "Journal item", "Apunte contable", internal;
    move_id: Integer(12), "Document id", "Id del documento", internal;
];

impl Noted for OpenItem {
    fn latest_note(&self) -> Option<&LatestNote> {
        self.latest_note.as_ref()
    }
}

pub(super) fn columns() -> Vec<ColumnOf<'static, OpenItem>> {
    COLUMNS.iter().copied().chain(notes::columns()).collect()
}

pub(super) const NO_CUSTOMER: Word = word("no_customer", "(no customer)", "(sin cliente)");
pub(super) const NO_VENDOR: Word = word("no_vendor", "(no vendor)", "(sin proveedor)");
