//! The PostgreSQL server in a URL, and whether the connection to it is encrypted: the same rules for
//! Espejo's own databases and for those of Odoo.
//!
//! `sslmode=verify-full` verifies the chain and the name. `require` means the same: the driver's own
//! meaning, which verifies nothing, does not exist here. Without encryption the URL must say so,
//! unless the server is on this machine. Nothing falls back to plain text.

use std::{net::IpAddr, path::PathBuf, str::FromStr, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use tls::Trust;
use tokio_postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode, TargetSessionAttrs},
};
pub use tokio_postgres_rustls::MakeRustlsConnect;

/// Longest wait for a new connection.
pub const WAIT: Duration = Duration::from_secs(10);

/// What holds for every session, whatever the server's configuration says. Old poolers, which would
/// mix up sessions, refuse it.
const SESSION: &str = "-c TimeZone=UTC";
/// The driver takes a server for the primary if the session may write. Logins that only read may not,
/// so their own setting comes back when the server is chosen.
const WRITABLE: &str = "-c default_transaction_read_only=off";

/// What is wrong with a URL. It never has a part of the URL that may be a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the database URL is invalid: {0}")]
pub struct Invalid(String);

impl Invalid {
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// A parsed URL.
#[derive(Debug, Clone)]
pub struct Server {
    pub config: Config,
    pub encryption: Encryption,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encryption {
    None,
    /// By the authorities of the process, or only by those in this file.
    Verified(Option<PathBuf>),
}

impl Server {
    pub fn parse(url: &SecretString) -> Result<Self, Invalid> {
        let (plain, mode, authorities) = without_tls(url.expose_secret())?;
        // The parser's error does not contain the URL, so it cannot leak a password.
        let mut config = Config::from_str(&plain).map_err(|e| Invalid(e.to_string()))?;
        config
            .connect_timeout(WAIT)
            .keepalives_idle(Duration::from_secs(30));
        let options = [config.get_options().unwrap_or_default(), SESSION].join(" ");
        config.options(options.trim());
        let encryption = match mode.as_deref() {
            Some("verify-full" | "require") => Encryption::Verified(authorities),
            Some("disable") => Encryption::None,
            None if authorities.is_none() && is_local(&config) => Encryption::None,
            None => {
                return Err(Invalid(
                    "it must say sslmode=verify-full, or sslmode=disable for a connection that \
                     anybody on the way can read"
                        .to_owned(),
                ));
            }
            Some(other) => {
                return Err(Invalid(format!(
                    "sslmode={other} does not verify the server; use verify-full, or disable for no \
                     encryption"
                )));
            }
        };
        config.ssl_mode(match encryption {
            Encryption::None => SslMode::Disable,
            Encryption::Verified(_) => SslMode::Require,
        });
        Ok(Self { config, encryption })
    }

    /// Prepares a login that only reads for a URL that names the primary and its standbys. Returns
    /// whether it did.
    pub fn let_reader_find_the_primary(&mut self) -> bool {
        let config = &mut self.config;
        let chooses = config.get_target_session_attrs() == TargetSessionAttrs::ReadWrite;
        if chooses {
            let options = [config.get_options().unwrap_or_default(), WRITABLE].join(" ");
            config.options(options);
        }
        chooses
    }

    /// `None`: no encryption.
    pub fn tls(&self, trust: &Trust) -> Result<Option<MakeRustlsConnect>, Invalid> {
        let Encryption::Verified(authorities) = &self.encryption else {
            return Ok(None);
        };
        let config = match authorities {
            None => trust.identified(),
            Some(path) => trust
                .with_authorities(path)
                .and_then(|trust| trust.identified()),
        };
        let config = config.map_err(|error| Invalid(error.to_string()))?;
        Ok(Some(MakeRustlsConnect::new(config)))
    }
}

/// Opens a session. `None`: no encryption.
pub async fn connect(
    config: &Config,
    tls: Option<MakeRustlsConnect>,
) -> Result<Client, tokio_postgres::Error> {
    Ok(match tls {
        None => {
            let (client, connection) = config.connect(NoTls).await?;
            drive(connection);
            client
        }
        Some(tls) => {
            let (client, connection) = config.connect(tls).await?;
            drive(connection);
            client
        }
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the connection ends with its client"
)]
fn drive(connection: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static) {
    tokio::spawn(async move {
        // The next call of the client says why, too.
        if let Err(error) = connection.await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a connection to PostgreSQL broke"
            );
        }
    });
}

/// The URL without `sslmode` and `sslrootcert`, which the driver does not know completely, and both.
fn without_tls(url: &str) -> Result<(String, Option<String>, Option<PathBuf>), Invalid> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(Invalid("it does not begin with postgres://".to_owned()));
    }
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut mode, mut authorities) = (None, None);
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "sslmode" => mode = Some(value.into_owned()),
            "sslrootcert" => authorities = Some(PathBuf::from(value.into_owned())),
            "sslcert" | "sslkey" => {
                return Err(Invalid(format!(
                    "{name} is not read from it; set ESPEJO_CLIENT_CERTIFICATE_FILE and \
                     ESPEJO_CLIENT_KEY_FILE"
                )));
            }
            _ => {
                kept.append_pair(&name, &value);
            }
        }
    }
    // The driver reads + as itself, not as a space.
    let kept = kept.finish().replace('+', "%20");
    let plain = if kept.is_empty() {
        base.to_owned()
    } else {
        format!("{base}?{kept}")
    };
    Ok((plain, mode, authorities))
}

/// Whether every server is on this machine.
fn is_local(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            let address: Option<IpAddr> = name.trim_matches(['[', ']']).parse().ok();
            name == "localhost" || address.is_some_and(|address| address.is_loopback())
        }
        Host::Unix(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Result<Encryption, String> {
        match Server::parse(&url.into()) {
            Ok(server) => Ok(server.encryption),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn a_url_says_how_the_server_is_verified_or_that_it_is_not() {
        for (url, encryption) in [
            (
                "postgres://db?sslmode=verify-full",
                Encryption::Verified(None),
            ),
            (
                "postgresql://db/x?sslmode=require",
                Encryption::Verified(None),
            ),
            (
                "postgres://db?connect_timeout=3&sslmode=verify-full&sslrootcert=/a%20b.pem",
                Encryption::Verified(Some("/a b.pem".into())),
            ),
            ("postgres://db?sslmode=disable", Encryption::None),
            ("postgres://127.0.0.1:5432", Encryption::None),
            ("postgres://localhost", Encryption::None),
            ("postgres://[::1]:5432/x", Encryption::None),
        ] {
            assert_eq!(parsed(url), Ok(encryption), "{url}");
        }
        for (url, reason) in [
            ("postgres://db", "must say sslmode"),
            ("postgres://localhost.example.com", "must say sslmode"),
            ("postgres://127.0.0.1,db", "must say sslmode"),
            (
                "postgres://localhost?sslrootcert=/a.pem",
                "must say sslmode",
            ),
            ("postgres://db?sslmode=prefer", "does not verify"),
            ("postgres://db?sslmode=allow", "does not verify"),
            ("postgres://db?sslmode=verify-ca", "does not verify"),
            (
                "postgres://db?sslmode=verify-full&sslkey=/k",
                "ESPEJO_CLIENT_KEY_FILE",
            ),
            ("host=db sslmode=require", "postgres://"),
        ] {
            let refused = parsed(url).unwrap_err();
            assert!(refused.contains(reason), "{url}: {refused}");
        }
    }

    #[test]
    fn other_parameters_reach_the_driver() {
        let options = "options=-c%20geqo%3Doff";
        let url = format!("postgres://db?application_name=a%20b%2Bc&{options}&sslmode=disable");
        let config = Server::parse(&url.into()).unwrap().config;
        assert_eq!(config.get_options(), Some("-c geqo=off -c TimeZone=UTC"));
        assert_eq!(config.get_application_name(), Some("a b+c"));
        assert_eq!(config.get_ssl_mode(), SslMode::Disable);
    }
}
