//! The parameters that select the customers of a statement run.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::companies::Companies;
use crate::cursor::SortValue;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::figures::Money;
use crate::ids::Ids;
use crate::lists::IdsOrNone;

/// Maximum of `min_days_overdue`: a hundred years.
const MAX_DAYS: u32 = 36_500;

/// Read from the query string of the API, or from the JSON of a run.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementCandidatesParameters {
    /// Optional if there is only one company.
    pub company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    #[schema(value_type = Option<String>)]
    pub companies: Option<Companies>,
    /// Documents and settlements up to this day; default today.
    #[param(example = "2026-11-22")]
    pub as_of: Option<Date>,
    /// Only customers with at least this much overdue, in the company's currency.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    #[param(value_type = Option<String>, example = "100.00")]
    #[schema(value_type = Option<Money>)]
    pub min_overdue: Option<Decimal>,
    /// Only customers whose oldest open document has been overdue for at least this many days. 1
    /// finds every customer with an overdue document.
    #[param(minimum = 0, maximum = 36500, example = 30)]
    pub min_days_overdue: Option<u32>,
    /// Odoo's id of the customer or vendor, or of one of its contacts.
    pub partner_id: Option<i64>,
    /// Only these customers: Odoo's ids, separated by commas; contacts with `partner_level=contact`.
    #[param(value_type = Option<String>, example = "7,12")]
    #[schema(value_type = Option<String>)]
    pub partner_ids: Option<IdsOrNone>,
    /// Without these customers: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "9")]
    #[schema(value_type = Option<String>)]
    pub exclude_partner_ids: Option<Ids>,
    /// One statement for a customer with its contacts (`commercial`, default), or one for each contact.
    #[param(inline)]
    pub partner_level: Option<PartnerLevel>,
    /// Whether customers are reminded although they have registered payments in Odoo that are not
    /// booked yet and cover what is due; default false.
    pub ignore_pending: Option<bool>,
    /// Odoo's user id of the salesperson: only documents of this person count here. The statement
    /// itself has all documents of the customer.
    pub salesperson_id: Option<i64>,
    /// Order of the preview; default `name`; `-` for descending. A run always goes by name.
    #[param(inline)]
    pub sort: Option<StatementCandidatesSort>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum StatementCandidatesSort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDescending,
    #[serde(rename = "amount_due")]
    AmountDue,
    #[serde(rename = "-amount_due")]
    AmountDueDescending,
    #[serde(rename = "amount_overdue")]
    AmountOverdue,
    #[serde(rename = "-amount_overdue")]
    AmountOverdueDescending,
    /// Those who owe the oldest document come first.
    #[serde(rename = "oldest_due")]
    OldestDue,
    #[serde(rename = "-oldest_due")]
    OldestDueDescending,
}

impl StatementCandidatesSort {
    pub(super) fn value(self) -> SortValue {
        match self {
            Self::Name | Self::NameDescending => SortValue::Text,
            Self::OldestDue | Self::OldestDueDescending => SortValue::Date,
            _ => SortValue::Money,
        }
    }

    /// SQL over `named`.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::Name | Self::NameDescending => "sort_name",
            Self::AmountDue | Self::AmountDueDescending => "amount_due",
            Self::AmountOverdue | Self::AmountOverdueDescending => "amount_overdue",
            // Who owes nothing but what is pending comes last.
            Self::OldestDue | Self::OldestDueDescending => "coalesce(oldest_due, '9999-12-31')",
        }
    }

    pub(super) fn is_descending(self) -> bool {
        matches!(
            self,
            Self::NameDescending
                | Self::AmountDueDescending
                | Self::AmountOverdueDescending
                | Self::OldestDueDescending
        )
    }
}

impl StatementCandidatesParameters {
    pub(super) fn check(&self) -> Result<(), Error> {
        if let Some(ids) = self
            .partner_ids
            .as_ref()
            .filter(|ids| ids.as_slice().contains(&0))
        {
            return Err(Error::parameter(
                "partner_ids",
                format!("{ids} has items without a customer, which get no statement"),
                "ids of customers, such as 7,12",
            ));
        }
        if let Some(amount) = self.min_overdue.filter(Decimal::is_sign_negative) {
            return Err(Error::parameter(
                "min_overdue",
                format!("{amount} is negative"),
                "use an amount of 0 or more",
            ));
        }
        if let Some(days) = self.min_days_overdue.filter(|days| *days > MAX_DAYS) {
            return Err(Error::parameter(
                "min_days_overdue",
                format!("{days} is out of range"),
                format!("0 to {MAX_DAYS}"),
            ));
        }
        Ok(())
    }
}
