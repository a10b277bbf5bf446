//! Where secrets of a tenant come from: the password of Odoo, and those of providers of sign-in.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use settings::{SecretError, SecretString};
use vault::{TextError, Vault};

use crate::{OdooSource, check, command, reader::Reader};

/// The variable with the keys that encrypt passwords in tenants' files.
pub const KEY_VARIABLE: &str = "ESPEJO_ODOO_KEY";

/// The key of a tenant's file, below `[odoo]`, with an encrypted password.
pub const ENCRYPTED_KEY: &str = "password_encrypted";

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SecretPlace {
    Variable(String),
    File(PathBuf),
    /// A program with its arguments.
    Command(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PasswordSource {
    Elsewhere(SecretPlace),
    /// It opens only for this host, so that nobody can use it in the file of another tenant.
    Encrypted {
        host: String,
        text: String,
    },
}

/// Why there is no password. It names the place of the password, never its value.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error(transparent)]
    Place(#[from] SecretError),
    #[error("hosts/{host}.toml: `odoo.password_encrypted` needs {KEY_VARIABLE}, which is missing")]
    NoKey { host: String },
    #[error("hosts/{host}.toml: `odoo.password_encrypted`: the value {problem}")]
    Sealed { host: String, problem: TextError },
}

impl OdooSource {
    /// Reads the password from the variable in `password_env` (or from the file in the same
    /// variable with `_FILE` at the end), from `password_file`, decrypts `password_encrypted`, or runs
    /// `password_command`.
    pub async fn password(&self, vault: Option<&Vault>) -> Result<SecretString, PasswordError> {
        match &self.password {
            PasswordSource::Elsewhere(place) => Ok(place.read().await?),
            PasswordSource::Encrypted { host, text } => decrypted(host, text, vault),
        }
    }

    /// Whether an encrypted password can be opened; good if it is not encrypted.
    pub fn check_encrypted(&self, vault: Option<&Vault>) -> Result<(), PasswordError> {
        match &self.password {
            PasswordSource::Elsewhere(_) => Ok(()),
            PasswordSource::Encrypted { host, text } => decrypted(host, text, vault).map(drop),
        }
    }

    /// Where the password comes from, in words.
    pub fn password_place(&self) -> String {
        match &self.password {
            PasswordSource::Elsewhere(place) => place.to_string(),
            PasswordSource::Encrypted { host, .. } => {
                format!("hosts/{host}.toml, with {KEY_VARIABLE}")
            }
        }
    }

    /// The text of `password_encrypted`.
    pub fn encrypted_password(&self) -> Option<&str> {
        match &self.password {
            PasswordSource::Elsewhere(_) => None,
            PasswordSource::Encrypted { text, .. } => Some(text),
        }
    }
}

impl SecretPlace {
    pub(crate) async fn read(&self) -> Result<SecretString, SecretError> {
        match self {
            Self::Variable(name) => settings::secret_from_process(name),
            Self::File(path) => settings::secret_from_file(path),
            Self::Command(arguments) => command::secret(arguments).await,
        }
    }
}

impl fmt::Display for SecretPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::File(path) => write!(f, "the file {}", path.display()),
            Self::Command(arguments) => {
                let program = arguments.first().map(String::as_str);
                write!(f, "the command {}", program.unwrap_or_default())
            }
        }
    }
}

fn decrypted(host: &str, text: &str, vault: Option<&Vault>) -> Result<SecretString, PasswordError> {
    let host = host.to_owned();
    let Some(vault) = vault else {
        return Err(PasswordError::NoKey { host });
    };
    let opened = vault.open_text(&host, text);
    opened.map_err(|problem| PasswordError::Sealed { host, problem })
}

/// A relative path starts at the directory of `base.toml`.
pub(crate) fn source(reader: &mut Reader, dir: &Path, host: &str) -> PasswordSource {
    let variable = reader.optional_text("odoo.password_env", check::variable);
    let file = reader.optional_text("odoo.password_file", check::present);
    let command = reader.texts("odoo.password_command", check::present);
    let encrypted = reader.own_secret("odoo.password_encrypted", encrypted);
    let elsewhere = PasswordSource::Elsewhere;
    let mut given = [
        variable.map(SecretPlace::Variable).map(elsewhere),
        file.map(|path| SecretPlace::File(dir.join(path)))
            .map(elsewhere),
        (!command.is_empty())
            .then_some(SecretPlace::Command(command))
            .map(elsewhere),
        encrypted.map(|text| PasswordSource::Encrypted {
            host: host.to_owned(),
            text,
        }),
    ]
    .into_iter()
    .flatten();
    let fault = match (given.next(), given.next()) {
        (Some(source), None) => return source,
        (Some(_), Some(_)) => "more than one is given",
        (None, _) => "none is given",
    };
    reader.problem(&format!(
        "one of `odoo.password_env`, `odoo.password_file`, `odoo.password_command` and \
         `odoo.password_encrypted` is needed: {fault}"
    ));
    PasswordSource::Elsewhere(SecretPlace::Variable(String::new()))
}

const ENCRYPT: &str =
    "is not one that `core-api secrets encrypt` has printed; a password must not be in the file";

fn encrypted(text: &str) -> Result<(), &'static str> {
    if vault::is_sealed_text(text) {
        Ok(())
    } else {
        Err(ENCRYPT)
    }
}
