//! An example of each body, made from the examples of its members.

use serde_json::{Value, json};

use super::{Object, operations, operations_in, referred};

/// Schemas contain each other at most this deep.
const DEPTH: usize = 30;

pub(super) fn add(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    let maker = Maker { schemas: &schemas };
    for (_, _, operation) in operations_in(document, "webhooks") {
        if let Some(content) = operation.pointer_mut("/requestBody/content") {
            maker.add_to(content, Member::Answered);
        }
    }
    for (_, _, operation) in operations(document) {
        if let Some(content) = operation.pointer_mut("/requestBody/content") {
            maker.add_to(content, Member::Asked);
        }
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        for (status, response) in responses.into_iter().flatten() {
            let Some(content) = response.get_mut("content") else {
                continue;
            };
            maker.add_to(content, Member::Answered);
            let problem = content.get_mut("application/problem+json");
            if let Some(problem) = problem {
                problem["example"] = problem_of(status);
            }
        }
    }
}

/// Which members an example has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    /// Of a request: the required ones, and those that are often needed.
    Asked,
    /// Of an answer: all.
    Answered,
}

struct Maker<'s> {
    schemas: &'s Value,
}

impl Maker<'_> {
    fn add_to(&self, content: &mut Value, member: Member) {
        let Some(json) = content.get_mut("application/json") else {
            return;
        };
        let variants = self.variants(&json["schema"]);
        if member == Member::Asked && variants.len() > 1 {
            let examples: Object = variants
                .iter()
                .map(|(name, schema)| {
                    let value = self.make("", schema, member, DEPTH);
                    (name.clone(), json!({ "summary": name, "value": value }))
                })
                .collect();
            json["examples"] = examples.into();
        } else if json["schema"].is_object() {
            let example = self.make("", &json["schema"], member, DEPTH);
            json["example"] = example;
        }
    }

    /// The variants of a union of bodies.
    fn variants(&self, schema: &Value) -> Vec<(String, Value)> {
        let variants = self.resolved(schema)["oneOf"].as_array();
        let variants = variants.into_iter().flatten();
        variants
            .filter_map(|variant| Some((referred(variant)?.to_owned(), variant.clone())))
            .collect()
    }

    fn resolved<'v>(&'v self, schema: &'v Value) -> &'v Value {
        referred(schema).map_or(schema, |name| &self.schemas[name])
    }

    /// `name` is the name of the member that the value is for.
    fn make(&self, name: &str, schema: &Value, member: Member, depth: usize) -> Value {
        if let Some(example) = given(schema) {
            return example;
        }
        if depth == 0 {
            return Value::Null;
        }
        if referred(schema).is_some() {
            return self.make(name, self.resolved(schema), member, depth - 1);
        }
        if let Some(first) = schema["enum"].as_array().and_then(|values| values.first()) {
            return first.clone();
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(first) = schema[choice].as_array().and_then(|all| all.first()) {
                return self.make(name, first, member, depth - 1);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts = parts
                .iter()
                .map(|part| self.make(name, part, member, depth - 1));
            let members = parts.filter_map(|part| part.as_object().cloned()).flatten();
            return members.collect::<Object>().into();
        }
        match kind(schema) {
            "object" => self.object(schema, member, depth),
            "array" => json!([self.make(name, &schema["items"], member, depth - 1)]),
            "boolean" => json!(member == Member::Answered),
            "integer" => number(name, schema),
            "number" => json!(1.5),
            "string" => text(name, schema),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, member: Member, depth: usize) -> Value {
        let required = |name: &str| {
            schema["required"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == name))
        };
        let properties = schema["properties"].as_object().into_iter().flatten();
        let shown = properties.filter(|(name, _)| {
            // The parameters of an answer are as those of its request.
            let all = member == Member::Answered && schema["additionalProperties"] != false;
            all || required(name) || OFTEN_ASKED.contains(&name.as_str())
        });
        let made = shown
            .map(|(name, property)| (name.clone(), self.make(name, property, member, depth - 1)));
        made.collect::<Object>().into()
    }
}

/// Optional members that the example of a request shows.
const OFTEN_ASKED: [&str; 8] = [
    "as_of",
    "date_from",
    "date_to",
    "company_id",
    "recipients",
    "note",
    "until",
    "expires_at",
];

/// The example that the schema itself has.
fn given(schema: &Value) -> Option<Value> {
    let example = schema.get("example");
    let first = || schema.get("examples")?.as_array()?.first();
    example.or_else(first).cloned()
}

/// The type, without null.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(one) => one,
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|one| *one != "null")
            .unwrap_or_default(),
        _ => "",
    }
}

fn number(name: &str, schema: &Value) -> Value {
    let least = schema["minimum"].as_i64().unwrap_or(0);
    let usual = match name {
        "id" | "partner_id" => 7,
        "company_id" | "company_ids" | "companies" => 1,
        "limit" => 100,
        "decimal_places" => 2,
        _ => 12,
    };
    json!(usual.max(least))
}

fn text(name: &str, schema: &Value) -> Value {
    match schema["format"].as_str() {
        Some("date-time") => json!("2026-11-22T03:04:05.678Z"),
        Some("date") => json!("2026-11-22"),
        Some("uuid") => json!("0197a1b2-0000-7000-8000-000000000001"),
        Some("password") => json!("correct horse battery staple"),
        Some("uri-reference") => json!(format!("/v1/{}", url(name))),
        _ => json!(words(name)),
    }
}

fn url(name: &str) -> &str {
    match name {
        "items_url" => "journal-items?company_id=1&account_ids=12",
        "document_url" => "documents/7",
        "mails_url" => "mails?export_id=0197a1b2-0000-7000-8000-000000000001",
        _ => "exports/0197a1b2-0000-7000-8000-000000000001",
    }
}

/// Values of texts whose schema has no example.
fn words(name: &str) -> &str {
    match name {
        "name" | "partner_name" | "title" => "Comercial Andina S.A.C.",
        "label" => "Factura F001-00000123",
        "ref" | "origin" | "memo" => "OC-2026-0042",
        "code" | "account_code" => "121201",
        "account_prefix" => "121",
        "account_name" => "Emitidas en cartera",
        "journal_code" => "FFA1",
        "journal_name" => "Facturas",
        "salesperson_name" => "Lucía Rojas",
        "email" | "recipients" => "ana@example.com",
        "phone" => "+51 1 555 0100",
        "city" => "Lima",
        "vat" => "20512345678",
        "subject" => "Estado de cuenta",
        "object" => "/v1/saved-views/0197a1b2-0000-7000-8000-000000000001",
        "challenge_id" => "Zt3cQbWq8n1uK5vYx0LrPg",
        "trace_id" => "4bf92f3577b34da6a3ce929d0e0e4736",
        "user_agent" => "Mozilla/5.0",
        "body_preview" => "{\"specversion\":\"1.0\"}",
        "sha256" => "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "tenant" => "andina",
        "secret" => "JBSWY3DPEHPK3PXP",
        "bucket_urls" => "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60",
        "move_name" => "F F001-00000123",
        "problems" => "Odoo has no write_date of this model: each run reads it completely",
        "note" => "Adjuntamos su estado de cuenta.",
        "detail" => "the address refused the mail",
        "hint" => "Ask the administrator of Odoo.",
        "reason" => "Asked for by the auditor",
        "cron" => "0 * * * *",
        "time_zone" => "America/Lima",
        "version" | "odoo_version" => "17.0",
        "field" | "fields" | "missing_fields" => "payment_reference",
        "model" | "models" => "account.move.line",
        "queue" => "core-api.sync",
        "token" => "W0nRjT5cQkq6x8y3uVb2sA",
        "next" | "cursor" => "MjAyNi0xMS0yMg",
        _ => "text",
    }
}

/// A problem with this status.
fn problem_of(status: &str) -> Value {
    let status: u16 = status.parse().unwrap_or(500);
    let kinds = &crate::http::problem::KINDS;
    let kind = kinds.iter().find(|kind| kind.status.as_u16() == status);
    let kind = kind.unwrap_or(&kinds[0]);
    json!({
        "type": format!("/problems/{}", kind.slug),
        "title": kind.title,
        "status": status,
        "detail": kind.title,
        "hint": kind.hint,
        "instance": "/v1/receivables/ageing",
    })
}
