//! A statement as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{
    KEY, PartnerStatementParameters, PartnerStatementQuery, StatementRow, StatementRowKind, TITLE,
};
use crate::LEDGER;
use crate::column::{Cell, Column, Kind, Title, Word, column, money_in, total, word};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 11] = [
    column("currency", "Currency", "Moneda", Kind::Text, 8),
    column("date", "Date", "Fecha", Kind::Date, 12),
    column("document_type_code", "Type", "Tipo", Kind::Text, 6),
    column("document_name", "Document", "Documento", Kind::Text, 26),
    column("ref", "Reference", "Referencia", Kind::Text, 24),
    column("due_date", "Due date", "Vencimiento", Kind::Date, 12),
    money_in(
        column("amount_currency", "Amount", "Importe", Kind::Money, 16),
        "currency",
    ),
    money_in(
        column(
            "running_balance_currency",
            "Balance",
            "Saldo",
            Kind::Money,
            16,
        ),
        "currency",
    ),
    total(column(
        "amount",
        "Amount in company currency",
        "Importe en moneda de la compañía",
        Kind::Money,
        18,
    )),
    column(
        "running_balance",
        "Balance in company currency",
        "Saldo en moneda de la compañía",
        Kind::Money,
        18,
    ),
    column(
        "document_id",
        "Document id",
        "Id del documento",
        Kind::Integer,
        12,
    ),
];

const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

/// The cells of the row, in the order of [`COLUMNS`].
fn cells(row: &StatementRow) -> [Cell<'_>; COLUMNS.len()] {
    let name = match row.kind {
        StatementRowKind::Opening => Cell::Word(OPENING),
        StatementRowKind::Document => {
            Cell::record(row.document_name.as_ref(), "account.move", row.document_id)
        }
        StatementRowKind::Closing => Cell::Word(CLOSING),
    };
    [
        (&row.currency).into(),
        row.date.into(),
        row.document_type_code.as_ref().into(),
        name,
        row.r#ref.as_ref().into(),
        row.due_date.into(),
        row.amount_currency.into(),
        row.running_balance_currency.into(),
        row.amount.into(),
        row.running_balance.into(),
        row.document_id.into(),
    ]
}

impl Exportable for PartnerStatementQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = PartnerStatementParameters;
    type Row = StatementRow;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &PartnerStatementParameters,
        today: Date,
    ) -> Result<Self, Error> {
        let query = super::prepare(client, parameters, today).await?;
        query.ok_or_else(|| {
            Error::parameter(
                "partner_id",
                format!("there is no partner {}", parameters.partner_id),
                "an id of GET /v1/partners",
            )
        })
    }

    fn parameters(&self) -> &PartnerStatementParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
    }

    fn subject(&self) -> Option<&str> {
        self.partner_name()
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
    ) -> Result<BoxStream<'t, Result<StatementRow, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r StatementRow) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &StatementRow) -> Decimal {
        row.amount.unwrap_or_default()
    }

    fn is_sum(&self, row: &StatementRow) -> bool {
        row.kind != StatementRowKind::Document
    }
}
