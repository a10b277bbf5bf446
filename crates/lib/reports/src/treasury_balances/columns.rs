//! Bank and cash balances as a table.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{KEY, TITLE, TreasuryBalance, TreasuryBalancesParameters, TreasuryBalancesQuery};
use crate::BOOKS;
use crate::column::{Cell, ColumnOf, Title, Word, word};
use crate::columns;
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: &[ColumnOf<TreasuryBalance>] = &columns![TreasuryBalance;
    journal_code: Text(10), "Journal", "Diario";
    journal_name: Text(30), "Journal name", "Nombre del diario";
    journal_type: Text(10), "Type", "Tipo" => |row| Cell::one_of(&TYPES, row.journal_type.as_ref());
    account_code: Text(14), "Account", "Cuenta";
    account_name: Text(34), "Account name", "Nombre de la cuenta";
    currency: Text(10), "Currency", "Moneda";
    balance_currency: Money(20), "Balance in currency", "Saldo en moneda", money_in("currency");
    balance: Money(18), "Balance", "Saldo", total;
];

const TYPES: [Word; 3] = [
    word("bank", "Bank", "Banco"),
    word("cash", "Cash", "Efectivo"),
    word("credit", "Credit card", "Tarjeta de crédito"),
];

impl Exportable for TreasuryBalancesQuery {
    const KEY: &'static str = KEY;
    const TITLE: Title<'static> = TITLE;
    const MODELS: &'static [&'static str] = &BOOKS;
    type Parameters = TreasuryBalancesParameters;
    type Row = TreasuryBalance;

    async fn prepare(
        client: &Transaction<'_>,
        parameters: &TreasuryBalancesParameters,
        today: Date,
    ) -> Result<Self, Error> {
        super::prepare(client, parameters, today).await
    }

    fn parameters(&self) -> &TreasuryBalancesParameters {
        self.parameters()
    }

    fn company(&self) -> &Company {
        self.company()
    }

    fn columns(&self) -> Vec<ColumnOf<'_, TreasuryBalance>> {
        COLUMNS.to_vec()
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        let rows = super::read(snapshot, self).await?;
        Ok(Expected {
            rows: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            control_total: super::totals(self, &rows).balance,
        })
    }

    async fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> Result<BoxStream<'t, Result<TreasuryBalance, Error>>, Error> {
        let rows = super::read(snapshot, self).await?;
        Ok(stream::iter(rows.into_iter().map(Ok)).boxed())
    }

    fn control(row: &TreasuryBalance) -> Decimal {
        row.balance
    }
}
