//! How PostgreSQL's own programs, such as `pg_dump`, connect to a tenant's database: the variables of
//! libpq. A password in an argument would be in the list of processes.

use std::{ffi::OsString, path::Path};

use postgres_url::Encryption;
use tokio_postgres::config::Host;

use crate::{Access, Error};

/// libpq's name for the authorities of the system.
const OF_THE_SYSTEM: &str = "system";

impl Access {
    /// Variables for a program that connects to this database.
    pub fn variables(&self, database: &str) -> Result<Vec<(&'static str, OsString)>, Error> {
        let server = self.server(database)?;
        let config = &server.config;
        let hosts = config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(folder) => folder.display().to_string(),
        });
        let ports = config.get_ports().iter().map(ToString::to_string);
        let mut variables = vec![
            ("PGHOST", joined(hosts)),
            ("PGPORT", joined(ports)),
            ("PGDATABASE", database.into()),
        ];
        if let Some(user) = config.get_user() {
            variables.push(("PGUSER", user.into()));
        }
        if let Some(password) = config.get_password() {
            let password = String::from_utf8_lossy(password).into_owned();
            variables.push(("PGPASSWORD", password.into()));
        }
        self.encryption(&server.encryption, &mut variables);
        Ok(variables)
    }

    fn encryption(&self, encryption: &Encryption, to: &mut Vec<(&'static str, OsString)>) {
        let Encryption::Verified(authorities) = encryption else {
            to.push(("PGSSLMODE", "disable".into()));
            return;
        };
        let trust = self.trust();
        let authorities = authorities.as_deref().or_else(|| trust.authorities_file());
        let authorities = authorities.unwrap_or(Path::new(OF_THE_SYSTEM));
        to.push(("PGSSLMODE", "verify-full".into()));
        to.push(("PGSSLROOTCERT", authorities.into()));
        if let Some([certificate, key]) = trust.identity_files() {
            to.push(("PGSSLCERT", certificate.into()));
            to.push(("PGSSLKEY", key.into()));
        }
    }
}

fn joined(values: impl Iterator<Item = String>) -> OsString {
    values.collect::<Vec<_>>().join(",").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_verify_the_server_as_the_process_does() {
        let variables = |url: &str| -> Vec<(&'static str, String)> {
            let variables = Access::from(url.to_owned()).variables("andina").unwrap();
            let text = |(name, value): (_, OsString)| (name, value.into_string().unwrap());
            variables.into_iter().map(text).collect()
        };
        let found = variables("postgres://ana:hu%40sh@db:5433/x?sslmode=verify-full");
        for expected in [
            ("PGHOST", "db"),
            ("PGPORT", "5433"),
            ("PGDATABASE", "andina"),
            ("PGUSER", "ana"),
            ("PGPASSWORD", "hu@sh"),
            ("PGSSLMODE", "verify-full"),
            ("PGSSLROOTCERT", "system"),
        ] {
            let expected = (expected.0, expected.1.to_owned());
            assert!(found.contains(&expected), "{expected:?}: {found:?}");
        }
        let own = variables("postgres://db/x?sslmode=require&sslrootcert=/ca.pem");
        assert!(own.contains(&("PGSSLROOTCERT", "/ca.pem".to_owned())));
        let local = variables("postgres://127.0.0.1/x");
        assert!(local.contains(&("PGSSLMODE", "disable".to_owned())));
    }
}
