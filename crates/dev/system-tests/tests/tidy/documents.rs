//! Checks what the documents must name.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

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
const PAGES_WITH_TESTS: [(&str, usize); 5] = [
    ("docs/operations.md", 40),
    ("docs/operations/backup.md", 2),
    ("docs/operations/install.md", 2),
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

/// Links to pages and sections of this checkout.
#[test]
fn every_link_of_a_page_leads_somewhere() {
    let paths = tree::paths();
    let is_page = |path: &&String| {
        let is_text = Path::new(path).extension().is_some_and(|kind| kind == "md");
        is_text && !path.starts_with("docs/decisions/")
    };
    let mut found = Vec::new();
    for page in paths.iter().filter(is_page) {
        for link in links(&tree::read(page)) {
            let (target, section) = link.split_once('#').unwrap_or((&link, ""));
            let target = resolved(page, target);
            if !tree::root().join(&target).exists() {
                found.push(format!("{page}: {link}"));
            } else if !section.is_empty() && !sections(&tree::read(&target)).contains(section) {
                found.push(format!("{page}: {link} (the section)"));
            }
        }
    }
    verdict::none(&found, "Correct the link.");
}

/// The targets of links that are not addresses of the web.
fn links(page: &str) -> Vec<String> {
    page.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ', '\n']).next())
        .filter(|link| !link.contains("://") && !link.starts_with("mailto:") && !link.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The path of a link's target, from the root.
fn resolved(page: &str, target: &str) -> String {
    if target.is_empty() {
        return page.to_owned();
    }
    let mut path = PathBuf::new();
    for part in Path::new(page).parent().unwrap().join(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.display().to_string()
}

/// The names of the sections of a page, as in links to them.
fn sections(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let title = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = |letter: char| match letter {
                ' ' => Some('-'),
                letter if letter.is_alphanumeric() || "-_".contains(letter) => Some(letter),
                _ => None,
            };
            title.chars().filter_map(kept).collect()
        })
        .collect()
}
