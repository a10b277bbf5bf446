//! The addresses of this checkout's private PostgreSQL and RabbitMQ, and names for what tests
//! create there. A name contains the second of its creation, which tells leftovers of killed tests
//! from what is in use.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

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
    /// The password of all login roles of ours on this private server.
    pub login_password: String,
}

impl Servers {
    /// From the environment or `.espejo/env`; panics if a variable is in neither.
    pub fn of_environment() -> Self {
        Self {
            postgres_url: required("ESPEJO_TEST_POSTGRES_URL"),
            rabbitmq_url: required("ESPEJO_TEST_RABBITMQ_URL"),
            rabbitmq_api: required("ESPEJO_TEST_RABBITMQ_API"),
            login_password: required("ESPEJO_LOGIN_PASSWORD"),
        }
    }
}

/// From the environment, otherwise from the file that `./run services` wrote in this checkout.
#[expect(
    clippy::disallowed_methods,
    reason = "not a setting of a service: tells tests where the private servers are"
)]
fn required(name: &str) -> String {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let file = || std::fs::read_to_string(checkout.join(".espejo/env")).ok();
    let value = std::env::var(name)
        .ok()
        .or_else(|| value_in(&file()?, name));
    value.unwrap_or_else(|| {
        panic!(
            "{name} is not set. Run `./run services`, which writes it to .espejo/env; or run \
             everything with `./run test`."
        )
    })
}

/// The value of a line `NAME='value'`.
fn value_in(file: &str, name: &str) -> Option<String> {
    let mut values = file
        .lines()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix("='"));
    Some(values.next()?.strip_suffix('\'')?.to_owned())
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
    use super::{fresh_name, is_leftover, value_in};

    #[test]
    fn only_names_of_long_ago_are_leftovers() {
        assert!(!is_leftover(&fresh_name()));
        assert!(is_leftover("test_1700000000_12_0"));
        assert!(!is_leftover("andina"));
        assert!(!is_leftover("test_of_mine"));
    }

    #[test]
    fn a_variable_is_found_by_its_whole_name() {
        let file = "ESPEJO_URL_OLD='a'\nESPEJO_URL='b=c'\n";
        assert_eq!(value_in(file, "ESPEJO_URL").as_deref(), Some("b=c"));
        assert_eq!(value_in(file, "ESPEJO"), None);
    }

    #[test]
    fn names_do_not_repeat() {
        assert_ne!(fresh_name(), fresh_name());
    }
}
