//! One database of the simulated server: books, reading user, open transactions.
pub(crate) mod custom;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::books::Books;
use crate::books::calendar;
use crate::books::catalogue::FieldType;
use crate::books::number;
use crate::books::rules;
use crate::books::table::Cell;
use crate::life::{self, ChangeReport, Changes, Transaction};
use crate::reading::query::View;
use crate::wire::answer;

/// A database to serve, with the only user who may read it.
pub struct Database {
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) uid: u32,
    pub(crate) books: Books,
    transactions: BTreeMap<u32, Transaction>,
    pub(crate) backup: Option<Books>,
}

/// Control totals of all visible records of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Digest {
    pub model: String,
    pub count: u64,
    pub id_sum: u64,
    /// Sum of each monetary field, as decimal text.
    pub sums: BTreeMap<String, String>,
    /// In whole seconds.
    pub write_date_max: Option<String>,
}

impl Database {
    pub fn new(name: &str, login: &str, password: &str, mut books: Books) -> Database {
        let users = "res.users";
        let known = books
            .table(users)
            .live_rows()
            .find(|&row| books.text_in(users, row, "login") == Some(login));
        // If no user has this login, the administrator gets it.
        let row = known
            .or_else(|| books.table(users).position(2))
            .unwrap_or(0);
        let cell = books.text(login);
        let mut uid = 2;
        if row < books.table(users).rows() {
            books.set(users, row, "login", cell);
            uid = books.table(users).id(row);
        }
        rules::install(&mut books);
        Database {
            name: name.to_owned(),
            login: login.to_owned(),
            password: password.to_owned(),
            uid,
            books,
            transactions: BTreeMap::new(),
            backup: None,
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn change(&mut self, changes: &Changes) -> ChangeReport {
        life::change(&mut self.books, changes)
    }

    /// Returns the transaction's number and its `write_date`.
    pub(crate) fn begin(&mut self, seed: u64) -> (u32, String) {
        let now = calendar::now();
        let transaction = life::begin(&mut self.books, seed, now);
        let number = self.open(transaction);
        let mut stamp = String::new();
        calendar::write_instant(&mut stamp, now);
        (number, stamp)
    }

    /// Stores a transaction until it commits, and returns its number.
    pub(crate) fn open(&mut self, transaction: Transaction) -> u32 {
        let last = self.transactions.last_key_value();
        let number = last.map_or(1, |(last, _)| last + 1);
        self.transactions.insert(number, transaction);
        number
    }

    pub(crate) fn commit(&mut self, number: u32) -> bool {
        let Some(transaction) = self.transactions.remove(&number) else {
            return false;
        };
        transaction.apply(&mut self.books);
        true
    }

    pub(crate) fn digest(&self, model: &str) -> Option<Digest> {
        let table = self.books.tables.get(model)?;
        let view = View::of_everything(&self.books);
        let rows = view.search(
            table,
            &[],
            &crate::reading::query::Slice {
                order: Some("id"),
                ..Default::default()
            },
        );
        let rows = rows.unwrap_or_default();
        let mut sums = BTreeMap::new();
        for (field, source) in table.fields() {
            if field.kind == FieldType::Monetary {
                let cents = rows.iter().map(|&row| match table.source(row, source) {
                    Cell::Cents(cents) => i128::from(cents),
                    _ => 0,
                });
                let mut text = String::new();
                number::write_scaled(&mut text, cents.sum(), 2);
                sums.insert(field.name.clone(), text);
            }
        }
        let stamps =
            rows.iter()
                .filter_map(|&row| match self.books.get(model, row, "write_date") {
                    Cell::Instant(instant) => Some(instant),
                    _ => None,
                });
        let write_date_max = stamps.max().map(|instant| {
            let mut text = String::new();
            calendar::write_instant(&mut text, instant);
            text
        });
        let id_sum = rows.iter().map(|&row| u64::from(table.id(row))).sum();
        Some(Digest {
            model: model.to_owned(),
            count: rows.len() as u64,
            id_sum,
            sums,
            write_date_max,
        })
    }

    pub(crate) fn records(&self, model: &str) -> Option<String> {
        self.books
            .tables
            .get(model)
            .map(|table| answer::json_lines(&self.books, table))
    }

    pub(crate) fn remove_field(&mut self, model: &str, field: &str) -> bool {
        self.books
            .tables
            .get_mut(model)
            .is_some_and(|table| table.remove_field(field))
    }
}
