//! The files of the checkout, without build output and local files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::code::Code;

/// Not part of the product: version control, what is built, local servers, local settings.
const LEFT_OUT: &[&str] = &[
    ".git",
    "target",
    ".espejo",
    ".env",
    "mutants.out",
    "dist",
    "node_modules",
];

/// A text file; `path` is relative to the root, with slashes.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Text {
    /// The crate's name: `bus` for `crates/lib/bus/src/lib.rs`.
    pub(crate) fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').nth(1)
    }

    /// True for files that the crate ships, false for its tests.
    pub(crate) fn in_src(&self) -> bool {
        self.path.split('/').nth(3) == Some("src")
    }

    pub(crate) fn code(&self) -> Code {
        Code::strip(&self.text)
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file. Links are not followed.
pub(crate) fn texts() -> Vec<Text> {
    paths()
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(root().join(&path)).ok()?;
            (!text.contains('\0')).then_some(Text { path, text })
        })
        .collect()
}

/// Code that Cornucopia makes of `.sql` files.
const GENERATED: &str = "crates/lib/sql/src/";

fn is_generated(path: &str) -> bool {
    path.starts_with(GENERATED)
}

/// Every file but those that are generated.
pub(crate) fn paths_of_people() -> Vec<String> {
    let mut paths = paths();
    paths.retain(|path| !is_generated(path));
    paths
}

/// The Rust that people write.
pub(crate) fn rust_files() -> Vec<Text> {
    let mut files = with_ending("rs");
    files.retain(|file| !is_generated(&file.path));
    assert!(files.len() > 100, "the crates were not found");
    files
}

/// The statements beside the Rust that uses them.
pub(crate) fn sql_files() -> Vec<Text> {
    let mut files = with_ending("sql");
    files.retain(|file| file.path.starts_with("crates/") && file.in_src());
    files
}

fn with_ending(ending: &str) -> Vec<Text> {
    let mut files = texts();
    files.retain(|file| {
        let found = Path::new(&file.path).extension();
        found.is_some_and(|found| found == ending)
    });
    files
}

/// Every file, sorted.
pub(crate) fn paths() -> Vec<String> {
    let mut found = Vec::new();
    collect(&root(), "", &mut found);
    found.sort();
    found
}

/// The folders of all crates below `crates`, such as `lib/bus`.
pub(crate) fn crates() -> Vec<String> {
    let kinds = folders("crates").into_iter();
    kinds
        .flat_map(|kind| {
            let names = folders(&format!("crates/{kind}"));
            names.into_iter().map(move |name| format!("{kind}/{name}"))
        })
        .collect()
}

/// The names of the subfolders of a folder, sorted.
pub(crate) fn folders(path: &str) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), found);
        } else if kind.is_file() {
            found.push(format!("{prefix}{name}"));
        }
    }
}
