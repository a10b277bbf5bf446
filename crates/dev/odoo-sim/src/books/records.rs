//! Loads recorded records, so that the simulator answers a recorded request as the real server did.
//! A value that cannot be stored exactly is an error and is never rounded.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::{Map, Value};

use crate::books::Books;
use crate::books::calendar;
use crate::books::catalogue::{self, Field, FieldType, MODELS};
use crate::books::number::Number;
use crate::books::pool::Pool;
use crate::books::table::{Cell, Source};
use crate::books::version::Version;

const ACCOUNT: &str = "account.account";

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read {path}")]
    Read {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{path}, line {line}: not the JSON expected")]
    Json {
        path: PathBuf,
        line: usize,
        #[source]
        source: serde_json::Error,
    },
    #[error("{path} names no version that can be simulated")]
    Version { path: PathBuf },
    #[error("{model}.{field}: cannot hold {value}")]
    Value {
        model: String,
        field: String,
        value: String,
    },
}

type Record = Map<String, Value>;

pub(crate) fn load(dir: &Path) -> Result<Books, LoadError> {
    let mut catalogue = catalogue::recorded(&dir.join("fields"))?;
    let mut recorded = BTreeMap::new();
    let mut stored = BTreeMap::new();
    for model in MODELS {
        if !catalogue.contains_key(model) {
            continue;
        }
        let records = read(&dir.join("records").join(format!("{model}.jsonl.gz")))?;
        let mut names: Vec<String> = records
            .first()
            .into_iter()
            .flat_map(|record| record.keys().cloned())
            .collect();
        names.retain(|name| name != "id");
        if model == "res.users" && !names.contains(&"company_ids".to_owned()) {
            names.extend(["company_id".to_owned(), "company_ids".to_owned()]);
        }
        if let Some(fields) = catalogue.get_mut(model) {
            keep_all_digits(fields, &records);
        }
        stored.insert(model.to_owned(), names);
        recorded.insert(model, records);
    }
    let mut books = Books::with_columns(&mut catalogue, &stored);
    books.version = version_of(dir)?;
    let companies = ids(&recorded["res.company"]);
    for user in recorded.get_mut("res.users").into_iter().flatten() {
        let first = companies.first().cloned().unwrap_or_default();
        user.entry("company_id").or_insert(first);
        user.entry("company_ids")
            .or_insert_with(|| Value::Array(companies.clone()));
    }
    for (model, records) in &recorded {
        fill(&mut books, model, records)?;
    }
    if books.version >= Version::V18 {
        codes_of_companies(&mut books, dir, &companies)?;
    }
    Ok(books)
}

/// Amounts are stored in hundredths, unless some recorded values of a field have more digits:
/// partials of 16 have rounding errors of doubles. `fields_get` still answers as recorded.
fn keep_all_digits(fields: &mut [Field], records: &[Record]) {
    for field in fields {
        let values = records.iter().filter_map(|record| record.get(&field.name));
        let mut amounts = values.filter_map(number);
        if field.kind == FieldType::Monetary && amounts.any(|amount| amount.as_cents().is_none()) {
            field.kind = FieldType::Float;
        }
    }
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Number::parse(&number.to_string()),
        _ => None,
    }
}

fn ids(records: &[Record]) -> Vec<Value> {
    let ids = records.iter().map(|record| record.get("id").cloned());
    ids.flatten().collect()
}

/// The version that the recorded server reported.
fn version_of(dir: &Path) -> Result<Version, LoadError> {
    let path = dir.join("exchanges/version.response.json");
    let text = std::fs::read_to_string(&path).map_err(|source| LoadError::Read {
        path: path.clone(),
        source,
    })?;
    let answer: Value = serde_json::from_str(&text).map_err(|source| LoadError::Json {
        path: path.clone(),
        line: 1,
        source,
    })?;
    let series = answer["result"]["server_serie"].as_str();
    let major = series.and_then(|series| series.strip_suffix(".0"));
    let version = major.and_then(|major| major.parse().ok());
    version.ok_or(LoadError::Version { path })
}

/// From 18 on an account has one code per company. The codes of a company were recorded with only
/// that company in the context.
fn codes_of_companies(books: &mut Books, dir: &Path, companies: &[Value]) -> Result<(), LoadError> {
    let mut codes: BTreeMap<i64, Record> = BTreeMap::new();
    for company in companies {
        let file = format!("{ACCOUNT}.company{company}.jsonl.gz");
        for account in read(&dir.join("records").join(file))? {
            let (Some(id), Some(code @ Value::String(_))) = (
                account.get("id").and_then(Value::as_i64),
                account.get("code"),
            ) else {
                continue;
            };
            let of_account = codes.entry(id).or_default();
            of_account.insert(company.to_string(), code.clone());
        }
    }
    let mut cells = Vec::with_capacity(books.table(ACCOUNT).rows());
    for row in 0..books.table(ACCOUNT).rows() {
        let id = i64::from(books.table(ACCOUNT).id(row));
        let of_account = Value::Object(codes.remove(&id).unwrap_or_default());
        cells.push(Cell::Json(books.pool.intern(&of_account.to_string())));
    }
    let table = books.table_mut(ACCOUNT);
    let column = table.add_column("code_by_company", &cells);
    for name in ["code", "code_store"] {
        if let Some(field) = table.field(name).map(|(field, _)| field.clone()) {
            table.remove_field(name);
            table.add_answer(field, Source::PerCompany(column));
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Record>, LoadError> {
    let failed = |source| LoadError::Read {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let mut records = Vec::new();
    for (index, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let record =
            serde_json::from_str(&line.map_err(failed)?).map_err(|source| LoadError::Json {
                path: path.to_owned(),
                line: index + 1,
                source,
            })?;
        records.push(record);
    }
    Ok(records)
}

pub(crate) fn fill(books: &mut Books, model: &str, records: &[Record]) -> Result<(), LoadError> {
    let Books { pool, tables, .. } = books;
    let Some(table) = tables.get_mut(model) else {
        return Ok(());
    };
    let columns: Vec<(String, FieldType)> = table
        .column_names()
        .iter()
        .map(|name| {
            let field_type = table.field(name).map(|(field, _)| field.kind);
            (name.clone(), field_type.unwrap_or(FieldType::Text))
        })
        .collect();
    for record in records {
        let wrong = |field: &str, value: &Value| LoadError::Value {
            model: model.to_owned(),
            field: field.to_owned(),
            value: value.to_string(),
        };
        let id = record
            .get("id")
            .and_then(Value::as_u64)
            .and_then(|id| u32::try_from(id).ok());
        let id = id.ok_or_else(|| wrong("id", record.get("id").unwrap_or(&Value::Null)))?;
        let mut cells = Vec::with_capacity(columns.len());
        for (name, field_type) in &columns {
            let value = record.get(name).unwrap_or(&Value::Null);
            cells.push(cell(pool, *field_type, value).ok_or_else(|| wrong(name, value))?);
        }
        table.push(id, &cells);
    }
    Ok(())
}

/// Converts a value that was read with `load=''`; `None` if the type does not fit.
pub(crate) fn cell(pool: &mut Pool, field_type: FieldType, value: &Value) -> Option<Cell> {
    if matches!(value, Value::Null | Value::Bool(false)) {
        return Some(Cell::None);
    }
    Some(match field_type {
        FieldType::Boolean => Cell::Bool(value.as_bool()?),
        FieldType::Integer => Cell::Int(value.as_i64()?),
        FieldType::Many2one => Cell::Id(u32::try_from(value.as_u64()?).ok()?),
        FieldType::Float => Cell::Number(number(value)?),
        FieldType::Monetary => Cell::Cents(number(value)?.as_cents()?),
        FieldType::Text | FieldType::Binary => Cell::Text(pool.intern(value.as_str()?)),
        FieldType::Date => Cell::Day(calendar::parse_day(value.as_str()?)?),
        FieldType::Datetime => Cell::Instant(calendar::parse_instant(value.as_str()?)?),
        FieldType::Json | FieldType::ToMany => Cell::Json(pool.intern(&value.to_string())),
    })
}
