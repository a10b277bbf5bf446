//! What a tenant mirrors beyond the standard models and fields, according to its file: additional
//! fields and additional models. How they are read or stored is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use config::{Value, ValueKind};

use crate::check;
use crate::reader::Reader;

const FIELDS: &str = "odoo.extra_fields";
const MODELS: &str = "odoo.extra_models";

/// Every model has these fields; the file does not list them.
const ALWAYS: [&str; 3] = ["id", "create_date", "write_date"];

/// Fields and models that a tenant adds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions {
    /// Added fields by model, in the order of the file.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Fields and their kinds by added model, without the fields that every model has.
    pub models: BTreeMap<String, BTreeMap<String, FieldKind>>,
}

/// How values of a field are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Integer,
    Decimal,
    Boolean,
    Date,
    Instant,
    /// A many2one: only the id.
    Link,
    Links,
    Json,
}

impl FieldKind {
    /// The kind for a type of Odoo, as named in its list of fields.
    pub fn from_odoo(odoo_type: &str) -> Option<Self> {
        Some(match odoo_type {
            "char" | "text" | "html" | "selection" | "reference" => Self::Text,
            "integer" | "many2one_reference" => Self::Integer,
            "float" | "monetary" => Self::Decimal,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "datetime" => Self::Instant,
            "many2one" => Self::Link,
            "one2many" | "many2many" => Self::Links,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

impl Additions {
    /// The fields added to a standard model.
    pub fn fields_of(&self, model: &str) -> &[String] {
        self.fields.get(model).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn read(reader: &mut Reader) -> Additions {
    let mut additions = Additions::default();
    for (model, value) in reader.entries(FIELDS) {
        let key = format!("{FIELDS}.\"{model}\"");
        reader.check(&key, &value, &model, check::model);
        let fields = names(reader, &key, &value);
        additions.fields.insert(model, fields);
    }
    for (path, value) in reader.entries(MODELS) {
        model_field(reader, &mut additions, &path, &value);
    }
    let both: Vec<&String> = additions
        .fields
        .keys()
        .filter(|model| additions.models.contains_key(*model))
        .collect();
    for model in both {
        reader.problem(&format!(
            "`{FIELDS}.\"{model}\"`: the model is one of `{MODELS}`; write its fields there"
        ));
    }
    same_table(reader, &additions);
    additions
}

/// Reads a line `field = "type"` of an added model, or its heading if it has no lines.
fn model_field(reader: &mut Reader, additions: &mut Additions, path: &str, value: &Value) {
    if matches!(value.kind, ValueKind::Table(_)) {
        let key = format!("{MODELS}.\"{path}\"");
        reader.wrong(&key, value, "lists no field; write name = \"char\"");
        return;
    }
    let (model, field) = path.rsplit_once('.').unwrap_or(("", path));
    let key = format!("{MODELS}.\"{model}\".{field}");
    let known = additions.models.contains_key(model);
    if !known {
        reader.check(&format!("{MODELS}.\"{model}\""), value, model, check::model);
    }
    reader.check(&key, value, field, check::field);
    if ALWAYS.contains(&field) {
        reader.wrong(&key, value, "is always mirrored; leave it out");
    }
    let kind = match &value.kind {
        ValueKind::String(name) => FieldKind::from_odoo(name),
        _ => None,
    };
    if kind.is_none() {
        reader.wrong(&key, value, KINDS);
    }
    let fields = additions.models.entry(model.to_owned()).or_default();
    fields.insert(field.to_owned(), kind.unwrap_or(FieldKind::Text));
}

const KINDS: &str = "must be the field's type in Odoo: char, text, html, selection, reference, \
                     integer, float, monetary, boolean, date, datetime, many2one, many2many, \
                     one2many or json";

fn names(reader: &mut Reader, key: &str, value: &Value) -> Vec<String> {
    let ValueKind::Array(items) = &value.kind else {
        reader.wrong(key, value, "must be a list of field names");
        return Vec::new();
    };
    let mut names = Vec::new();
    for item in items {
        let ValueKind::String(name) = &item.kind else {
            reader.wrong(key, value, "must be a list of field names");
            continue;
        };
        reader.check(key, value, name, check::field);
        if ALWAYS.contains(&name.as_str()) {
            reader.wrong(key, value, &format!("\"{name}\" is always mirrored"));
        }
        if names.contains(name) {
            reader.wrong(key, value, &format!("\"{name}\" occurs twice"));
        } else {
            names.push(name.clone());
        }
    }
    names
}

/// A table's name does not distinguish a dot from an underscore.
fn same_table(reader: &mut Reader, additions: &Additions) {
    let mut tables = BTreeSet::new();
    for model in additions.models.keys() {
        if !tables.insert(model.replace('.', "_")) {
            reader.problem(&format!(
                "`{MODELS}.\"{model}\"`: another model of the file would share its table"
            ));
        }
    }
}
