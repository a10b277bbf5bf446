//! What can be asked of the ageing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{AgedBy, Bounds, GroupBy};
use crate::accounts::AccountType;
use crate::cursor::SortValue;
use crate::filter::Side;

/// From the query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgeingParameters {
    #[param(inline)]
    pub side: Side,
    /// May be left out if there is only one company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    /// Documents and settlements up to this day; today if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_id: Option<i64>,
    /// Only accounts whose code begins so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "121")]
    pub account_prefix: Option<String>,
    /// Of the accounts: those of the side if left out. Accounts of another type count if Odoo
    /// reconciles them, and are read from their journal items, which takes longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// ISO 4217 code: only documents in this currency. Amounts stay in the company's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Odoo's user id of the salesperson of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salesperson_id: Option<i64>,
    /// Code of a document type, such as `01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "01")]
    pub document_type: Option<String>,
    /// Odoo's id of a tag (res.partner.category): only partners that have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_tag_id: Option<i64>,
    /// What the rows are: `partner` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub group_by: Option<GroupBy>,
    /// Where buckets end: rising numbers of days (`30,60,90`) or calendar months (`months:3`). The
    /// tenant's own if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>, example = "30,60,90,120")]
    #[schema(value_type = Option<String>)]
    pub buckets: Option<Bounds>,
    /// The day that an item ages from: `due_date` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub aged_by: Option<AgedBy>,
    /// By the signed total or by name; `-` for descending. If left out, who owes most comes first:
    /// `-total` for receivables, `total` for payables, which are credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub sort: Option<AgeingSort>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl AgeingParameters {
    pub(super) fn sort_or_default(&self) -> AgeingSort {
        self.sort.unwrap_or(match self.side {
            Side::Receivable => AgeingSort::TotalDescending,
            Side::Payable => AgeingSort::Total,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AgeingSort {
    #[serde(rename = "total")]
    Total,
    #[serde(rename = "-total")]
    TotalDescending,
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDescending,
}

impl AgeingSort {
    pub(super) fn value(self) -> SortValue {
        match self {
            Self::Total | Self::TotalDescending => SortValue::Money,
            Self::Name | Self::NameDescending => SortValue::Text,
        }
    }

    /// A column of `named`.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::Total | Self::TotalDescending => "total",
            Self::Name | Self::NameDescending => "sort_name",
        }
    }

    pub(super) fn is_by_name(self) -> bool {
        matches!(self, Self::Name | Self::NameDescending)
    }

    pub(super) fn order(self) -> &'static str {
        match self {
            Self::Total => "total, group_id",
            Self::TotalDescending => "total desc, group_id desc",
            Self::Name => "sort_name, group_id",
            Self::NameDescending => "sort_name desc, group_id desc",
        }
    }

    pub(super) fn comparison(self) -> &'static str {
        match self {
            Self::Total | Self::Name => ">",
            Self::TotalDescending | Self::NameDescending => "<",
        }
    }
}
