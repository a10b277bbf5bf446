//! The accounts that a company's journal items may use, by code.

use serde::{Deserialize, Serialize};
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

use crate::column::{Word, word};
use crate::currencies::Currency;
use crate::error::Error;
use crate::pattern;

/// Odoo's `account_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountType {
    AssetReceivable,
    AssetCash,
    AssetCurrent,
    AssetNonCurrent,
    AssetPrepayments,
    AssetFixed,
    LiabilityPayable,
    LiabilityCreditCard,
    LiabilityCurrent,
    LiabilityNonCurrent,
    Equity,
    EquityUnaffected,
    Income,
    IncomeOther,
    Expense,
    ExpenseDepreciation,
    ExpenseDirectCost,
    OffBalance,
}

impl AccountType {
    pub(crate) const ALL: [Self; 18] = [
        Self::AssetReceivable,
        Self::AssetCash,
        Self::AssetCurrent,
        Self::AssetNonCurrent,
        Self::AssetPrepayments,
        Self::AssetFixed,
        Self::LiabilityPayable,
        Self::LiabilityCreditCard,
        Self::LiabilityCurrent,
        Self::LiabilityNonCurrent,
        Self::Equity,
        Self::EquityUnaffected,
        Self::Income,
        Self::IncomeOther,
        Self::Expense,
        Self::ExpenseDepreciation,
        Self::ExpenseDirectCost,
        Self::OffBalance,
    ];

    /// Odoo allows no reconciliation for these three (`_compute_reconcile` of account.account).
    pub(crate) fn may_be_reconciled(self) -> bool {
        !matches!(
            self,
            Self::AssetCash | Self::LiabilityCreditCard | Self::OffBalance
        )
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::AssetReceivable => "asset_receivable",
            Self::AssetCash => "asset_cash",
            Self::AssetCurrent => "asset_current",
            Self::AssetNonCurrent => "asset_non_current",
            Self::AssetPrepayments => "asset_prepayments",
            Self::AssetFixed => "asset_fixed",
            Self::LiabilityPayable => "liability_payable",
            Self::LiabilityCreditCard => "liability_credit_card",
            Self::LiabilityCurrent => "liability_current",
            Self::LiabilityNonCurrent => "liability_non_current",
            Self::Equity => "equity",
            Self::EquityUnaffected => "equity_unaffected",
            Self::Income => "income",
            Self::IncomeOther => "income_other",
            Self::Expense => "expense",
            Self::ExpenseDepreciation => "expense_depreciation",
            Self::ExpenseDirectCost => "expense_direct_cost",
            Self::OffBalance => "off_balance",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) id: i64,
    /// The code in this company; empty if it has none.
    pub(crate) code: String,
    pub(crate) name: Option<String>,
    /// Odoo's `account_type`.
    pub(crate) kind: String,
    /// Whether it begins each fiscal year at zero.
    pub(crate) begins_at_zero: bool,
    /// The one currency that all its items must have, if it has one.
    pub(crate) currency: Option<Currency>,
}

/// The name in answers of the API; files translate it.
pub(crate) const EARLIER_RESULTS: Word = word(
    "Result of earlier fiscal years",
    "Result of earlier fiscal years",
    "Resultado de ejercicios anteriores",
);

impl Account {
    /// Stands in for the account that a company lacks; sorts before all others.
    pub(crate) fn earlier_results() -> Self {
        Self {
            id: 0,
            code: String::new(),
            name: Some(EARLIER_RESULTS.title.en.to_owned()),
            kind: "equity_unaffected".to_owned(),
            begins_at_zero: false,
            currency: None,
        }
    }

    /// The account where Odoo shows the result of earlier fiscal years.
    pub(crate) fn is_unaffected_earnings(&self) -> bool {
        self.kind == "equity_unaffected"
    }
}

/// Filter for accounts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Choice<'a> {
    pub(crate) prefix: Option<&'a str>,
    pub(crate) account_type: Option<AccountType>,
    pub(crate) ids: Option<&'a [i64]>,
    /// Part of the code or name.
    pub(crate) text: Option<&'a str>,
    /// Only accounts whose items are reconciled and stay open until then.
    pub(crate) reconciled: bool,
}

impl Choice<'_> {
    pub(crate) fn is_narrow(&self) -> bool {
        self.prefix.is_some_and(|prefix| !prefix.is_empty())
            || self.account_type.is_some()
            || self.ids.is_some()
            || self.text().is_some()
            || self.reconciled
    }

    /// What to look for; an empty text is none.
    fn text(&self) -> Option<&str> {
        self.text.filter(|text| !text.trim().is_empty())
    }
}

/// Sorted by code. A branch uses its parent's chart. An account of several companies has a code in
/// each of them; the code in this company counts.
pub(crate) async fn list(
    client: &impl GenericClient,
    company_ids: &[i64],
    choice: Choice<'_>,
) -> Result<Vec<Account>, Error> {
    let statement = client.prepare_cached(LIST).await?;
    let prefix = choice.prefix.unwrap_or_default();
    let account_type = choice.account_type.map_or("", AccountType::as_str);
    let text = choice.text().map(pattern::containing);
    let rows = client
        .query(
            &statement,
            &[
                &company_ids,
                &account_type,
                &prefix,
                &choice.ids,
                &choice.reconciled,
                &text,
            ],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Account {
                id: row.try_get("id")?,
                code: row.try_get("code")?,
                name: row.try_get("name")?,
                kind: row.try_get("account_type")?,
                begins_at_zero: row.try_get("begins_at_zero")?,
                currency: currency(row)?,
            })
        })
        .collect()
}

fn currency(row: &Row) -> Result<Option<Currency>, Error> {
    let Some(id) = row.try_get("currency_id")? else {
        return Ok(None);
    };
    Ok(Some(Currency {
        id,
        code: row.try_get("currency_code")?,
        decimal_places: row.try_get("decimal_places")?,
    }))
}

// Tombstones are included: a merged account disappears from Odoo before the mirror knows that its
// lines have moved. Until then their amounts must stay in the report.
const LIST: &str = r#"
    with lineage as materialized (
        select id from report.with_parents($1) company (id)
    ), own as (
        select account.id, account.name, coalesce(account.account_type, '') as account_type,
               coalesce(account.reconcile, false) as reconcile,
               account.currency_id,
               -- Up to Odoo 17 a field decides. It is false for memorandum accounts, too. From 18 on
               -- the type decides (`_compute_include_initial_balance` of account.account).
               not coalesce(account.include_initial_balance,
                            account.account_type !~ '^(income|expense)', true) as begins_at_zero,
               coalesce((select account.code_by_company ->> company.id::text
                         from unnest($1) with ordinality company (id, number)
                         where account.code_by_company ? company.id::text
                         order by number limit 1), account.code, '') as code
        from odoo.account_account account
        where account.company_id in (select id from lineage)
           or exists (select from lineage where lineage.id = any(account.company_ids))
    )
    select own.id, own.code, own.name, own.account_type, own.begins_at_zero, own.currency_id,
           coalesce(currency.name, '') as currency_code,
           coalesce(currency.decimal_places, 2) as decimal_places
    from own
    left join odoo.res_currency currency on currency.id = own.currency_id
    where ($2 = '' or own.account_type = $2)
      and starts_with(own.code, $3)
      and ($4::bigint[] is null or own.id = any($4))
      and ($6::text is null or report.searched(own.name, own.code, null) like report.folded($6))
      and (not $5 or own.reconcile
           or own.account_type in ('asset_receivable', 'liability_payable'))
    order by own.code collate "C", own.id"#;

#[cfg(test)]
mod tests {
    use super::AccountType;

    #[test]
    fn an_account_type_is_named_as_in_odoo() {
        for account_type in AccountType::ALL {
            let name = serde_json::to_value(account_type).unwrap();
            assert_eq!(name, account_type.as_str());
        }
    }
}
