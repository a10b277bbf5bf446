//! What a customer owes, for a statement mail: by currency, from the open items of the statement.

use std::collections::BTreeMap;

use contracts::mail::{AmountDue, UnappliedCredit};
use futures::TryStreamExt;
use jiff::civil::Date;
use reports::{
    Reader, Report,
    open_items::OpenItem,
    partner_statement::{self, PartnerStatementQuery},
};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use store::Transaction;

use crate::writing::WriteError;

/// Why a customer gets no statement.
pub const NOTHING: &str = "nothing is due: payments and credit notes cover what the customer owes";

/// Payments and credit notes that a mail names; the statement has all.
const CREDITS: usize = 3;

#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    pub amounts: Vec<AmountDue>,
    /// Oldest first.
    pub unapplied: Vec<UnappliedCredit>,
}

#[derive(Default)]
struct Sum {
    amount: Decimal,
    overdue: Decimal,
    since: Option<Date>,
}

/// None if the customer owes nothing on balance. `parameters` are those of the statement.
pub async fn of_statement(
    tx: &Transaction<'_>,
    parameters: &Map<String, Value>,
    reader: &Reader,
) -> Result<Option<Due>, WriteError> {
    let asked = serde_json::from_value(Value::Object(parameters.clone()));
    let asked = asked.map_err(|error| WriteError::Invalid(error.to_string()))?;
    let statement = PartnerStatementQuery::prepare(tx, &asked, reader).await?;
    let report = partner_statement::open_items(tx, &statement).await?;
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let mut unapplied = Vec::new();
    let mut in_company_currency = Decimal::ZERO;
    let mut items = report.rows(tx).await?;
    while let Some(item) = items.try_next().await? {
        in_company_currency += item.residual;
        sums.entry(item.currency.clone()).or_default().add(&item);
        if item.residual_currency < Decimal::ZERO {
            unapplied.push(credit(item));
        }
    }
    let amounts: Vec<_> = sums.into_iter().filter_map(amount_due).collect();
    let owes = amounts.iter().any(|due| !due.amount.starts_with('-'));
    if !owes || in_company_currency <= Decimal::ZERO {
        return Ok(None);
    }
    unapplied.sort_by_key(|credit| credit.date);
    unapplied.truncate(CREDITS);
    Ok(Some(Due { amounts, unapplied }))
}

impl Sum {
    fn add(&mut self, item: &OpenItem) {
        self.amount += item.residual_currency;
        let Some(overdue) = item.overdue_currency() else {
            return;
        };
        self.overdue += overdue;
        if overdue > Decimal::ZERO {
            let earlier = self
                .since
                .map_or(item.due_date, |since| since.min(item.due_date));
            self.since = Some(earlier);
        }
    }
}

/// None if nothing is left in this currency.
fn amount_due((currency, sum): (String, Sum)) -> Option<AmountDue> {
    if sum.amount.is_zero() {
        return None;
    }
    // Unapplied payments may exceed what is overdue; then nothing is.
    let is_overdue = sum.overdue > Decimal::ZERO;
    let mut overdue = sum.overdue.max(Decimal::ZERO);
    overdue.rescale(sum.amount.scale());
    Some(AmountDue {
        currency,
        amount: sum.amount.to_string(),
        overdue: overdue.to_string(),
        since: sum.since.filter(|_| is_overdue),
    })
}

fn credit(item: OpenItem) -> UnappliedCredit {
    UnappliedCredit {
        date: item.date,
        reference: item.known_as(),
        currency: item.currency,
        amount: (-item.residual_currency).to_string(),
    }
}
