//! How long files and functions may be.

use crate::{
    events::SERVICES,
    tree::{self, Text},
    verdict,
};

/// Lines of a file in src without its inline test module.
const FILE: usize = 400;
/// The same, for a file of tests and for one that is on the list.
const LONG_FILE: usize = 500;
/// Lines of code between its braces.
const FUNCTION: usize = 60;
/// Lines of code: the start-up story of a service is told on one page.
const MAIN: usize = 60;

/// Files that may have up to 500 lines, and why they are one thing.
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
        "More than 400 lines without tests: split the file by its nouns. Up to 500 for a file of \
         tests, or with a reason in the list in crates/dev/system-tests/tests/tidy/sizes.rs.",
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
        "More than 60 lines of code: give a part of it a name of its own.",
    );
}

#[test]
fn the_main_of_a_service_is_one_page() {
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
        "More than 60 lines of code: main.rs tells the order of the start-up; move the rest to the library.",
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
