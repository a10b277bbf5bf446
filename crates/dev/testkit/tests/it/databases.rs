use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use testkit::{Servers, TestDatabase};
use tokio_postgres::{Client, NoTls};

static MIGRATIONS: AtomicU32 = AtomicU32::new(0);

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

async fn migrate(url: &str) -> Result<(), tokio_postgres::Error> {
    MIGRATIONS.fetch_add(1, Ordering::SeqCst);
    let client = connect(url).await?;
    let statements = "
        create table pen (id int primary key);
        create schema ops;
        create table ops.outbox (id int, published_at timestamptz);
        do $$ begin create role espejo_testkit login password 'pen'; exception when duplicate_object then end $$;
        grant select on pen to espejo_testkit";
    client.batch_execute(statements).await
}

async fn pens(client: &Client) -> i64 {
    client
        .query_one("select count(*) from pen", &[])
        .await
        .unwrap()
        .get(0)
}

#[tokio::test]
async fn databases_of_one_template_are_isolated_and_share_one_migration() {
    let fingerprint = format!("isolated{}", std::process::id());
    let first = TestDatabase::create(&fingerprint, migrate).await;
    let second = TestDatabase::create(&fingerprint, migrate).await;
    first
        .client()
        .await
        .batch_execute("insert into pen values (1)")
        .await
        .unwrap();

    assert_eq!(pens(&first.client().await).await, 1);
    assert_eq!(pens(&second.client().await).await, 0);
    assert_eq!(MIGRATIONS.load(Ordering::SeqCst), 1);

    let admin = connect(&Servers::of_environment().postgres_url)
        .await
        .unwrap();
    admin
        .batch_execute(&format!("drop database template_{fingerprint}"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_login_role_of_the_migrations_can_log_in_with_its_own_rights() {
    let database = TestDatabase::create("testkitlogin", migrate).await;
    let login = ("espejo_testkit", "pen");
    let reader = database.client_as(login, database.name()).await.unwrap();

    assert_eq!(pens(&reader).await, 0);
    let error = reader
        .batch_execute("insert into pen values (1)")
        .await
        .unwrap_err();
    assert_eq!(error.code().unwrap().code(), "42501");
}

#[tokio::test]
async fn the_database_is_dropped_after_the_test_even_with_a_connected_client() {
    let database = TestDatabase::empty().await;
    let name = database.name().to_owned();
    let _client = database.client().await;
    drop(database);

    let admin = connect(&Servers::of_environment().postgres_url)
        .await
        .unwrap();
    let found = admin
        .query("select from pg_database where datname = $1", &[&name])
        .await
        .unwrap();
    assert!(found.is_empty());
}

#[tokio::test]
async fn an_unsent_event_fails_the_test() {
    let database = TestDatabase::create("testkitunsent", migrate).await;
    database.assert_no_unsent_events(Duration::ZERO).await;
    database
        .client()
        .await
        .batch_execute("insert into ops.outbox values (1)")
        .await
        .unwrap();

    let check = async move { database.assert_no_unsent_events(Duration::ZERO).await };
    assert!(tokio::spawn(check).await.unwrap_err().is_panic());
}
