//! The tables of real databases of Odoo give the records that the API of the same Odoo gave.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use odoo::{Cell, Context, FieldType, Wire};
use odoo_db::{Company, Projection, Reading, Shape, shape};
use serde_json::{Value, value::RawValue};
use testkit::TestDatabase;
use tokio_postgres::Client;

use crate::values::{dialect, read};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared");

/// Lists from which Odoo's code takes what is archived on the other side. None of them is mirrored.
const SHORTENED: &[(&str, &str)] = &[
    ("res.company", "user_ids"),
    ("res.partner.category", "partner_ids"),
];

/// One restored database and what its API gave.
struct Real {
    major: u32,
    client: Client,
    companies: Vec<Company>,
    _database: TestDatabase,
}

impl Real {
    async fn restore(major: u32) -> Option<Self> {
        let dump = Path::new(SHARED).join(format!("odoo-db/odoo{major}.dump"));
        if !dump.exists() {
            eprintln!("not compared: there are no tables of Odoo {major} here");
            return None;
        }
        let database = TestDatabase::empty().await;
        database.restore(&dump);
        let client = database.client().await;
        let version = shape::version(&client).await.unwrap();
        assert_eq!(version.major, Some(major));
        Some(Self {
            major,
            companies: shape::companies(&client, major).await.unwrap(),
            client,
            _database: database,
        })
    }

    /// The files of records, by name.
    fn recorded(&self) -> BTreeMap<String, PathBuf> {
        // Those of 17 were taken again with the tables.
        let folder = match self.major {
            17 => "odoo-db/odoo17/records".to_owned(),
            major => format!("odoo{major}/records"),
        };
        let files = fs::read_dir(Path::new(SHARED).join(folder)).unwrap();
        let named = files.map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            (name.strip_suffix(".jsonl.gz").unwrap().to_owned(), path)
        });
        named.collect()
    }

    /// What `fields_get` said. That of 17 was taken from another database.
    fn declared(&self, model: &str) -> Option<BTreeMap<String, Value>> {
        if self.major == 17 {
            return None;
        }
        let file = format!("odoo{}/fields/{model}.json", self.major);
        let text = fs::read_to_string(Path::new(SHARED).join(file)).unwrap();
        Some(serde_json::from_str(&text).unwrap())
    }

    async fn shape(&self, model: &str) -> Shape {
        let shape = shape::read(&self.client, self.major, model).await.unwrap();
        shape.unwrap_or_else(|| panic!("{model} of {} is absent", self.major))
    }

    fn projection(&self, shape: &Shape, names: &[String], context: &Context) -> Projection {
        let reading = Reading::new(dialect(self.major), context, &self.companies);
        Projection::new(shape, names, &reading)
    }
}

fn context(company_ids: &[i64]) -> Context {
    Context {
        language: "en_US".to_owned(),
        company_ids: company_ids.to_vec(),
    }
}

fn unpacked(file: &Path) -> String {
    let mut text = String::new();
    let mut packed = GzDecoder::new(File::open(file).unwrap());
    packed.read_to_string(&mut text).unwrap();
    text
}

fn members(line: &str) -> BTreeMap<String, Wire<'_>> {
    let raw: &RawValue = serde_json::from_str(line).unwrap();
    let Wire::Object(members) = Wire::from_raw(raw).unwrap() else {
        panic!("{line} is no record");
    };
    members
        .into_iter()
        .map(|(name, value)| (name.into_owned(), value))
        .collect()
}

#[tokio::test]
async fn p18_the_tables_of_16_give_the_records_of_its_api() {
    compare_all(16).await;
}

#[tokio::test]
async fn p18_the_tables_of_17_give_the_records_of_its_api() {
    compare_all(17).await;
}

#[tokio::test]
async fn p18_the_tables_of_18_give_the_records_of_its_api() {
    compare_all(18).await;
}

#[tokio::test]
async fn p18_the_tables_of_19_give_the_records_of_its_api() {
    compare_all(19).await;
}

async fn compare_all(major: u32) {
    let Some(real) = Real::restore(major).await else {
        return;
    };
    let (mut records, mut cells) = (0, 0);
    for (name, file) in real.recorded() {
        let lines = unpacked(&file);
        if name.starts_with("account.account.company") {
            compare_codes(&real, &name, &lines).await;
        } else if !name.contains(".company") {
            let compared = compare(&real, &name, &lines).await;
            records += compared.0;
            cells += compared.1;
        }
    }
    assert!(records > 6_500 && cells > 200_000, "{records} {cells}");
}

/// Returns how many records and cells are equal.
async fn compare(real: &Real, model: &str, lines: &str) -> (usize, usize) {
    let sent: Vec<_> = lines.lines().map(members).collect();
    let shape = real.shape(model).await;
    // What is made from several fields has other tests.
    let is_own = |name: &&String| dialect(real.major).source(model, name).is_none();
    let names: Vec<String> = sent[0].keys().filter(is_own).cloned().collect();
    if let Some(declared) = real.declared(model) {
        check_fields(&shape, real.major, &declared, &names);
    }
    let projection = real.projection(&shape, &names, &context(&[]));
    let rows = read(&real.client, &projection, &projection.range(0, i64::MAX)).await;
    assert_eq!(rows.len(), sent.len(), "{model} of {}", real.major);
    for (row, sent) in rows.iter().zip(sent) {
        for (name, cell) in projection.names.iter().zip(&row.cells) {
            let kind = &shape.fields.get(name).unwrap().field_type;
            let expected = Cell::decode(name, kind, sent[name].clone()).unwrap();
            let shortened = SHORTENED.contains(&(model, name));
            assert!(
                *cell == expected || shortened,
                "{name} of {model} {} of {}: {cell:?}, not {expected:?}",
                row.id,
                real.major
            );
        }
    }
    (rows.len(), rows.len() * projection.names.len())
}

/// The registry says of each field what `fields_get` says.
fn check_fields(shape: &Shape, major: u32, declared: &BTreeMap<String, Value>, names: &[String]) {
    for name in names.iter().filter(|name| *name != "id") {
        let said = &declared[name];
        let field = shape.fields.get(name).unwrap();
        let which = format!("{}.{name} of {major}", shape.model);
        let kind = FieldType::from_name(said["type"].as_str().unwrap());
        assert_eq!(field.field_type, kind, "{which}");
        assert_eq!(
            field.relation.as_deref(),
            said["relation"].as_str(),
            "{which}"
        );
        // Before 18 the registry does not say it, and there is no column.
        if major >= 18 {
            let is_dependent = said["company_dependent"] == true;
            assert_eq!(field.company_dependent, is_dependent, "{which}");
        }
        // The dumps lack the tables of some many-to-many fields.
        if field.field_type != FieldType::Many2many {
            assert_eq!(field.stored, said["store"] == true, "{which}");
        }
    }
}

/// The accounts of one company with their codes, as the API gave them in the context of that company.
async fn compare_codes(real: &Real, name: &str, lines: &str) {
    let company: i64 = name
        .trim_start_matches("account.account.company")
        .parse()
        .unwrap();
    let shape = real.shape("account.account").await;
    let names = ["code", "code_by_company"].map(str::to_owned);
    let projection = real.projection(&shape, &names, &context(&[company]));
    assert_eq!(projection.missing, [""; 0]);
    let rows = read(&real.client, &projection, &projection.range(0, i64::MAX)).await;
    let sent: Vec<_> = lines.lines().map(members).collect();
    assert_eq!(rows.len(), sent.len());
    for (row, sent) in rows.iter().zip(sent) {
        let code = Cell::decode("code", &FieldType::Char, sent["code"].clone()).unwrap();
        if real.major < 18 {
            assert_eq!(row.cells[1..], [code, Cell::Null], "{}", row.id);
            continue;
        }
        let key = company.to_string();
        let of_company = match &row.cells[2] {
            Cell::Json(by_company) => by_company.get(&key).and_then(Value::as_str),
            Cell::Null => None,
            other => panic!("{other:?}"),
        };
        let expected = match &code {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        };
        assert_eq!(of_company, expected, "{} in {company}", row.id);
        if expected.is_some() {
            assert_eq!(row.cells[1], code, "{}", row.id);
        }
    }
}
