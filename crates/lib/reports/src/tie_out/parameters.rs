//! Parameters of the check.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::AccountType;
use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::filter::Side;
use crate::ids::Ids;

#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TieOutParameters {
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
    /// Whether the partner's contacts count; default `commercial`.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// Only accounts whose code begins with this text.
    #[param(example = "121")]
    pub account_prefix: Option<String>,
    /// Only accounts of this type; default: the type of the side.
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// Only these accounts: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "12,13")]
    pub account_ids: Option<Ids>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}
