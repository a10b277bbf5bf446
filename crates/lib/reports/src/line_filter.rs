//! Which journal items a ledger report counts. Converts parameters to what the SQL needs; all
//! errors of these parameters are found here.

use jiff::civil::Date;
use store::GenericClient;

use crate::accounts::{self, Account, Choice};
use crate::companies::Company;
use crate::currencies;
use crate::customers::{self, ChosenPartner, PartnerLevel};
use crate::error::Error;
use crate::ids::Ids;
use crate::statement::Statement;

/// The filter as the caller gives it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WantedLines<'a> {
    pub(crate) accounts: Choice<'a>,
    pub(crate) journal_ids: Option<&'a Ids>,
    pub(crate) partner_id: Option<i64>,
    pub(crate) partner_level: Option<PartnerLevel>,
    pub(crate) move_id: Option<i64>,
    pub(crate) currency: Option<&'a str>,
    pub(crate) include_drafts: bool,
}

/// The filter as the SQL needs it.
#[derive(Debug, Clone)]
pub(crate) struct LineFilter {
    pub(crate) company_id: i64,
    /// The companies whose items count.
    pub(crate) company_ids: Vec<i64>,
    /// By code. If the filter has a currency, it replaces the currency of each account.
    pub(crate) accounts: Vec<Account>,
    pub(crate) account_ids: Vec<i64>,
    pub(crate) journal_ids: Option<Vec<i64>>,
    pub(crate) partner: Option<ChosenPartner>,
    pub(crate) move_id: Option<i64>,
    pub(crate) currency_id: Option<i64>,
    /// Whether some accounts of the company are left out.
    pub(crate) narrow: bool,
    pub(crate) states: Vec<&'static str>,
    /// Few lines have a later date.
    pub(crate) today: Date,
}

impl LineFilter {
    pub(crate) async fn read(
        client: &impl GenericClient,
        company: &Company,
        wanted: WantedLines<'_>,
        today: Date,
    ) -> Result<Self, Error> {
        let mut accounts = accounts::list(client, &company.ids, wanted.accounts).await?;
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
            company_ids: company.ids.clone(),
            account_ids: accounts.iter().map(|account| account.id).collect(),
            accounts,
            journal_ids: wanted.journal_ids.map(|ids| ids.as_slice().to_vec()),
            partner: customers::choose(client, wanted.partner_id, wanted.partner_level).await?,
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

    /// The partner of the filter: the commercial entity or the contact.
    pub(crate) fn partner_id(&self) -> Option<i64> {
        self.partner.as_ref().map(|partner| partner.id)
    }

    /// The same filter for these accounts.
    pub(crate) fn narrow_to(&self, accounts: Vec<Account>) -> Self {
        Self {
            account_ids: accounts.iter().map(|account| account.id).collect(),
            accounts,
            ..self.clone()
        }
    }

    /// Whether few lines match, which an index finds.
    pub(crate) fn is_selective(&self) -> bool {
        self.partner.is_some() || self.move_id.is_some()
    }

    /// Whether all lines of the company's books match.
    pub(crate) fn is_everything(&self) -> bool {
        !self.narrow
            && !self.is_selective()
            && self.journal_ids.is_none()
            && self.currency_id.is_none()
    }

    /// The same filter for these journals.
    pub(crate) fn of_journals(&self, journals: &[i64]) -> Self {
        Self {
            journal_ids: Some(journals.to_vec()),
            ..self.clone()
        }
    }

    /// Conditions on `line` other than account and date. Each begins with `and`.
    pub(crate) fn conditions<'a>(&'a self, statement: &mut Statement<'a>) {
        let own = statement.one_of(&self.company_ids);
        statement.push(&format!(
            "\n      and line._deleted_at is null and line.company_id {own}"
        ));
        statement.push_with("\n      and line.parent_state = any(?)", &self.states);
        if let Some(journals) = &self.journal_ids {
            statement.push_with("\n      and line.journal_id = any(?)", journals);
        }
        if let Some(partner) = &self.partner {
            let booked_on = statement.one_of(&partner.booked_on);
            statement.push(&format!("\n      and line.partner_id {booked_on}"));
        }
        if let Some(document) = &self.move_id {
            statement.push_with("\n      and line.move_id = ?", document);
        }
        if let Some(currency) = &self.currency_id {
            statement.push_with("\n      and line.currency_id = ?", currency);
        }
    }
}

/// Rejects a period that ends before it begins.
pub(crate) fn check_period(from: Date, to: Date) -> Result<(), Error> {
    if from <= to {
        return Ok(());
    }
    Err(Error::parameter(
        "date_from",
        format!("{from} is after date_to {to}"),
        "the first day must not be after the last",
    ))
}
