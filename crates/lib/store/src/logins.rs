//! One login for each service and tenant. Its rights end at the database of its tenant, so whoever
//! learns a password can open the books of one tenant and no others.
//!
//! A password is the HMAC-SHA256 of the login's name under the service's secret. So a service needs
//! one secret for all tenants, and one password does not lead to another.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use settings::{Environment, LiveSecret};
use sha2::Sha256;

use crate::Error;

/// Passwords are derived from the secret, so it must be as hard to guess as they are.
const SECRET_LETTERS: usize = 32;

const READ_ONLY: (&str, &str) = ("default_transaction_read_only", "on");

/// A service that has logins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Login {
    /// core-api, the only writer.
    Core,
    /// export-worker. It selects the mirror.
    Export,
    /// scheduler. It selects when schedules are due.
    Scheduler,
}

/// The secrets of all services, for `core-api migrate`.
#[derive(Debug, Clone)]
pub struct Secrets {
    pub core: SecretString,
    pub export: SecretString,
    pub scheduler: SecretString,
}

impl Login {
    pub const ALL: [Self; 3] = [Self::Core, Self::Export, Self::Scheduler];

    /// The login's name for a tenant's database.
    pub fn name(self, database: &str) -> String {
        let suffix = match self {
            Self::Core => "core",
            Self::Export => "export",
            Self::Scheduler => "scheduler",
        };
        format!("{database}_{suffix}")
    }

    /// The variable of the service's secret.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Core => "ESPEJO_CORE_DATABASE_SECRET",
            Self::Export => "ESPEJO_EXPORT_DATABASE_SECRET",
            Self::Scheduler => "ESPEJO_SCHEDULER_DATABASE_SECRET",
        }
    }

    /// The role that has the rights.
    pub(crate) fn group(self) -> &'static str {
        match self {
            Self::Core => "espejo_writer",
            Self::Export => "espejo_reader",
            Self::Scheduler => "espejo_schedule_reader",
        }
    }

    /// What each session begins with: a net for what hangs, longer than any ordinary statement.
    pub(crate) fn only_reads(self) -> bool {
        self.settings().contains(&READ_ONLY)
    }

    pub(crate) fn settings(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Core => &[
                ("statement_timeout", "1h"),
                ("lock_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "5min"),
            ],
            Self::Export => &[
                READ_ONLY,
                // A large file is one statement from its first row to its last.
                ("statement_timeout", "3h"),
                ("lock_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "5min"),
            ],
            Self::Scheduler => &[
                READ_ONLY,
                ("statement_timeout", "30s"),
                ("lock_timeout", "10s"),
                ("idle_in_transaction_session_timeout", "1min"),
            ],
        }
    }
}

impl Secrets {
    /// Reads the secrets of all services.
    pub fn read(env: &mut Environment) -> Self {
        Self {
            core: secret(env, Login::Core),
            export: secret(env, Login::Export),
            scheduler: secret(env, Login::Scheduler),
        }
    }

    pub(crate) fn of(&self, login: Login) -> &SecretString {
        match login {
            Login::Core => &self.core,
            Login::Export => &self.export,
            Login::Scheduler => &self.scheduler,
        }
    }
}

/// The password of a login, given the secret of its service.
pub fn password(secret: &SecretString, login: &str) -> Result<SecretString, Error> {
    let key = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes());
    let mut mac = key.map_err(|_| Error::Login {
        name: login.to_owned(),
        reason: "its secret is no key".to_owned(),
    })?;
    mac.update(login.as_bytes());
    let hash = mac.finalize().into_bytes();
    let mut text = String::with_capacity(2 * hash.len());
    for byte in hash {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
    }
    Ok(SecretString::from(text))
}

/// The secret of a service.
fn secret(env: &mut Environment, login: Login) -> SecretString {
    live_secret(env, login).newest()
}

/// The secret of a service, which may change while it runs.
pub(crate) fn live_secret(env: &mut Environment, login: Login) -> LiveSecret {
    let secret = env.live_secret(login.variable());
    // If it is empty, it is missing, and this is a problem already.
    if (1..SECRET_LETTERS).contains(&secret.newest().expose_secret().len()) {
        env.problem(format!(
            "{} has fewer than {SECRET_LETTERS} characters (`openssl rand -hex 32` makes one)",
            login.variable()
        ));
    }
    secret
}
