//! Random books: balanced entries of every kind over three years, in a database and in memory, and
//! changes to them as a mirror sees them.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::world::World;

pub(crate) const USD: i64 = 1;
pub(crate) const PEN: i64 = 156;
/// The day that reports take for today.
pub(crate) const TODAY: Date = date(2026, 11, 22);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) id: i64,
    pub(crate) code: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) currency: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) id: i64,
    pub(crate) move_id: i64,
    pub(crate) state: &'static str,
    pub(crate) date: Date,
    pub(crate) account: i64,
    pub(crate) partner: Option<i64>,
    pub(crate) journal: i64,
    pub(crate) currency: i64,
    pub(crate) balance: Decimal,
    pub(crate) amount_currency: Decimal,
    pub(crate) deleted: bool,
}

impl Item {
    pub(crate) fn debit(&self) -> Decimal {
        self.balance.max(Decimal::ZERO)
    }

    pub(crate) fn credit(&self) -> Decimal {
        (-self.balance).max(Decimal::ZERO)
    }
}

pub(crate) struct Books {
    pub(crate) world: World,
    pub(crate) accounts: Vec<Account>,
    pub(crate) items: BTreeMap<i64, Item>,
    random: StdRng,
}

impl Books {
    pub(crate) async fn create(seed: u64) -> Self {
        println!("random books of seed {seed}");
        let world = World::with_a_company().await;
        let mut books = Self {
            world,
            accounts: Vec::new(),
            items: BTreeMap::new(),
            random: StdRng::seed_from_u64(seed),
        };
        books.add_accounts().await;
        books.add_entries(250).await;
        books
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        *choices.choose(&mut self.random).unwrap()
    }

    pub(crate) fn number(&mut self, range: std::ops::Range<i64>) -> i64 {
        self.random.random_range(range)
    }

    pub(crate) fn day(&mut self) -> Date {
        let days = self.number(0..1_090);
        let day = date(2024, 1, 1) + jiff::Span::new().days(days);
        // Ends of months are where reports go wrong.
        match self.number(0..6) {
            0 => day.first_of_month(),
            1 => day.last_of_month(),
            _ => day,
        }
    }

    pub(crate) fn account(&self, id: i64) -> &Account {
        self.accounts
            .iter()
            .find(|account| account.id == id)
            .unwrap()
    }

    /// Moves, restates and deletes lines, as an incremental would.
    pub(crate) async fn change(&mut self) {
        let ids: Vec<i64> = self.items.keys().copied().collect();
        for _ in 0..40 {
            let id = self.pick(&ids);
            let (day, state) = (self.day(), self.pick(&["posted", "draft", "cancel"]));
            let account = self.pick(&[10, 12, 14, 42, 70]);
            let what = self.number(0..5);
            let Some(item) = self.items.get_mut(&id) else {
                continue;
            };
            match what {
                0 => item.date = day,
                1 => item.state = state,
                2 => item.account = account,
                3 => item.deleted = !item.deleted,
                _ => item.balance = -item.balance,
            }
            let item = item.clone();
            self.update(&item).await;
        }
        for id in ids.iter().step_by(50) {
            let delete = format!("delete from odoo.account_move_line where id = {id}");
            self.world.run(&delete).await;
            self.items.remove(id);
        }
        self.world
            .run("update ops.mirror set version = version + 1")
            .await;
    }

    async fn update(&self, item: &Item) {
        let deleted = if item.deleted { "now()" } else { "null" };
        self.world
            .run(&format!(
                "update odoo.account_move_line
                 set date = '{}', parent_state = '{}', account_id = {}, balance = {},
                     debit = {}, credit = {}, _deleted_at = {deleted}
                 where id = {}",
                item.date,
                item.state,
                item.account,
                item.balance,
                item.debit(),
                item.credit(),
                item.id
            ))
            .await;
    }

    async fn add_accounts(&mut self) {
        let account = |id, code, kind, currency| Account {
            id,
            code,
            kind,
            currency,
        };
        // The world has 12, 13, 42 and 70.
        let more = vec![
            account(10, "1041", "asset_cash", None),
            account(14, "1042", "asset_cash", Some(USD)),
            account(20, "2011", "asset_current", None),
            account(50, "5011", "equity", None),
            account(59, "5911", "equity_unaffected", None),
            account(60, "6011", "expense_direct_cost", None),
            account(63, "6311", "expense", None),
            account(76, "7599", "income_other", None),
            account(90, "0111", "off_balance", None),
        ];
        let rows: Vec<Value> = more
            .iter()
            .map(|it| {
                json!({"id": it.id, "code": it.code, "name": it.code, "company_id": 2,
                       "account_type": it.kind, "currency_id": it.currency})
            })
            .collect();
        self.world.insert("account_account", json!(rows)).await;
        let journals = json!([
            {"id": 1, "code": "VEN", "name": "Ventas", "company_id": 2},
            {"id": 2, "code": "COM", "name": "Compras", "company_id": 2},
            {"id": 3, "code": "BCO", "name": "Banco", "company_id": 2},
        ]);
        self.world.insert("account_journal", journals).await;
        self.accounts = more;
        self.accounts.extend([
            account(12, "1211", "asset_receivable", None),
            account(13, "1299", "asset_receivable", None),
            account(42, "4212", "liability_payable", None),
            account(70, "7011", "income", None),
        ]);
        self.accounts.sort_by_key(|it| (it.code, it.id));
    }

    async fn add_entries(&mut self, entries: i64) {
        let mut next = 1;
        for move_id in 1..=entries {
            let (day, journal) = (self.day(), self.pick(&[1, 2, 3]));
            let state = self.pick(&["posted", "posted", "posted", "posted", "draft", "cancel"]);
            let partner = self.pick(&[None, Some(7), Some(8)]);
            let mut rest = Decimal::ZERO;
            let lines = self.number(2..5);
            for line in 1..=lines {
                let account =
                    self.pick(&[10, 12, 12, 14, 20, 42, 42, 50, 59, 60, 63, 70, 70, 76, 90]);
                let cents = self.number(-500_000..500_000);
                let balance = if line == lines {
                    -rest
                } else {
                    Decimal::new(cents, 2)
                };
                rest += balance;
                let in_dollars = account == 14 || self.number(0..5) == 0;
                let rate = Decimal::new(self.number(340..390), 2);
                let item = Item {
                    id: next,
                    move_id,
                    state,
                    date: day,
                    account,
                    partner,
                    journal,
                    currency: if in_dollars { USD } else { PEN },
                    balance,
                    amount_currency: if in_dollars {
                        (balance / rate).round_dp(2)
                    } else {
                        balance
                    },
                    deleted: false,
                };
                self.items.insert(next, item);
                next += 1;
            }
        }
        let rows: Vec<Value> = self.items.values().map(row).collect();
        self.world.insert("account_move_line", json!(rows)).await;
        let date_of: BTreeMap<i64, Date> = (self.items.values())
            .map(|item| (item.move_id, item.date))
            .collect();
        let moves: Vec<Value> = (1..=entries)
            .map(|id| {
                json!({"id": id, "name": format!("ASI/{id}"), "company_id": 2,
                       "date": date_of[&id], "move_type": move_type(id)})
            })
            .collect();
        self.world.insert("account_move", json!(moves)).await;
    }
}

/// Of an entry.
pub(crate) fn move_type(id: i64) -> &'static str {
    ["out_refund", "in_refund", "out_invoice", "entry"][usize::try_from(id % 4).unwrap()]
}

fn row(item: &Item) -> Value {
    json!({
        "id": item.id, "move_id": item.move_id, "parent_state": item.state, "date": item.date,
        "account_id": item.account, "partner_id": item.partner, "journal_id": item.journal,
        "company_id": 2, "currency_id": item.currency, "balance": item.balance,
        "debit": item.debit(), "credit": item.credit(), "amount_currency": item.amount_currency,
    })
}
