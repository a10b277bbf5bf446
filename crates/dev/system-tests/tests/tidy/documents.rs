//! Checks what the documents must name.

use crate::{manifests, tree, verdict};

#[test]
fn the_architecture_names_every_crate() {
    let page = tree::read("docs/architecture.md");
    let found: Vec<_> = manifests::members()
        .into_keys()
        .filter(|name| {
            !page.contains(&format!("`{name}`")) && !page.contains(&format!("crates/{name}"))
        })
        .collect();
    verdict::none(
        &found,
        "Add the crate to the code map in docs/architecture.md, as `name` or crates/name.",
    );
}

#[test]
fn the_architecture_document_has_at_most_150_lines() {
    let lines = tree::read("docs/architecture.md").lines().count();
    assert!(
        lines <= 150,
        "docs/architecture.md has {lines} lines; the limit is 150. It describes systems, not \
         functions: move details to the code"
    );
}

/// Test names are sentences of at least five words.
#[test]
fn every_test_that_operations_md_names_exists() {
    let tests: String = tree::rust_files()
        .into_iter()
        .map(|file| file.text)
        .collect();
    let page = tree::read("docs/operations.md");
    let is_sentence = |name: &&str| {
        name.matches('_').count() >= 4
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let named: Vec<_> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(is_sentence)
        .collect();
    assert!(named.len() > 40, "the tables of tests are gone: {named:?}");
    let found: Vec<_> = named
        .into_iter()
        .filter(|name| !tests.contains(&format!("fn {name}(")))
        .map(str::to_owned)
        .collect();
    verdict::none(
        &found,
        "docs/operations.md names a test that does not exist. Correct the name or the statement.",
    );
}
