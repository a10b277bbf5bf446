//! The Odoo versions that can be simulated, and how each differs from version 17, for which the
//! books are generated or recorded: added and removed fields, codes and companies of accounts,
//! payments without an inherited entry. This crate never tells a mirror which version it reads.

use std::fmt;
use std::str::FromStr;

use serde_json::json;

use crate::books::Books;
use crate::books::catalogue;
use crate::books::table::{Cell, Source};

const ACCOUNT: &str = "account.account";
const PAYMENT: &str = "account.payment";
const ENTRY: &str = "account.move";

/// A major version of Odoo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V16,
    #[default]
    V17,
    V18,
    V19,
}

impl Version {
    pub const ALL: [Version; 4] = [Version::V16, Version::V17, Version::V18, Version::V19];

    pub fn major(self) -> u32 {
        match self {
            Version::V16 => 16,
            Version::V17 => 17,
            Version::V18 => 18,
            Version::V19 => 19,
        }
    }

    /// `POST /json/2/…` and `GET /web/version`.
    pub(crate) fn has_json_2(self) -> bool {
        self >= Version::V19
    }

    /// In a domain, a date-time means its whole second, not its first microsecond.
    pub(crate) fn compares_whole_seconds(self) -> bool {
        self >= Version::V19
    }

    pub(crate) fn has_formatted_read_group(self) -> bool {
        self >= Version::V19
    }

    /// `account.move.line` of 16 overrides `search_read` without `**kwargs`.
    pub(crate) fn refuses_load(self, model: &str) -> bool {
        self == Version::V16 && model == "account.move.line"
    }

    /// Changes 17's books into this version's.
    pub(crate) fn dress(self, books: &mut Books) {
        books.version = self;
        if self == Version::V16 {
            books
                .table_mut("account.move.line")
                .remove_field("invoice_date");
        }
        if self >= Version::V18 {
            share_accounts(books);
            free_payments(books);
            free_statement_lines(books);
        }
        if self >= Version::V19 {
            archive_accounts(books);
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.0", self.major())
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Version, String> {
        let known = |version: &Version| version.major().to_string() == text;
        let version = Version::ALL.into_iter().find(known);
        version.ok_or_else(|| format!("version {text} is none of 16, 17, 18 and 19"))
    }
}

/// Every tenth account belongs to all companies, with another code in each.
fn share_accounts(books: &mut Books) {
    let companies: Vec<u32> = {
        let table = books.table("res.company");
        table.live_rows().map(|row| table.id(row)).collect()
    };
    let rows = books.table(ACCOUNT).rows();
    let (mut company_ids, mut codes) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    for row in 0..rows {
        let own = books.id_in(ACCOUNT, row, "company_id");
        let code = books.text_in(ACCOUNT, row, "code").unwrap_or("").to_owned();
        let is_shared = books.table(ACCOUNT).id(row).is_multiple_of(10);
        let ids = if is_shared {
            companies.clone()
        } else {
            vec![own]
        };
        let by_company: serde_json::Map<_, _> = ids
            .iter()
            .map(|&id| {
                let code = if id == own {
                    code.clone()
                } else {
                    format!("9{code}")
                };
                (id.to_string(), json!(code))
            })
            .collect();
        let ids = books.pool.intern(&json!(ids).to_string());
        let by_company = books.pool.intern(&json!(by_company).to_string());
        company_ids.push(Cell::Json(ids));
        codes.push(Cell::Json(by_company));
    }
    let table = books.table_mut(ACCOUNT);
    table.remove_field("company_id");
    table.remove_field("include_initial_balance");
    let many = catalogue::made("company_ids", "many2many", true, Some("res.company"));
    table.add_field(many, &company_ids);
    // The column of this name keeps 17's code, which display names use.
    table.remove_field("code");
    let store = catalogue::made("code_store", "char", true, None);
    let column = table.add_column("code_by_company", &codes);
    table.add_answer(store, Source::PerCompany(column));
    let code = catalogue::made("code", "char", false, None);
    table.add_answer(code, Source::PerCompany(column));
}

/// Payments have their own state, name and company; every tenth has no entry.
fn free_payments(books: &mut Books) {
    let rows = books.table(PAYMENT).rows();
    let (paid, draft) = (books.text("paid"), books.text("draft"));
    let mut added = [Vec::new(), Vec::new(), Vec::new()];
    for row in 0..rows {
        let entry = i64::from(books.id_in(PAYMENT, row, "move_id"));
        let entry = books.table(ENTRY).position(entry);
        let of_entry = |name| entry.map_or(Cell::None, |entry| books.get(ENTRY, entry, name));
        let is_draft = of_entry("state") == draft;
        added[0].push(of_entry("name"));
        added[1].push(if is_draft { draft } else { paid });
        added[2].push(of_entry("company_id"));
    }
    let table = books.table_mut(PAYMENT);
    let [names, states, companies] = added;
    table.add_field(catalogue::made("name", "char", true, None), &names);
    table.add_field(catalogue::made("state", "selection", true, None), &states);
    let company = catalogue::made("company_id", "many2one", true, Some("res.company"));
    table.add_field(company, &companies);
    for stored in ["date", "journal_id"] {
        table.keep(stored);
    }
    table.rename("ref", "memo");
    table.keep("memo");
    for row in 0..rows {
        if books.table(PAYMENT).id(row).is_multiple_of(10) {
            books.set(PAYMENT, row, "move_id", Cell::None);
        }
    }
}

/// Statement lines store the journal and the company of their entry.
fn free_statement_lines(books: &mut Books) {
    if let Some(table) = books.tables.get_mut("account.bank.statement.line") {
        table.keep("journal_id");
        table.keep("company_id");
    }
}

/// A deprecated account becomes an archived one.
fn archive_accounts(books: &mut Books) {
    let rows = books.table(ACCOUNT).rows();
    let active: Vec<Cell> = (0..rows)
        .map(|row| Cell::Bool(books.get(ACCOUNT, row, "deprecated") != Cell::Bool(true)))
        .collect();
    let table = books.table_mut(ACCOUNT);
    table.remove_field("deprecated");
    table.add_field(catalogue::made("active", "boolean", true, None), &active);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_serialized_as_their_number() {
        for version in Version::ALL {
            assert_eq!(version.major().to_string().parse(), Ok(version));
        }
        assert!("20".parse::<Version>().is_err());
        assert_eq!(Version::V18.to_string(), "18.0");
    }
}
