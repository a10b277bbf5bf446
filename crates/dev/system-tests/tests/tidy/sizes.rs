//! How long files and functions may be.

use crate::{
    events::SERVICES,
    tree::{self, Text},
    verdict,
};

/// Maximum lines of a file in src, not counting its inline test module.
const FILE: usize = 400;
/// Maximum lines of a test file, and of a file that is on the list.
const LONG_FILE: usize = 500;
/// Maximum lines of code between the braces of a function.
const FUNCTION: usize = 60;
/// Maximum lines of code in a main.rs: the start-up of a service fits on one page.
const MAIN: usize = 60;

/// Files that may have up to 500 lines, and why they are not split.
const LONG: &[(&str, &str)] = &[];

#[test]
fn files_are_short() {
    let mut found = Vec::new();
    let mut excused = Vec::new();
    for file in tree::rust_files() {
        let lines = lines_without_tests(&file);
        let listed = LONG.iter().any(|(path, _)| *path == file.path);
        if listed && lines > FILE {
            excused.push(file.path.clone());
        }
        let limit = if listed || !file.in_src() {
            LONG_FILE
        } else {
            FILE
        };
        if lines > limit {
            found.push(format!("{} has {lines} lines", file.path));
        }
    }
    let listed = LONG.iter().map(|(path, _)| *path);
    found.extend(verdict::stale(listed, |path| {
        excused.iter().any(|excused| excused == path)
    }));
    verdict::none(
        &found,
        "Split the file by subject: it may have 400 lines without tests, a test file 500. For 500, \
         add the file and a reason to the list in crates/dev/system-tests/tests/tidy/sizes.rs.",
    );
}

#[test]
fn functions_are_short() {
    let mut found = Vec::new();
    for file in tree::rust_files().into_iter().filter(Text::in_src) {
        for function in file.code().functions() {
            if function.lines > FUNCTION {
                found.push(format!(
                    "{}:{} {} has {} lines",
                    file.path, function.line, function.name, function.lines
                ));
            }
        }
    }
    verdict::none(
        &found,
        "Move a part of the function to a new one: the limit is 60 lines of code.",
    );
}

#[test]
fn main_files_of_services_are_short() {
    let found: Vec<_> = tree::rust_files()
        .into_iter()
        .filter(|file| {
            SERVICES.contains(&file.crate_name().unwrap_or_default())
                && file.path.ends_with("/src/main.rs")
        })
        .map(|file| (file.code().count_of_lines(), file.path))
        .filter(|(lines, _)| *lines > MAIN)
        .map(|(lines, path)| format!("{path} has {lines} lines"))
        .collect();
    verdict::none(
        &found,
        "Move code to the library: main.rs shows only the start-up order, in at most 60 lines.",
    );
}

fn lines_without_tests(file: &Text) -> usize {
    let tests: usize = file
        .code()
        .test_modules()
        .iter()
        .map(|(first, last)| last + 1 - first)
        .sum();
    file.text.lines().count() - tests
}
