//! What the OpenAPI document promises to generators of clients: each rule holds for every operation
//! and schema. `documents` in the name of a test selects it together with the others.

use std::collections::BTreeSet;

use core_api::api::openapi;
use serde_json::{Map, Value, json};

/// The document, with the answers that operations share in each of them.
fn document() -> Value {
    let mut document: Value = serde_json::from_str(&openapi::text().unwrap()).unwrap();
    let shared = document["components"]["responses"].clone();
    for item in document["paths"].as_object_mut().unwrap().values_mut() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            for response in operation["responses"].as_object_mut().unwrap().values_mut() {
                if let Some(target) = response.get("$ref").and_then(Value::as_str) {
                    let name = target.rsplit('/').next().unwrap();
                    *response = shared[name].clone();
                }
            }
        }
    }
    document
}

/// Every operation with its method and path.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            let operations = item.as_object().unwrap();
            operations.iter().map(move |(method, operation)| {
                (format!("{} {path}", method.to_uppercase()), operation)
            })
        })
        .collect()
}

/// Calls `see` for every object, with the place where it is.
fn walk(place: &str, value: &Value, see: &mut impl FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            see(place, members);
            for (name, member) in members {
                walk(&format!("{place}/{name}"), member, see);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(&format!("{place}/{index}"), item, see);
            }
        }
        _ => {}
    }
}

/// Every property of every schema: its place, its name and its schema.
pub(crate) fn properties(document: &Value) -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    walk(
        "",
        &document["components"]["schemas"],
        &mut |place, value| {
            let properties = value.get("properties").and_then(Value::as_object);
            for (name, property) in properties.into_iter().flatten() {
                found.push((place.to_owned(), name.clone(), property.clone()));
            }
        },
    );
    found
}

/// A schema without references, for a validator.
fn standalone(document: &Value, schema: &Value) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": document["components"],
        "allOf": [schema],
    })
}

fn is_string(schema: &Value) -> bool {
    match &schema["type"] {
        Value::String(one) => one == "string",
        Value::Array(several) => several.contains(&json!("string")),
        _ => false,
    }
}

#[test]
fn documents_enumerate_every_state_kind_reason_and_outcome() {
    let closed = [
        "state",
        "kind",
        "outcome",
        "format",
        "role",
        "type",
        "occasion",
        "action",
        "because",
        "what",
        "side",
        "report",
        "method",
        "reason",
        "missed",
        "payment_state",
        "move_type",
        "journal_type",
        "outlook",
        "run_kind",
    ];
    // What a person writes, and the names of acts, which each handler chooses.
    let texts = [
        ("AuditEntry", "action"),
        ("Alarm", "reason"),
        ("AuditEntry", "reason"),
        ("DeadLetterActionEntry", "reason"),
        ("DeadLetterReplays", "reason"),
        ("NewStatementExclusion", "reason"),
        ("Reasoned", "reason"),
        ("StatementExclusion", "reason"),
        ("StatementPreviewRow", "reason"),
    ];
    let document = document();
    let mut enumerated = 0;
    for (place, name, property) in properties(&document) {
        if !closed.contains(&name.as_str()) || !is_string(&property) {
            continue;
        }
        let is_text = texts
            .iter()
            .any(|(schema, text)| *text == name && place.starts_with(&format!("/{schema}")));
        assert_eq!(
            property.get("enum").is_some(),
            !is_text,
            "{place}.{name} has no enum: {property}"
        );
        enumerated += 1;
    }
    assert!(enumerated > 20, "{enumerated}");
    let enums = document["components"]["schemas"].as_object().unwrap();
    let enums = enums.values().filter(|schema| schema.get("enum").is_some());
    assert!(enums.count() > 40);
}

#[test]
fn documents_type_the_parameters_of_each_report() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for body in [
        "NewExport",
        "Export",
        "NewSavedView",
        "SavedView",
        "Delivery",
    ] {
        let mapping = schemas[body]["discriminator"]["mapping"]
            .as_object()
            .unwrap();
        let keys: Vec<&str> = mapping.keys().map(String::as_str).collect();
        let mut reports: Vec<&str> = reports::catalogue().iter().map(|entry| entry.key).collect();
        reports.sort_unstable();
        assert_eq!(keys, reports, "{body}");
        for (key, target) in mapping {
            let variant = document
                .pointer(target.as_str().unwrap().trim_start_matches('#'))
                .unwrap();
            assert_eq!(variant["properties"]["report"]["enum"], json!([key]));
            let parameters = variant["properties"]["parameters"]["$ref"]
                .as_str()
                .unwrap();
            let parameters = document
                .pointer(parameters.trim_start_matches('#'))
                .unwrap();
            assert_eq!(parameters["additionalProperties"], false, "{target}");
            assert!(parameters["properties"].get("cursor").is_none());
        }
    }
    let new = jsonschema::validator_for(&standalone(
        &document,
        &json!({"$ref": "#/components/schemas/NewExport"}),
    ));
    let new = new.unwrap();
    let body = |report: &str, parameters: Value| json!({ "report": report, "format": "xlsx", "parameters": parameters });
    assert!(new.is_valid(&body(
        "ageing",
        json!({"side": "receivable", "group_by": "account"})
    )));
    assert!(!new.is_valid(&body(
        "ageing",
        json!({"side": "receivable", "by": "level"})
    )));
    assert!(!new.is_valid(&body("ageing", json!({"side": "receivable", "limit": 5}))));
    assert!(new.is_valid(&body("trial-balance", json!({"by": "level", "digits": 2}))));
    assert!(!new.is_valid(&body("nothing", json!({}))));
    // Only an object that may have any members has no properties.
    walk("", &document, &mut |place, value| {
        if value.get("type") == Some(&json!("object")) {
            assert!(
                value.contains_key("properties") || value.contains_key("additionalProperties"),
                "{place} accepts nothing"
            );
        }
    });
}

#[test]
fn documents_require_each_member_that_answers_always_have() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for name in [
        "AgeingAnswer",
        "MirrorModel",
        "SyncRun",
        "Schedule",
        "ExportPage",
    ] {
        let properties = schemas[name]["properties"].as_object().unwrap();
        let required = schemas[name]["required"].as_array().unwrap();
        assert_eq!(properties.len(), required.len(), "{name}");
    }
    let optional = &schemas["NewExportAgeing"]["required"];
    assert_eq!(*optional, json!(["report", "parameters", "format"]));
}

#[test]
fn documents_give_amounts_of_money_a_pattern() {
    let document = document();
    let money = &document["components"]["schemas"]["Money"];
    assert!(money["pattern"].is_string() && money["examples"].is_array());
    let names = [
        "amount",
        "total",
        "balance",
        "debit",
        "credit",
        "residual",
        "opening",
        "closing",
        "overdue",
        "difference",
    ];
    let mut amounts = 0;
    for (place, name, property) in properties(&document) {
        // Parameters choose; they are no amounts.
        if names.contains(&name.as_str())
            && !place.contains("Parameters")
            && !place.contains("Selection")
        {
            let text = property.to_string();
            assert!(text.contains("/schemas/Money"), "{place}.{name}: {text}");
            amounts += 1;
        }
    }
    assert!(amounts > 40, "{amounts}");
}

#[test]
fn documents_declare_headers_content_types_and_files() {
    let document = document();
    let headers = |operation: &Value, status: &str| -> BTreeSet<String> {
        let headers = operation["responses"][status]["headers"].as_object();
        headers
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect()
    };
    for (place, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let here = headers(operation, status);
            assert!(here.contains("X-Request-Id"), "{place} {status}");
            if status == "429" || status == "503" {
                assert!(here.contains("Retry-After"), "{place} {status}");
            }
            if status == "304" {
                assert!(
                    here.contains("ETag") && headers(operation, "200").contains("ETag"),
                    "{place}"
                );
            }
            if status.as_bytes()[0] >= b'4' {
                let content = response["content"].as_object().unwrap();
                let types: Vec<&String> = content.keys().collect();
                assert_eq!(types, ["application/problem+json"], "{place} {status}");
            }
        }
        if operation["security"] != json!([]) {
            let success = operation["responses"].as_object().unwrap();
            let success = success
                .keys()
                .find(|status| status.starts_with('2'))
                .unwrap();
            assert!(headers(operation, success).contains("RateLimit"), "{place}");
        }
    }
    let paths = &document["paths"];
    let file = &paths["/v1/exports/{id}/file"]["get"];
    assert!(headers(file, "200").contains("Content-Disposition"));
    let types = file["responses"]["200"]["content"].as_object().unwrap();
    assert_eq!(types.len(), 4, "one for each format");
    for content in types.values() {
        assert_eq!(
            content["schema"],
            json!({"type": "string", "format": "binary"})
        );
    }
    let events = &paths["/v1/exports/{id}/events"]["get"]["responses"]["200"]["content"];
    assert!(events.get("text/event-stream").is_some());
    assert!(headers(&paths["/v1/exports"]["get"], "200").contains("Link"));
    assert!(headers(&paths["/v1/exports"]["post"], "202").contains("Location"));
}

#[test]
fn documents_describe_and_order_their_tags() {
    let document = document();
    let tags = document["tags"].as_array().unwrap();
    let names: Vec<&str> = tags
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect();
    assert_eq!(names[0], "receivables", "reports come first");
    assert!(tags.iter().all(|tag| tag["description"].is_string()));
    let mut used = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (place, operation) in operations(&document) {
        let [tag] = operation["tags"].as_array().unwrap().as_slice() else {
            panic!("{place} has one tag");
        };
        let tag = tag.as_str().unwrap();
        assert!(names.contains(&tag), "{place}: {tag} has no description");
        used.insert(tag);
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id), "{id} is used twice");
    }
    assert_eq!(used.len(), names.len(), "every section has an operation");
    assert!(!document["servers"].as_array().unwrap().is_empty());
}

#[test]
fn documents_have_a_valid_example_of_each_body() {
    let document = document();
    let mut examples = 0;
    for (place, operation) in operations(&document) {
        let mut contents = vec![("request".to_owned(), &operation["requestBody"]["content"])];
        for (status, response) in operation["responses"].as_object().unwrap() {
            contents.push((status.clone(), &response["content"]));
        }
        for (which, content) in contents {
            for kind in ["application/json", "application/problem+json"] {
                let Some(content) = content.get(kind) else {
                    continue;
                };
                let several = content.get("examples").and_then(Value::as_object);
                let several = several
                    .into_iter()
                    .flatten()
                    .map(|(_, example)| &example["value"]);
                let all: Vec<&Value> = content.get("example").into_iter().chain(several).collect();
                assert!(!all.is_empty(), "{place} {which} has no example");
                let schema = standalone(&document, &content["schema"]);
                let validator = jsonschema::validator_for(&schema).unwrap();
                for example in all {
                    let errors: Vec<String> = validator
                        .iter_errors(example)
                        .map(|error| format!("{} at {}", error, error.instance_path()))
                        .collect();
                    assert!(errors.is_empty(), "{place} {which}: {errors:?}\n{example}");
                    // A note has a member of that name.
                    let text = example.to_string().replace("\"text\":", "");
                    assert!(!text.contains("\"text\""), "{place} {which}: {text}");
                    examples += 1;
                }
            }
        }
    }
    assert!(examples > 500, "{examples}");
}

/// So that no request can set a member that a handler does not expect.
#[test]
fn documents_refuse_unknown_members_of_every_request_body() {
    let document = document();
    let resolved = |schema: &Value| match schema["$ref"].as_str() {
        Some(target) => document.pointer(&target[1..]).unwrap().clone(),
        None => schema.clone(),
    };
    let mut checked = 0;
    for (name, operation) in operations(&document) {
        let body = "/requestBody/content/application~1json/schema";
        let Some(schema) = operation.pointer(body) else {
            continue;
        };
        let schema = resolved(schema);
        let forms = schema["oneOf"].as_array();
        for form in forms.cloned().unwrap_or_else(|| vec![schema.clone()]) {
            let form = resolved(&form);
            assert_eq!(form["additionalProperties"], false, "{name}: {form}");
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}
