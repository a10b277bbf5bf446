//! The field descriptions of `fields_get` for the mirrored models. The built-in catalogue has the
//! fields for which the simulator has values; a directory of recorded answers can replace it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::books::records::LoadError;

pub(crate) const MODELS: [&str; 27] = [
    "account.account",
    "account.analytic.account",
    "account.analytic.line",
    "account.analytic.plan",
    "account.bank.statement.line",
    "account.full.reconcile",
    "account.group",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "account.payment.term",
    "account.tax",
    "crm.team",
    "l10n_latam.document.type",
    "product.product",
    "product.template",
    "res.bank",
    "res.company",
    "res.country",
    "res.currency",
    "res.currency.rate",
    "res.partner",
    "res.partner.bank",
    "res.partner.category",
    "res.users",
];

/// What recordings may lack: modules that were not installed, and models recorded later.
const OPTIONAL: [&str; 11] = [
    "account.analytic.account",
    "account.analytic.line",
    "account.analytic.plan",
    "account.bank.statement.line",
    "account.group",
    "crm.team",
    "product.product",
    "product.template",
    "res.bank",
    "res.partner.bank",
    "res.partner.category",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldType {
    Boolean,
    Integer,
    Float,
    Monetary,
    /// char, text, html, selection
    Text,
    Date,
    Datetime,
    Many2one,
    /// one2many, many2many
    ToMany,
    Json,
    Binary,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: FieldType,
    pub(crate) relation: Option<String>,
    pub(crate) attributes: Map<String, Value>,
}

pub(crate) type Catalogue = BTreeMap<String, Vec<Field>>;

/// The catalogue that is part of this crate.
pub(crate) fn built_in() -> Catalogue {
    let text = include_str!("../../data/fields.json");
    let rows: BTreeMap<String, Vec<Vec<Value>>> = serde_json::from_str(text).unwrap_or_default();
    let fields = |rows: Vec<Vec<Value>>| rows.into_iter().filter_map(compact_field).collect();
    rows.into_iter()
        .map(|(model, rows)| (model, fields(rows)))
        .collect()
}

/// `[name, type, label, flags, relation?, selection?]`; flags: 1 stored, 2 read-only, 4 per company.
fn compact_field(row: Vec<Value>) -> Option<Field> {
    let mut row = row.into_iter();
    let name = row.next()?.as_str()?.to_owned();
    let (kind, label, flags) = (row.next()?, row.next()?, row.next()?.as_u64()?);
    let mut attributes = Map::new();
    attributes.insert("type".to_owned(), kind);
    attributes.insert("string".to_owned(), label);
    attributes.insert("store".to_owned(), json!(flags & 1 != 0));
    attributes.insert("readonly".to_owned(), json!(flags & 2 != 0));
    attributes.insert("company_dependent".to_owned(), json!(flags & 4 != 0));
    for extra in row {
        let key = if extra.is_string() {
            "relation"
        } else {
            "selection"
        };
        attributes.insert(key.to_owned(), extra);
    }
    Some(field(name, attributes))
}

/// Adds a field that the catalogue lacks.
pub(crate) fn made(name: &str, kind: &str, stored: bool, relation: Option<&str>) -> Field {
    let mut attributes = Map::new();
    attributes.insert("type".to_owned(), json!(kind));
    attributes.insert("string".to_owned(), json!(name));
    attributes.insert("store".to_owned(), json!(stored));
    attributes.insert("readonly".to_owned(), json!(false));
    attributes.insert("company_dependent".to_owned(), json!(name == "code_store"));
    if let Some(relation) = relation {
        attributes.insert("relation".to_owned(), json!(relation));
    }
    field(name.to_owned(), attributes)
}

/// Recorded answers of `fields_get`, one file per model; only optional models may have no file.
pub(crate) fn recorded(fields_dir: &Path) -> Result<Catalogue, LoadError> {
    let mut catalogue = Catalogue::new();
    for model in MODELS {
        let path = fields_dir.join(format!("{model}.json"));
        if OPTIONAL.contains(&model) && !path.exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|source| LoadError::Read {
            path: path.clone(),
            source,
        })?;
        let answer: BTreeMap<String, Map<String, Value>> =
            serde_json::from_str(&text).map_err(|source| LoadError::Json {
                path: path.clone(),
                line: 1,
                source,
            })?;
        let fields = answer
            .into_iter()
            .map(|(name, attributes)| field(name, attributes));
        catalogue.insert(model.to_owned(), fields.collect());
    }
    Ok(catalogue)
}

pub(crate) fn field(name: String, attributes: Map<String, Value>) -> Field {
    let type_name = attributes
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("char");
    let kind = match type_name {
        "boolean" => FieldType::Boolean,
        "integer" => FieldType::Integer,
        "float" => FieldType::Float,
        "monetary" => FieldType::Monetary,
        "date" => FieldType::Date,
        "datetime" => FieldType::Datetime,
        "many2one" => FieldType::Many2one,
        "one2many" | "many2many" => FieldType::ToMany,
        "json" | "properties" => FieldType::Json,
        "binary" => FieldType::Binary,
        _ => FieldType::Text,
    };
    let relation = attributes
        .get("relation")
        .and_then(Value::as_str)
        .map(str::to_owned);
    Field {
        name,
        kind,
        relation,
        attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_has_every_mirrored_model_with_id_and_dates() {
        let catalogue = built_in();
        for model in MODELS {
            let names: Vec<&str> = catalogue[model].iter().map(|field| &*field.name).collect();
            for name in ["id", "create_date", "write_date", "display_name"] {
                assert!(names.contains(&name), "{model}.{name}");
            }
        }
        assert_eq!(catalogue.len(), MODELS.len());
    }
}
