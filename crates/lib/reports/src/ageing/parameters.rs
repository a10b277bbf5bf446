//! Parameters of the ageing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use super::{AgedBy, AgeingSort, Bounds, GroupBy};
use crate::accounts::AccountType;
use crate::companies::Companies;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::figures::Money;
use crate::filter::{Side, Wanted};
use crate::ids::Ids;
use crate::lists::{CodesOrNone, IdsOrNone};

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgeingParameters {
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
    /// ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
    /// `amounts_currency` has them in this one.
    #[param(example = "USD")]
    pub currency: Option<String>,
    /// Odoo's user id of the salesperson of the document.
    pub salesperson_id: Option<i64>,
    /// Code of a document type, such as `01`.
    #[param(example = "01")]
    pub document_type: Option<String>,
    /// Odoo's id of a tag (res.partner.category): only partners that have it.
    pub partner_tag_id: Option<i64>,
    /// Only items of these accounts: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "12,13")]
    pub account_ids: Option<Ids>,
    /// Only items of these customers or vendors, with `none` for items without one; contacts with
    /// `partner_level=contact`.
    #[param(value_type = Option<String>, example = "7,12,none")]
    pub partner_ids: Option<IdsOrNone>,
    /// Only documents of these salespersons, with `none` for documents without one.
    #[param(value_type = Option<String>, example = "3,none")]
    pub salesperson_ids: Option<IdsOrNone>,
    /// Only documents of these types: Odoo's ids, with `none` for documents without one.
    #[param(value_type = Option<String>, example = "5,none")]
    pub document_type_ids: Option<IdsOrNone>,
    /// Only partners with one of these tags, with `none` for partners without any.
    #[param(value_type = Option<String>, example = "4,none")]
    pub partner_tag_ids: Option<IdsOrNone>,
    /// Only documents in one of these currencies: ISO 4217 codes.
    #[param(value_type = Option<String>, example = "PEN,USD")]
    pub currencies: Option<CodesOrNone>,
    /// Part of the name, tax id or reference of the customer or vendor, without regard to case and
    /// accents.
    #[param(example = "andina")]
    pub partner_q: Option<String>,
    /// Only rows whose total is at least this much, in the company's currency and without sign.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    #[param(value_type = Option<String>, example = "100.00")]
    #[schema(value_type = Option<Money>)]
    pub min_total: Option<Decimal>,
    /// Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`.
    pub overdue_only: Option<bool>,
    /// Another day to compare with: what was open on it, in the same rows. Rows that have open
    /// items only on that day are there, too.
    #[param(example = "2026-10-31")]
    pub compare_as_of: Option<Date>,
    /// How rows are grouped; default `partner`.
    #[param(inline)]
    pub group_by: Option<GroupBy>,
    /// Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
    /// Default: the setting of the tenant.
    #[param(value_type = Option<String>, example = "30,60,90,120")]
    #[schema(value_type = Option<String>)]
    pub buckets: Option<Bounds>,
    /// The date that an item ages from; default `due_date`.
    #[param(inline)]
    pub aged_by: Option<AgedBy>,
    /// Sort by a signed amount, by the number of items or by name; `-` for descending. `bucket:0`
    /// sorts by the first of `amounts`. By default the largest debt comes first: `-total` for
    /// receivables, `total` for payables, because they are credits.
    #[param(inline)]
    pub sort: Option<AgeingSort>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

impl AgeingParameters {
    /// What the parameters ask for, without the company and the day.
    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted {
            partner_id: self.partner_id,
            partner_level: self.partner_level,
            partner_ids: self.partner_ids.as_ref(),
            account_prefix: self.account_prefix.as_deref(),
            account_type: self.account_type,
            account_ids: self.account_ids.as_ref(),
            currency: self.currency.as_deref(),
            currencies: self.currencies.as_ref(),
            salesperson_id: self.salesperson_id,
            salesperson_ids: self.salesperson_ids.as_ref(),
            document_type: self.document_type.as_deref(),
            document_type_ids: self.document_type_ids.as_ref(),
            partner_tag_id: self.partner_tag_id,
            partner_tag_ids: self.partner_tag_ids.as_ref(),
            partner_text: self.partner_q.as_deref().map(|text| ("partner_q", text)),
            ..Wanted::default()
        }
    }

    pub(super) fn sort_or_default(&self) -> AgeingSort {
        self.sort.unwrap_or(match self.side {
            Side::Receivable => AgeingSort::TOTAL_DESCENDING,
            Side::Payable => AgeingSort::TOTAL,
        })
    }

    /// Checks what concerns whole rows.
    pub(super) fn check_rows(&self, aged_by: AgedBy) -> Result<(), Error> {
        if let Some(least) = self.min_total.filter(Decimal::is_sign_negative) {
            return Err(Error::parameter(
                "min_total",
                format!("{least} is negative"),
                "use an amount of 0 or more",
            ));
        }
        if self.is_overdue_only() && !aged_by.is_due_date() {
            return Err(Error::parameter(
                "overdue_only",
                "by invoice date it is not known what is overdue",
                "use aged_by=due_date",
            ));
        }
        Ok(())
    }

    pub(super) fn is_overdue_only(&self) -> bool {
        self.overdue_only == Some(true)
    }

    /// Whether some rows are left out because of their amounts.
    pub(super) fn leaves_rows_out(&self) -> bool {
        self.min_total.is_some() || self.is_overdue_only()
    }
}
