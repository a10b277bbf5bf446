//! What the documents must name.

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
        "Add it to the code map in docs/architecture.md, as `name` or crates/name.",
    );
}

#[test]
fn the_architecture_fits_in_one_sitting() {
    let lines = tree::read("docs/architecture.md").lines().count();
    assert!(
        lines <= 150,
        "docs/architecture.md has {lines} lines and may have 150: it describes systems, not \
         functions; move details to the code"
    );
}
