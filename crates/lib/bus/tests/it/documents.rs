//! The committed pages are what the code says.

use std::{fs, path::Path};

fn committed(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn asyncapi_is_rendered_from_the_topology() {
    let same = committed("contracts/asyncapi.yaml") == bus::asyncapi();
    assert!(
        same,
        "contracts/asyncapi.yaml is stale: cargo run -p bus --example docs"
    );
}

#[test]
fn the_events_page_is_rendered_from_the_topology() {
    let same = committed("docs/events.md") == bus::events_page();
    assert!(
        same,
        "docs/events.md is stale: cargo run -p bus --example docs"
    );
}

#[test]
fn the_permissions_are_rendered_from_the_topology() {
    let same = committed("deploy/rabbitmq/permissions.json") == bus::topology::permissions();
    assert!(
        same,
        "deploy/rabbitmq/permissions.json is stale: cargo run -p bus --example docs"
    );
}

#[test]
fn every_reference_of_asyncapi_resolves() {
    let text = bus::asyncapi();
    let references: Vec<_> = text
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("$ref: "))
        .collect();
    assert!(references.len() > 50);
    for reference in references {
        let reference = reference.trim_matches('\'');
        if let Some(file) = reference.strip_prefix("./") {
            committed(&format!("contracts/{file}"));
        } else {
            let key = reference.rsplit('/').next().unwrap();
            assert!(text.contains(&format!(" {key}:\n")), "{reference}");
        }
    }
}
