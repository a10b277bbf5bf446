//! Where the database of a tenant is.

use std::{fmt, path::PathBuf};

use secrecy::SecretString;

use crate::secret::{SecretError, secret_from_file, secret_from_process};

/// The database's name and, unless it is on the server of the process, where the URLs of its servers
/// are. Each process reads only those that it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseAddress {
    pub name: String,
    /// Of the tenant's own server.
    pub url: Option<SecretSource>,
    /// Of the same server, with the login of an administrator.
    pub migration_url: Option<SecretSource>,
    /// Of a standby of the server.
    pub replica_url: Option<SecretSource>,
}

/// Where a secret is that a file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// In this variable, or in the file whose path is in the same variable with `_FILE` at the end.
    Variable(String),
    File(PathBuf),
}

/// On the server of the process.
impl From<String> for DatabaseAddress {
    fn from(name: String) -> Self {
        Self {
            name,
            url: None,
            migration_url: None,
            replica_url: None,
        }
    }
}

impl SecretSource {
    pub fn read(&self) -> Result<SecretString, SecretError> {
        match self {
            Self::Variable(name) => secret_from_process(name),
            Self::File(path) => secret_from_file(path),
        }
    }
}

impl fmt::Display for SecretSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::File(path) => write!(f, "the file {}", path.display()),
        }
    }
}
