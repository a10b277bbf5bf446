//! How a process connects to the databases of its tenants: the server of the process, or one of the
//! tenant's own, and for each database a login of its own.

use postgres_url::{Invalid, Server};
use secrecy::{ExposeSecret, SecretString};
use settings::{DatabaseAddress, Environment, LiveSecret, SecretSource};
use tls::Trust;
use tokio_postgres::Config;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{
    Error,
    logins::{Login, live_secret, password},
};

const URL: &str = "ESPEJO_DATABASE_URL";
const MIGRATION_URL: &str = "ESPEJO_MIGRATION_DATABASE_URL";

/// A server and the logins for its databases.
#[derive(Debug, Clone)]
pub struct Access {
    url: SecretString,
    /// `None`: the URL has the login.
    login: Option<(Login, LiveSecret)>,
    trust: Trust,
}

impl Access {
    /// The logins of a service. The URL names only the server.
    pub fn new(url: SecretString, login: Login, secret: SecretString) -> Self {
        Self {
            url,
            login: Some((login, secret.into())),
            trust: Trust::default(),
        }
    }

    /// One login for all databases, for tools: the URL names it.
    pub fn with_login(url: SecretString) -> Self {
        Self {
            url,
            login: None,
            trust: Trust::default(),
        }
    }

    /// With these authorities, and this certificate of the process.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    /// Reads `ESPEJO_DATABASE_URL` and the secret of the service.
    pub fn read(env: &mut Environment, login: Login) -> Self {
        let url = env.secret(URL);
        match Server::parse(&url) {
            // It is missing, which is a problem already.
            _ if url.expose_secret().is_empty() => {}
            Err(error) => env.problem(format!("{URL}: {error}")),
            Ok(server) => {
                if let Err(error) = without_login(&server.config) {
                    env.problem(format!("{URL}: {error}"));
                }
            }
        }
        let secret = live_secret(env, login);
        Self {
            url,
            login: Some((login, secret)),
            trust: Trust::read(env),
        }
    }

    /// Reads `ESPEJO_MIGRATION_DATABASE_URL`, which has the login of an administrator.
    pub fn read_administrator(env: &mut Environment) -> Self {
        let url = env.secret(MIGRATION_URL);
        if !url.expose_secret().is_empty()
            && let Err(error) = Server::parse(&url)
        {
            env.problem(format!("{MIGRATION_URL}: {error}"));
        }
        Self::with_login(url).trusting(Trust::read(env))
    }

    /// The same logins on the tenant's own server, if it has one.
    pub fn of(&self, address: &DatabaseAddress) -> Result<Self, Error> {
        let source = match (&self.login, &address.url) {
            (_, None) => return Ok(self.clone()),
            (Some(_), Some(source)) => source,
            (None, Some(_)) => address.migration_url.as_ref().ok_or_else(|| {
                let needed = "the tenant has a PostgreSQL server of its own, so its file must also \
                              say where the administrator's URL of that server is: \
                              `migration_database_url_env` or `migration_database_url_file`";
                Error::Server(needed.to_owned())
            })?,
        };
        self.at(source)
    }

    /// The same logins on the standby of the tenant's server, if it has one.
    pub fn of_replica(&self, address: &DatabaseAddress) -> Result<Option<Self>, Error> {
        let source = address.replica_url.as_ref();
        source.map(|source| self.at(source)).transpose()
    }

    /// Why this process cannot use the servers that the file of this host names.
    pub fn accept(&self, host: &str, address: &DatabaseAddress) -> Result<(), String> {
        let own = self.of(address);
        own.and_then(|_| self.of_replica(address))
            .map(drop)
            .map_err(|error| format!("hosts/{host}.toml: {error}"))
    }

    fn at(&self, source: &SecretSource) -> Result<Self, Error> {
        let wrong = |problem: String| Error::Server(format!("{source}: {problem}"));
        let url = source
            .read()
            .map_err(|error| Error::Server(error.to_string()))?;
        let server = Server::parse(&url).map_err(|error| wrong(error.to_string()))?;
        if self.login.is_some() {
            without_login(&server.config).map_err(|problem| wrong(problem.to_owned()))?;
        }
        Ok(Self {
            url,
            ..self.clone()
        })
    }

    /// How to connect to this database.
    pub(crate) fn server(&self, database: &str) -> Result<Server, Error> {
        let mut server = self.maintenance()?;
        let config = &mut server.config;
        config.dbname(database);
        if let Some((login, secret)) = &self.login {
            without_login(config).map_err(Invalid::new)?;
            let name = login.name(database);
            let password = password(&secret.newest(), &name)?;
            config.user(name).password(password.expose_secret());
        }
        Ok(server)
    }

    /// Whether the login only reads.
    pub(crate) fn only_reads(&self) -> bool {
        let login = self.login.as_ref();
        login.is_some_and(|(login, _)| login.only_reads())
    }

    /// The same connection with each password that the server may know: the newest first.
    pub(crate) fn with_each_password(&self, config: &Config) -> Vec<Config> {
        let (Some((_, secret)), Some(name)) = (&self.login, config.get_user()) else {
            return vec![config.clone()];
        };
        let secrets = secret.candidates();
        let passwords = secrets
            .iter()
            .filter_map(|secret| password(secret, name).ok());
        let with = |password: SecretString| {
            let mut config = config.clone();
            config.password(password.expose_secret());
            config
        };
        passwords.map(with).collect()
    }

    /// The server with the database that its URL names.
    pub(crate) fn maintenance(&self) -> Result<Server, Error> {
        Ok(Server::parse(&self.url)?)
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.trust
    }

    /// `None`: no encryption.
    pub(crate) fn tls(&self) -> Result<Option<MakeRustlsConnect>, Error> {
        Ok(self.maintenance()?.tls(&self.trust)?)
    }
}

impl From<String> for Access {
    /// As [`Access::with_login`].
    fn from(url: String) -> Self {
        Self::with_login(url.into())
    }
}

fn without_login(config: &Config) -> Result<(), &'static str> {
    if config.get_user().is_none() && config.get_password().is_none() {
        return Ok(());
    }
    Err(
        "it must name no user and no password: each database has a login of its own, whose password \
         follows from the secret of the service",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(pairs: &[(&'static str, &str)]) -> String {
        let mut env = Environment::from_pairs(pairs.iter().copied());
        let access = Access::read(&mut env, Login::Export);
        env.finish(access)
            .map_or_else(|problems| problems.to_string(), |_| String::new())
    }

    #[test]
    fn a_url_with_a_login_and_a_short_secret_are_refused() {
        let secret = (
            "ESPEJO_EXPORT_DATABASE_SECRET",
            "0123456789abcdef0123456789abcdef",
        );
        let good = (URL, "postgres://db.example.com:5432/?sslmode=verify-full");
        assert_eq!(problems(&[good, secret]), "");
        for wrong in [
            "postgres://bot@localhost/x",
            "postgres://bot:hush@localhost",
        ] {
            let problem = problems(&[(URL, wrong), secret]);
            assert!(problem.contains("no user and no password"), "{problem}");
            assert!(!problem.contains("hush"), "{problem}");
        }
        let short = problems(&[good, ("ESPEJO_EXPORT_DATABASE_SECRET", "hush")]);
        assert!(short.contains("fewer than 32 characters"), "{short}");
        assert!(!short.contains("hush"), "{short}");
        let missing = problems(&[good]);
        assert!(
            missing.starts_with("ESPEJO_EXPORT_DATABASE_SECRET is missing"),
            "{missing}"
        );
    }

    #[test]
    fn each_database_has_its_own_login_and_password() {
        let access = |login| {
            let secret = "0123456789abcdef0123456789abcdef";
            Access::new("postgres://localhost".into(), login, secret.into())
        };
        let of = |login, database| {
            let config = access(login).server(database).unwrap().config;
            let password = config.get_password().unwrap().to_vec();
            (config.get_user().unwrap().to_owned(), password)
        };
        let andina = of(Login::Core, "andina");
        assert_eq!(andina.0, "andina_core");
        assert_eq!(andina.1.len(), 64);
        assert_eq!(andina, of(Login::Core, "andina"));
        assert_ne!(andina.1, of(Login::Core, "pampa").1);
        assert_ne!(andina.1, of(Login::Export, "andina").1);
        assert!(!format!("{:?}", access(Login::Core)).contains("0123"));
    }
}
