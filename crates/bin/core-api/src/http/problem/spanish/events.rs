//! Finds texts about events of the past that have no Spanish sentence, in the source of the services
//! that write them.

use std::{fs, path::Path};

use super::{matching::translated, refusals::sentences};

/// Where the texts are written: files in `crates`.
const WHERE: [&str; 28] = [
    "bin/core-api/src/exports/write.rs",
    "bin/core-api/src/mails/write.rs",
    "bin/core-api/src/mails/write.sql",
    "bin/core-api/src/mails/write/due.rs",
    "bin/core-api/src/mails/write/letter.rs",
    "bin/core-api/src/runs/http/view.rs",
    "bin/core-api/src/runs/signatures.rs",
    "bin/core-api/src/runs/wanted.rs",
    "bin/core-api/src/schedules/start.rs",
    "bin/core-api/src/statements/addressing.rs",
    "bin/core-api/src/statements/write.sql",
    "bin/core-api/src/statements/write/items/ends.rs",
    "bin/core-api/src/upkeep/leases.rs",
    "bin/core-api/src/webhooks/write/delivery.rs",
    "bin/export-worker/src/failure.rs",
    "bin/export-worker/src/formats/parquet_file.rs",
    "bin/export-worker/src/mail.rs",
    "bin/export-worker/src/mail/post.rs",
    "bin/export-worker/src/production.rs",
    "bin/export-worker/src/webhooks/caller.rs",
    "bin/export-worker/src/writing.rs",
    "bin/sync-worker/src/call_error.rs",
    "bin/sync-worker/src/failure.rs",
    "lib/bus/src/sender.rs",
    "lib/contracts/src/schema.rs",
    "lib/files/src/lib.rs",
    "lib/odoo/src/error.rs",
    "lib/store/src/error.rs",
];
/// Texts in these files that are not a sentence about an event.
const EXCEPTIONS: [&str; 17] = [
    // Values of other sentences.
    "7: 7; 7",
    "7 (SQLSTATE 7)",
    "a page of 7",
    "Invalid field '7'",
    "; redirects are not followed",
    // A message violates its contract: a defect.
    "control total: 7",
    // They stop the start of a service.
    "hosts/7.toml: `mail.templates`: 7",
    "hosts/7.toml: `7` is not an address: 7",
    "webhooks cannot be called: 7",
    "7 is not a directory",
    // `core-api migrate` says them.
    "the database 7 exists already",
    "the login 7 cannot be made: 7",
    "the migrations failed",
    "model 7 cannot be added: 7",
    // What a test guarantees.
    "the schemas are embedded, and a test compiles each",
    "an embedded schema is JSON",
    "an embedded schema is a valid JSON Schema",
];

#[test]
fn every_text_about_an_event_of_the_past_has_a_spanish_sentence() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut missing = Vec::new();
    let mut checked = 0;
    for file in WHERE {
        let source = fs::read_to_string(crates.join(file)).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for sentence in texts(file, source) {
            checked += 1;
            let is_known = translated(&sentence).is_some();
            if !is_known && !EXCEPTIONS.contains(&sentence.as_str()) {
                missing.push(format!("{file}: {sentence}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "Add a sentence to http/problem/spanish/runs.rs or files.rs, or the text to the exceptions:\n{}",
        missing.join("\n")
    );
    assert!(checked > 150, "{checked}");
}

fn texts(file: &str, source: &str) -> Vec<String> {
    if file.rsplit('.').next() == Some("sql") {
        let literals = source.split('\'').skip(1).step_by(2).map(str::to_owned);
        return literals
            .filter(|text| text.split_whitespace().count() >= 3)
            .collect();
    }
    // The texts of errors are attributes.
    let source = source.replace("#[error(", "error(");
    sentences(&source.replace("#[", "["))
}

/// Fields of answers that hold such a text must be sentences, which are told in the language of the
/// request.
#[test]
fn no_answer_has_the_text_of_an_event_in_english_only() {
    let subjects = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for (file, source) in super::refusals::files(&subjects) {
        if !file.contains("/http") || file.contains("/src/http/") {
            continue;
        }
        for line in source.lines().map(str::trim) {
            let field = line
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub(super) ");
            let is_text = ["detail", "dead_detail", "hint", "problems"]
                .iter()
                .filter_map(|name| field.strip_prefix(name)?.strip_prefix(": "))
                .any(|kind| kind.contains("String") || kind.contains("str>"));
            if is_text && field.ends_with(',') {
                found.push(format!("{}: {field}", file.rsplit("/src/").next().unwrap()));
            }
        }
    }
    found.sort();
    // Alarms are told in the language when they are read.
    let known = [
        "runs/http/alarms.rs: detail: Option<String>,",
        "runs/http/alarms.rs: hint: String,",
    ];
    assert_eq!(found, known);
}
