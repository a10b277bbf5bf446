//! A statement as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{
    KEY, PartnerStatementParameters, PartnerStatementQuery, StatementRow, StatementRowKind, TITLE,
};
use crate::LEDGER;
use crate::column::{Cell, ColumnOf, Title, Word, word};
use crate::columns;
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: &[ColumnOf<StatementRow>] = &columns![StatementRow;
    currency: Text(8), "Currency", "Moneda";
    date: Date(12), "Date", "Fecha";
    document_type_code: Text(6), "Type", "Tipo";
    document_name: Text(26), "Document", "Documento" => |row| document(row);
    ref: Text(24), "Reference", "Referencia" => |row| (&row.r#ref).into();
    due_date: Date(12), "Due date", "Vencimiento";
    amount_currency: Money(16), "Amount", "Importe", money_in("currency");
    running_balance_currency: Money(16), "Balance", "Saldo", money_in("currency");
    amount: Money(18), "Amount in company currency", "Importe en moneda de la compañía", total;
    running_balance: Money(18), "Balance in company currency", "Saldo en moneda de la compañía";
    document_id: Integer(12), "Document id", "Id del documento";
];

const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

fn document(row: &StatementRow) -> Cell<'_> {
    match row.kind {
        StatementRowKind::Opening => Cell::Word(OPENING),
        StatementRowKind::Document => {
            Cell::record(row.document_name.as_ref(), "account.move", row.document_id)
        }
        StatementRowKind::Closing => Cell::Word(CLOSING),
    }
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

    fn columns(&self) -> Vec<ColumnOf<'_, StatementRow>> {
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

    fn control(row: &StatementRow) -> Decimal {
        row.amount.unwrap_or_default()
    }

    fn is_sum(&self, row: &StatementRow) -> bool {
        row.kind != StatementRowKind::Document
    }
}
