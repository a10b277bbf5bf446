//! Headers of answers, by what kind of answer it is.

use serde_json::{Value, json};

use super::{Object, operations, referred};
use crate::exports::http::files::MEDIA_TYPES;

/// Name, example and description of the headers that answers may have.
const HEADERS: &[(&str, &str, &str)] = &[
    (
        "Accept-Ranges",
        "bytes",
        "A part of the file may be requested with `Range`.",
    ),
    (
        "Content-Disposition",
        "attachment; filename=\"antiguedad-por-cobrar_20512345678_2026-10-31.xlsx\"",
        "The name of the file.",
    ),
    (
        "Content-Range",
        "bytes 0-1023/4096",
        "The part, and the size of the whole file.",
    ),
    (
        "ETag",
        "\"k3v9x2m8q1zt\"",
        "The version of the answer, for `If-None-Match`.",
    ),
    (
        "Link",
        "</v1/exports?limit=100&cursor=MjAyNi0xMS0yMg>; rel=\"next\"",
        "The next page, if there is one (RFC 8288).",
    ),
    (
        "Location",
        "/v1/exports/0197a1b2-0000-7000-8000-00000000000b",
        "Where the result is.",
    ),
    (
        "RateLimit",
        "\"default\";r=99;t=1",
        "How many requests are left now, and the seconds until all are.",
    ),
    (
        "RateLimit-Policy",
        "\"default\";q=100;w=2",
        "How many requests are allowed within how many seconds.",
    ),
    (
        "Repr-Digest",
        "sha-256=:AP8=:",
        "SHA-256 of the whole file (RFC 9530).",
    ),
    (
        "Retry-After",
        "1",
        "Seconds to wait before the request is sent again.",
    ),
    (
        "WWW-Authenticate",
        "Bearer realm=\"espejo\"",
        "How to authenticate.",
    ),
    (
        "X-Request-Id",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "The id of the request in logs and traces.",
    ),
];

pub(super) fn describe(document: &mut Value) {
    document["components"]["headers"] = components().into();
    let paged = lists(document);
    let versioned = versioned(document);
    for (method, path, operation) in operations(document) {
        let asks_caller = operation["security"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        let is_file = path.ends_with("/file") || path.starts_with("/v1/downloads/");
        if is_file && method == "get" {
            describe_file(&mut operation["responses"]);
        }
        let has_tag = operation["responses"].get("304").is_some() || versioned.contains(&path);
        let Some(responses) = operation["responses"].as_object_mut() else {
            continue;
        };
        for (status, response) in responses {
            let mut names = vec!["X-Request-Id"];
            if asks_caller && status != "401" && status != "421" && status != "500" {
                names.extend(["RateLimit", "RateLimit-Policy"]);
            }
            match status.as_str() {
                "200" | "304" if has_tag => names.push("ETag"),
                "206" => names.extend(["ETag", "Content-Range"]),
                "401" => names.push("WWW-Authenticate"),
                "416" => names.push("Content-Range"),
                "429" | "503" => names.push("Retry-After"),
                "308" => names.push("Location"),
                _ => {}
            }
            if is_file && ["200", "206"].contains(&status.as_str()) {
                names.extend(["Accept-Ranges", "Content-Disposition", "Repr-Digest"]);
            }
            let body = referred(&response["content"]["application/json"]["schema"]);
            if body.is_some_and(|name| paged.iter().any(|list| list == name)) {
                names.push("Link");
            }
            if response["headers"].get("Location").is_some() {
                names.push("Location");
            }
            let headers = names.into_iter().map(|name| {
                (
                    name.to_owned(),
                    json!({ "$ref": format!("#/components/headers/{name}") }),
                )
            });
            response["headers"] = headers.collect::<Object>().into();
        }
    }
}

/// The headers, for references.
fn components() -> Object {
    HEADERS
        .iter()
        .map(|(name, example, description)| {
            let kind = if *name == "Retry-After" {
                "integer"
            } else {
                "string"
            };
            let example = match example.parse::<u32>() {
                Ok(number) if kind == "integer" => json!(number),
                _ => json!(example),
            };
            let header = json!({
                "description": description,
                "schema": { "type": kind },
                "example": example,
            });
            ((*name).to_owned(), header)
        })
        .collect()
}

/// The bytes of a file, in any format of exports.
fn describe_file(responses: &mut Value) {
    let bytes = json!({ "schema": { "type": "string", "format": "binary" } });
    for status in ["200", "206"] {
        let formats = MEDIA_TYPES
            .iter()
            .map(|name| ((*name).to_owned(), bytes.clone()));
        responses[status]["content"] = formats.collect::<Object>().into();
    }
    responses["304"] = json!({
        "description": "The file with the ETag in If-None-Match is still current",
    });
}

/// Paths of what is changed with `If-Match`.
fn versioned(document: &mut Value) -> Vec<String> {
    let changes = operations(document);
    let changes = changes.filter(|(_, _, change)| change["responses"].get("412").is_some());
    changes.map(|(_, path, _)| path).collect()
}

/// Names of the schemas with `next`.
fn lists(document: &Value) -> Vec<String> {
    let schemas = document["components"]["schemas"].as_object();
    let schemas = schemas.into_iter().flatten();
    let paged = schemas.filter(|(_, schema)| schema["properties"].get("next").is_some());
    paged.map(|(name, _)| name.clone()).collect()
}
