//! Record rules that hide rows from the reading user, and the two places where Odoo shows them:
//! `ir.rule`, which plain users may not read, and the groups of a user.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use crate::books::Books;
use crate::books::calendar;
use crate::books::catalogue;
use crate::books::exception::Exception;
use crate::books::table::{Cell, RowState, Table};
use crate::books::version::Version;

pub(crate) const RULE: &str = "ir.rule";
const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
const JOURNAL: &str = "account.journal";
const PARTIAL: &str = "account.partial.reconcile";
const PAYMENT: &str = "account.payment";
const PARTNER: &str = "res.partner";
const USERS: &str = "res.users";

/// What a record rule hides.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Entries and lines of a journal, and the journal too if `with_record`.
    Journal { id: u32, with_record: bool },
    /// Entries, lines, payments and partial reconciliations of a company that stays in the list of
    /// the user's companies.
    Company { id: u32 },
    /// Partners, and their entries and lines if `with_documents`.
    Partners { ids: Vec<u32>, with_documents: bool },
    /// Entries of another salesperson, with their lines.
    DocumentsOfOthers,
    /// Entries and lines before a day, as `YYYY-MM-DD`.
    Before { day: String },
    /// Lines of an account; their entries stay.
    LinesOfAccount { id: u32 },
    /// All partial reconciliations.
    Partials,
}

/// Active rules by their id in `ir.rule`, with the user to whom they apply.
#[derive(Clone, Default)]
pub(crate) struct Rules {
    hidden: BTreeMap<u32, (Hidden, u32)>,
    pub(crate) are_readable: bool,
}

impl Rules {
    pub(crate) fn hide(&self, books: &Books, table: &Table, row: usize) -> bool {
        let mut rules = self.hidden.values();
        rules.any(|(hidden, user)| hidden.hides(books, table, row, *user))
    }
}

impl Hidden {
    fn hides(&self, books: &Books, table: &Table, row: usize, user: u32) -> bool {
        match (&*table.model, self) {
            (ENTRY | LINE, _) => self.hides_document(books, &table.model, row, user),
            (PAYMENT, _) => self.hides_payment(books, row, user),
            (JOURNAL, Hidden::Journal { id, with_record }) => *with_record && table.id(row) == *id,
            (PARTNER, Hidden::Partners { ids, .. }) => ids.contains(&table.id(row)),
            (PARTIAL, Hidden::Company { id }) => books.id_in(PARTIAL, row, "company_id") == *id,
            (PARTIAL, Hidden::Partials) => true,
            _ => false,
        }
    }

    fn hides_document(&self, books: &Books, model: &str, row: usize, user: u32) -> bool {
        let id_of = |field| books.id_in(model, row, field);
        match self {
            Hidden::Journal { id, .. } => id_of("journal_id") == *id,
            Hidden::Company { id } => id_of("company_id") == *id,
            Hidden::Partners {
                ids,
                with_documents,
            } => *with_documents && ids.contains(&id_of("partner_id")),
            Hidden::DocumentsOfOthers => {
                let entry = if model == LINE {
                    books.table(ENTRY).position(i64::from(id_of("move_id")))
                } else {
                    Some(row)
                };
                entry.is_some_and(|entry| {
                    let salesperson = books.id_in(ENTRY, entry, "invoice_user_id");
                    salesperson != 0 && salesperson != user
                })
            }
            Hidden::Before { day } => {
                match (books.get(model, row, "date"), calendar::parse_day(day)) {
                    (Cell::Day(date), Some(day)) => date < day,
                    _ => false,
                }
            }
            Hidden::LinesOfAccount { id } => model == LINE && id_of("account_id") == *id,
            Hidden::Partials => false,
        }
    }

    /// Up to 17 a payment inherits from its entry, so the rules of entries apply to it.
    fn hides_payment(&self, books: &Books, row: usize, user: u32) -> bool {
        if books.version >= Version::V18 {
            let company = books.id_in(PAYMENT, row, "company_id");
            return matches!(self, Hidden::Company { id } if *id == company);
        }
        let entry = i64::from(books.id_in(PAYMENT, row, "move_id"));
        let entry = books.table(ENTRY).position(entry);
        entry.is_some_and(|entry| self.hides_document(books, ENTRY, entry, user))
    }
}

/// Tables and fields that the rules need, in generated and in recorded books.
pub(crate) fn install(books: &mut Books) {
    let fields = [
        ("id", "integer", None),
        ("name", "char", None),
        ("active", "boolean", None),
        ("perm_read", "boolean", None),
        ("domain_force", "text", None),
        ("create_date", "datetime", None),
        ("write_date", "datetime", None),
    ];
    let described = fields.map(|(name, kind, to)| catalogue::made(name, kind, true, to));
    let stored: Vec<&str> = fields[1..].iter().map(|(name, ..)| *name).collect();
    let table = Table::new(RULE, described.into(), &stored);
    books.tables.insert(RULE.to_owned(), table);
    let groups = books.pool.intern("[1, 21, 24]");
    let name = groups_field(books.version);
    let table = books.table_mut(USERS);
    if table.column(name).is_none() {
        // Recorded books describe the field but have no values for it.
        let recorded = table.field(name).map(|(field, _)| field.clone());
        let field = recorded
            .unwrap_or_else(|| catalogue::made(name, "many2many", true, Some("res.groups")));
        table.remove_field(name);
        let cells = vec![Cell::Json(groups); table.rows()];
        table.add_field(field, &cells);
    }
}

fn groups_field(version: Version) -> &'static str {
    if version >= Version::V19 {
        "group_ids"
    } else {
        "groups_id"
    }
}

/// Saving the user's form updates the user's `write_date`.
pub(crate) fn set_groups(books: &mut Books, user: u32, groups: &[u32]) {
    let list = Cell::Json(books.pool.intern(&json!(groups).to_string()));
    if let Some(row) = books.table(USERS).position(i64::from(user)) {
        let name = groups_field(books.version);
        books.set(USERS, row, name, list);
        books.set(USERS, row, "write_date", Cell::Instant(calendar::now()));
    }
}

/// Returns the id of the new rule.
pub(crate) fn add(books: &mut Books, hidden: Hidden, user: u32) -> u32 {
    let stamp = Cell::Instant(calendar::now());
    let values = [
        ("name", books.text(&format!("{hidden:?}"))),
        ("active", Cell::Bool(true)),
        ("perm_read", Cell::Bool(true)),
        ("create_date", stamp),
        ("write_date", stamp),
    ];
    let id = books.insert(RULE, &values);
    books.rules.hidden.insert(id, (hidden, user));
    id
}

/// Deletes the rule. False if there is none with this id.
pub(crate) fn lift(books: &mut Books, rule: u32) -> bool {
    if let Some(row) = books.table(RULE).position(i64::from(rule)) {
        books.table_mut(RULE).set_state(row, RowState::Deleted);
    }
    books.rules.hidden.remove(&rule).is_some()
}

/// Only an administrator may read the rules, unless they were made readable.
pub(crate) fn check_access(books: &Books, model: &str, method: &str) -> Result<(), Exception> {
    if model != RULE || method == "fields_get" || books.rules.are_readable {
        return Ok(());
    }
    let group = if books.version >= Version::V19 {
        "Role / Administrator"
    } else {
        "Administration/Settings"
    };
    Err(Exception::access_error(format!(
        "You are not allowed to access 'Record Rule' (ir.rule) records.\n\n\
         This operation is allowed for the following groups:\n\t- {group}\n\n\
         Contact your administrator to request access if necessary."
    )))
}
