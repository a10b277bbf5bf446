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

/// The pages that name tests, each with the number of tests that it names at least.
const PAGES_WITH_TESTS: [(&str, usize); 3] = [
    ("docs/operations.md", 40),
    ("docs/operations/monitoring.md", 1),
    ("docs/security.md", 5),
];

/// Test names are sentences of at least five words. Metrics begin with the name of the product.
#[test]
fn every_test_that_a_page_names_exists() {
    let tests: String = tree::rust_files()
        .into_iter()
        .map(|file| file.text)
        .collect();
    let is_sentence = |name: &&str| {
        name.matches('_').count() >= 4
            && !name.starts_with("espejo_")
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let mut found = Vec::new();
    for (path, at_least) in PAGES_WITH_TESTS {
        let page = tree::read(path);
        let quoted = page.split('`').skip(1).step_by(2);
        let named: Vec<_> = quoted.filter(is_sentence).collect();
        assert!(
            named.len() >= at_least,
            "the tests of {path} are gone: {named:?}"
        );
        let missing = named
            .into_iter()
            .filter(|name| !tests.contains(&format!("fn {name}(")));
        found.extend(missing.map(|name| format!("{path}: {name}")));
    }
    verdict::none(
        &found,
        "A page names a test that does not exist. Correct the name or the statement.",
    );
}
