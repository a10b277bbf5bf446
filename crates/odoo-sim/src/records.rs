//! Loads recorded records, so that the simulator answers a recorded request as the real server did.
//! A value that cannot be kept exactly is an error, never rounded.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::{Map, Value};

use crate::books::Books;
use crate::calendar;
use crate::catalogue::{self, FieldType, MODELS, UNRECORDED};
use crate::number::Number;
use crate::pool::Pool;
use crate::table::Cell;

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
    for model in MODELS.into_iter().filter(|model| *model != UNRECORDED) {
        let records = read(&dir.join("records").join(format!("{model}.jsonl.gz")))?;
        let mut names: Vec<String> = records
            .first()
            .into_iter()
            .flat_map(|record| record.keys().cloned())
            .collect();
        names.retain(|name| name != "id");
        if model == "res.users" {
            names.extend(["company_id".to_owned(), "company_ids".to_owned()]);
        }
        stored.insert(model.to_owned(), names);
        recorded.insert(model, records);
    }
    let mut books = Books::with_columns(&mut catalogue, &stored);
    let companies: Vec<Value> = recorded["res.company"]
        .iter()
        .filter_map(|record| record.get("id").cloned())
        .collect();
    for user in recorded.get_mut("res.users").into_iter().flatten() {
        user.insert(
            "company_id".to_owned(),
            companies.first().cloned().unwrap_or_default(),
        );
        user.insert("company_ids".to_owned(), Value::Array(companies.clone()));
    }
    for (model, records) in &recorded {
        fill(&mut books, model, records)?;
    }
    Ok(books)
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

/// The cell of a value as read with `load=''`; `None` when the type does not fit.
pub(crate) fn cell(pool: &mut Pool, field_type: FieldType, value: &Value) -> Option<Cell> {
    if matches!(value, Value::Null | Value::Bool(false)) {
        return Some(Cell::None);
    }
    let number = |value: &Value| match value {
        Value::Number(number) => Number::parse(&number.to_string()),
        _ => None,
    };
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
