//! Files describe the product, not who wrote them or where.

use crate::{
    code,
    tree::{self, Text},
    verdict,
};

/// This file is skipped because it contains the forbidden words.
const HERE: &str = "crates/dev/system-tests/tests/tidy/product_only.rs";

const MACHINE_PATHS: &[&str] = &["/work/", "/root/", "/home/"];

/// Words about how a text was written.
const WORDS: &[&str] = &[
    "agent", "agents", "claude", "helper", "helpers", "llm", "llms",
];

/// Phrases with these words that are terms of the field.
const PHRASES: &[&str] = &["user-agent", "user agent", "user_agent", "useragent"];

/// Where a word is a term of the field: beginning of the path, word, meaning.
const TERMS: &[(&str, &str, &str)] = &[(
    "crates/dev/system-tests/tests/tidy/names.rs",
    "helper",
    "a name that is forbidden",
)];

#[test]
fn files_contain_no_paths_of_a_developers_machine() {
    let mut found = Vec::new();
    for file in tree::texts().into_iter().filter(|file| file.path != HERE) {
        for (number, line) in numbered(&file) {
            let path_begins = |at: usize| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|letter| letter.is_alphanumeric() || "._-}/".contains(letter))
            };
            let known = MACHINE_PATHS
                .iter()
                .flat_map(|path| line.match_indices(path))
                .any(|(at, _)| path_begins(at));
            if known {
                found.push(format!("{}:{number} {}", file.path, line.trim()));
            }
        }
    }
    verdict::none(&found, "Use a path relative to the checkout, or a setting.");
}

#[test]
fn files_contain_only_words_about_the_product() {
    let mut found = Vec::new();
    let mut needed = Vec::new();
    for file in tree::texts() {
        let is_lock = file.path == "Cargo.lock" || file.path.ends_with("/package-lock.json");
        if file.path == HERE || is_lock {
            continue;
        }
        for (number, line) in numbered(&file) {
            let line = PHRASES
                .iter()
                .fold(line.to_lowercase(), |line, phrase| line.replace(phrase, ""));
            for (_, word) in code::words(&line).filter(|(_, word)| WORDS.contains(word)) {
                match term(&file.path, word) {
                    Some(start) => needed.push((start, word.trim_end_matches('s').to_owned())),
                    None => found.push(format!("{}:{number} {word}", file.path)),
                }
            }
        }
    }
    found.extend(
        TERMS
            .iter()
            .filter(|(start, word, _)| !needed.iter().any(|(at, said)| at == start && said == word))
            .map(|(start, word, _)| format!("{start} does not use {word}: remove it")),
    );
    verdict::none(
        &found,
        "Write what the product does, not how the text was written. If the word is a term of the \
         field there, add it with its meaning to the list in \
         crates/dev/system-tests/tests/tidy/product_only.rs.",
    );
}

/// The beginning of the path under which the word is a term, if there is one.
fn term(path: &str, word: &str) -> Option<&'static str> {
    TERMS
        .iter()
        .find(|(start, term, _)| path.starts_with(start) && word.trim_end_matches('s') == *term)
        .map(|(start, _, _)| *start)
}

fn numbered(file: &Text) -> impl Iterator<Item = (usize, &str)> {
    file.text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
}
