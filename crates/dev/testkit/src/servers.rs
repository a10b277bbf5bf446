//! The addresses of this checkout's private PostgreSQL and RabbitMQ, and names for what tests
//! create there. A name contains the second of its creation, which tells leftovers of killed tests
//! from what is in use.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::env_file::EnvFile;

/// Leftovers of a killed test are removed after this time.
const LEFTOVER_AGE: Duration = Duration::from_hours(1);

/// Addresses with credentials, which `./run services` writes to `.espejo/env`.
#[derive(Clone, Debug)]
pub struct Servers {
    /// As superuser, database `postgres`.
    pub postgres_url: String,
    /// As administrator, virtual host `/`.
    pub rabbitmq_url: String,
    /// The management API, with user and password in the URL.
    pub rabbitmq_api: String,
    /// `host:port` of RabbitMQ; of each node, with commas, if it is a cluster.
    pub rabbitmq_address: String,
}

impl Servers {
    /// From the environment or `.espejo/env`; panics if a variable is in neither.
    pub fn of_environment() -> Self {
        let rabbitmq_url = required("ESPEJO_TEST_RABBITMQ_URL");
        let after_login = rabbitmq_url.rsplit('@').next().unwrap_or_default();
        let address = after_login.split('/').next().unwrap_or_default();
        Self {
            postgres_url: required("ESPEJO_TEST_POSTGRES_URL"),
            rabbitmq_address: address.to_owned(),
            rabbitmq_url,
            rabbitmq_api: required("ESPEJO_TEST_RABBITMQ_API"),
        }
    }
}

/// The secrets from which the passwords of the services' logins follow.
pub(crate) fn database_secrets() -> [(&'static str, String); 3] {
    [
        "ESPEJO_CORE_DATABASE_SECRET",
        "ESPEJO_EXPORT_DATABASE_SECRET",
        "ESPEJO_SCHEDULER_DATABASE_SECRET",
    ]
    .map(|name| (name, required(name)))
}

/// The password of a service's user on RabbitMQ.
pub(crate) fn broker_password(user: &str) -> String {
    required(&format!("{}_BROKER_PASSWORD", user.to_uppercase()))
}

/// The port of the private list of Erlang nodes.
pub(crate) fn epmd_port() -> String {
    required("ESPEJO_EPMD_PORT")
}

/// From the environment, otherwise from the file that `./run services` wrote in this checkout.
#[expect(
    clippy::disallowed_methods,
    reason = "not a setting of a service: tells tests where the private servers are"
)]
fn required(name: &str) -> String {
    let value = std::env::var(name)
        .ok()
        .or_else(|| EnvFile::of_checkout().get(name));
    value.unwrap_or_else(|| {
        panic!(
            "{name} is not set. Run `./run services`, which writes it to .espejo/env; or run \
             everything with `./run test`."
        )
    })
}

/// A unique name: `test_<second>_<process>_<number>`.
pub(crate) fn fresh_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{}_{number}", now_seconds(), std::process::id())
}

/// True for an old name of [`fresh_name`].
pub(crate) fn is_leftover(name: &str) -> bool {
    let made = name
        .strip_prefix("test_")
        .and_then(|rest| rest.split('_').next());
    made.and_then(|seconds| seconds.parse::<u64>().ok())
        .is_some_and(|seconds| seconds + LEFTOVER_AGE.as_secs() < now_seconds())
}

fn now_seconds() -> u64 {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// reqwest and lapin are built without a default TLS provider.
pub(crate) fn install_tls_provider() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

#[cfg(test)]
mod tests {
    use super::{fresh_name, is_leftover};

    #[test]
    fn only_old_generated_names_are_leftovers() {
        assert!(!is_leftover(&fresh_name()));
        assert!(is_leftover("test_1700000000_12_0"));
        assert!(!is_leftover("andina"));
        assert!(!is_leftover("test_of_mine"));
    }

    #[test]
    fn generated_names_are_unique() {
        assert_ne!(fresh_name(), fresh_name());
    }
}
