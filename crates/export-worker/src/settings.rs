//! The process's settings, read from the environment in this one place.

use std::net::SocketAddr;
use std::path::PathBuf;

use settings::{Environment, SecretString};

use crate::MailSettings;

#[derive(Debug)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Address of the health and metrics pages.
    pub ops_bind: SocketAddr,
    pub broker_url: SecretString,
    pub tenants_dir: PathBuf,
    /// A login that can only select; the database's name in it is replaced by each tenant's.
    pub database_url: SecretString,
    /// Where files are put; temporary ones, too, so that a finished one is only renamed.
    pub files_dir: PathBuf,
    /// Exports that this process works on at a time.
    pub slots: u16,
    /// A report with more rows is refused.
    pub max_rows: u64,
    /// None: no mail server is configured, so mails wait.
    pub mail: Option<MailSettings>,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        let slots = env.or("ESPEJO_EXPORT_SLOTS", 2);
        if !(1..=64).contains(&slots) {
            env.problem("ESPEJO_EXPORT_SLOTS is not a number from 1 to 64");
        }
        Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            broker_url: env.secret("ESPEJO_BROKER_URL"),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            database_url: env.secret("ESPEJO_DATABASE_URL"),
            files_dir: env.required("ESPEJO_FILES_DIR"),
            slots,
            max_rows: env.or("ESPEJO_EXPORT_MAX_ROWS", 10_000_000),
            mail: MailSettings::read(env),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_or_wrong_setting_is_named() {
        let mut env = Environment::from_pairs([
            ("ESPEJO_OPS_BIND", "127.0.0.1:9090"),
            ("ESPEJO_EXPORT_SLOTS", "0"),
        ]);
        let settings = Settings::read(&mut env);
        let problems = env.finish(settings).unwrap_err().to_string();
        for name in [
            "BROKER_URL",
            "TENANTS_DIR",
            "DATABASE_URL",
            "FILES_DIR",
            "EXPORT_SLOTS",
        ] {
            assert!(problems.contains(&format!("ESPEJO_{name}")), "{problems}");
        }
        assert_eq!(problems.lines().count(), 5, "{problems}");
    }
}
