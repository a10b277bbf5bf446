//! The settings of the process, read from the environment only here.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use settings::{Environment, LiveSecret};
use store::{Access, logins::Login};
use tenants::{LiveTenants, LoadError};
use tls::Trust;

#[derive(Debug)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Address of the health and metrics pages.
    pub ops_bind: SocketAddr,
    pub broker_url: LiveSecret,
    /// Whom TLS connections trust.
    pub trust: Trust,
    pub tenants_dir: PathBuf,
    /// The logins that can only select when schedules are due.
    pub databases: Access,
    /// How often the process looks whether a schedule is due.
    pub interval: Duration,
    /// Connections to the databases of all tenants.
    pub connections: usize,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        let interval = env.or("ESPEJO_SCHEDULER_INTERVAL", Duration::from_secs(5));
        if interval.is_zero() {
            env.problem("ESPEJO_SCHEDULER_INTERVAL must not be zero");
        }
        let connections: u16 = env.or("ESPEJO_DATABASE_CONNECTIONS", 2);
        if connections == 0 {
            env.problem("ESPEJO_DATABASE_CONNECTIONS: `0` is less than 1");
        }
        Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            broker_url: env.live_secret("ESPEJO_BROKER_URL"),
            trust: Trust::read(env),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            databases: Access::read(env, Login::Scheduler),
            interval,
            connections: connections.into(),
        }
    }

    /// The tenants, as far as their files can be used here.
    pub fn tenants(&self) -> Result<LiveTenants, LoadError> {
        let access = self.databases.clone();
        LiveTenants::open(&self.tenants_dir, move |tenant| {
            access.accept(&tenant.host, &tenant.database)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_wrong_settings_are_reported_together() {
        let mut env = Environment::from_pairs([
            ("ESPEJO_OPS_BIND", "127.0.0.1:9090"),
            ("ESPEJO_BROKER_URL", "amqp://localhost"),
            ("ESPEJO_TENANTS_DIR", "/etc/espejo"),
            ("ESPEJO_SCHEDULER_INTERVAL", "often"),
        ]);
        let settings = Settings::read(&mut env);
        let problems = env.finish(settings).unwrap_err().to_string();
        assert!(problems.contains("ESPEJO_DATABASE_URL"), "{problems}");
        assert!(
            problems.contains("ESPEJO_SCHEDULER_DATABASE_SECRET"),
            "{problems}"
        );
        assert!(problems.contains("ESPEJO_SCHEDULER_INTERVAL"), "{problems}");
        assert_eq!(problems.lines().count(), 3, "{problems}");
    }
}
