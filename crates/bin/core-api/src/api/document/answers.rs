//! Members of answers are required: an answer has every member, null where there is no value.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{operations, referred, schemas_of};

/// Schemas of answers that leave members out: problems, and parameters that were not given.
fn leaves_out(name: &str) -> bool {
    ["Problem", "Violation"].contains(&name)
        || ["Parameters", "Selection"]
            .iter()
            .any(|end| name.ends_with(end))
}

pub(super) fn require_what_is_always_there(document: &mut Value) {
    let mut of_requests = BTreeSet::new();
    let mut of_answers = BTreeSet::new();
    for (_, _, operation) in operations(document) {
        collect(&operation["requestBody"], &mut of_requests);
        collect(&operation["responses"], &mut of_answers);
    }
    let Some(schemas) = schemas_of(document) else {
        return;
    };
    for found in [&mut of_requests, &mut of_answers] {
        let mut open: Vec<String> = found.iter().cloned().collect();
        while let Some(name) = open.pop() {
            let mut inner = BTreeSet::new();
            collect(&schemas[&name], &mut inner);
            open.extend(inner.into_iter().filter(|name| found.insert(name.clone())));
        }
    }
    for name in of_answers.difference(&of_requests) {
        if let Some(schema) = schemas.get_mut(name).filter(|_| !leaves_out(name)) {
            require_all(schema);
        }
    }
}

/// Names of the schemas that a value refers to.
fn collect(value: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = referred(value) {
        found.insert(name.to_owned());
    }
    match value {
        Value::Object(members) => {
            for member in members.values() {
                collect(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// Requires every property of an object and of its parts, but not of what it refers to.
fn require_all(schema: &mut Value) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let names: Vec<&String> = properties.keys().collect();
        schema["required"] = json!(names);
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(require_all),
        Value::Array(items) => items.iter_mut().for_each(require_all),
        _ => {}
    }
}
