//! The books of one database: a table per mirrored model, and the texts that the tables share. This
//! module only stores rows; `query` reads them and `life` changes them.
pub(crate) mod calendar;
pub(crate) mod catalogue;
pub(crate) mod exception;
pub(crate) mod generate;
pub(crate) mod number;
pub(crate) mod pool;
pub(crate) mod records;
pub(crate) mod rules;
pub(crate) mod table;
pub(crate) mod version;

use std::collections::BTreeMap;
use std::path::Path;

use crate::books::catalogue::{Catalogue, MODELS};
use crate::books::generate::Spec;
use crate::books::pool::{Pool, Symbol};
use crate::books::records::LoadError;
use crate::books::rules::Rules;
use crate::books::table::{Cell, Table};
use crate::books::version::Version;

/// The content of one simulated database.
#[derive(Clone)]
pub struct Books {
    pub(crate) pool: Pool,
    pub(crate) tables: BTreeMap<String, Table>,
    pub(crate) version: Version,
    pub(crate) rules: Rules,
}

impl Books {
    /// Generated from a seed: the same specification always gives the same books.
    pub fn generate(spec: &Spec) -> Books {
        generate::books(spec)
    }

    /// Recorded records and `fields_get` answers: `dir/records/*.jsonl.gz` and `dir/fields/*.json`,
    /// as the version that `dir/exchanges/version.response.json` names.
    pub fn from_records(dir: &Path) -> Result<Books, LoadError> {
        records::load(dir)
    }

    /// Changes the books into the form of a version; without this call they are 17's. Books
    /// recorded from another version are not changed.
    #[must_use]
    pub fn of_version(mut self, version: Version) -> Books {
        if self.version == Version::V17 {
            version.dress(&mut self);
        }
        self
    }

    /// The visible records of a model.
    pub fn count(&self, model: &str) -> usize {
        self.tables
            .get(model)
            .map_or(0, |table| table.live_rows().count())
    }

    /// Empty tables with a column for every field of the built-in catalogue that can be stored.
    pub(crate) fn empty() -> Books {
        let mut catalogue = catalogue::built_in();
        let stored: BTreeMap<String, Vec<String>> = catalogue
            .iter()
            .map(|(model, fields)| {
                let names = fields.iter().map(|field| field.name.clone());
                let names = names.filter(|name| name != "id" && name != "display_name");
                (model.clone(), names.collect())
            })
            .collect();
        Books::with_columns(&mut catalogue, &stored)
    }

    pub(crate) fn with_columns(
        catalogue: &mut Catalogue,
        stored: &BTreeMap<String, Vec<String>>,
    ) -> Books {
        let mut tables = BTreeMap::new();
        for model in MODELS {
            let Some(fields) = catalogue.remove(model) else {
                continue;
            };
            let names: Vec<&str> = stored
                .get(model)
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            tables.insert(model.to_owned(), Table::new(model, fields, &names));
        }
        Books {
            pool: Pool::default(),
            tables,
            version: Version::default(),
            rules: Rules::default(),
        }
    }

    /// True for models that every Odoo with accounting has.
    #[expect(
        clippy::expect_used,
        reason = "only models that books cannot be without are asked for by name"
    )]
    pub(crate) fn table(&self, model: &str) -> &Table {
        self.tables.get(model).expect("a model of these books")
    }

    #[expect(
        clippy::expect_used,
        reason = "only models that books cannot be without are asked for by name"
    )]
    pub(crate) fn table_mut(&mut self, model: &str) -> &mut Table {
        self.tables.get_mut(model).expect("a model of these books")
    }

    pub(crate) fn get(&self, model: &str, row: usize, field: &str) -> Cell {
        let table = self.table(model);
        table
            .column(field)
            .map_or(Cell::None, |column| table.get(row, column))
    }

    pub(crate) fn set(&mut self, model: &str, row: usize, field: &str, cell: Cell) {
        let table = self.table_mut(model);
        if let Some(column) = table.column(field) {
            table.set(row, column, cell);
        }
    }

    pub(crate) fn id_in(&self, model: &str, row: usize, field: &str) -> u32 {
        if let Cell::Id(id) = self.get(model, row, field) {
            id
        } else {
            0
        }
    }

    pub(crate) fn cents_in(&self, model: &str, row: usize, field: &str) -> i64 {
        match self.get(model, row, field) {
            Cell::Cents(cents) => cents,
            Cell::Number(number) => number.to_cents(),
            _ => 0,
        }
    }

    pub(crate) fn text_in(&self, model: &str, row: usize, field: &str) -> Option<&str> {
        match self.get(model, row, field) {
            Cell::Text(symbol) => self.pool.text(symbol),
            _ => None,
        }
    }

    pub(crate) fn text(&mut self, text: &str) -> Cell {
        Cell::Text(self.pool.intern(text))
    }

    /// Appends a row with values by field name; fields not named are empty. Returns its id.
    pub(crate) fn insert(&mut self, model: &str, values: &[(&str, Cell)]) -> u32 {
        let table = self.table_mut(model);
        let id = table.next_id();
        let named: Vec<Cell> = table
            .column_names()
            .iter()
            .map(|column| {
                let value = values.iter().find(|(name, _)| name == column);
                value.map_or(Cell::None, |(_, cell)| *cell)
            })
            .collect();
        table.push(id, &named);
        id
    }

    /// The display name of a record.
    pub(crate) fn display_name(&self, model: &str, id: u32) -> String {
        let Some(row) = self
            .tables
            .get(model)
            .and_then(|table| table.position(i64::from(id)))
        else {
            return format!("{model},{id}");
        };
        let text = |field: &str| self.text_in(model, row, field);
        match model {
            "account.account" => {
                format!(
                    "{} {}",
                    text("code").unwrap_or(""),
                    text("name").unwrap_or("")
                )
            }
            "account.move" => match text("name") {
                Some("/") | None => format!("Draft Entry (* {id})"),
                Some(name) => name.to_owned(),
            },
            "account.move.line" => match (text("move_name"), text("name")) {
                (Some(entry), Some(name)) => format!("{entry} {name}"),
                (entry, _) => entry.unwrap_or("").to_owned(),
            },
            "account.payment" | "account.bank.statement.line" => {
                self.display_name("account.move", self.id_in(model, row, "move_id"))
            }
            "product.product" => {
                let template = self.id_in(model, row, "product_tmpl_id");
                let name = self.display_name("product.template", template);
                match text("default_code") {
                    Some(code) => format!("[{code}] {name}"),
                    None => name,
                }
            }
            "res.partner.bank" => text("acc_number").unwrap_or("").to_owned(),
            "res.partner" => match (self.id_in(model, row, "parent_id"), text("name")) {
                (0, name) => name.unwrap_or("").to_owned(),
                (parent, name) => {
                    format!(
                        "{}, {}",
                        self.display_name(model, parent),
                        name.unwrap_or("")
                    )
                }
            },
            _ => text("name").map_or_else(|| format!("{model},{id}"), str::to_owned),
        }
    }

    /// The ids in a list field.
    pub(crate) fn ids_of(&self, cell: Cell) -> Vec<u32> {
        let Cell::Json(symbol) = cell else {
            return Vec::new();
        };
        self.json(symbol)
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default()
    }

    pub(crate) fn json(&self, symbol: Symbol) -> Option<serde_json::Value> {
        serde_json::from_str(self.pool.text(symbol)?).ok()
    }
}
