//! Parameters of the open items, and their sort order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::AccountType;
use crate::companies::Companies;
use crate::cursor::SortValue;
use crate::customers::PartnerLevel;
use crate::filter::Side;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OpenItemsParameters {
    #[param(inline)]
    pub side: Side,
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// Documents and settlements up to this day; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    /// Odoo's id of the customer or vendor, or of one of its contacts.
    pub partner_id: Option<i64>,
    /// Whether the contacts of the partner count, too; default `commercial`.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// Only accounts whose code begins with this text.
    #[param(example = "121")]
    pub account_prefix: Option<String>,
    /// Only accounts of this type; default: the type of the side. Other types count if Odoo
    /// reconciles them. They are read from their journal items, which takes longer.
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// ISO 4217 code of the document's currency.
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Only items due on this day or later.
    pub due_from: Option<Date>,
    /// Only items due on this day or earlier.
    pub due_to: Option<Date>,
    /// Odoo's user id of the salesperson of the document.
    pub salesperson_id: Option<i64>,
    /// Code of a document type, such as `01`.
    #[param(example = "01")]
    pub document_type: Option<String>,
    /// Odoo's id of a tag (res.partner.category): only partners that have it.
    pub partner_tag_id: Option<i64>,
    /// Sort order; default `due_date`, in files `partner`; `-` for descending. `residual` sorts by the signed amount.
    #[param(inline)]
    pub sort: Option<OpenItemsSort>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
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

    /// SQL over `open_line` and, for the partner's name, `partner`.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::DueDate | Self::DueDateDescending => "open_line.due",
            Self::Date | Self::DateDescending => "open_line.date",
            // Keeps partners with the same name apart. The items of a partner are in the order of
            // their due dates.
            Self::Partner | Self::PartnerDescending => {
                "coalesce(lower(partner.name), '') || chr(1)
                 || to_char(open_line.partner_id, 'FM0000000000000000000') || open_line.due"
            }
            Self::Residual | Self::ResidualDescending => "open_line.residual",
        }
    }

    /// The same over `line`, if an index on open lines has this order.
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
