//! Forbids constructs that hide unfinished work.

use crate::{code, tree, verdict};

#[test]
fn no_test_is_ignored_or_expects_a_panic() {
    let found = lines_with(|line| {
        let line: String = line.split_whitespace().collect();
        line.contains("#[ignore") || line.contains("#[should_panic") || line.contains(",ignore)]")
    });
    verdict::none(
        &found,
        "Run the test or remove it. Instead of expecting a panic, return an error and check \
         the error.",
    );
}

#[test]
fn no_todo_macros_remain() {
    let found = lines_with(|line| {
        code::words(line).any(|(offset, word)| {
            matches!(word, "todo" | "unimplemented")
                && line[offset + word.len()..].trim_start().starts_with('!')
        })
    });
    verdict::none(&found, "Implement it or remove it.");
}

#[test]
fn a_lint_is_allowed_only_with_a_reason() {
    let mut found = lines_with(|line| {
        let line: String = line.split_whitespace().collect();
        line.contains("#[allow(") || line.contains("#![allow(")
    });
    for file in tree::rust_files() {
        let code = file.code();
        let attributes = code.as_str().match_indices("[expect(");
        for (offset, _) in attributes {
            let end = code.as_str()[offset..].find(")]");
            let attribute = end.map_or("", |end| &code.as_str()[offset..offset + end]);
            if !code::words(attribute).any(|(_, word)| word == "reason") {
                let line = code.as_str()[..offset].matches('\n').count() + 1;
                found.push(format!("{}:{line}", file.path));
            }
        }
    }
    verdict::none(
        &found,
        "Write #[expect(lint, reason = \"…\")]: it gives a reason, and the compiler warns when it \
         is not needed any more.",
    );
}

fn lines_with(is_forbidden: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree::rust_files() {
        for (number, line) in file.code().lines() {
            if is_forbidden(line) {
                found.push(format!("{}:{number}", file.path));
            }
        }
    }
    found
}
