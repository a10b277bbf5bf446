//! A server of a provider, where nobody but the provider is a superuser.

use settings::Environment;
use store::{
    Access, Databases, login_roles,
    logins::{Login, Secrets},
    migrate::migrate,
};
use testkit::{Authority, TestDatabase, TlsPostgres};
use tls::Trust;
use tokio_postgres::Client;
use tokio_postgres_rustls::MakeRustlsConnect;

const ADMIN: &str = "customer";
const PASSWORD: &str = "customer";

struct Provider {
    server: TlsPostgres,
    authority: Authority,
}

impl Provider {
    fn start() -> Self {
        let (mut server, authority) = (TlsPostgres::create(), Authority::new("provider"));
        server.serve(&authority.certificate("localhost", 2100), None);
        Self { server, authority }
    }

    fn trust(&self) -> Trust {
        Trust::default()
            .with_authorities(&self.authority.file())
            .unwrap()
    }

    /// The provider's own superuser.
    async fn superuser(&self, database: &str) -> Client {
        let url = self.server.url("sslmode=require");
        let url = url.replace("/postgres?", &format!("/{database}?"));
        let tls = MakeRustlsConnect::new(self.trust().identified().unwrap());
        let (client, connection) = tokio_postgres::connect(&url, tls).await.unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with the client")]
        tokio::spawn(connection);
        client
    }

    async fn as_superuser(&self, statements: &str) {
        let client = self.superuser("postgres").await;
        for statement in statements.split(';') {
            client.batch_execute(statement).await.unwrap();
        }
    }

    /// What the customer gets.
    fn administrator(&self, database: &str) -> Access {
        let url = self.server.url("sslmode=verify-full");
        let of_customer = url
            .replace(&format!("//{}:", TlsPostgres::USER), &format!("//{ADMIN}:"))
            .replace("/postgres?", &format!("/{database}?"));
        let (before, after) = of_customer.split_once('@').unwrap();
        let login = before.rsplit_once(':').unwrap().0;
        Access::from(format!("{login}:{PASSWORD}@{after}")).trusting(self.trust())
    }
}

/// Migrates twice, and uses the database with every login.
async fn is_usable(provider: &Provider, admin: &Access, database: &str) {
    let variables = TestDatabase::empty().await.migration_variables();
    let secrets = Secrets::read(&mut Environment::from_pairs(variables.clone()));
    for is_first in [true, false] {
        let applied = migrate(admin, database).await.unwrap();
        assert_eq!(applied > 10, is_first);
        login_roles::create(admin, database, &secrets)
            .await
            .unwrap();
    }
    for login in Login::ALL {
        let secret = variables.iter().find(|(name, _)| *name == login.variable());
        let url = provider.server.url("sslmode=verify-full");
        let (_, after) = url.split_once('@').unwrap();
        let access = Access::new(
            format!("postgres://{after}").into(),
            login,
            secret.unwrap().1.clone().into(),
        );
        let names = [("andina".to_owned(), database.to_owned())];
        let pools = Databases::new(&access.trusting(provider.trust()), names, "test", 1).unwrap();
        let client = pools.pool("andina").unwrap().get().await.unwrap();
        let sql = match login {
            Login::Core => "update ops.schedule set paused = paused",
            Login::Export => "select from odoo.account_move_line",
            Login::Scheduler => "select name, cron from ops.schedule",
        };
        client.batch_execute(sql).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_make_databases_and_roles_can_migrate() {
    let provider = Provider::start();
    let role = format!("create role {ADMIN} login createdb createrole password '{PASSWORD}'");
    provider.as_superuser(&role).await;
    let admin = provider.administrator("postgres");
    is_usable(&provider, &admin, "espejo_andina").await;
    // Another tenant, with roles that are there already.
    is_usable(&provider, &admin, "espejo_pampa").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_fixed_database_and_no_right_to_make_others_is_enough() {
    let provider = Provider::start();
    let statements = format!(
        "create role {ADMIN} login createrole password '{PASSWORD}';
         create database fixed owner {ADMIN}; revoke connect on database postgres from public"
    );
    provider.as_superuser(&statements).await;
    is_usable(&provider, &provider.administrator("fixed"), "fixed").await;
    // What it could not close is the provider's.
    let open = "select has_schema_privilege('public', 'public', 'create'),
                       has_function_privilege('public', 'lo_creat(integer)', 'execute')";
    let open = provider
        .superuser("fixed")
        .await
        .query_one(open, &[])
        .await
        .unwrap();
    assert_eq!((open.get(0), open.get(1)), (false, true));
}
