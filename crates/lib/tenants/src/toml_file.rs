//! The TOML files of tenants: which there are, how messages name them, and why one cannot be read.

use std::path::{Path, PathBuf};

/// In the order of their names.
pub(crate) fn all_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// How messages name a file: `hosts/…`, `bases/…` or `base.toml`. The crate `config` makes the paths of
/// origins relative to the working directory, so only their end is certain.
pub(crate) fn label(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().and_then(Path::file_name);
    match folder.and_then(|folder| folder.to_str()) {
        Some(folder @ ("hosts" | "bases")) => format!("{folder}/{name}"),
        _ => name.into_owned(),
    }
}

/// The error for an invalid TOML file. The parser says in which file, and where.
pub(crate) fn unreadable(file: &Path, error: &config::ConfigError) -> String {
    match error {
        config::ConfigError::FileParse {
            uri: Some(uri),
            cause,
        } => {
            let file = label(Path::new(uri));
            format!("{file}: {}", without_source(&cause.to_string()))
        }
        other => format!("{}: {other}", label(file)),
    }
}

/// The message of a TOML parser without the lines that it quotes, because they may hold a secret.
fn without_source(message: &str) -> String {
    let is_quoted = |line: &&str| {
        let line = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        !line.starts_with('|')
    };
    let lines: Vec<&str> = message.lines().filter(is_quoted).collect();
    lines.join("; ").trim_end().to_owned()
}
