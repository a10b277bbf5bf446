//! What can be asked of the journal items: the filters of every report that leads to them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{AccountType, Choice};
use crate::ids::Ids;
use crate::line_filter::WantedLines;

/// From the query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JournalItemsParameters {
    /// May be left out if there is only one company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// First day; from the beginning if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day; until today if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
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
    /// Only the items of this document: Odoo's id of the account.move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub move_id: Option<i64>,
    /// ISO 4217 code: only items in this currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Drafts count as well; false if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub include_drafts: Option<bool>,
    /// `date` if left out; `-` for descending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub sort: Option<JournalItemsSort>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum JournalItemsSort {
    #[serde(rename = "date")]
    Date,
    #[serde(rename = "-date")]
    DateDescending,
}

impl JournalItemsSort {
    pub(super) fn comparison(self) -> &'static str {
        match self {
            Self::Date => ">",
            Self::DateDescending => "<",
        }
    }

    pub(super) fn direction(self) -> &'static str {
        match self {
            Self::Date => "asc",
            Self::DateDescending => "desc",
        }
    }
}

impl JournalItemsParameters {
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
            move_id: self.move_id,
            currency: self.currency.as_deref(),
            include_drafts: self.include_drafts.unwrap_or_default(),
        }
    }

    /// Where these items are: what a figure of a report links to.
    pub fn url(&self) -> String {
        // Options of numbers, dates and words always make a query string.
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        format!("/v1/journal-items?{query}")
    }
}
