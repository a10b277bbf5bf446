//! Journal items as a table.

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{JournalItem, JournalItemsParameters, JournalItemsQuery, KEY, TITLE};
use crate::LEDGER;
use crate::column::{Cell, ColumnOf, Title, Word, word};
use crate::columns;
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: &[ColumnOf<JournalItem>] = &columns![JournalItem;
    date: Date(12), "Date", "Fecha contable";
    due_date: Date(12), "Due date", "Vencimiento";
    move_name: Text(22), "Document", "Documento"
        => |row| Cell::record(row.move_name.as_ref(), "account.move", row.move_id);
    journal_code: Text(8), "Journal", "Diario";
    account_code: Text(12), "Account", "Cuenta";
    account_name: Text(32), "Account name", "Nombre de la cuenta";
    partner_name: Text(32), "Partner", "Cliente o proveedor";
    label: Text(36), "Label", "Glosa";
    ref: Text(20), "Reference", "Referencia" => |row| (&row.r#ref).into();
    currency: Text(8), "Currency", "Moneda";
    amount_currency: Money(16), "Amount in currency", "Importe en moneda", money_in("currency");
    debit: Money(16), "Debit", "Debe", total;
    credit: Money(16), "Credit", "Haber", total;
    balance: Money(16), "Balance", "Saldo", total;
    state: Text(10), "State", "Estado" => |row| Cell::one_of(&STATES, row.state.as_ref());
    id: Integer(12), "Journal item", "Apunte contable";
    move_id: Integer(12), "Document id", "Id del documento";
];

const STATES: [Word; 3] = [
    word("draft", "Draft", "Borrador"),
    word("posted", "Posted", "Publicado"),
    word("cancel", "Cancelled", "Cancelado"),
];

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

    fn columns(&self) -> Vec<ColumnOf<'_, JournalItem>> {
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

    fn control(row: &JournalItem) -> Decimal {
        row.balance
    }
}
