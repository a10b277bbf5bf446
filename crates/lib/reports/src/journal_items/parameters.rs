//! Parameters of the journal items: the filters of all reports that link to them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{AccountType, Choice};
use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::ids::Ids;
use crate::line_filter::WantedLines;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JournalItemsParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// First day; default: no limit.
    #[param(example = "2026-01-01")]
    pub date_from: Option<Date>,
    /// Last day; default today.
    #[param(example = "2026-11-22")]
    pub date_to: Option<Date>,
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
    /// Only the items of this document: Odoo's id of the account.move.
    pub move_id: Option<i64>,
    /// ISO 4217 code: only items in this currency.
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Whether drafts count as well; default false.
    pub include_drafts: Option<bool>,
    /// Sort order; default `date`; `-` for descending.
    #[param(inline)]
    pub sort: Option<JournalItemsSort>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
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
                text: self.q.as_deref(),
                reconciled: false,
            },
            journal_ids: self.journal_ids.as_ref(),
            partner_id: self.partner_id,
            partner_level: self.partner_level,
            move_id: self.move_id,
            currency: self.currency.as_deref(),
            include_drafts: self.include_drafts.unwrap_or_default(),
        }
    }

    /// URL of these items. Figures of reports link to it.
    pub fn url(&self) -> String {
        // Optional numbers, dates and words can always be encoded.
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        format!("/v1/journal-items?{query}")
    }
}
