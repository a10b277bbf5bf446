//! Schemas: pages refer to their rows, and texts with a form have it.

use serde_json::{Value, json};

use super::{Object, SCHEMAS, reference, schemas_of, walk};

/// Generic pages contain a copy of the schema of their rows, and a name that is a type in Rust.
pub(super) fn share_items_of_pages(document: &mut Value) {
    let Some(schemas) = schemas_of(document) else {
        return;
    };
    let pages: Vec<String> = schemas
        .keys()
        .filter_map(|name| name.strip_prefix("Page_").map(str::to_owned))
        .collect();
    for row in &pages {
        let Some(mut page) = schemas.remove(&format!("Page_{row}")) else {
            continue;
        };
        page["properties"]["data"]["items"] = reference(row);
        schemas.insert(format!("{row}Page"), page);
    }
    let (old, new) = (format!("{SCHEMAS}Page_"), SCHEMAS);
    walk(document, &mut |value| {
        let Some(Value::String(target)) = value.get_mut("$ref") else {
            return;
        };
        if let Some(row) = target.strip_prefix(&old) {
            *target = format!("{new}{row}Page");
        }
    });
}

/// Texts that have a form: languages, URLs, and the kinds of problems.
pub(super) fn describe_texts(document: &mut Value) {
    walk(document, &mut |value| {
        // Otherwise generated clients take it for an object without members.
        if value["type"] == "object" && value.as_object().is_some_and(is_open) {
            value["additionalProperties"] = json!(true);
        }
        let Some(properties) = value.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        for (name, property) in properties {
            let Some(property) = property.as_object_mut() else {
                continue;
            };
            if !is_text(property) {
                continue;
            }
            if name == "locale" {
                property.insert(
                    "pattern".to_owned(),
                    json!("^[a-z]{2,3}(-([A-Z]{2}|[0-9]{3}))?$"),
                );
                property.entry("example").or_insert(json!("es-PE"));
            } else if name == "url" || name.ends_with("_url") {
                property.insert("format".to_owned(), json!("uri-reference"));
            } else if name == "currency" || name == "company_currency" {
                property.entry("example").or_insert(json!("PEN"));
            }
        }
    });
    let kinds: Vec<String> = crate::http::problem::KINDS
        .iter()
        .map(|kind| format!("/problems/{}", kind.slug))
        .collect();
    if let Some(kind) = document.pointer_mut("/components/schemas/Problem/properties/type") {
        kind["enum"] = json!(kinds);
    }
}

/// An object that may have any members.
fn is_open(schema: &Object) -> bool {
    !schema.contains_key("properties") && !schema.contains_key("additionalProperties")
}

/// A string, or a string or null.
fn is_text(schema: &Object) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == "string",
        Some(Value::Array(several)) => several.iter().any(|one| one == "string"),
        _ => false,
    }
}
