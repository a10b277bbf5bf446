//! What can be asked of the trial balance.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{AccountType, Choice};
use crate::error::Error;
use crate::ids::Ids;
use crate::line_filter::WantedLines;
use crate::openings::Opening;

/// Periods to compare with, at most.
const MAX_PERIODS: u32 = 12;
/// Digits of a group, at most.
const MAX_DIGITS: u32 = 12;

/// From the query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrialBalanceParameters {
    /// May be left out if there is only one company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// First day; the first of the fiscal year of `date_to` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day; today if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
    /// `account` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub by: Option<Grouping>,
    /// Digits of a group's code, or of the deepest level: 1 to 12, 2 if left out. Only with `by`
    /// group or level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 12)]
    pub digits: Option<u32>,
    /// Compares with earlier periods of the same length, so many months or years before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub compare: Option<Comparison>,
    /// How many earlier periods: 1 to 12, 1 if left out. Only with `compare`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 12)]
    pub compare_periods: Option<u32>,
    /// Only accounts whose code begins so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "10")]
    pub account_prefix: Option<String>,
    /// Only accounts of this type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// Only these accounts: Odoo's ids with commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>, example = "12,13")]
    pub account_ids: Option<Ids>,
    /// Only items of these journals: Odoo's ids with commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>, example = "1,2")]
    pub journal_ids: Option<Ids>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_id: Option<i64>,
    /// Drafts count as well; false if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub include_drafts: Option<bool>,
    /// `fiscal_year` if left out, as in Odoo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub opening: Option<Opening>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    #[default]
    Account,
    /// The accounts whose codes begin with the same digits.
    Group,
    /// Groups of one digit, in them groups of two digits, and so on, and in the deepest the
    /// accounts.
    Level,
}

/// How far apart periods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    Months,
    Years,
}

impl TrialBalanceParameters {
    pub(super) fn wanted(&self) -> WantedLines<'_> {
        WantedLines {
            accounts: Choice {
                prefix: self.account_prefix.as_deref(),
                account_type: self.account_type,
                ids: self.account_ids.as_ref().map(Ids::as_slice),
                reconciled: false,
            },
            journal_ids: self.journal_ids.as_ref(),
            partner_id: self.partner_id,
            include_drafts: self.include_drafts.unwrap_or_default(),
            ..WantedLines::default()
        }
    }

    /// With the defaults of what depends on nothing else.
    pub(super) fn settled(&self) -> Result<Self, Error> {
        let by = self.by.unwrap_or_default();
        let digits = match by {
            Grouping::Account => {
                absent("digits", self.digits, "by", "group or level")?;
                None
            }
            Grouping::Group | Grouping::Level => Some(between_1_and(
                "digits",
                self.digits.unwrap_or(2),
                MAX_DIGITS,
            )?),
        };
        let compare_periods = if self.compare.is_some() {
            let periods = self.compare_periods.unwrap_or(1);
            Some(between_1_and("compare_periods", periods, MAX_PERIODS)?)
        } else {
            absent(
                "compare_periods",
                self.compare_periods,
                "compare",
                "months or years",
            )?;
            None
        };
        Ok(Self {
            by: Some(by),
            digits,
            compare_periods,
            include_drafts: Some(self.include_drafts.unwrap_or_default()),
            opening: Some(self.opening.unwrap_or_default()),
            limit: None,
            cursor: None,
            ..self.clone()
        })
    }
}

fn between_1_and(name: &'static str, number: u32, most: u32) -> Result<u32, Error> {
    if (1..=most).contains(&number) {
        return Ok(number);
    }
    Err(Error::parameter(
        name,
        format!("{number} is not possible"),
        format!("1 to {most}"),
    ))
}

fn absent(name: &'static str, given: Option<u32>, with: &str, values: &str) -> Result<(), Error> {
    match given {
        None => Ok(()),
        Some(_) => Err(Error::parameter(
            name,
            format!("it means nothing without {with}"),
            format!("leave it out, or add {with}: {values}"),
        )),
    }
}
