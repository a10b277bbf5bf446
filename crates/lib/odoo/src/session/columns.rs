//! Maps the fields of a mirrored model to those of this Odoo, and its records back to the mirror's.
//! Fields that Odoo does not store change without a new `write_date` and are not read, except
//! values per company: storing them changes the record's `write_date`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    cell::{Cell, Record},
    connection::Context,
    dialect::{Dialect, Source},
    domain::Domain,
    error::Error,
    fields::Fields,
    session::{
        Session,
        pages::{Page, Query},
    },
};

/// Which of the requested fields this Odoo has, and how to read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The mirror's names, in the requested order, `id` first.
    pub names: Vec<String>,
    /// Requested fields that this Odoo does not have.
    pub missing: Vec<String>,
    /// The fields of Odoo that are read for them, each once.
    reads: Vec<String>,
    /// One step for each name.
    steps: Vec<Step>,
    /// The field that has a value in each company.
    of_companies: Option<String>,
    /// How many calls one search for records takes.
    calls: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Id,
    Take(usize),
    Inverse(usize),
    Only(usize),
    FirstOfCompanies,
    OfEachCompany,
    Empty,
}

/// The values of one field by company, in the order of the context, and by record.
type OfCompanies = Vec<(i64, HashMap<i64, Cell>)>;

impl Session {
    /// A page of records with the mirror's fields. The query's names are those of the columns.
    ///
    /// A field with a value per company is read once for each company, for these records only.
    pub async fn search_columns(
        &self,
        query: &Query<'_>,
        columns: &Columns,
    ) -> Result<Page, Error> {
        let read = Query {
            names: &columns.reads,
            ..*query
        };
        let page = self.search_read(&read).await?;
        let records = page.records;
        let of_companies = match &columns.of_companies {
            Some(field) if !records.is_empty() => self.of_companies(query, field, &records).await?,
            _ => OfCompanies::new(),
        };
        let as_mirrored = |record| columns.record(record, &of_companies);
        Ok(Page {
            records: records.into_iter().map(as_mirrored).collect(),
            ..page
        })
    }

    async fn of_companies(
        &self,
        query: &Query<'_>,
        field: &str,
        records: &[Record],
    ) -> Result<OfCompanies, Error> {
        let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
        let (domain, names) = (Domain::all().id_in(&ids), [field.to_owned()]);
        let mut of_companies = OfCompanies::with_capacity(query.context.company_ids.len());
        for &company in &query.context.company_ids {
            let values = Query {
                names: &names,
                domain: &domain,
                context: &query.context.led_by(company),
                ..*query
            };
            let values = self.search_read(&values).await?.records.into_iter();
            let cells =
                values.filter_map(|record| Some((record.id, record.cells.into_iter().next()?)));
            of_companies.push((company, cells.collect()));
        }
        Ok(of_companies)
    }
}

impl Columns {
    /// True if it is a stored field of Odoo with the same name, read unchanged.
    pub fn takes(&self, name: &str) -> bool {
        let mut columns = self.names.iter().zip(&self.steps);
        columns.any(|(known, step)| known == name && matches!(step, Step::Take(_)))
    }

    /// How many calls [`Session::search_columns`] makes, for rate limits.
    pub fn calls(&self, context: &Context) -> usize {
        match self.of_companies {
            None => self.calls,
            Some(_) => self.calls * (1 + context.company_ids.len()),
        }
    }

    pub(crate) fn new(dialect: &Dialect, model: &str, asked: &[String], fields: &Fields) -> Self {
        let mut columns = Self {
            names: vec!["id".to_owned()],
            missing: Vec::new(),
            reads: Vec::new(),
            steps: vec![Step::Id],
            of_companies: None,
            calls: if dialect.takes_load(model) { 1 } else { 2 },
        };
        for name in asked.iter().filter(|name| *name != "id") {
            let source = dialect.source(model, name);
            if columns.names.contains(name) {
                continue;
            }
            match columns.step(name, source, fields) {
                Some(step) => {
                    columns.names.push(name.clone());
                    columns.steps.push(step);
                }
                None if columns.missing.contains(name) => {}
                None => columns.missing.push(name.clone()),
            }
        }
        columns
    }

    fn step(&mut self, name: &str, source: Option<Source>, fields: &Fields) -> Option<Step> {
        let mut stored = |field: &str| {
            let is_stored = fields.get(field).is_some_and(|field| field.stored);
            is_stored.then(|| self.read(field))
        };
        match source {
            None => stored(name).map(Step::Take),
            Some(Source::Inverse(field)) => stored(field).map(Step::Inverse),
            Some(Source::Only(field)) => stored(field).map(Step::Only),
            Some(Source::FirstOfCompanies(field)) => {
                self.of_companies(field, fields, Step::FirstOfCompanies)
            }
            Some(Source::OfEachCompany(field)) => {
                self.of_companies(field, fields, Step::OfEachCompany)
            }
            Some(Source::Elsewhere) => Some(Step::Empty),
        }
    }

    fn of_companies(&mut self, field: &str, fields: &Fields, step: Step) -> Option<Step> {
        fields.contains(field).then(|| {
            self.of_companies = Some(field.to_owned());
            step
        })
    }

    /// The position of a field among those that are read.
    fn read(&mut self, field: &str) -> usize {
        let index = self.reads.iter().position(|known| known == field);
        index.unwrap_or_else(|| {
            self.reads.push(field.to_owned());
            self.reads.len() - 1
        })
    }

    /// The record of the mirror for a record that was read. A field is used unchanged at most once,
    /// so these cells are moved after all others are made.
    fn record(&self, mut read: Record, of_companies: &OfCompanies) -> Record {
        let id = read.id;
        let cell = |index: usize| read.cells.get(index).unwrap_or(&Cell::Null);
        let of_record = || {
            of_companies
                .iter()
                .filter_map(|(company, cells)| Some((*company, cells.get(&id)?)))
                .filter(|(_, cell)| **cell != Cell::Null)
        };
        let made = self.steps.iter().map(|step| match *step {
            Step::Id => Cell::Int(id),
            Step::Inverse(index) => match cell(index) {
                Cell::Bool(flag) => Cell::Bool(!flag),
                other => other.clone(),
            },
            Step::Only(index) => match cell(index) {
                Cell::Ids(ids) if ids.len() == 1 => Cell::Int(ids[0]),
                _ => Cell::Null,
            },
            Step::FirstOfCompanies => of_record()
                .next()
                .map_or(Cell::Null, |(_, cell)| cell.clone()),
            Step::OfEachCompany => by_company(of_record()),
            Step::Take(_) | Step::Empty => Cell::Null,
        });
        let mut cells: Vec<Cell> = made.collect();
        for (made, step) in cells.iter_mut().zip(&self.steps) {
            if let Step::Take(index) = *step
                && let Some(taken) = read.cells.get_mut(index)
            {
                std::mem::swap(made, taken);
            }
        }
        Record { id, cells }
    }
}

/// An object with a text for each company that has one; empty if none has.
fn by_company<'c>(values: impl Iterator<Item = (i64, &'c Cell)>) -> Cell {
    let texts: Map<String, Value> = values
        .filter_map(|(company, cell)| match cell {
            Cell::Text(text) => Some((company.to_string(), Value::String(text.clone()))),
            _ => None,
        })
        .collect();
    if texts.is_empty() {
        Cell::Null
    } else {
        Cell::Json(Value::Object(texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dialect::DIALECTS,
        fields::{Field, FieldType},
    };

    const ASKED: [&str; 7] = [
        "name",
        "code",
        "company_id",
        "id",
        "company_ids",
        "code_by_company",
        "deprecated",
    ];

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn fields(all: &[(&str, bool)]) -> Fields {
        let field = |stored| Field {
            field_type: FieldType::Char,
            stored,
            company_dependent: false,
            relation: None,
        };
        all.iter()
            .map(|&(name, stored)| (name.to_owned(), field(stored)))
            .collect()
    }

    fn dialect(major: u32) -> &'static Dialect {
        DIALECTS.iter().find(|row| row.major == major).unwrap()
    }

    #[test]
    fn only_stored_fields_are_read_and_id_is_first() {
        let fields = fields(&[
            ("id", true),
            ("name", true),
            ("ref", true),
            ("display", false),
        ]);
        let asked = names(&["name", "display", "gone", "id", "ref", "name"]);
        let columns = Columns::new(dialect(17), "res.partner", &asked, &fields);
        assert_eq!(columns.names, names(&["id", "name", "ref"]));
        assert_eq!(columns.missing, names(&["display", "gone"]));
    }

    #[test]
    fn p18_an_account_of_17_has_one_company_and_no_missing_field() {
        let all = [
            ("name", true),
            ("code", true),
            ("company_id", true),
            ("deprecated", true),
        ];
        let columns = Columns::new(
            dialect(17),
            "account.account",
            &names(&ASKED),
            &fields(&all),
        );
        assert_eq!(
            columns.names,
            names(&[
                "id",
                "name",
                "code",
                "company_id",
                "company_ids",
                "code_by_company",
                "deprecated"
            ])
        );
        assert_eq!(columns.missing, [""; 0]);
        assert_eq!(columns.of_companies, None);
        assert!(columns.takes("company_id") && !columns.takes("company_ids"));
        let read = Record {
            id: 7,
            cells: vec![Cell::Text("Cash".to_owned()); columns.reads.len()],
        };
        let mirrored = columns.record(read, &Vec::new());
        assert_eq!(mirrored.cells.len(), columns.names.len());
        assert_eq!(mirrored.cells[4..6], [Cell::Null, Cell::Null]);
    }

    #[test]
    fn p18_an_account_of_19_has_a_code_in_each_of_its_companies() {
        let all = [
            ("name", true),
            ("code", false),
            ("company_ids", true),
            ("active", true),
        ];
        let columns = Columns::new(
            dialect(19),
            "account.account",
            &names(&ASKED),
            &fields(&all),
        );
        assert_eq!(columns.missing, [""; 0]);
        assert_eq!(columns.reads, names(&["name", "company_ids", "active"]));
        let read = |id, companies: &[i64]| Record {
            id,
            cells: vec![
                Cell::Text("Cash".to_owned()),
                Cell::Ids(companies.to_vec()),
                Cell::Bool(true),
            ],
        };
        let code = |text: &str| Cell::Text(text.to_owned());
        let codes = vec![
            (2, HashMap::from([(7, code("101")), (8, Cell::Null)])),
            (1, HashMap::from([(7, code("9101")), (8, code("42"))])),
        ];
        let shared = columns.record(read(7, &[1, 2]), &codes);
        assert_eq!(shared.cells[2..4], [code("101"), Cell::Null]);
        assert_eq!(
            shared.cells[5],
            Cell::Json(serde_json::json!({"1": "9101", "2": "101"}))
        );
        assert_eq!(
            shared.cells[6],
            Cell::Bool(false),
            "active is not deprecated"
        );
        let own = columns.record(read(8, &[1]), &codes);
        assert_eq!(own.cells[2..4], [code("42"), Cell::Int(1)]);
        let nameless = columns.record(read(9, &[]), &codes);
        assert_eq!(nameless.cells[5], Cell::Null);
    }

    #[test]
    fn p22_fields_that_a_version_lacks_are_missing_and_never_requested() {
        let columns = Columns::new(
            dialect(19),
            "account.account",
            &names(&["code", "company_id", "deprecated"]),
            &fields(&[("name", true)]),
        );
        assert_eq!(columns.names, names(&["id"]));
        assert_eq!(
            columns.missing,
            names(&["code", "company_id", "deprecated"])
        );
        assert_eq!(columns.reads, [""; 0]);
    }
}
