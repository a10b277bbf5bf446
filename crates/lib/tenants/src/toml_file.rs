//! The TOML files of tenants: which there are, how messages name them, and why one cannot be read.

use std::path::{Path, PathBuf};

use crate::check;

/// The files of the tenants that are served.
const HOSTS: &str = "hosts";
/// The files of those that are not.
const SUSPENDED: &str = "suspended";

/// Where the file of a tenant with this host name lies while the tenant is served.
pub fn served_file(dir: &Path, host: &str) -> Result<PathBuf, String> {
    file_in(dir, HOSTS, host)
}

/// Where the file of a tenant with this host name lies while the tenant is suspended.
pub fn suspended_file(dir: &Path, host: &str) -> Result<PathBuf, String> {
    file_in(dir, SUSPENDED, host)
}

/// The name becomes part of a path, so it is checked.
fn file_in(dir: &Path, folder: &str, host: &str) -> Result<PathBuf, String> {
    check::host(host).map_err(|reason| format!("\"{host}\" {reason}"))?;
    Ok(dir.join(folder).join(format!("{host}.toml")))
}

/// The files of the tenants that are served, in the order of their names.
pub(crate) fn served(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    all_in(&dir.join(HOSTS))
}

/// The files of suspended tenants, in the order of their names; there may be no such folder.
pub(crate) fn suspended(dir: &Path) -> Vec<PathBuf> {
    all_in(&dir.join(SUSPENDED)).unwrap_or_default()
}

pub(crate) fn host_of(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

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

/// How messages name a file: `hosts/…`, `suspended/…`, `bases/…` or `base.toml`. The crate `config`
/// makes the paths of origins relative to the working directory, so only their end is certain.
pub(crate) fn label(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().and_then(Path::file_name);
    match folder.and_then(|folder| folder.to_str()) {
        Some(folder @ (HOSTS | SUSPENDED | "bases")) => format!("{folder}/{name}"),
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
