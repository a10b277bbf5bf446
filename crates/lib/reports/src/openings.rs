//! Openings and movements of accounts in a period.
//!
//! As in Odoo, income and expense accounts open at the beginning of the fiscal year, and other
//! accounts open with their whole history. Up to Odoo 17, `include_initial_balance` of
//! account.account decides; it is false for memorandum accounts, too. The result of earlier fiscal
//! years opens on the account of type `equity_unaffected`. So all openings of a company sum to zero.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::ToSchema;

use crate::accounts::{self, Account, Choice};
use crate::balances::{self, Balances, Sums, after};
use crate::error::Error;
use crate::line_filter::LineFilter;

/// The opening balance of accounts that begin each fiscal year at zero: income and expenses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// Amounts since the fiscal year began; the result of earlier years opens on the account of
    /// unaffected earnings.
    #[default]
    FiscalYear,
    /// Their whole history, like other accounts.
    Cumulative,
}

impl Opening {
    /// The first day of the amounts in an account's opening balance. None if it has all of them.
    pub(crate) fn first_day(self, account: &Account, period: &Period) -> Option<Date> {
        (self == Self::FiscalYear && account.begins_at_zero).then_some(period.fiscal_year_start)
    }
}

/// A period; both days are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// Of the fiscal year that contains `from`.
    pub(crate) fiscal_year_start: Date,
}

/// The result of earlier fiscal years, and the account it opens on.
#[derive(Debug)]
struct EarlierResult {
    /// None if the company has no account for it.
    account_id: Option<i64>,
    begin_at_zero: Vec<i64>,
    /// None if the balances of the report contain them.
    balances: Option<Balances>,
}

#[derive(Debug)]
pub(crate) struct Openings {
    opening: Opening,
    balances: Balances,
    earlier: Option<EarlierResult>,
}

impl Openings {
    pub(crate) async fn read(
        client: &impl GenericClient,
        filter: &LineFilter,
        opening: Opening,
        periods: &[Period],
    ) -> Result<Self, Error> {
        let dates = periods
            .iter()
            .flat_map(|period| [period.fiscal_year_start, period.from, after(period.to)]);
        let balances = balances::read(client, filter, dates).await?;
        let earlier = match opening {
            Opening::FiscalYear => earlier_result(client, filter, periods).await?,
            Opening::Cumulative => None,
        };
        Ok(Self {
            opening,
            balances,
            earlier,
        })
    }

    /// The opening balance of the account.
    pub(crate) fn opening_of(&self, account: &Account, period: &Period) -> Sums {
        let from = self.opening.first_day(account, period);
        let mut sums = self.balances.between(account.id, from, period.from);
        if let Some(earlier) = &self.earlier
            && earlier.account_id == Some(account.id)
        {
            sums.balance += self.result_before(earlier, period).balance;
        }
        sums
    }

    pub(crate) fn movement(&self, account_id: i64, period: &Period) -> Sums {
        self.balances
            .between(account_id, Some(period.from), after(period.to))
    }

    /// The result of earlier fiscal years, if no account opens with it.
    pub(crate) fn without_account(&self, period: &Period) -> Option<Sums> {
        let earlier = self
            .earlier
            .as_ref()
            .filter(|earlier| earlier.account_id.is_none())?;
        let sums = self.result_before(earlier, period);
        (!sums.balance.is_zero()).then_some(sums)
    }

    fn result_before(&self, earlier: &EarlierResult, period: &Period) -> Sums {
        let balances = earlier.balances.as_ref().unwrap_or(&self.balances);
        let mut result = Sums::default();
        for account in &earlier.begin_at_zero {
            result += balances.between(*account, None, period.fiscal_year_start);
        }
        result
    }
}

async fn earlier_result(
    client: &impl GenericClient,
    filter: &LineFilter,
    periods: &[Period],
) -> Result<Option<EarlierResult>, Error> {
    let every = if filter.narrow {
        accounts::list(client, &filter.company_ids, Choice::default()).await?
    } else {
        filter.accounts.clone()
    };
    let account_id = every
        .iter()
        .find(|account| account.is_unaffected_earnings())
        .map(|account| account.id);
    let is_asked = |id| filter.account_ids.contains(&id);
    if filter.narrow && !account_id.is_some_and(is_asked) {
        return Ok(None);
    }
    let begin_at_zero: Vec<Account> = every
        .into_iter()
        .filter(|account| account.begins_at_zero)
        .collect();
    let ids = begin_at_zero.iter().map(|account| account.id).collect();
    let balances = if filter.narrow {
        let filter = filter.narrow_to(begin_at_zero);
        let dates = periods.iter().map(|period| period.fiscal_year_start);
        Some(balances::read(client, &filter, dates).await?)
    } else {
        None
    };
    Ok(Some(EarlierResult {
        account_id,
        begin_at_zero: ids,
        balances,
    }))
}
