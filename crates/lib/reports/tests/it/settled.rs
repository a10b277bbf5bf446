//! Random books whose receivables and payables fall due and are settled at random.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::books::{Books, Item};

pub(crate) const RECEIVABLE: i64 = 12;
pub(crate) const PAYABLE: i64 = 42;
/// Neither: what is deposited and paid back, say.
pub(crate) const OTHER: i64 = 20;
pub(crate) const SALES: i64 = 1;
pub(crate) const PURCHASES: i64 = 2;
pub(crate) const BANK: i64 = 3;

pub(crate) struct Partial {
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) amount: Decimal,
    pub(crate) day: Date,
}

pub(crate) struct SettledBooks {
    pub(crate) books: Books,
    pub(crate) due: BTreeMap<i64, Date>,
    pub(crate) partials: Vec<Partial>,
}

impl SettledBooks {
    pub(crate) async fn create(seed: u64) -> Self {
        let mut settled = Self {
            books: Books::create(seed).await,
            due: BTreeMap::new(),
            partials: Vec::new(),
        };
        let types = "update odoo.account_journal
             set type = case id when 1 then 'sale' when 2 then 'purchase' else 'bank' end";
        settled.books.world.run(types).await;
        let reconciled =
            format!("update odoo.account_account set reconcile = true where id = {OTHER}");
        settled.books.world.run(&reconciled).await;
        let items: Vec<Item> = settled.books.items.values().cloned().collect();
        for item in &items {
            let days = settled.books.number(0..90);
            settled
                .due
                .insert(item.id, item.date + Span::new().days(days));
        }
        for account in [RECEIVABLE, PAYABLE, OTHER] {
            settled.settle(&items, account);
        }
        settled.store().await;
        settled
    }

    /// Posted items of the account until the day.
    pub(crate) fn posted(&self, account: i64, as_of: Date) -> impl Iterator<Item = &Item> {
        self.books.items.values().filter(move |item| {
            item.account == account && item.state == "posted" && item.date <= as_of
        })
    }

    pub(crate) fn residual(&self, item: &Item, as_of: Date) -> Decimal {
        let mut residual = item.balance;
        for partial in self.partials.iter().filter(|partial| partial.day <= as_of) {
            if partial.debit == item.id {
                residual -= partial.amount;
            }
            if partial.credit == item.id {
                residual += partial.amount;
            }
        }
        residual
    }

    fn settle(&mut self, items: &[Item], account: i64) {
        let posted = |item: &&Item| item.account == account && item.state == "posted";
        let debits: Vec<i64> = (items.iter().filter(posted))
            .filter(|item| item.balance > Decimal::ZERO)
            .map(|item| item.id)
            .collect();
        let credits: Vec<i64> = (items.iter().filter(posted))
            .filter(|item| item.balance < Decimal::ZERO)
            .map(|item| item.id)
            .collect();
        for _ in 0..60 {
            let (debit, credit) = (self.books.pick(&debits), self.books.pick(&credits));
            let (one, other) = (&self.books.items[&debit], &self.books.items[&credit]);
            let left = self
                .residual(one, Date::MAX)
                .min(-self.residual(other, Date::MAX));
            let day = one.date.max(other.date);
            // Half of them in full.
            let amount = match self.books.number(0..2) {
                0 => left,
                _ => (left / Decimal::from(3)).round_dp(2),
            };
            if amount > Decimal::ZERO {
                self.partials.push(Partial {
                    debit,
                    credit,
                    amount,
                    day,
                });
            }
        }
    }

    async fn store(&self) {
        let partials: Vec<Value> = (1..)
            .zip(&self.partials)
            .map(|(id, it): (i64, _)| {
                json!({"id": id, "debit_move_id": it.debit, "credit_move_id": it.credit,
                       "amount": it.amount, "max_date": it.day,
                       "debit_amount_currency": it.amount, "credit_amount_currency": it.amount})
            })
            .collect();
        let world = &self.books.world;
        world
            .insert("account_partial_reconcile", json!(partials))
            .await;
        let lines: Vec<Value> = (self.books.items.values())
            .map(|item| {
                let residual = self.residual(item, Date::MAX);
                json!({"id": item.id, "due": self.due[&item.id], "residual": residual})
            })
            .collect();
        let update = "update odoo.account_move_line line
             set date_maturity = it.due, amount_residual = it.residual,
                 reconciled = it.residual = 0
             from jsonb_to_recordset($1) as it (id bigint, due date, residual numeric)
             where line.id = it.id";
        let lines = json!(lines);
        world.admin.execute(update, &[&lines]).await.unwrap();
    }
}

/// `part / whole × times`; none of nothing.
pub(crate) fn ratio(part: Decimal, whole: Decimal, times: i64, places: u32) -> Option<Decimal> {
    (whole > Decimal::ZERO).then(|| nearest(part * Decimal::from(times) / whole, places))
}

pub(crate) fn nearest(amount: Decimal, places: u32) -> Decimal {
    amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
