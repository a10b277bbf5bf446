//! Journal items as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{JournalItem, JournalItemsParameters, JournalItemsQuery, KEY, TITLE};
use crate::LEDGER;
use crate::column::{Cell, Column, Kind, Title, Word, column, money_in, total, word};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 17] = [
    column("date", "Date", "Fecha contable", Kind::Date, 12),
    column("due_date", "Due date", "Vencimiento", Kind::Date, 12),
    column("move_name", "Document", "Documento", Kind::Text, 22),
    column("journal_code", "Journal", "Diario", Kind::Text, 8),
    column("account_code", "Account", "Cuenta", Kind::Text, 12),
    column(
        "account_name",
        "Account name",
        "Nombre de la cuenta",
        Kind::Text,
        32,
    ),
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
    total(column("debit", "Debit", "Debe", Kind::Money, 16)),
    total(column("credit", "Credit", "Haber", Kind::Money, 16)),
    total(column("balance", "Balance", "Saldo", Kind::Money, 16)),
    column("state", "State", "Estado", Kind::Text, 10),
    column("id", "Journal item", "Apunte contable", Kind::Integer, 12),
    column(
        "move_id",
        "Document id",
        "Id del documento",
        Kind::Integer,
        12,
    ),
];

const STATES: [Word; 3] = [
    word("draft", "Draft", "Borrador"),
    word("posted", "Posted", "Publicado"),
    word("cancel", "Cancelled", "Cancelado"),
];

/// The cells of the row, in the order of [`COLUMNS`].
fn cells(row: &JournalItem) -> [Cell<'_>; COLUMNS.len()] {
    [
        row.date.into(),
        row.due_date.into(),
        Cell::record(row.move_name.as_ref(), "account.move", row.move_id),
        row.journal_code.as_ref().into(),
        row.account_code.as_ref().into(),
        row.account_name.as_ref().into(),
        row.partner_name.as_ref().into(),
        row.label.as_ref().into(),
        row.r#ref.as_ref().into(),
        (&row.currency).into(),
        row.amount_currency.into(),
        row.debit.into(),
        row.credit.into(),
        row.balance.into(),
        Cell::one_of(&STATES, row.state.as_ref()),
        row.id.into(),
        row.move_id.into(),
    ]
}

impl Exportable for JournalItemsQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &LEDGER;
    type Parameters = JournalItemsParameters;
    type Row = JournalItem;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &JournalItemsParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &JournalItemsParameters {
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
    ) -> Result<BoxStream<'t, Result<JournalItem, Error>>, Error> {
        Ok(super::stream(snapshot, self).await?.boxed())
    }

    fn cells<'r>(&self, row: &'r JournalItem) -> impl AsRef<[Cell<'r>]> {
        cells(row)
    }

    fn control(row: &JournalItem) -> Decimal {
        row.balance
    }
}
