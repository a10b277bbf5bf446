//! What is added to the OpenAPI document after it is built from the handlers, by rules that hold for
//! every operation and schema. A new handler needs nothing here.

mod answers;
mod examples;
mod headers;
mod schemas;
mod sections;
mod sharing;
mod unions;
mod webhooks;

use serde_json::{Map, Value};

pub(super) type Object = Map<String, Value>;

/// Completes the document. The order matters: examples come last, because they are made from the
/// schemas.
pub(super) fn complete(document: &mut Value) {
    schemas::share_items_of_pages(document);
    schemas::describe_texts(document);
    unions::describe_parameters(document);
    answers::require_what_is_always_there(document);
    headers::describe(document);
    sections::describe(document);
    webhooks::describe(document);
    examples::add(document);
    sharing::share_problems(document);
}

/// Prefix of references to schemas.
const SCHEMAS: &str = "#/components/schemas/";

fn reference(name: &str) -> Value {
    serde_json::json!({ "$ref": format!("{SCHEMAS}{name}") })
}

/// The name of the schema that a value refers to.
fn referred(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

fn schemas_of(document: &mut Value) -> Option<&mut Object> {
    document.pointer_mut("/components/schemas")?.as_object_mut()
}

/// Every operation, with its method and path.
fn operations(document: &mut Value) -> impl Iterator<Item = (String, String, &mut Value)> {
    operations_in(document, "paths")
}

/// The operations in `paths` or `webhooks`.
fn operations_in<'d>(
    document: &'d mut Value,
    part: &str,
) -> impl Iterator<Item = (String, String, &'d mut Value)> {
    let paths = document.get_mut(part).and_then(Value::as_object_mut);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        let operations = item.as_object_mut().into_iter().flatten();
        operations.map(move |(method, operation)| (method.clone(), path.clone(), operation))
    })
}

/// Calls `change` for a value and everything in it.
fn walk(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    change(value);
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| walk(member, change)),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        _ => {}
    }
}
