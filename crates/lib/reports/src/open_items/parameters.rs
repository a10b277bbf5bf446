//! Parameters of the open items, and their sort order.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::AccountType;
use crate::buckets::{AgedBy, Bounds};
use crate::companies::Companies;
use crate::cursor::SortValue;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::figures::Money;
use crate::filter::{Aged, Amounts, Days, Side, Wanted};
use crate::ids::Ids;
use crate::lists::{CodesOrNone, IdsOrNone};

/// Read from the query string of the API, or from the JSON of an export job.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
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
    /// Only documents with this invoice date or a later one.
    pub invoiced_from: Option<Date>,
    /// Only documents with this invoice date or an earlier one.
    pub invoiced_to: Option<Date>,
    /// Only items in this bucket of an ageing with the same `buckets` and `aged_by`.
    #[param(example = "1-30")]
    pub bucket: Option<String>,
    /// Bucket bounds, as for an ageing. Needed with `bucket`.
    #[param(value_type = Option<String>, example = "30,60,90,120")]
    #[schema(value_type = Option<String>)]
    pub buckets: Option<Bounds>,
    /// The date that an item ages from, for `bucket`; default `due_date`.
    #[param(inline)]
    pub aged_by: Option<AgedBy>,
    /// Only items of these journals: Odoo's ids, separated by commas.
    #[param(value_type = Option<String>, example = "1,2")]
    pub journal_ids: Option<Ids>,
    /// Part of the number or reference of the document, or of the name, tax id or reference of the
    /// customer or vendor, without regard to case and accents; three letters or digits in a row.
    #[param(example = "00018907")]
    pub q: Option<String>,
    /// Part of the name, tax id or reference of the customer or vendor alone, without regard to case
    /// and accents.
    #[param(example = "andina")]
    pub partner_q: Option<String>,
    /// Only payments and credit notes that are not applied to a document; default false.
    pub unapplied_only: Option<bool>,
    /// Only items of which at least this much is open, in the company's currency and without sign.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    #[param(value_type = Option<String>, example = "100.00")]
    #[schema(value_type = Option<Money>)]
    pub min_amount: Option<Decimal>,
    /// Only items of which at most this much is open.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    #[param(value_type = Option<String>, example = "5000.00")]
    #[schema(value_type = Option<Money>)]
    pub max_amount: Option<Decimal>,
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

impl OpenItemsParameters {
    /// What the parameters ask for, without the company and the day.
    pub(super) fn wanted(&self, as_of: Date) -> Result<Wanted<'_>, Error> {
        Ok(Wanted {
            partner_id: self.partner_id,
            partner_level: self.partner_level,
            partner_ids: self.partner_ids.as_ref(),
            account_prefix: self.account_prefix.as_deref(),
            account_type: self.account_type,
            account_ids: self.account_ids.as_ref(),
            currency: self.currency.as_deref(),
            currencies: self.currencies.as_ref(),
            due_from: self.due_from,
            due_to: self.due_to,
            invoiced_from: self.invoiced_from,
            invoiced_to: self.invoiced_to,
            bucket: self.days_of_bucket(as_of)?,
            salesperson_id: self.salesperson_id,
            salesperson_ids: self.salesperson_ids.as_ref(),
            document_type: self.document_type.as_deref(),
            document_type_ids: self.document_type_ids.as_ref(),
            partner_tag_id: self.partner_tag_id,
            partner_tag_ids: self.partner_tag_ids.as_ref(),
            journal_ids: self.journal_ids.as_ref(),
            text: self.q.as_deref(),
            partner_text: self.partner_q.as_deref().map(|text| ("partner_q", text)),
            unapplied_only: self.unapplied_only.unwrap_or_default(),
            amounts: self.amounts()?,
        })
    }

    fn amounts(&self) -> Result<Amounts, Error> {
        let given = [
            ("min_amount", self.min_amount),
            ("max_amount", self.max_amount),
        ];
        for (name, amount) in given {
            if let Some(amount) = amount.filter(Decimal::is_sign_negative) {
                return Err(Error::parameter(
                    name,
                    format!("{amount} is negative"),
                    "use an amount of 0 or more",
                ));
            }
        }
        if let Some((least, most)) = self.min_amount.zip(self.max_amount)
            && least > most
        {
            return Err(Error::parameter(
                "min_amount",
                format!("{least} is more than the largest amount {most}"),
                "the least amount must not be more than the largest",
            ));
        }
        Ok(Amounts {
            least: self.min_amount,
            most: self.max_amount,
        })
    }

    fn days_of_bucket(&self, as_of: Date) -> Result<Option<Aged>, Error> {
        let (key, bounds) = match (&self.bucket, &self.buckets) {
            (Some(key), Some(bounds)) => (key, bounds),
            (Some(_), None) => {
                return Err(Error::parameter(
                    "buckets",
                    "bucket says nothing without them",
                    "the buckets of the ageing, such as 30,60,90,120",
                ));
            }
            (None, _) => return Ok(None),
        };
        let by = self.aged_by.unwrap_or_default();
        let buckets = bounds.buckets(by, as_of).list;
        let Some(bucket) = buckets.iter().find(|bucket| bucket.key == *key) else {
            let keys: Vec<&str> = buckets.iter().map(|bucket| bucket.key.as_str()).collect();
            return Err(Error::parameter(
                "bucket",
                format!("there is no bucket {key:?}"),
                format!("one of {}", keys.join(", ")),
            ));
        };
        let (from, to) = (bucket.first_day, bucket.last_day);
        let days = Days { from, to };
        Ok(Some(Aged { by, days }))
    }

    /// URL of these items. Figures of reports link to it.
    pub fn url(&self) -> String {
        let side = match self.side {
            Side::Receivable => "receivables",
            Side::Payable => "payables",
        };
        // Optional numbers, dates and words can always be encoded.
        let mut pairs = serde_json::to_value(self).unwrap_or_default();
        if let Some(pairs) = pairs.as_object_mut() {
            pairs.remove("side");
        }
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        format!("/v1/{side}/open-items?{query}")
    }
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
