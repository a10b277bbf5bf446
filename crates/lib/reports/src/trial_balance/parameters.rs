//! Parameters of the trial balance.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{AccountType, Choice};
use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::ids::Ids;
use crate::line_filter::WantedLines;
use crate::openings::Opening;

/// Maximum number of periods for comparison.
const MAX_PERIODS: u32 = 12;
/// Maximum number of digits of a group.
const MAX_DIGITS: u32 = 12;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrialBalanceParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// First day; default: the first day of the fiscal year of `date_to`.
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day; default today.
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
    /// What a row stands for; default `account`.
    #[param(inline)]
    pub by: Option<Grouping>,
    /// Digits of a group's code, or of the deepest level: 1 to 12, default 2. If codes have
    /// separators (1.1.01.002), the number of parts. Only with `by` group or level.
    #[param(minimum = 1, maximum = 12)]
    pub digits: Option<u32>,
    /// Compares with the same period of earlier months or years.
    #[param(inline)]
    pub compare: Option<Comparison>,
    /// Number of earlier periods: 1 to 12, default 1. Only with `compare`.
    #[param(minimum = 1, maximum = 12)]
    pub compare_periods: Option<u32>,
    /// Only accounts with this text in their code or name, without regard to case and accents.
    #[param(example = "banco")]
    pub q: Option<String>,
    /// Only accounts whose code begins with this text.
    #[param(example = "10")]
    pub account_prefix: Option<String>,
    /// Only accounts of this type.
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// Only these accounts: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "12,13")]
    pub account_ids: Option<Ids>,
    /// Only items of these journals: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "1,2")]
    pub journal_ids: Option<Ids>,
    /// Odoo's id of the customer or vendor, or of one of its contacts.
    pub partner_id: Option<i64>,
    /// Whether the contacts of the partner count, too; default `commercial`.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// Whether drafts count as well; default false.
    pub include_drafts: Option<bool>,
    /// Default `fiscal_year`, as in Odoo.
    #[param(inline)]
    pub opening: Option<Opening>,
    /// Leaves out accounts whose figures are all zero; default false.
    pub hide_zero: Option<bool>,
    /// Results on paper (PDF) by nature, by function or both; default `nature`. Only Peruvian charts
    /// have accounts by function.
    #[param(inline)]
    pub results: Option<Results>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    #[default]
    Account,
    /// All accounts whose codes begin with the same digits.
    Group,
    /// Groups of one digit, within them groups of two digits, and so on. The deepest groups contain
    /// accounts.
    Level,
}

/// How results are shown on paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Results {
    /// Expenses by nature, such as wages or rent: element 6 of the Peruvian chart.
    #[default]
    Nature,
    /// Expenses by function, such as sales or administration: element 9 and cost of sales.
    Function,
    Both,
}

/// The distance between periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The months before: for a quarter, the quarters before.
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
                text: self.q.as_deref(),
                reconciled: false,
            },
            journal_ids: self.journal_ids.as_ref(),
            partner_id: self.partner_id,
            partner_level: self.partner_level,
            include_drafts: self.include_drafts.unwrap_or_default(),
            ..WantedLines::default()
        }
    }

    /// Fills in the defaults that depend on nothing else.
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
        format!("{number} is out of range"),
        format!("1 to {most}"),
    ))
}

fn absent(name: &'static str, given: Option<u32>, with: &str, values: &str) -> Result<(), Error> {
    match given {
        None => Ok(()),
        Some(_) => Err(Error::parameter(
            name,
            format!("it has no effect without {with}"),
            format!("leave it out, or add {with}: {values}"),
        )),
    }
}
