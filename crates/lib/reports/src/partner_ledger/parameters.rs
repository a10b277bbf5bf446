//! Parameters of the partner ledger.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::companies::Companies;
use crate::filter::Side;
use crate::ids::Ids;
use crate::lists::IdsOrNone;

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartnerLedgerParameters {
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
    /// Only receivable or only payable accounts; default both.
    #[param(inline)]
    pub side: Option<Side>,
    /// Only these customers or vendors, with `none` for items without one. The id of a contact
    /// stands for its customer or vendor.
    #[param(value_type = Option<String>, example = "7,12,none")]
    pub partner_ids: Option<IdsOrNone>,
    /// Part of the name, tax id or reference of the customer or vendor, without regard to case and
    /// accents.
    #[param(example = "andina")]
    pub partner_q: Option<String>,
    /// Only partners with one of these tags, with `none` for partners without any.
    #[param(value_type = Option<String>, example = "4,none")]
    pub partner_tag_ids: Option<IdsOrNone>,
    /// Only items of documents of these salespersons, with `none` for documents without one.
    #[param(value_type = Option<String>, example = "3,none")]
    pub salesperson_ids: Option<IdsOrNone>,
    /// Only these receivable and payable accounts: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "12,13")]
    pub account_ids: Option<Ids>,
    /// Only items of these journals: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "1,2")]
    pub journal_ids: Option<Ids>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}
