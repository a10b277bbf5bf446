//! What an ageing is answered with.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::buckets::Bucket;
use crate::figures::{Money, Percent};
use crate::notes::LatestNote;
use crate::tie_out::TieOut;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingRow {
    /// Odoo's id of the partner or other group; null for items without one.
    pub id: Option<i64>,
    pub name: Option<String>,
    /// Tax id of a partner, login of a salesperson, otherwise the code.
    pub code: Option<String>,
    /// Number of open journal items.
    pub items: i64,
    #[schema(value_type = Money)]
    pub total: Decimal,
    /// The part of the total that is payments and credit notes not yet applied to a document. It
    /// has the opposite sign.
    #[schema(value_type = Money)]
    pub unapplied: Decimal,
    /// The part of the total that was due before `as_of`; null with `aged_by=invoice_date`.
    #[schema(value_type = Option<Money>)]
    pub overdue: Option<Decimal>,
    /// `overdue` in per cent of the total; null if the total is zero.
    #[schema(value_type = Option<Percent>)]
    pub overdue_percent: Option<Decimal>,
    /// The total in per cent of the total of all rows; null if that is zero.
    #[schema(value_type = Option<Percent>)]
    pub share_percent: Option<Decimal>,
    /// One amount per bucket, in the order of the buckets.
    #[schema(value_type = Vec<Money>)]
    pub amounts: Vec<Decimal>,
    /// The currency of the filter `currency`; null without it.
    #[schema(example = "USD")]
    pub currency: Option<String>,
    /// The total in this currency.
    #[schema(value_type = Option<Money>)]
    pub total_currency: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub overdue_currency: Option<Decimal>,
    /// One amount per bucket in this currency; empty without the filter.
    #[schema(value_type = Vec<Money>)]
    pub amounts_currency: Vec<Decimal>,
    /// What was open on `compare_as_of`; null without it.
    pub compared: Option<AgeingComparison>,
    /// The latest note about the partner or contact; null for other groups.
    pub latest_note: Option<LatestNote>,
    /// URL of the open items of the row; null if no filter expresses them.
    pub items_url: Option<String>,
    /// URL of the items in `overdue`.
    pub overdue_items_url: Option<String>,
    /// URL of the items in `unapplied`.
    pub unapplied_items_url: Option<String>,
    /// URLs of the open items of each amount; empty if no filter expresses them.
    pub bucket_urls: Vec<String>,
}

/// Totals over the whole filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingTotals {
    /// Number of rows on all pages.
    pub groups: i64,
    /// Whether an item may count in several rows, for example in one per tag of its partner. Here
    /// it counts once.
    pub groups_overlap: bool,
    pub items: i64,
    #[schema(value_type = Money)]
    pub total: Decimal,
    #[schema(value_type = Money)]
    pub unapplied: Decimal,
    /// The part of the total that was due before `as_of`; null with `aged_by=invoice_date`.
    #[schema(value_type = Option<Money>)]
    pub overdue: Option<Decimal>,
    /// `overdue` in per cent of the total; null if the total is zero.
    #[schema(value_type = Option<Percent>)]
    pub overdue_percent: Option<Decimal>,
    #[schema(value_type = Vec<Money>)]
    pub amounts: Vec<Decimal>,
    /// The currency of the filter `currency`; null without it.
    #[schema(example = "USD")]
    pub currency: Option<String>,
    #[schema(value_type = Option<Money>)]
    pub total_currency: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub overdue_currency: Option<Decimal>,
    /// One amount per bucket in this currency; empty without the filter.
    #[schema(value_type = Vec<Money>)]
    pub amounts_currency: Vec<Decimal>,
    pub compared: Option<AgeingComparison>,
    /// URL of all open items of the filter; null with `min_total` or `overdue_only`, which choose
    /// rows and not items.
    pub items_url: Option<String>,
    pub overdue_items_url: Option<String>,
    pub unapplied_items_url: Option<String>,
    /// URLs of the open items of each amount; empty without `items_url`.
    pub bucket_urls: Vec<String>,
}

/// What was open on another day, and what has changed: the amount of the ageing less that of the
/// other day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingComparison {
    #[schema(value_type = Money)]
    pub total: Decimal,
    /// What was due before the other day; null with `aged_by=invoice_date`.
    #[schema(value_type = Option<Money>)]
    pub overdue: Option<Decimal>,
    #[schema(value_type = Money)]
    pub total_difference: Decimal,
    #[schema(value_type = Option<Money>)]
    pub overdue_difference: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeingPage {
    pub rows: Vec<AgeingRow>,
    pub totals: AgeingTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AgeingAnswer {
    pub data: Vec<AgeingRow>,
    /// The buckets of `amounts`, from not due to oldest.
    pub buckets: Vec<Bucket>,
    /// Over the whole filter, on every page.
    pub totals: AgeingTotals,
    /// Whether the total equals the ledger balance of the same accounts. Only on the first page;
    /// null if a filter separates documents from their payments.
    pub tie_out: Option<TieOut>,
}
