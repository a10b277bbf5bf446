//! Servers of PostgreSQL that a tenant's file names.

use settings::{DatabaseAddress, SecretSource};
use tenants::Tenants;

use crate::loading::{BASE, directory, host_file, problems};

fn with(lines: &str) -> String {
    format!("{lines}\n{}", host_file("andina"))
}

#[test]
fn a_tenant_may_have_a_server_and_a_replica_of_its_own() {
    let own = with(
        "database_url_env = \"ANDINA_DATABASE_URL\"\n\
         migration_database_url_file = \"secrets/andina\"\n\
         replica_url_env = \"ANDINA_REPLICA_URL\"",
    );
    let pampa = host_file("pampa");
    let dir = directory(BASE, &[("a.test.toml", own), ("p.test.toml", pampa)]);
    let tenants = Tenants::load(dir.path()).unwrap();
    let variable = |name: &str| Some(SecretSource::Variable(name.to_owned()));
    let andina = DatabaseAddress {
        name: "espejo_andina".to_owned(),
        url: variable("ANDINA_DATABASE_URL"),
        migration_url: Some(SecretSource::File(dir.path().join("secrets/andina"))),
        replica_url: variable("ANDINA_REPLICA_URL"),
    };
    let pampa = DatabaseAddress::from("espejo_pampa".to_owned());
    let found: Vec<_> = tenants.databases().collect();
    assert_eq!(
        found,
        [("andina".to_owned(), andina), ("pampa".to_owned(), pampa)]
    );
}

#[test]
fn servers_that_are_named_twice_or_incompletely_are_refused() {
    for (lines, problem) in [
        (
            "database_url_env = \"A\"\ndatabase_url_file = \"a\"",
            "`database_url_env` and `database_url_file` exclude each other",
        ),
        (
            "replica_url_env = \"a secret\"",
            "is not the name of an environment variable",
        ),
        (
            "migration_database_url_env = \"A\"",
            "`database_url_env` or `database_url_file` must name",
        ),
    ] {
        let dir = directory(BASE, &[("a.test.toml", with(lines))]);
        let found = problems(&dir);
        assert!(found[0].contains(problem), "{lines}: {found:?}");
    }
}
