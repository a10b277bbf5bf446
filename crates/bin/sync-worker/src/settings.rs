//! What the process reads from its environment. It needs no database: the request says what a run
//! needs, and the tenant's file says how to reach Odoo.

use std::{net::SocketAddr, path::PathBuf};

use settings::{Environment, LiveSecret};
use tls::Trust;
use vault::Vault;

/// Maximum number of requests that one process works on at the same time.
const MAX_SLOTS: u32 = 16;
/// Maximum number of long ones beside them. Each holds some pages in memory.
const MAX_LONG_SLOTS: u32 = 256;

#[derive(Debug, Clone)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Where the health and metrics pages listen.
    pub ops_bind: SocketAddr,
    pub broker_url: LiveSecret,
    /// Whom TLS connections trust.
    pub trust: Trust,
    pub tenants_dir: PathBuf,
    /// Opens passwords of Odoo that are encrypted in tenants' files.
    pub odoo_keys: Option<Vault>,
    /// Requests worked on at the same time, while they take only seconds.
    pub slots: u32,
    /// Requests that take longer, worked on beside the slots.
    pub long_slots: u32,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        let settings = Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            broker_url: env.live_secret("ESPEJO_BROKER_URL"),
            trust: Trust::read(env),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            odoo_keys: Vault::read(env, tenants::KEY_VARIABLE),
            slots: env.or("ESPEJO_SYNC_SLOTS", 2),
            long_slots: env.or("ESPEJO_SYNC_LONG_SLOTS", 16),
        };
        if !(1..=MAX_LONG_SLOTS).contains(&settings.long_slots) {
            env.problem(format!(
                "ESPEJO_SYNC_LONG_SLOTS: must be from 1 to {MAX_LONG_SLOTS}"
            ));
        }
        if !(1..=MAX_SLOTS).contains(&settings.slots) {
            env.problem(format!("ESPEJO_SYNC_SLOTS: must be from 1 to {MAX_SLOTS}"));
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_require_a_broker_and_no_database() {
        let mut env = Environment::from_pairs([
            ("ESPEJO_OPS_BIND", "127.0.0.1:0"),
            ("ESPEJO_BROKER_URL", "amqp://user:word@localhost/espejo"),
            ("ESPEJO_TENANTS_DIR", "/etc/espejo"),
        ]);
        let settings = Settings::read(&mut env);
        assert!(env.names().contains(&"ESPEJO_BROKER_URL"));
        assert!(!env.names().iter().any(|name| name.contains("DATABASE")));
        assert_eq!(env.finish(settings).unwrap().slots, 2);
    }

    #[test]
    fn zero_slots_are_refused() {
        let mut env = Environment::from_pairs([("ESPEJO_SYNC_SLOTS", "0")]);
        let settings = Settings::read(&mut env);
        let problems = env.finish(settings).unwrap_err().to_string();
        assert!(problems.contains("ESPEJO_SYNC_SLOTS"), "{problems}");
        assert!(problems.contains("ESPEJO_BROKER_URL"), "{problems}");
    }
}
