//! Which journal items a report of the ledger counts: from what a caller asked to what the SQL
//! needs. Everything that can be wrong with these parameters is found here.

use jiff::civil::Date;
use store::GenericClient;

use crate::accounts::{self, Account, Choice};
use crate::companies::Company;
use crate::currencies;
use crate::error::Error;
use crate::ids::Ids;
use crate::statement::Statement;

/// As a caller gives it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WantedLines<'a> {
    pub(crate) accounts: Choice<'a>,
    pub(crate) journal_ids: Option<&'a Ids>,
    pub(crate) partner_id: Option<i64>,
    pub(crate) move_id: Option<i64>,
    pub(crate) currency: Option<&'a str>,
    pub(crate) include_drafts: bool,
}

/// As the SQL needs it.
#[derive(Debug, Clone)]
pub(crate) struct LineFilter {
    pub(crate) company_id: i64,
    /// In the order of their codes. Their currency is the one that is filtered by, if one is.
    pub(crate) accounts: Vec<Account>,
    pub(crate) account_ids: Vec<i64>,
    pub(crate) journal_ids: Option<Vec<i64>>,
    pub(crate) partner_id: Option<i64>,
    pub(crate) move_id: Option<i64>,
    pub(crate) currency_id: Option<i64>,
    /// Some accounts of the company are left out.
    pub(crate) narrow: bool,
    pub(crate) states: Vec<&'static str>,
    /// Few lines are dated behind it.
    pub(crate) today: Date,
}

impl LineFilter {
    pub(crate) async fn read(
        client: &impl GenericClient,
        company: &Company,
        wanted: WantedLines<'_>,
        today: Date,
    ) -> Result<Self, Error> {
        let mut accounts = accounts::list(client, company.id, wanted.accounts).await?;
        let currency = match wanted.currency {
            Some(code) => Some(currencies::named(client, code).await?),
            None => None,
        };
        if currency.is_some() {
            for account in &mut accounts {
                account.currency.clone_from(&currency);
            }
        }
        Ok(Self {
            company_id: company.id,
            account_ids: accounts.iter().map(|account| account.id).collect(),
            accounts,
            journal_ids: wanted.journal_ids.map(|ids| ids.as_slice().to_vec()),
            partner_id: wanted.partner_id,
            move_id: wanted.move_id,
            currency_id: currency.map(|currency| currency.id),
            narrow: wanted.accounts.is_narrow(),
            states: if wanted.include_drafts {
                vec!["posted", "draft"]
            } else {
                vec!["posted"]
            },
            today,
        })
    }

    /// The same lines, but of these accounts.
    pub(crate) fn of_accounts(&self, accounts: Vec<Account>) -> Self {
        Self {
            account_ids: accounts.iter().map(|account| account.id).collect(),
            accounts,
            ..self.clone()
        }
    }

    /// Few lines fit, and an index finds them.
    pub(crate) fn is_selective(&self) -> bool {
        self.partner_id.is_some() || self.move_id.is_some()
    }

    /// Nothing of the company's books is left out.
    pub(crate) fn is_everything(&self) -> bool {
        !self.narrow
            && !self.is_selective()
            && self.journal_ids.is_none()
            && self.currency_id.is_none()
    }

    /// Conditions on `line` besides account and date, each behind an `and`.
    pub(crate) fn conditions<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.push_with(
            "\n      and line._deleted_at is null and line.company_id = ?",
            &self.company_id,
        );
        statement.push_with("\n      and line.parent_state = any(?)", &self.states);
        if let Some(journals) = &self.journal_ids {
            statement.push_with("\n      and line.journal_id = any(?)", journals);
        }
        if let Some(partner) = &self.partner_id {
            statement.push_with("\n      and line.partner_id = ?", partner);
        }
        if let Some(document) = &self.move_id {
            statement.push_with("\n      and line.move_id = ?", document);
        }
        if let Some(currency) = &self.currency_id {
            statement.push_with("\n      and line.currency_id = ?", currency);
        }
    }
}

/// Refuses a period that ends before it begins.
pub(crate) fn check_period(from: Date, to: Date) -> Result<(), Error> {
    if from <= to {
        return Ok(());
    }
    Err(Error::parameter(
        "date_from",
        format!("{from} is after date_to {to}"),
        "a period whose first day is not after its last",
    ))
}
