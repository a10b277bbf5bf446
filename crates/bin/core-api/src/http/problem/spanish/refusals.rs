//! Finds texts of sign-ins, people, keys and webhooks that have no Spanish sentence, in the source itself.

use std::{fs, path::Path};

use super::matching::translated;

/// Where these refusals are written: files and folders of `src`.
const WHERE: [&str; 9] = [
    "api_keys",
    "credentials",
    "http/auth.rs",
    "oidc",
    "passwords.rs",
    "people",
    "people.rs",
    "sessions",
    "webhooks",
];
/// A text in such a statement is not for the person who asks.
const NOT_SHOWN: [&str; 7] = [
    "tracing::",
    "transaction::write(",
    "snapshot::read(",
    "Act::new(",
    "ApiError::internal(",
    "#[",
    "hash(",
];
/// Other texts that no person is shown.
const EXCEPTIONS: [&str; 13] = [
    // For the record of acts.
    "create API key",
    "change API key",
    "renew key of webhook",
    "send message again",
    // For the log of calls.
    "the webhook is not active",
    "the message violates its contract",
    "a message waits: ESPEJO_SECRETS_KEY is not set, or does not open the key of the webhook",
    "the receiver answered 410 Gone",
    // The password of nobody: an unknown person waits as long as a known one.
    "nobody has this password",
    // Where an encrypted secret belongs.
    "second factor of 7",
    // For the log.
    "7 7 was not recorded",
    "too many attempts",
    "ESPEJO_SECRETS_KEY is not set, so that codes cannot be checked",
];

#[test]
fn every_refusal_of_a_sign_in_or_a_webhook_has_a_spanish_sentence() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    let mut checked = 0;
    for place in WHERE {
        for (file, text) in files(&source.join(place)) {
            for sentence in sentences(&text) {
                checked += 1;
                let is_known = translated(&sentence).is_some();
                if !is_known && !EXCEPTIONS.contains(&sentence.as_str()) {
                    missing.push(format!("{file}: {sentence}"));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "Add a sentence to http/problem/spanish/phrases.rs, or the text to the exceptions if nobody \
         is shown it:\n{}",
        missing.join("\n")
    );
    assert!(checked > 30, "{checked}");
}

/// The Rust files at a path, with their names.
pub(super) fn files(path: &Path) -> Vec<(String, String)> {
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap();
        return entries
            .flat_map(|entry| files(&entry.unwrap().path()))
            .collect();
    }
    if path.extension().is_none_or(|end| end != "rs") {
        return Vec::new();
    }
    let text = fs::read_to_string(path).unwrap();
    vec![(path.display().to_string(), text)]
}

/// The literals of at least three words, with a value for each placeholder.
pub(super) fn sentences(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut statement = String::new();
    for line in source.lines() {
        let code = line.trim();
        if code == "#[cfg(test)]" {
            break;
        }
        if !code.starts_with("//") {
            statement.push_str(code);
            statement.push('\n');
        }
        if code.ends_with([';', '{', '}']) {
            found.extend(shown(&statement));
            statement.clear();
        }
    }
    found
}

fn shown(statement: &str) -> Vec<String> {
    if NOT_SHOWN.iter().any(|start| statement.contains(start)) {
        return Vec::new();
    }
    // A literal may continue on the next line.
    let statement = statement.replace("\\\n", "").replace("\\\"", "\u{1}");
    let literals = statement.split('"').skip(1).step_by(2);
    let sentences = literals.map(|literal| filled(&literal.replace('\u{1}', "\"")));
    sentences
        .filter(|sentence| sentence.split_whitespace().count() >= 3)
        .collect()
}

/// `{…}` becomes 7.
fn filled(literal: &str) -> String {
    let mut text = String::new();
    for (index, part) in literal.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if index > 0 => {
                text.push('7');
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    text
}
