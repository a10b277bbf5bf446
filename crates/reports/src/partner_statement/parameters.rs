//! What can be asked of a partner's statement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::filter::Side;

/// From path and query string of the API, and as JSON in an export job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartnerStatementParameters {
    /// Odoo's id of the partner.
    #[param(ignore)]
    pub partner_id: i64,
    /// What the partner owes us, or we owe to it; `receivable` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(inline)]
    pub side: Option<Side>,
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
    /// ISO 4217 code: only documents in this currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
