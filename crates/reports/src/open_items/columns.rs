//! Open items as a table.

use super::OpenItem;
use crate::column::{Cell, Column, Kind, column, total};

pub const COLUMNS: [Column<'static>; 20] = [
    column(
        "partner_name",
        "Partner",
        "Cliente o proveedor",
        Kind::Text,
        36,
    ),
    column("document_type_code", "Type", "Tipo", Kind::Text, 6),
    column(
        "document_type_name",
        "Document type",
        "Tipo de documento",
        Kind::Text,
        22,
    ),
    column("move_name", "Document", "Documento", Kind::Text, 22),
    column("ref", "Reference", "Referencia", Kind::Text, 22),
    column("date", "Date", "Fecha contable", Kind::Date, 12),
    column(
        "invoice_date",
        "Invoice date",
        "Fecha de emisión",
        Kind::Date,
        12,
    ),
    column("due_date", "Due date", "Vencimiento", Kind::Date, 12),
    column(
        "days_overdue",
        "Days overdue",
        "Días de vencido",
        Kind::Days,
        10,
    ),
    column("account_code", "Account", "Cuenta", Kind::Text, 12),
    column(
        "account_name",
        "Account name",
        "Nombre de la cuenta",
        Kind::Text,
        32,
    ),
    column("currency", "Currency", "Moneda", Kind::Text, 8),
    column("amount_currency", "Amount", "Importe", Kind::Money, 16),
    column("residual_currency", "Residual", "Saldo", Kind::Money, 16),
    column(
        "company_currency",
        "Company currency",
        "Moneda de la compañía",
        Kind::Text,
        10,
    ),
    total(column(
        "balance",
        "Amount in company currency",
        "Importe en moneda de la compañía",
        Kind::Money,
        18,
    )),
    total(column(
        "residual",
        "Residual in company currency",
        "Saldo en moneda de la compañía",
        Kind::Money,
        18,
    )),
    column(
        "salesperson_name",
        "Salesperson",
        "Vendedor",
        Kind::Text,
        24,
    ),
    column("journal_code", "Journal", "Diario", Kind::Text, 8),
    column(
        "line_id",
        "Journal item",
        "Apunte contable",
        Kind::Integer,
        12,
    ),
];

/// The row under [`COLUMNS`].
pub fn cells(row: &OpenItem) -> [Cell<'_>; COLUMNS.len()] {
    [
        row.partner_name.as_ref().into(),
        row.document_type_code.as_ref().into(),
        row.document_type_name.as_ref().into(),
        row.move_name.as_ref().into(),
        row.r#ref.as_ref().into(),
        row.date.into(),
        row.invoice_date.into(),
        row.due_date.into(),
        row.days_overdue.into(),
        row.account_code.as_ref().into(),
        row.account_name.as_ref().into(),
        (&row.currency).into(),
        row.amount_currency.into(),
        row.residual_currency.into(),
        (&row.company_currency).into(),
        row.balance.into(),
        row.residual.into(),
        row.salesperson_name.as_ref().into(),
        row.journal_code.as_ref().into(),
        row.line_id.into(),
    ]
}
