//! What can be asked of the open items, and the order of the answer.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::AccountType;
use crate::cursor::SortValue;
use crate::filter::Side;

/// From the query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OpenItemsParameters {
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
    /// ISO 4217 code of the document's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// First due date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_from: Option<Date>,
    /// Last due date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_to: Option<Date>,
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
    /// `due_date` if left out; `-` for descending. `residual` sorts by the signed amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub sort: Option<OpenItemsSort>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OpenItemsSort {
    #[serde(rename = "due_date")]
    DueDate,
    #[serde(rename = "-due_date")]
    DueDateDescending,
    #[serde(rename = "date")]
    Date,
    #[serde(rename = "-date")]
    DateDescending,
    #[serde(rename = "partner")]
    Partner,
    #[serde(rename = "-partner")]
    PartnerDescending,
    #[serde(rename = "residual")]
    Residual,
    #[serde(rename = "-residual")]
    ResidualDescending,
}

impl OpenItemsSort {
    pub(super) fn descending(self) -> bool {
        matches!(
            self,
            Self::DueDateDescending
                | Self::DateDescending
                | Self::PartnerDescending
                | Self::ResidualDescending
        )
    }

    pub(super) fn value(self) -> SortValue {
        match self {
            Self::DueDate | Self::DueDateDescending | Self::Date | Self::DateDescending => {
                SortValue::Date
            }
            Self::Partner | Self::PartnerDescending => SortValue::Text,
            Self::Residual | Self::ResidualDescending => SortValue::Money,
        }
    }

    /// Over `open_line` and, for the partner's name, `partner`.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::DueDate | Self::DueDateDescending => "open_line.due",
            Self::Date | Self::DateDescending => "open_line.date",
            Self::Partner | Self::PartnerDescending => "coalesce(lower(partner.name), '')",
            Self::Residual | Self::ResidualDescending => "open_line.residual",
        }
    }

    /// The same over `line`, where an index on open lines has this order.
    pub(super) fn seek_expression(self) -> Option<&'static str> {
        match self {
            Self::DueDate | Self::DueDateDescending => Some("line.due"),
            Self::Date | Self::DateDescending => Some("line.date"),
            _ => None,
        }
    }

    pub(super) fn join(self) -> &'static str {
        match self {
            Self::Partner | Self::PartnerDescending => {
                "\n    left join odoo.res_partner partner on partner.id = open_line.partner_id"
            }
            _ => "",
        }
    }
}
