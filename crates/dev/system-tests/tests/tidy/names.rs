//! Forbids names that say nothing about the content.

use std::path::Path;

use crate::{code, tree, verdict};

const BANNED: &[&str] = &[
    "common", "helper", "helpers", "misc", "shared", "types", "util", "utils",
];

const REMEDY: &str = "Rename it to a term of the field that says what it contains, or move the \
                      content to where it is used.";

#[test]
fn files_and_folders_have_specific_names() {
    let mut found = Vec::new();
    for path in tree::paths_of_people() {
        let mut stems = Path::new(&path)
            .iter()
            .filter_map(|part| Path::new(part).file_stem()?.to_str());
        if stems.any(is_banned) {
            found.push(path);
        }
    }
    verdict::none(&found, REMEDY);
}

#[test]
fn modules_have_specific_names() {
    let mut found = Vec::new();
    for file in tree::rust_files() {
        for (number, line) in file.code().lines() {
            let words: Vec<_> = code::words(line).map(|(_, word)| word).collect();
            let banned = words
                .windows(2)
                .any(|pair| pair[0] == "mod" && is_banned(pair[1]));
            if banned {
                found.push(format!("{}:{number}", file.path));
            }
        }
    }
    verdict::none(&found, REMEDY);
}

/// Parts of a name count too: `date_utils` is no better than `utils`.
fn is_banned(name: &str) -> bool {
    name.split(['_', '-', '.'])
        .any(|part| BANNED.contains(&part))
}
