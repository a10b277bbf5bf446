//! Every URL is a line of the route table, and each line says who may call it.

use crate::{tree, verdict};

/// Where routes become resources of the web framework.
const TABLE: [&str; 2] = [
    "crates/bin/core-api/src/api/routes.rs",
    "crates/bin/core-api/src/http/server.rs",
];
/// How a URL could be served without a line of the table.
const WAYS: [&str; 6] = [
    "web::resource(",
    "web::scope(",
    ".service(",
    ".route(\"",
    ".configure(",
    ".default_service(",
];

#[test]
fn urls_are_served_only_by_the_route_table() {
    let mut found = Vec::new();
    let mut used = 0;
    for file in tree::rust_files().into_iter().filter(tree::Text::in_src) {
        if !file.path.starts_with("crates/bin/core-api/src/") {
            continue;
        }
        for (number, line) in file.code().lines() {
            if !WAYS.iter().any(|way| line.contains(way)) {
                continue;
            }
            used += 1;
            if !TABLE.contains(&file.path.as_str()) {
                found.push(format!("{}:{number}", file.path));
            }
        }
    }
    assert!(used >= 3, "the table is gone: {used}");
    verdict::none(
        &found,
        "Add a line to the route table in crates/bin/core-api/src/api/routes.rs, which names the \
         role that the URL needs.",
    );
}
