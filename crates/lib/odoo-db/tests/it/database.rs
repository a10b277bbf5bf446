//! Odoo's database as a whole: what is found out when it is opened, and what each trouble is called.

use std::time::{Duration, Instant};

use odoo::{Context, Domain, Remedy};
use odoo_db::{Database, Error, Trouble};
use secrecy::SecretString;
use testkit::TestDatabase;
use tls::Trust;
use tokio_postgres::Client;

const TABLES: &str = "
    create table ir_module_module (name varchar, latest_version varchar);
    insert into ir_module_module values ('base', '17.0.1.3');
    create table res_company (id int primary key, parent_path varchar);
    insert into res_company values (1, '1/'), (2, '1/2/');
    create table ir_model_fields (
        id serial, name varchar, model varchar, ttype varchar, store bool, relation varchar,
        relation_table varchar, column1 varchar, column2 varchar);
    insert into ir_model_fields (name, model, ttype, store) values
        ('id', 'x.thing', 'integer', true), ('name', 'x.thing', 'char', true),
        ('at', 'x.thing', 'date', true);
    create table x_thing (id int primary key, name varchar, at date, secret varchar);
    insert into x_thing select n, 'thing ' || n, '2026-12-03' from generate_series(1, 30) as n;";

struct World {
    odoo: Client,
    database: TestDatabase,
    /// A role of the whole server that only this test has.
    role: String,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::empty().await;
        let odoo = database.client().await;
        odoo.batch_execute(TABLES).await.unwrap();
        let role = format!("{}_reader", database.name());
        let world = Self {
            odoo,
            database,
            role,
        };
        world
            .run(&format!("create role {} login password 'word'", world.role))
            .await;
        world.grant("all tables in schema public", "select").await;
        world
    }

    async fn run(&self, sql: &str) {
        self.odoo.batch_execute(sql).await.unwrap();
    }

    async fn grant(&self, on: &str, what: &str) {
        self.run(&format!("grant {what} on {on} to {}", self.role))
            .await;
    }

    fn url(&self, password: &str) -> SecretString {
        let (_, server) = self.database.url().rsplit_once('@').map_or_else(
            || panic!("a URL without a user: {}", self.database.url()),
            |(user, server)| (user.to_owned(), server.to_owned()),
        );
        format!("postgresql://{}:{password}@{server}", self.role).into()
    }

    async fn open(&self) -> Result<Database, Error> {
        Database::open(&self.url("word"), &Trust::default(), 2).await
    }

    async fn remove(self) {
        self.run(&format!(
            "drop owned by {role}; drop role {role}",
            role = self.role
        ))
        .await;
    }
}

fn everyone() -> Context {
    Context {
        language: "en_US".to_owned(),
        company_ids: Vec::new(),
    }
}

async fn things(database: &Database, domain: &Domain, limit: u32) -> Result<odoo::Page, Error> {
    let shape = database.shape("x.thing").await?.unwrap();
    let names = ["name", "at"].map(str::to_owned);
    let projection = database.projection(&shape, &names, &everyone());
    let seen = database.page(&projection, domain, limit).await?;
    Ok(seen.answer)
}

#[tokio::test]
async fn a_page_is_full_if_there_may_be_more() {
    let world = World::new().await;
    let database = world.open().await.unwrap();
    assert_eq!(database.version().series, "17.0");
    assert_eq!(database.companies(), [1, 2]);
    let page = things(&database, &Domain::all().id_after(5), 10)
        .await
        .unwrap();
    assert_eq!(
        (page.records.len(), page.last_id, page.is_full),
        (10, Some(15), true)
    );
    let page = things(&database, &Domain::all().id_after(25), 10)
        .await
        .unwrap();
    assert_eq!(
        (page.records.len(), page.last_id, page.is_full),
        (5, Some(30), false)
    );
    assert!(database.shape("x.other").await.unwrap().is_none());
    drop(database);
    world.remove().await;
}

#[tokio::test]
async fn a_field_that_went_away_is_named() {
    let world = World::new().await;
    let database = world.open().await.unwrap();
    let domain = Domain::all().referring_to("partner_id", &[1]);
    let error = things(&database, &domain, 10).await.unwrap_err();
    assert_eq!(error.trouble(), Trouble::Column);
    assert!(
        error.to_string().contains("partner_id of x.thing"),
        "{error}"
    );
    let shape = database.shape("x.thing").await.unwrap().unwrap();
    let projection = database.projection(&shape, &["name".to_owned()], &everyone());
    world.run("alter table x_thing drop column name").await;
    let error = database
        .page(&projection, &Domain::all(), 10)
        .await
        .unwrap_err();
    assert_eq!(
        (error.trouble(), error.remedy()),
        (Trouble::Column, Remedy::Reject)
    );
    drop(database);
    world.remove().await;
}

#[tokio::test]
async fn what_the_role_may_not_read_is_said() {
    let world = World::new().await;
    let role = &world.role;
    let database = world.open().await.unwrap();
    let before = database.grants(&["x.thing"]).await.unwrap();
    world
        .run(&format!("revoke select on x_thing from {role}"))
        .await;
    let error = database.shape("x.thing").await.unwrap_err();
    assert!(
        matches!(&error, Error::NotGranted(table) if table == "x_thing"),
        "{error}"
    );
    assert_eq!(error.remedy(), Remedy::FixConfiguration);
    world.grant("x_thing", "select (id, at)").await;
    let shape = database.shape("x.thing").await.unwrap().unwrap();
    let projection = database.projection(&shape, &["name".to_owned()], &everyone());
    assert_eq!(projection.missing, ["name"]);
    assert_ne!(database.grants(&["x.thing"]).await.unwrap(), before);
    world
        .run("alter table x_thing enable row level security")
        .await;
    let error = database.shape("x.thing").await.unwrap_err();
    assert!(matches!(error, Error::RowSecurity(_)), "{error}");
    drop(database);
    world.remove().await;
}

#[tokio::test]
async fn each_reason_why_it_cannot_be_opened_has_its_name() {
    let world = World::new().await;
    let trust = Trust::default();
    let open = async |url: SecretString| Database::open(&url, &trust, 1).await.unwrap_err();
    let error = open(world.url("wrong")).await;
    assert_eq!(
        (error.trouble(), error.remedy()),
        (Trouble::Login, Remedy::FixConfiguration)
    );
    let nowhere = "postgresql://reader:word@127.0.0.1:1/odoo".to_owned();
    let error = open(nowhere.into()).await;
    assert_eq!(error.trouble(), Trouble::Unreachable);
    assert_eq!(error.remedy(), Remedy::RetryLater { after: None });
    let error = open("no url".to_owned().into()).await;
    assert_eq!(error.trouble(), Trouble::Address);
    world.run("delete from ir_module_module").await;
    let error = world.open().await.unwrap_err();
    assert!(matches!(error, Error::NoVersion), "{error}");
    world.remove().await;
}

#[tokio::test]
async fn a_session_that_was_ended_is_replaced() {
    let world = World::new().await;
    let database = world.open().await.unwrap();
    things(&database, &Domain::all(), 10).await.unwrap();
    let end = format!(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '{}'",
        world.role
    );
    world.run(&end).await;
    let mut page = things(&database, &Domain::all(), 10).await;
    let begun = Instant::now();
    while let Err(error) = &page {
        // The end is seen when the session is used, or a moment later.
        assert_eq!(error.remedy(), Remedy::RetryLater { after: None });
        assert!(begun.elapsed() < Duration::from_secs(5), "{error}");
        tokio::time::sleep(Duration::from_millis(10)).await;
        page = things(&database, &Domain::all(), 10).await;
    }
    assert_eq!(page.unwrap().records.len(), 10);
    drop(database);
    world.remove().await;
}

#[tokio::test]
async fn a_table_that_odoo_locks_is_left_alone_after_two_seconds() {
    let world = World::new().await;
    let database = world.open().await.unwrap();
    let other = world.database.client().await;
    other
        .batch_execute("begin; lock table x_thing in access exclusive mode")
        .await
        .unwrap();
    let everything = Domain::all();
    let reading = things(&database, &everything, 10);
    let read = tokio::time::timeout(Duration::from_secs(20), reading).await;
    let error = read.unwrap().unwrap_err();
    assert_eq!(
        (error.trouble(), error.remedy()),
        (Trouble::Slow, Remedy::ReducePage)
    );
    drop((database, other));
    world.remove().await;
}
