//! Converts sums and lines to the rows of the ledger.

use std::ops::AddAssign;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use states::MoveState;
use utoipa::ToSchema;

use super::lines::Line;
use super::{GeneralLedgerQuery, Position, Section};
use crate::balances::Sums;
use crate::currencies::{Currency, rounded};
use crate::figures::Money;
use crate::ids::Ids;
use crate::journal_items::JournalItemsParameters;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerRowKind {
    /// The opening balance of the account.
    Opening,
    /// A journal item.
    Line,
    /// The closing balance of the account, and its debits and credits of the period.
    Closing,
}

/// A row of an account: one opening row, one row per journal item, one closing row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerRow {
    pub kind: LedgerRowKind,
    /// Null for the result of earlier years if the company has no account for it.
    pub account_id: Option<i64>,
    pub account_code: Option<String>,
    pub account_name: Option<String>,
    /// Odoo's id of the journal item.
    pub line_id: Option<i64>,
    pub move_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    pub move_name: Option<String>,
    pub state: Option<MoveState>,
    pub date: Option<Date>,
    pub due_date: Option<Date>,
    pub journal_code: Option<String>,
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    pub label: Option<String>,
    pub r#ref: Option<String>,
    /// ISO 4217 code: of the item's document; otherwise of `running_balance_currency`.
    #[schema(example = "USD")]
    pub currency: Option<String>,
    #[schema(value_type = Option<Money>)]
    pub amount_currency: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub debit: Option<Decimal>,
    #[schema(value_type = Option<Money>)]
    pub credit: Option<Decimal>,
    /// Debit less credit of the item; null in other rows.
    #[schema(value_type = Option<Money>)]
    pub balance: Option<Decimal>,
    /// Balance after this row, in the company's currency.
    #[schema(value_type = Money)]
    pub running_balance: Decimal,
    /// The same in the account's own currency or the filter's currency.
    #[schema(value_type = Option<Money>)]
    pub running_balance_currency: Option<Decimal>,
    /// URL of the journal items that the row contains.
    #[schema(example = "/v1/journal-items?company_id=2&account_ids=12")]
    pub items_url: Option<String>,
    /// URL of the journal item with its document, its settlements and its page in Odoo.
    #[schema(example = "/v1/journal-items/7")]
    pub item_url: Option<String>,
    #[schema(example = "/v1/documents/7")]
    pub document_url: Option<String>,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
    /// Odoo's id of the group of items that settle each other completely (account.full.reconcile).
    pub full_reconcile_id: Option<i64>,
}

/// A running balance, not rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Running {
    balance: Decimal,
    currency: Decimal,
}

impl From<Sums> for Running {
    fn from(sums: Sums) -> Self {
        Self {
            balance: sums.balance,
            currency: sums.balance_currency,
        }
    }
}

impl AddAssign<Sums> for Running {
    fn add_assign(&mut self, sums: Sums) {
        self.balance += sums.balance;
        self.currency += sums.balance_currency;
    }
}

/// The rows of the sections, each with the balance after it. The lines are in the order of the
/// sections. If lines were cut off, the page ends before the gap.
pub(super) fn write(
    query: &GeneralLedgerQuery,
    sections: &[Section],
    resumed: Option<&Position>,
    lines: Vec<Line>,
) -> Vec<(LedgerRow, Running)> {
    let mut lines = lines.into_iter().peekable();
    let mut rows = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let resumed = resumed.filter(|_| index == 0);
        let mut running = resumed.map_or(section.opening.into(), |position| position.running);
        if resumed.is_none() {
            rows.push((opening(query, section), running));
        }
        while let Some(line) = lines.next_if(|line| line.item.account_id == section.account.id) {
            running += line.sums;
            rows.push((item(query, section, line, running), running));
        }
        rows.push((closing(query, section), running));
    }
    rows
}

pub(super) fn opening(query: &GeneralLedgerQuery, section: &Section) -> LedgerRow {
    let before = query.period.from.yesterday().ok();
    let from = query.opening.first_day(&section.account, &query.period);
    LedgerRow {
        items_url: items_url(query, section, from, before),
        ..blank(
            query,
            LedgerRowKind::Opening,
            section,
            section.opening.into(),
        )
    }
}

pub(super) fn item(
    query: &GeneralLedgerQuery,
    section: &Section,
    line: Line,
    running: Running,
) -> LedgerRow {
    let item = line.item;
    LedgerRow {
        line_id: Some(item.id),
        move_id: item.move_id,
        move_name: item.move_name,
        state: item.state,
        date: Some(item.date),
        due_date: item.due_date,
        journal_code: item.journal_code,
        partner_id: item.partner_id,
        partner_name: item.partner_name,
        label: item.label,
        r#ref: item.r#ref,
        currency: Some(item.currency),
        amount_currency: Some(item.amount_currency),
        debit: Some(item.debit),
        credit: Some(item.credit),
        balance: Some(item.balance),
        items_url: Some(item.url.clone()),
        item_url: Some(item.url),
        document_url: item.document_url,
        full_reconcile_id: item.full_reconcile_id,
        ..blank(query, LedgerRowKind::Line, section, running)
    }
}

pub(super) fn closing(query: &GeneralLedgerQuery, section: &Section) -> LedgerRow {
    let rounded = |amount| rounded(amount, query.prepared.company.decimal_places);
    let mut running = Running::from(section.opening);
    running += section.movement;
    LedgerRow {
        debit: Some(rounded(section.movement.debit)),
        credit: Some(rounded(section.movement.credit)),
        items_url: items_url(
            query,
            section,
            Some(query.period.from),
            Some(query.period.to),
        ),
        ..blank(query, LedgerRowKind::Closing, section, running)
    }
}

fn blank(
    query: &GeneralLedgerQuery,
    kind: LedgerRowKind,
    section: &Section,
    running: Running,
) -> LedgerRow {
    let account = &section.account;
    let own = account.currency.as_ref();
    LedgerRow {
        kind,
        account_id: Some(account.id).filter(|id| *id != 0),
        account_code: Some(account.code.clone()).filter(|code| !code.is_empty()),
        account_name: account.name.clone(),
        line_id: None,
        move_id: None,
        move_name: None,
        state: None,
        date: None,
        due_date: None,
        journal_code: None,
        partner_id: None,
        partner_name: None,
        label: None,
        r#ref: None,
        currency: own.map(|currency: &Currency| currency.code.clone()),
        amount_currency: None,
        debit: None,
        credit: None,
        balance: None,
        running_balance: rounded(running.balance, query.prepared.company.decimal_places),
        running_balance_currency: own.map(|currency| currency.rounded(running.currency)),
        items_url: None,
        item_url: None,
        document_url: None,
        odoo_url: None,
        full_reconcile_id: None,
    }
}

/// URL of the account's items between two days, with the filter of the report.
fn items_url(
    query: &GeneralLedgerQuery,
    section: &Section,
    date_from: Option<Date>,
    date_to: Option<Date>,
) -> Option<String> {
    if section.account.id == 0 || date_to < date_from {
        return None;
    }
    let asked = &query.prepared.parameters;
    let parameters = JournalItemsParameters {
        company_id: asked.company_id,
        date_from,
        date_to,
        account_ids: Some(Ids::single(section.account.id)),
        journal_ids: asked.journal_ids.clone(),
        companies: asked.companies.clone(),
        partner_id: asked.partner_id,
        partner_level: asked.partner_level,
        currency: asked.currency.clone(),
        include_drafts: asked.include_drafts,
        ..JournalItemsParameters::default()
    };
    Some(parameters.url())
}
