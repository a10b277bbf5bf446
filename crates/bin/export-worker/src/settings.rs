//! The settings of the process, read from the environment only here.

use std::net::SocketAddr;
use std::path::PathBuf;

use settings::{Environment, LiveSecret};
use store::{Access, logins::Login};
use tls::Trust;

use crate::MailSettings;

#[derive(Debug)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Address of the health and metrics pages.
    pub ops_bind: SocketAddr,
    pub broker_url: LiveSecret,
    /// Whom TLS connections trust.
    pub trust: Trust,
    pub tenants_dir: PathBuf,
    /// The logins that can only select.
    pub databases: Access,
    /// Where files are stored.
    pub files: files::Settings,
    /// Exports that this process works on at a time, unless they turn out to be large.
    pub slots: u16,
    /// An export with more rows leaves its slot.
    pub large_rows: u64,
    /// Large exports that run at the same time.
    pub large_slots: u16,
    /// A report with more rows is rejected.
    pub max_rows: u64,
    /// Connections to the databases of all tenants.
    pub connections: usize,
    /// None: no mail server is configured, so mails wait.
    pub mail: Option<MailSettings>,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        let slots: u16 = env.or("ESPEJO_EXPORT_SLOTS", 2);
        if !(1..=64).contains(&slots) {
            env.problem("ESPEJO_EXPORT_SLOTS is not a number from 1 to 64");
        }
        let large_slots: u16 = env.or("ESPEJO_EXPORT_LARGE_SLOTS", 1);
        if !(1..=64).contains(&large_slots) {
            env.problem("ESPEJO_EXPORT_LARGE_SLOTS is not a number from 1 to 64");
        }
        Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            broker_url: env.live_secret("ESPEJO_BROKER_URL"),
            trust: Trust::read(env),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            databases: Access::read(env, Login::Export),
            files: files::Settings::read(env),
            slots,
            large_rows: env.or("ESPEJO_EXPORT_LARGE_ROWS", 100_000),
            large_slots,
            max_rows: env.or("ESPEJO_EXPORT_MAX_ROWS", 10_000_000),
            connections: connections(env, slots.saturating_add(large_slots)),
            mail: MailSettings::read(env),
        }
    }
}

/// Each attempt needs three connections: to read, to count, and to check the job. One is for the
/// health page, and one for mails and webhooks. With fewer, attempts could wait for each other.
fn connections(env: &mut Environment, attempts: u16) -> usize {
    let needed = 3 * attempts + 2;
    let connections: u16 = env.or("ESPEJO_DATABASE_CONNECTIONS", needed);
    if connections < needed {
        env.problem(format!(
            "ESPEJO_DATABASE_CONNECTIONS: `{connections}` is less than {needed}, which \
             {attempts} exports at a time need; lower ESPEJO_EXPORT_SLOTS"
        ));
    }
    connections.into()
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
            "EXPORT_DATABASE_SECRET",
            "FILES_DIR",
            "EXPORT_SLOTS",
        ] {
            assert!(problems.contains(&format!("ESPEJO_{name}")), "{problems}");
        }
        assert_eq!(problems.lines().count(), 6, "{problems}");
    }
}
