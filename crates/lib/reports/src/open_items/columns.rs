//! Open items as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{KEY, OpenItem, OpenItemsParameters, OpenItemsQuery, TITLE};
use crate::LEDGER;
use crate::column::{Cell, Column, Kind, Title, column, money_in, total};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

pub const COLUMNS: [Column<'static>; 22] = [
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
    money_in(
        column("amount_currency", "Amount", "Importe", Kind::Money, 16),
        "currency",
    ),
    money_in(
        column("residual_currency", "Residual", "Saldo", Kind::Money, 16),
        "currency",
    ),
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
    column("partner_tags", "Partner tags", "Etiquetas", Kind::Text, 24),
    column(
        "line_id",
        "Journal item",
        "Apunte contable",
        Kind::Integer,
        12,
    ),
    column(
        "move_id",
        "Document id",
        "Id del documento",
        Kind::Integer,
        12,
    ),
];

/// The cells of the row, in the order of [`COLUMNS`].
pub fn cells(row: &OpenItem) -> [Cell<'_>; COLUMNS.len()] {
    [
        row.partner_name.as_ref().into(),
        row.document_type_code.as_ref().into(),
        row.document_type_name.as_ref().into(),
        Cell::record(row.move_name.as_ref(), "account.move", row.move_id),
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
        row.partner_tags.as_ref().into(),
        row.line_id.into(),
        row.move_id.into(),
    ]
}

impl Exportable for OpenItemsQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = OpenItemsParameters;
    type Row = OpenItem;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &OpenItemsParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &OpenItemsParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        &self.scope().company
    }

    fn columns(&self) -> Vec<Column<'_>> {
        COLUMNS.to_vec()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        super::expected(snapshot, self).await
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<OpenItem, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r OpenItem) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &OpenItem) -> Decimal {
        row.residual
    }
}
