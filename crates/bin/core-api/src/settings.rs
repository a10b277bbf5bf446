//! Settings of core-api, read in one place.

mod mail_server;

use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf, time::Duration};

use settings::{Environment, LiveSecret};
use store::{
    Access,
    logins::{Login, Secrets},
};
use tls::Trust;
use vault::Vault;

pub use self::mail_server::MailServer;
use crate::proxies::Proxies;

/// Variable of the keys for secrets in the databases.
pub(crate) const SECRETS_KEY: &str = "ESPEJO_SECRETS_KEY";
const MINUTE: Duration = Duration::from_mins(1);

/// For `serve`.
#[derive(Debug, Clone)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Address of the health and metrics pages.
    pub ops_bind: SocketAddr,
    pub http_bind: SocketAddr,
    pub broker_url: LiveSecret,
    /// Whom TLS connections trust.
    pub trust: Trust,
    /// The logins that may write.
    pub databases: Access,
    pub tenants_dir: PathBuf,
    /// Where export-worker puts finished files.
    pub files: files::Settings,
    /// Connections to the databases of all tenants.
    pub connections: Connections,
    /// How long a heartbeat extends the lease of a run.
    pub run_lease: Duration,
    /// How long a heartbeat extends the lease of an export.
    pub export_lease: Duration,
    /// Interval between checks for expired leases.
    pub watch_every: Duration,
    /// Requests per second and caller; bursts may have twice as many.
    pub rate_limit_per_second: NonZeroU32,
    /// Keys and cookies of one address that open nothing, per minute.
    pub bad_keys_per_minute: u32,
    /// Requests without a known caller, per second and address. Above it they wait.
    pub anonymous_requests_per_second: NonZeroU32,
    /// Open event streams of one caller, and of one tenant.
    pub streams_per_key: u32,
    pub streams_per_tenant: u32,
    /// Networks of the proxies whose headers are believed.
    pub trusted_proxies: Proxies,
    /// The folder with the built console. Without it there is none.
    pub console_dir: Option<PathBuf>,
    /// Encrypts the secrets of second factors and the keys of webhooks. Without it nobody can add one.
    pub secrets_keys: Option<Vault>,
    /// Whether invitations and links for new passwords go out by mail. export-worker needs a mail
    /// server for it.
    pub mails_links: bool,
    /// Only shown. None if core-api does not know it.
    pub mail_server: Option<MailServer>,
}

/// The budget of connections, divided so that reports, events and sign-in never wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// For requests.
    pub reports: usize,
    /// For events and background work.
    pub intake: usize,
    /// For looking up keys and sessions.
    pub access: usize,
}

impl Connections {
    const FEWEST: u16 = 8;

    fn read(env: &mut Environment) -> Self {
        let all = env.or("ESPEJO_DATABASE_CONNECTIONS", 40);
        if all < Self::FEWEST {
            env.problem(format!(
                "ESPEJO_DATABASE_CONNECTIONS: `{all}` is less than {}",
                Self::FEWEST
            ));
        }
        Self::divided(all.max(Self::FEWEST).into())
    }

    pub(crate) fn all(self) -> usize {
        self.reports + self.intake + self.access
    }

    fn divided(all: usize) -> Self {
        let access = (all / 10).max(2);
        let intake = (all * 3 / 10).max(2);
        Self {
            reports: all - access - intake,
            intake,
            access,
        }
    }
}

/// For `migrate`.
#[derive(Debug, Clone)]
pub struct MigrationSettings {
    pub tenants_dir: PathBuf,
    /// Login of a role that may create databases and roles.
    pub admin: Access,
    /// What the passwords of the services' logins follow from.
    pub secrets: Secrets,
}

/// For `tenants remove`.
#[derive(Debug, Clone)]
pub struct RemovalSettings {
    pub tenants_dir: PathBuf,
    /// Login of a role that may drop databases and roles.
    pub admin: Access,
    pub files: files::Settings,
    /// Folder of `pg_dump` and `pg_restore`; the path of the process finds them without it.
    pub programs: Option<PathBuf>,
}

/// For `key`.
#[derive(Debug, Clone)]
pub struct KeySettings {
    pub tenants_dir: PathBuf,
    pub databases: Access,
}

/// For `dead-letters`.
#[derive(Debug, Clone)]
pub struct DeadLetterSettings {
    pub tenants_dir: PathBuf,
    pub databases: Access,
    pub broker_url: LiveSecret,
    pub trust: Trust,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            http_bind: env.required("ESPEJO_HTTP_BIND"),
            broker_url: env.live_secret("ESPEJO_BROKER_URL"),
            trust: Trust::read(env),
            databases: Access::read(env, Login::Core),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            files: files::Settings::read(env),
            connections: Connections::read(env),
            run_lease: lease(env, "ESPEJO_RUN_LEASE"),
            export_lease: lease(env, "ESPEJO_EXPORT_LEASE"),
            watch_every: env.or("ESPEJO_WATCH_EVERY", Duration::from_secs(5)),
            rate_limit_per_second: rate(env, "ESPEJO_RATE_LIMIT_PER_SECOND"),
            bad_keys_per_minute: positive(env, "ESPEJO_BAD_KEYS_PER_MINUTE", 30).into(),
            anonymous_requests_per_second: rate(env, "ESPEJO_ANONYMOUS_REQUESTS_PER_SECOND"),
            streams_per_key: positive(env, "ESPEJO_STREAMS_PER_KEY", 8).into(),
            streams_per_tenant: positive(env, "ESPEJO_STREAMS_PER_TENANT", 64).into(),
            trusted_proxies: trusted_proxies(env),
            console_dir: env.optional("ESPEJO_CONSOLE_DIR"),
            secrets_keys: Vault::read(env, SECRETS_KEY),
            mails_links: env.or("ESPEJO_MAIL_LINKS", false),
            mail_server: MailServer::read(env),
        }
    }
}

impl MigrationSettings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            admin: Access::read_administrator(env),
            secrets: Secrets::read(env),
        }
    }
}

impl RemovalSettings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            admin: Access::read_administrator(env),
            files: files::Settings::read(env),
            programs: env.optional("ESPEJO_POSTGRES_PROGRAMS"),
        }
    }
}

impl KeySettings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            databases: Access::read(env, Login::Core),
        }
    }

    /// With the login of an administrator.
    pub fn read_administrator(env: &mut Environment) -> Self {
        Self {
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            databases: Access::read_administrator(env),
        }
    }
}

impl DeadLetterSettings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            databases: Access::read(env, Login::Core),
            broker_url: env.live_secret("ESPEJO_BROKER_URL"),
            trust: Trust::read(env),
        }
    }
}

/// A lease lasts several heartbeats, because a heartbeat may be late or lost.
fn lease(env: &mut Environment, name: &'static str) -> Duration {
    let lease = env.or(name, MINUTE);
    let every = contracts::SIGN_OF_LIFE;
    let shortest = every * 5;
    if lease < shortest {
        env.problem(format!(
            "{name}: `{lease:?}` is shorter than {shortest:?}, and workers send a heartbeat only \
             every {every:?}"
        ));
    }
    lease
}

fn positive(env: &mut Environment, name: &'static str, default: u16) -> u16 {
    let value = env.or(name, default);
    if value == 0 {
        env.problem(format!("{name}: `0` is less than 1"));
    }
    value
}

fn rate(env: &mut Environment, name: &'static str) -> NonZeroU32 {
    let per_second: u32 = env.or(name, 50);
    NonZeroU32::new(per_second).unwrap_or_else(|| {
        env.problem(format!("{name}: `0` is less than 1"));
        NonZeroU32::MIN
    })
}

fn trusted_proxies(env: &mut Environment) -> Proxies {
    let text = env.or("ESPEJO_TRUSTED_PROXIES", String::new());
    Proxies::parse(&text).unwrap_or_else(|problem| {
        env.problem(format!("ESPEJO_TRUSTED_PROXIES: {problem}"));
        Proxies::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_that_is_too_short_for_the_heartbeats_is_refused() {
        let problems = |lease| {
            let pairs = [("ESPEJO_RUN_LEASE", lease), ("ESPEJO_EXPORT_LEASE", "10s")];
            let mut env = Environment::from_pairs(pairs);
            let settings = Settings::read(&mut env);
            env.finish(settings).unwrap_err().to_string()
        };
        let short = problems("9s");
        assert!(
            short.contains("ESPEJO_RUN_LEASE: `9s` is shorter than 10s"),
            "{short}"
        );
        assert!(!problems("10s").contains("LEASE"));
    }

    #[test]
    fn the_connections_are_divided_and_none_is_lost() {
        for (all, reports, intake, access) in [(8, 4, 2, 2), (40, 24, 12, 4), (100, 60, 30, 10)] {
            let divided = Connections::divided(all);
            let expected = Connections {
                reports,
                intake,
                access,
            };
            assert_eq!(divided, expected);
            assert_eq!(reports + intake + access, all);
        }
        let mut env = Environment::from_pairs([("ESPEJO_DATABASE_CONNECTIONS", "7")]);
        let settings = Settings::read(&mut env);
        let problems = env.finish(settings).unwrap_err().to_string();
        assert!(problems.contains("`7` is less than 8"), "{problems}");
    }
}
