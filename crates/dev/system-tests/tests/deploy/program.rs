//! Runs a program of the machine.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A path in the checkout.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .canonicalize()
        .unwrap()
        .join(relative)
}

/// The files of a folder of the checkout with this ending, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(path(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} has no file *{ending}");
    files
}

/// What the program prints. Fails if it is missing or ends with an error.
#[track_caller]
pub(crate) fn accepts(command: &mut Command) -> String {
    let (accepted, said) = run(command);
    assert!(accepted, "{command:?}:\n{said}");
    said
}

/// Whether it ends without an error, and what it prints.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> (bool, String) {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; ./run test installs it"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.success(), said)
}
