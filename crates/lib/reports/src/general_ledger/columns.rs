//! The general ledger as a table. Closing rows repeat the debits and credits of their items, so
//! these columns are not summed. The movement is summed.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{GeneralLedgerParameters, GeneralLedgerQuery, KEY, LedgerRow, LedgerRowKind, TITLE};
use crate::LEDGER;
use crate::accounts::EARLIER_RESULTS;
use crate::column::{Cell, Column, Kind, Title, Word, column, money_in, total, word};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 18] = [
    column("account_code", "Account", "Cuenta", Kind::Text, 12),
    column(
        "account_name",
        "Account name",
        "Nombre de la cuenta",
        Kind::Text,
        32,
    ),
    column("kind", "Row", "Fila", Kind::Text, 24),
    column("date", "Date", "Fecha contable", Kind::Date, 12),
    column("move_name", "Document", "Documento", Kind::Text, 22),
    column("journal_code", "Journal", "Diario", Kind::Text, 8),
    column(
        "partner_name",
        "Partner",
        "Cliente o proveedor",
        Kind::Text,
        32,
    ),
    column("label", "Label", "Glosa", Kind::Text, 36),
    column("ref", "Reference", "Referencia", Kind::Text, 20),
    column("currency", "Currency", "Moneda", Kind::Text, 8),
    money_in(
        column(
            "amount_currency",
            "Amount in currency",
            "Importe en moneda",
            Kind::Money,
            16,
        ),
        "currency",
    ),
    column("debit", "Debit", "Debe", Kind::Money, 16),
    column("credit", "Credit", "Haber", Kind::Money, 16),
    total(column("balance", "Movement", "Movimiento", Kind::Money, 16)),
    column("running_balance", "Balance", "Saldo", Kind::Money, 18),
    money_in(
        column(
            "running_balance_currency",
            "Balance in currency",
            "Saldo en moneda",
            Kind::Money,
            18,
        ),
        "currency",
    ),
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

const OPENING: Word = word("opening", "Opening balance", "Saldo inicial");
const CLOSING: Word = word("closing", "Closing balance", "Saldo final");

/// The cells of the row, in the order of [`COLUMNS`].
fn cells(row: &LedgerRow) -> [Cell<'_>; COLUMNS.len()] {
    [
        row.account_code.as_ref().into(),
        Cell::one_of(&[EARLIER_RESULTS], row.account_name.as_ref()),
        match row.kind {
            LedgerRowKind::Opening => Cell::Word(OPENING),
            LedgerRowKind::Line => Cell::Empty,
            LedgerRowKind::Closing => Cell::Word(CLOSING),
        },
        row.date.into(),
        Cell::record(row.move_name.as_ref(), "account.move", row.move_id),
        row.journal_code.as_ref().into(),
        row.partner_name.as_ref().into(),
        row.label.as_ref().into(),
        row.r#ref.as_ref().into(),
        row.currency.as_ref().into(),
        row.amount_currency.into(),
        row.debit.into(),
        row.credit.into(),
        row.balance.into(),
        row.running_balance.into(),
        row.running_balance_currency.into(),
        row.line_id.into(),
        row.move_id.into(),
    ]
}

impl Exportable for GeneralLedgerQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = GeneralLedgerParameters;
    type Row = LedgerRow;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &GeneralLedgerParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &GeneralLedgerParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
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
    ) -> Result<BoxStream<'t, Result<LedgerRow, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r LedgerRow) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &LedgerRow) -> Decimal {
        row.balance.unwrap_or_default()
    }

    fn is_sum(&self, row: &LedgerRow) -> bool {
        row.kind != LedgerRowKind::Line
    }
}
