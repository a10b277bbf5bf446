//! The open items of a partner on the last day of the statement, by how long they have been due.

use futures::stream::TryStreamExt;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use super::PartnerStatementQuery;
use crate::error::Error;
use crate::figures::Money;
use crate::open_items::{OpenItem, OpenItemsParameters, OpenItemsQuery};
use crate::report::Report;

/// Maximum number of open items in a statement; its ageing counts all.
const MAX_OPEN_ITEMS: usize = 500;
/// Open amounts in one currency on the last day, by days past the due date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatementAgeing {
    /// ISO 4217 code of the amounts.
    #[schema(example = "USD")]
    pub currency: String,
    pub items: i64,
    #[schema(value_type = Money)]
    pub total: Decimal,
    #[schema(value_type = Money)]
    pub not_due: Decimal,
    #[schema(value_type = Money)]
    pub days_1_30: Decimal,
    #[schema(value_type = Money)]
    pub days_31_60: Decimal,
    #[schema(value_type = Money)]
    pub days_61_90: Decimal,
    #[schema(value_type = Money)]
    pub days_91_120: Decimal,
    #[schema(value_type = Money)]
    pub older: Decimal,
}

/// Open items on the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatementOpen {
    /// By due date, 500 at most; the report of open items lists all.
    pub open_items: Vec<OpenItem>,
    /// Number of open items.
    pub items: i64,
    /// Ageing of all open items, one row per currency.
    pub ageing: Vec<StatementAgeing>,
}

/// The report of the open items on the last day.
pub async fn open_items(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
) -> Result<OpenItemsQuery, Error> {
    let asked = &query.prepared.parameters;
    let parameters = serde_json::json!({
        "side": asked.side, "company_id": asked.company_id, "companies": asked.companies,
        "as_of": query.to, "partner_id": asked.partner_id,
        "partner_level": asked.partner_level, "currency": asked.currency,
    });
    let parameters: OpenItemsParameters =
        serde_json::from_value(parameters).map_err(|error| Error::Internal(error.to_string()))?;
    let reader = query.company().reader(query.to);
    OpenItemsQuery::prepare(client, &parameters, &reader).await
}

/// Open items on the last day, as in the report of open items.
pub async fn open(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
) -> Result<StatementOpen, Error> {
    read(client, query, MAX_OPEN_ITEMS).await
}

/// The same with at most this many items.
pub(super) async fn read(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
    most: usize,
) -> Result<StatementOpen, Error> {
    let report = open_items(client, query).await?;
    let mut open = StatementOpen {
        open_items: Vec::new(),
        items: 0,
        ageing: Vec::new(),
    };
    let mut items = report.rows(client).await?;
    while let Some(item) = items.try_next().await? {
        open.count(item, most);
    }
    open.ageing
        .sort_by(|one, other| one.currency.cmp(&other.currency));
    Ok(open)
}

impl StatementOpen {
    fn count(&mut self, item: OpenItem, most: usize) {
        let of_currency = |ageing: &StatementAgeing| ageing.currency == item.currency;
        let index = self.ageing.iter().position(of_currency).unwrap_or_else(|| {
            self.ageing.push(StatementAgeing {
                currency: item.currency.clone(),
                ..StatementAgeing::default()
            });
            self.ageing.len() - 1
        });
        let ageing = &mut self.ageing[index];
        ageing.items += 1;
        ageing.total += item.residual_currency;
        let bucket = match item.days_overdue {
            i64::MIN..=0 => &mut ageing.not_due,
            1..=30 => &mut ageing.days_1_30,
            31..=60 => &mut ageing.days_31_60,
            61..=90 => &mut ageing.days_61_90,
            91..=120 => &mut ageing.days_91_120,
            _ => &mut ageing.older,
        };
        *bucket += item.residual_currency;
        self.items += 1;
        if self.open_items.len() < most {
            self.open_items.push(item);
        }
    }
}
