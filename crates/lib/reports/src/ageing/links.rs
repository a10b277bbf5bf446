//! URLs of the open items behind each amount of an ageing.

use super::{AgeingParameters, AgeingQuery, AgeingRow, AgeingTotals, GroupBy};
use crate::customers::PartnerLevel;
use crate::lists::NONE;
use crate::open_items::OpenItemsParameters;

/// URLs of a row's items are made by appending to a common beginning, because an answer has
/// thousands of them.
pub(super) struct Links<'q> {
    query: &'q AgeingQuery,
    /// URL of the items of all rows, without what each row adds.
    of_rows: String,
    /// What selects a bucket, in the order of the amounts.
    buckets: Vec<String>,
    /// What selects the overdue items; None by invoice date.
    overdue: Option<String>,
}

impl<'q> Links<'q> {
    pub(super) fn new(query: &'q AgeingQuery) -> Self {
        let asked = &query.prepared.parameters;
        let mut of_rows = open_items(asked);
        match query.group_by {
            GroupBy::Partner if chosen_contact(asked) => {}
            GroupBy::Partner | GroupBy::Contact => {
                of_rows.partner_id = None;
                of_rows.partner_ids = None;
                of_rows.partner_level = None;
                if query.group_by == GroupBy::Partner {
                    of_rows.partner_q = None;
                }
            }
            GroupBy::Salesperson => {
                of_rows.salesperson_id = None;
                of_rows.salesperson_ids = None;
            }
            GroupBy::Account => of_rows.account_ids = None,
            GroupBy::Currency => {
                of_rows.currency = None;
                of_rows.currencies = None;
            }
            GroupBy::DocumentType => {
                of_rows.document_type = None;
                of_rows.document_type_ids = None;
            }
            // A partner may have several tags, so the filter stays.
            GroupBy::PartnerTag => {}
        }
        Self {
            query,
            of_rows: of_rows.url(),
            buckets: query
                .buckets
                .list
                .iter()
                .map(|it| bucket(asked, &it.key))
                .collect(),
            overdue: overdue(query),
        }
    }

    pub(super) fn add_to(&self, row: &mut AgeingRow) {
        row.items_url = self.of_row(row).map(|own| format!("{}{own}", self.of_rows));
        let items = row.items_url.as_deref();
        row.bucket_urls = self.of_buckets(items);
        row.overdue_items_url = self.of_overdue(items);
        row.unapplied_items_url = of_unapplied(items);
    }

    pub(super) fn add_to_totals(&self, totals: &mut AgeingTotals) {
        let asked = &self.query.prepared.parameters;
        totals.items_url = (!asked.leaves_rows_out()).then(|| open_items(asked).url());
        let items = totals.items_url.as_deref();
        totals.bucket_urls = self.of_buckets(items);
        totals.overdue_items_url = self.of_overdue(items);
        totals.unapplied_items_url = of_unapplied(items);
    }

    fn of_overdue(&self, items: Option<&str>) -> Option<String> {
        let overdue = self.overdue.as_ref()?;
        items.map(|items| format!("{items}{overdue}"))
    }

    fn of_buckets(&self, items: Option<&str>) -> Vec<String> {
        let items = items.into_iter();
        items
            .flat_map(|items| {
                self.buckets
                    .iter()
                    .map(move |bucket| format!("{items}{bucket}"))
            })
            .collect()
    }

    /// What selects the items of a row; None if the filter already uses the parameter.
    fn of_row(&self, row: &AgeingRow) -> Option<String> {
        let asked = &self.query.prepared.parameters;
        let id = row.id.map_or_else(|| NONE.to_owned(), |id| id.to_string());
        Some(match self.query.group_by {
            GroupBy::Partner if chosen_contact(asked) => String::new(),
            GroupBy::Partner => format!("&partner_ids={id}"),
            GroupBy::Contact => format!("&partner_level=contact&partner_ids={id}"),
            GroupBy::Salesperson => format!("&salesperson_ids={id}"),
            GroupBy::Account => format!("&account_ids={id}"),
            GroupBy::Currency => {
                let code = row.code.as_deref().unwrap_or(NONE);
                format!(
                    "&{}",
                    serde_urlencoded::to_string([("currencies", code)]).ok()?
                )
            }
            GroupBy::DocumentType => format!("&document_type_ids={id}"),
            GroupBy::PartnerTag => match (&asked.partner_tag_ids, asked.partner_tag_id) {
                (None, _) => format!("&partner_tag_ids={id}"),
                (Some(_), None) if row.id.is_some() => format!("&partner_tag_id={id}"),
                _ => return None,
            },
        })
    }
}

/// A row of this partner has only the items of the chosen contact.
fn chosen_contact(asked: &AgeingParameters) -> bool {
    asked.partner_level == Some(PartnerLevel::Contact)
        && (asked.partner_id.is_some() || asked.partner_ids.is_some())
}

/// The open items with the same filter.
fn open_items(asked: &AgeingParameters) -> OpenItemsParameters {
    OpenItemsParameters {
        side: asked.side,
        company_id: asked.company_id,
        companies: asked.companies.clone(),
        as_of: asked.as_of,
        partner_id: asked.partner_id,
        partner_level: asked.partner_level,
        partner_ids: asked.partner_ids.clone(),
        account_prefix: asked.account_prefix.clone(),
        account_type: asked.account_type,
        account_ids: asked.account_ids.clone(),
        currency: asked.currency.clone(),
        currencies: asked.currencies.clone(),
        salesperson_id: asked.salesperson_id,
        salesperson_ids: asked.salesperson_ids.clone(),
        document_type: asked.document_type.clone(),
        document_type_ids: asked.document_type_ids.clone(),
        partner_tag_id: asked.partner_tag_id,
        partner_tag_ids: asked.partner_tag_ids.clone(),
        partner_q: asked.partner_q.clone(),
        ..OpenItemsParameters::default()
    }
}

fn bucket(asked: &AgeingParameters, key: &str) -> String {
    let bounds = asked.buckets.clone().unwrap_or_default().to_string();
    let mut pairs = vec![("bucket", key), ("buckets", &bounds)];
    if asked.aged_by.is_some_and(|by| !by.is_due_date()) {
        pairs.push(("aged_by", "invoice_date"));
    }
    // Words and numbers can always be encoded.
    let pairs = serde_urlencoded::to_string(pairs).unwrap_or_default();
    format!("&{pairs}")
}

/// Everything due before the day.
fn overdue(query: &AgeingQuery) -> Option<String> {
    let not_due = query.buckets.list.first()?.first_day?;
    let last = not_due.yesterday().ok()?;
    query
        .aged_by
        .is_due_date()
        .then(|| format!("&due_to={last}"))
}

fn of_unapplied(items: Option<&str>) -> Option<String> {
    items.map(|items| format!("{items}&unapplied_only=true"))
}
