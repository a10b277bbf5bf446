//! Only core-api can write: no other role can write to any table with any statement.

use std::time::Duration;

use settings::Environment;
use store::{Access, Databases, Pool, logins::Login};
use system_tests::Stack;
use testkit::TestDatabase;

use crate::sync::books;

async fn tables(database: &TestDatabase) -> Vec<String> {
    let client = database.client().await;
    let sql = "select format('%I.%I', schemaname, tablename) from pg_tables
               where schemaname in ('odoo', 'ops', 'report', 'public') order by 1";
    client
        .query(sql, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect()
}

/// The first column of a table.
async fn column(database: &TestDatabase, table: &str) -> String {
    let sql = "select quote_ident(attname) from pg_attribute
               where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
               order by attnum limit 1";
    let client = database.client().await;
    client.query_one(sql, &[&table]).await.unwrap().get(0)
}

/// The login of a service, as the service uses it.
fn logged_in(database: &TestDatabase, login: Login) -> Pool {
    let service = login.variable().trim_start_matches("ESPEJO_");
    let service = service.trim_end_matches("_DATABASE_SECRET");
    let mut env = Environment::from_pairs(database.variables(service));
    let access = Access::read(&mut env, login);
    let names = [("andina".to_owned(), database.name().to_owned())];
    let databases = Databases::new(&access, names, "rights", 1).unwrap();
    databases.pool("andina").unwrap()
}

async fn refused(pool: &Pool, sql: &str) {
    let client = pool.get().await.unwrap();
    let client = store::Object::take(client.into());
    // A role may switch this default off: then only its rights prevent writing.
    client
        .batch_execute("set default_transaction_read_only = off")
        .await
        .unwrap();
    let error = client.batch_execute(sql).await.expect_err(sql);
    let code = error.code().map(|code| code.code().to_owned());
    assert_eq!(code.as_deref(), Some("42501"), "{sql}: {error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_role_cannot_write_any_table() {
    let stack = Stack::prepare(vec![("andina", books(31, 5))], &[]).await;
    let database = &stack.tenant("andina").database;
    let tables = tables(database).await;
    let reader = logged_in(database, Login::Export);
    assert!(tables.len() >= 30, "{tables:?}");
    for table in &tables {
        for sql in [
            format!("insert into {table} default values"),
            format!(
                "update {table} set {} = default",
                column(database, table).await
            ),
            format!("delete from {table}"),
            format!("truncate {table}"),
            format!("drop table {table}"),
            format!("begin; lock table {table} in access exclusive mode"),
        ] {
            refused(&reader, &sql).await;
        }
    }
    for sql in [
        "create table ops.mine (id int)",
        "create table public.mine (id int)",
        "create temporary table mine (id int)",
        "select lo_create(0)",
        "set role espejo_writer",
        "set role espejo_owner",
        "select secret_sha256 from ops.api_key",
        "select email from ops.person",
        "select password_hash from ops.person",
        "select body from ops.idempotency",
        "copy ops.schedule to program 'true'",
    ] {
        refused(&reader, sql).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn core_api_owns_nothing_and_cannot_change_the_schema() {
    let stack = Stack::prepare(vec![("andina", books(32, 5))], &[]).await;
    let writer = logged_in(&stack.tenant("andina").database, Login::Core);
    for sql in [
        "drop table odoo.res_partner",
        "alter table odoo.res_partner add column x int",
        "truncate odoo.res_partner",
        "create table ops.mine (id int)",
        "create schema mine",
        "set role espejo_owner",
    ] {
        refused(&writer, sql).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_one_tenant_is_refused_by_another() {
    let stack = Stack::start(vec![("andina", books(33, 5)), ("pampa", books(34, 5))]).await;
    let andina = stack.api("andina");
    andina.run("snapshot", Duration::from_mins(1)).await;
    let stranger = stack.api_with_key("andina", &stack.tenant("pampa").key);
    for path in [
        "/v1/companies",
        "/v1/partners",
        "/v1/sync-runs",
        "/v1/exports",
        "/v1/mirror",
    ] {
        let (status, body) = stranger
            .send(stranger.request(reqwest::Method::GET, path))
            .await;
        assert_eq!(status, 401, "{path}: {body}");
    }
    // The mirror of the other tenant is unchanged.
    let client = stack.tenant("pampa").database.client().await;
    let rows: i64 = client
        .query_one("select count(*) from odoo.res_partner", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(rows, 0);
}
