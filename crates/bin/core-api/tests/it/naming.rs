//! A name of the OpenAPI document means one thing. `documents` in the name of a test selects it
//! together with the others about the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{described::properties, documents::document};

/// Names that have several types, with the reason.
const SEVERAL: &[(&str, &str)] = &[
    (
        "data",
        "one record, or the rows of a list; in an event stream the text of an event",
    ),
    (
        "debtors",
        "the largest of them, and in the totals their number",
    ),
    (
        "id",
        "numbers are ids of Odoo, UUIDs are ours; keys, providers and event streams have texts",
    ),
    ("models", "what is known of each; a request has their names"),
    (
        "parameters",
        "what a report was asked; in the list of reports what it may be asked",
    ),
    (
        "password",
        "the secret; of the ways to sign in, whether this is one",
    ),
    (
        "report",
        "the key; of a schedule the report with its recipients; of a tie-out its sum",
    ),
    (
        "tenant",
        "its name; before and after the sign-in what a client needs to know of it",
    ),
    ("totals", "one row; a statement has one for each currency"),
];

/// Whether the schema has parameters. They choose what an answer shows, so `buckets` is there how
/// the buckets are cut, and in the answer what is in each of them.
fn chooses(place: &str) -> bool {
    let schema = place.split('/').nth(1).unwrap_or_default();
    schema.ends_with("Parameters") || schema.ends_with("Selection")
}

/// What a value is, apart from whether it may be null.
fn kind(document: &Value, schema: &Value) -> String {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap();
        if ["Money", "Percent", "DecimalNumber"].contains(&name) {
            return name.to_owned();
        }
        return kind(
            document,
            document.pointer(target.trim_start_matches('#')).unwrap(),
        );
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        let Some(choices) = schema[several].as_array() else {
            continue;
        };
        let kinds: BTreeSet<String> = choices
            .iter()
            .filter(|choice| choice["type"] != "null")
            .map(|choice| kind(document, choice))
            .collect();
        return kinds.into_iter().collect::<Vec<_>>().join(" or ");
    }
    let plain = match &schema["type"] {
        Value::Array(types) => types.iter().find(|one| *one != "null"),
        one => Some(one),
    };
    match plain.and_then(Value::as_str).unwrap_or("anything") {
        "array" => format!("list of {}", kind(document, &schema["items"])),
        "string" => match schema["format"].as_str() {
            Some(format @ ("date" | "date-time" | "uuid")) => format.to_owned(),
            _ => "text".to_owned(),
        },
        other => other.to_owned(),
    }
}

#[test]
fn documents_give_each_name_one_type() {
    let document = document();
    let mut kinds: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (place, name, property) in properties(&document) {
        if !chooses(&place) {
            let kind = kind(&document, &property);
            kinds.entry(name).or_default().insert(kind, place);
        }
    }
    assert!(kinds.len() > 300, "{}", kinds.len());
    let several: BTreeMap<_, _> = kinds.iter().filter(|(_, kinds)| kinds.len() > 1).collect();
    let unexpected: Vec<_> = several
        .iter()
        .filter(|(name, _)| !SEVERAL.iter().any(|(known, _)| known == **name))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    for (name, reason) in SEVERAL {
        assert!(
            several.contains_key(&(*name).to_owned()),
            "{name} has one type now; it is no exception any more: {reason}"
        );
    }
}

#[test]
fn documents_say_by_the_name_what_a_value_is() {
    let document = document();
    let mut named = 0;
    for (place, name, property) in properties(&document) {
        let allowed: &[&str] = if name.ends_with("_at") {
            &["date-time"]
        } else if name.ends_with("_url") {
            &["text"]
        } else if name.ends_with("_id") {
            &["integer", "uuid", "text"]
        } else if name.ends_with("_ids") && !chooses(&place) {
            &["list of integer"]
        } else if name.ends_with("_seconds") || name.ends_with("_bytes") {
            &["integer"]
        } else if name.ends_with("_percent") {
            &["Percent"]
        } else if name.ends_with("_by") && !chooses(&place) {
            &["object"]
        } else if name.starts_with("is_") || name.starts_with("has_") {
            &["boolean"]
        } else {
            continue;
        };
        let kind = kind(&document, &property);
        assert!(
            allowed.contains(&kind.as_str()),
            "{place}.{name}: {kind}, not {allowed:?}"
        );
        named += 1;
    }
    assert!(named > 200, "{named}");
}
