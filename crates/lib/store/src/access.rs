//! How a process connects to the databases of its tenants: one server, and for each database a login
//! of its own.

use secrecy::{ExposeSecret, SecretString};
use settings::Environment;
use tokio_postgres::Config;

use crate::{
    Error,
    databases::parse,
    logins::{Login, password, secret},
};

const URL: &str = "ESPEJO_DATABASE_URL";

/// A server and the logins for its databases.
#[derive(Debug, Clone)]
pub struct Access {
    url: SecretString,
    /// `None`: the URL has the login.
    login: Option<(Login, SecretString)>,
}

impl Access {
    /// The logins of a service. The URL names only the server.
    pub fn new(url: SecretString, login: Login, secret: SecretString) -> Self {
        Self {
            url,
            login: Some((login, secret)),
        }
    }

    /// One login for all databases, for tools: the URL names it.
    pub fn with_login(url: SecretString) -> Self {
        Self { url, login: None }
    }

    /// Reads `ESPEJO_DATABASE_URL` and the secret of the service.
    pub fn read(env: &mut Environment, login: Login) -> Self {
        let url = env.secret(URL);
        if let Ok(config) = parse(&url)
            && let Err(error) = without_login(&config)
        {
            env.problem(format!("{URL}: {error}"));
        }
        Self::new(url, login, secret(env, login))
    }

    /// How to connect to this database.
    pub(crate) fn config(&self, database: &str) -> Result<Config, Error> {
        let mut config = parse(&self.url)?;
        config.dbname(database);
        if let Some((login, secret)) = &self.login {
            without_login(&config).map_err(|problem| Error::Url(problem.to_owned()))?;
            let name = login.name(database);
            let password = password(secret, &name)?;
            config.user(name).password(password.expose_secret());
        }
        Ok(config)
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
        let good = (URL, "postgres://db.example.com:5432/?sslmode=require");
        assert_eq!(problems(&[good, secret]), "");
        for wrong in [
            "postgres://bot@db/x",
            "postgres://bot:hush@db",
            "host=db user=bot",
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
            Access::new("postgres://db".into(), login, secret.into())
        };
        let of = |login, database| {
            let config = access(login).config(database).unwrap();
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
