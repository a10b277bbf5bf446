//! Bank and cash balances as a table.

use futures::stream::{self, BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::Transaction;

use super::{KEY, TITLE, TreasuryBalance, TreasuryBalancesParameters, TreasuryBalancesQuery};
use crate::BOOKS;
use crate::column::{Cell, Column, Kind, Title, Word, column, money_in, total, word};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;
use crate::report::Exportable;

const COLUMNS: [Column<'static>; 8] = [
    column("journal_code", "Journal", "Diario", Kind::Text, 10),
    column(
        "journal_name",
        "Journal name",
        "Nombre del diario",
        Kind::Text,
        30,
    ),
    column("journal_type", "Type", "Tipo", Kind::Text, 10),
    column("account_code", "Account", "Cuenta", Kind::Text, 14),
    column(
        "account_name",
        "Account name",
        "Nombre de la cuenta",
        Kind::Text,
        34,
    ),
    column("currency", "Currency", "Moneda", Kind::Text, 10),
    money_in(
        column(
            "balance_currency",
            "Balance in currency",
            "Saldo en moneda",
            Kind::Money,
            20,
        ),
        "currency",
    ),
    total(column("balance", "Balance", "Saldo", Kind::Money, 18)),
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

    fn columns(&self) -> Vec<Column<'_>> {
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

    fn cells<'r>(&self, row: &'r TreasuryBalance) -> impl AsRef<[Cell<'r>]> {
        [
            row.journal_code.as_ref().into(),
            row.journal_name.as_ref().into(),
            Cell::one_of(&TYPES, row.journal_type.as_ref()),
            Cell::from(&row.account_code),
            row.account_name.as_ref().into(),
            row.currency.as_ref().into(),
            row.balance_currency.into(),
            row.balance.into(),
        ]
    }

    fn control(row: &TreasuryBalance) -> Decimal {
        row.balance
    }
}
