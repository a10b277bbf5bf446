//! Parameters of a partner's statement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::filter::Side;

/// Read from path and query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartnerStatementParameters {
    /// Odoo's id of the partner.
    #[param(ignore)]
    pub partner_id: i64,
    /// Whether the contacts of the partner count, too; default `commercial`.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// What the partner owes us, or what we owe the partner; default `receivable`.
    #[param(inline)]
    pub side: Option<Side>,
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
    /// ISO 4217 code: only documents in this currency.
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}
