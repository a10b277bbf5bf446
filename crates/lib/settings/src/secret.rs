//! Secrets from a variable or from a file, so that container platforms can mount them. Errors name
//! the place of the secret, never its value.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

/// Why a secret is not available.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("{name} is missing (nor is {name}_FILE set)")]
    Missing { name: String },
    #[error("both {name} and {name}_FILE are set")]
    SetTwice { name: String },
    #[error("{name} is not UTF-8 text")]
    NotText { name: String },
    #[error("{} cannot be read as a secret", path.display())]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is empty", path.display())]
    EmptyFile { path: PathBuf },
    #[error("the command {program}: {reason}")]
    Command { program: String, reason: String },
    #[error("{name}_FILE")]
    File {
        name: String,
        source: Box<SecretError>,
    },
}

/// The secret `name` of this process, from the variable `NAME` or from the file whose path is in
/// `NAME_FILE`.
#[expect(
    clippy::disallowed_methods,
    reason = "the one crate that reads the environment"
)]
pub fn secret_from_process(name: &str) -> Result<SecretString, SecretError> {
    let file = format!("{name}_FILE");
    let variables = [name, &file]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), std::env::var_os(name)?)))
        .collect();
    find(&variables, name)
}

/// The secret in a file, without line ends at the end.
pub fn secret_from_file(path: &Path) -> Result<SecretString, SecretError> {
    let text = std::fs::read_to_string(path).map_err(|source| SecretError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        return Err(SecretError::EmptyFile {
            path: path.to_owned(),
        });
    }
    Ok(SecretString::from(secret))
}

pub(crate) fn find(
    variables: &BTreeMap<String, OsString>,
    name: &str,
) -> Result<SecretString, SecretError> {
    let get = |name: &str| variables.get(name).filter(|value| !value.is_empty());
    match (get(name), get(&format!("{name}_FILE"))) {
        (Some(_), Some(_)) => Err(SecretError::SetTwice {
            name: name.to_owned(),
        }),
        (Some(value), None) => {
            value
                .to_str()
                .map(SecretString::from)
                .ok_or_else(|| SecretError::NotText {
                    name: name.to_owned(),
                })
        }
        (None, Some(path)) => {
            secret_from_file(Path::new(path)).map_err(|source| SecretError::File {
                name: name.to_owned(),
                source: Box::new(source),
            })
        }
        (None, None) => Err(SecretError::Missing {
            name: name.to_owned(),
        }),
    }
}

/// The error and its causes on one line.
pub(crate) fn explain(error: &SecretError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
