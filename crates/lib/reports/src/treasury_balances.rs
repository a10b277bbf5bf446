//! Balance of each bank and cash journal at a date, in the company's currency and in its own.

mod columns;

use std::collections::HashMap;

use futures::stream::BoxStream;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use states::JournalType;
use store::GenericClient;
use utoipa::{IntoParams, ToSchema};

use crate::BOOKS;
use crate::accounts::Account;
use crate::column::{ColumnOf, Title};
use crate::companies::{self, Companies};
use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::Money;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::ids::Ids;
use crate::journal_items::JournalItemsParameters;
use crate::liquidity::{self, Holding};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::url::Url;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TreasuryBalancesParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// Posted items up to this day; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
}

/// Balance of an account of a journal, in one of the currencies of its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TreasuryBalance {
    /// Null if no bank or cash journal uses the account.
    pub journal_id: Option<i64>,
    pub journal_code: Option<String>,
    pub journal_name: Option<String>,
    pub journal_type: Option<JournalType>,
    pub account_id: i64,
    pub account_code: String,
    pub account_name: Option<String>,
    /// ISO 4217 code of the items' currency.
    #[schema(example = "USD")]
    pub currency: Option<String>,
    /// In the company's currency.
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// In `currency`.
    #[schema(value_type = Money)]
    pub balance_currency: Decimal,
    #[schema(example = "/v1/journal-items?account_ids=10&currency=USD&date_to=2026-11-22")]
    pub items_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TreasuryTotals {
    pub rows: usize,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    /// Balance of all accounts in this currency.
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// URL of the journal items; null if there are no accounts.
    pub items_url: Option<String>,
    pub by_currency: Vec<TreasuryCurrencyTotal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TreasuryCurrencyTotal {
    pub currency: Option<String>,
    /// In the company's currency.
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// In `currency`.
    #[schema(value_type = Money)]
    pub balance_currency: Decimal,
    pub items_url: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TreasuryBalancesAnswer {
    pub data: Vec<TreasuryBalance>,
    pub totals: TreasuryTotals,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct TreasuryBalancesQuery {
    prepared: Prepared<TreasuryBalancesParameters>,
    as_of: Date,
}

impl Report for TreasuryBalancesQuery {
    const KEY: &'static str = "treasury-balances";
    const TITLE: Title<'static> = Title::new("Bank and cash balances", "Saldos de bancos y caja");
    const FILE_NAMES: FileNames =
        FileNames::new("bank-and-cash-balances", "saldos-de-bancos-y-caja");
    const MODELS: &'static [&'static str] = &BOOKS;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/treasury/balances",
        tag: "treasury",
        operation: "list_treasury_balances",
        summary: "Balance of each bank and cash journal at a date",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every account";
    type Parameters = TreasuryBalancesParameters;
    type Row = TreasuryBalance;
    type Answer = TreasuryBalancesAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &TreasuryBalancesParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let as_of = asked.as_of.unwrap_or(reader.today);
        let parameters = TreasuryBalancesParameters {
            company_id: Some(company.id),
            companies: asked.companies.clone(),
            as_of: Some(as_of),
        };
        let warning = liquidity::warning(client, &company.ids).await?;
        let prepared = Prepared::new(Self::KEY, company, parameters, Paging::none())?;
        Ok(Self {
            prepared: prepared.warn(warning),
            as_of,
        })
    }

    fn prepared(&self) -> &Prepared<TreasuryBalancesParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<TreasuryBalancesAnswer>, Error> {
        let data = read(client, self).await?;
        Ok(Answer::whole(TreasuryBalancesAnswer {
            totals: totals(self, &data),
            data,
        }))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, TreasuryBalance>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<TreasuryBalance, Error>>, Error> {
        Ok(in_memory(read(client, self).await?))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let rows = read(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &TreasuryBalance) -> Decimal {
        row.balance
    }
}

impl TreasuryBalancesQuery {
    /// The same question for another day.
    pub(crate) fn on(&self, as_of: Date) -> Self {
        let mut prepared = self.prepared.clone();
        prepared.parameters.as_of = Some(as_of);
        Self { prepared, as_of }
    }

    /// The same for accounts that were read before.
    pub(crate) async fn of_accounts(
        &self,
        client: &impl GenericClient,
        accounts: &HashMap<i64, Account>,
    ) -> Result<Vec<TreasuryBalance>, Error> {
        let company = &self.prepared.company;
        let holdings = liquidity::of_accounts(client, company, accounts, self.as_of).await?;
        let shown = holdings.into_iter().map(|holding| shown(self, holding));
        Ok(shown.collect())
    }
}

/// Every account with a balance, by code.
pub async fn read(
    client: &impl GenericClient,
    query: &TreasuryBalancesQuery,
) -> Result<Vec<TreasuryBalance>, Error> {
    let accounts = liquidity::accounts(client, &query.prepared.company).await?;
    query.of_accounts(client, &accounts).await
}

pub fn totals(query: &TreasuryBalancesQuery, rows: &[TreasuryBalance]) -> TreasuryTotals {
    let mut by_currency: Vec<TreasuryCurrencyTotal> = Vec::new();
    for row in rows {
        let known = by_currency
            .iter_mut()
            .find(|total| total.currency == row.currency);
        if let Some(total) = known {
            total.balance += row.balance;
            total.balance_currency += row.balance_currency;
        } else {
            by_currency.push(TreasuryCurrencyTotal {
                currency: row.currency.clone(),
                balance: row.balance,
                balance_currency: row.balance_currency,
                items_url: None,
            });
        }
    }
    by_currency.sort_by(|one, other| one.currency.cmp(&other.currency));
    for total in &mut by_currency {
        let same = rows.iter().filter(|row| row.currency == total.currency);
        total.items_url = items_url(query, same, total.currency.clone());
    }
    TreasuryTotals {
        rows: rows.len(),
        company_currency: query.prepared.company.currency.clone(),
        balance: rounded(
            rows.iter().map(|row| row.balance).sum(),
            query.prepared.company.decimal_places,
        ),
        items_url: items_url(query, rows.iter(), None),
        by_currency,
    }
}

/// URL of the journal items of these rows; None if there are none or too many for a URL.
fn items_url<'r>(
    query: &TreasuryBalancesQuery,
    rows: impl Iterator<Item = &'r TreasuryBalance>,
    currency: Option<String>,
) -> Option<String> {
    let mut accounts: Vec<i64> = rows.map(|row| row.account_id).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let items = JournalItemsParameters {
        company_id: Some(query.prepared.company.id),
        companies: query.prepared.parameters.companies.clone(),
        date_to: Some(query.as_of),
        account_ids: Some(Ids::from_all(&accounts)?),
        currency,
        ..JournalItemsParameters::default()
    };
    Some(items.url())
}

fn shown(query: &TreasuryBalancesQuery, holding: Holding) -> TreasuryBalance {
    let items = JournalItemsParameters {
        company_id: Some(query.prepared.company.id),
        companies: query.prepared.parameters.companies.clone(),
        date_to: Some(query.as_of),
        account_ids: Some(Ids::single(holding.account.id)),
        currency: holding.currency.clone(),
        ..JournalItemsParameters::default()
    };
    let journal = holding.journal;
    TreasuryBalance {
        journal_id: journal.as_ref().map(|journal| journal.id),
        journal_code: journal.as_ref().and_then(|journal| journal.code.clone()),
        journal_name: journal.as_ref().and_then(|journal| journal.name.clone()),
        journal_type: journal.and_then(|journal| journal.kind),
        account_id: holding.account.id,
        account_code: holding.account.code,
        account_name: holding.account.name,
        currency: holding.currency,
        balance: holding.balance,
        balance_currency: holding.balance_currency,
        items_url: items.url(),
    }
}
