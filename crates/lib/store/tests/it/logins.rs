//! What each login of a service can reach: the database of its tenant, and there no more than its
//! service needs.

use settings::{ExposeSecret, SecretString};
use store::{
    login_roles,
    logins::{Login, Secrets, password},
};
use testkit::TestDatabase;
use tokio_postgres::{Client, Error};

use crate::reading::{access, migrated};

const OTHERS: [&str; 2] = ["postgres", "template1"];

fn secret(database: &TestDatabase, login: Login) -> SecretString {
    let variables = database.migration_variables();
    let found = variables.iter().find(|(name, _)| *name == login.variable());
    found.unwrap().1.clone().into()
}

/// A connection with the login for `own` to the database `to`.
async fn connect(login: Login, own: &TestDatabase, to: &str) -> Result<Client, Error> {
    let name = login.name(own.name());
    let password = password(&secret(own, login), &name).unwrap();
    own.client_as((&name, password.expose_secret()), to).await
}

fn code(error: &Error) -> &str {
    error.code().map_or("none", |code| code.code())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_login_opens_only_the_database_of_its_tenant() {
    let ((andina, _), (pampa, _)) = tokio::join!(migrated(), migrated());
    for (own, other) in [(&andina, &pampa), (&pampa, &andina)] {
        for login in Login::ALL {
            connect(login, own, own.name()).await.unwrap();
            for database in OTHERS.into_iter().chain([other.name()]) {
                let refused = connect(login, own, database).await.err().unwrap();
                assert_eq!(
                    code(&refused),
                    "42501",
                    "{login:?} at {database}: {refused:?}"
                );
            }
        }
    }
    // The password of one login opens no other one.
    let own = Login::Core.name(andina.name());
    let known = password(&secret(&andina, Login::Core), &own).unwrap();
    for name in [
        Login::Core.name(pampa.name()),
        Login::Export.name(andina.name()),
    ] {
        let refused = andina.client_as((&name, known.expose_secret()), andina.name());
        assert_eq!(code(&refused.await.err().unwrap()), "28P01", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_login_gets_beyond_its_rights() {
    let (database, _) = migrated().await;
    let everybody = [
        "create table ops.mine (id int)",
        "create table public.mine (id int)",
        "create schema mine",
        "select lo_create(0)",
        "copy (select 1) to program 'true'",
        "copy (select 1) to '/tmp/espejo'",
        "select pg_read_file('/etc/hostname')",
        "set role espejo_owner",
        "set role postgres",
        "create role mine",
        "create database mine",
        "alter role current_user createrole",
        "alter role current_user superuser",
        "drop table odoo.res_partner",
        "truncate ops.sync_run",
        "alter system set log_statement = 'all'",
    ];
    let readers = [
        "create temporary table mine (id int)",
        "set role espejo_writer",
        "insert into ops.mirror default values",
        "update ops.schedule set paused = true",
        "delete from odoo.res_partner",
        "select secret_sha256 from ops.api_key",
        "select body from ops.idempotency",
        "copy ops.schedule (name) from program 'true'",
    ];
    let schedulers = [
        "set role espejo_reader",
        "select created_by from ops.schedule",
        "select * from ops.schedule",
        "select id from odoo.res_partner",
        "select id from ops.sync_run",
        "select from report.subledger_line",
    ];
    for login in Login::ALL {
        let client = connect(login, &database, database.name()).await.unwrap();
        // A session may change what it begins with, but not its rights.
        client
            .batch_execute("set default_transaction_read_only = off; set statement_timeout = 0")
            .await
            .unwrap();
        let mut refused = everybody.to_vec();
        if login != Login::Core {
            refused.extend(readers);
        }
        if login == Login::Scheduler {
            refused.extend(schedulers);
        }
        for sql in refused {
            let error = client.batch_execute(sql).await.expect_err(sql);
            let known_as = code(&error);
            // A role that does not exist cannot be taken either.
            let role_is_missing = sql == "set role postgres" && known_as == "22023";
            assert!(
                known_as == "42501" || role_is_missing,
                "{login:?}: {sql}: {error:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scheduler_can_read_when_schedules_are_due_and_no_other_table() {
    let (database, _) = migrated().await;
    let client = connect(Login::Scheduler, &database, database.name())
        .await
        .unwrap();
    store::schedules::clocks()
        .bind(&client)
        .all()
        .await
        .unwrap();
    let sql = "select format('%I.%I', schemaname, tablename) from pg_tables
               where schemaname in ('odoo', 'ops', 'report', 'public') order by 1";
    let admin = database.client().await;
    let tables = admin.query(sql, &[]).await.unwrap();
    assert!(tables.len() > 50);
    for table in tables.iter().map(|row| row.get::<_, String>(0)) {
        let refused = client.query(&format!("select * from {table}"), &[]).await;
        assert_eq!(code(&refused.unwrap_err()), "42501", "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_with_the_limits_of_its_login() {
    let (database, _) = migrated().await;
    for (login, limits) in [
        (Login::Core, ["1h", "30s", "5min", "off"]),
        (Login::Export, ["3h", "30s", "5min", "on"]),
        (Login::Scheduler, ["30s", "10s", "1min", "on"]),
    ] {
        let names = [("andina".to_owned(), database.name().to_owned())];
        let pools = store::Databases::new(&access(&database, login), names, "test", 1).unwrap();
        let client = pools.pool("andina").unwrap().get().await.unwrap();
        let sql = "select current_setting('statement_timeout'), current_setting('lock_timeout'),
                          current_setting('idle_in_transaction_session_timeout'),
                          current_setting('default_transaction_read_only'),
                          current_user::text, current_setting('TimeZone')";
        let row = client.query_one(sql, &[]).await.unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| row.get::<_, String>(at)), limits);
        assert_eq!(row.get::<_, String>(4), login.name(database.name()));
        assert_eq!(row.get::<_, String>(5), "UTC");
    }
    let admin = database.client().await;
    let sql = "select bool_or(rolsuper or rolcreatedb or rolcreaterole or rolreplication
                              or rolbypassrls),
                      bool_and(rolpassword like 'SCRAM-SHA-256$%'),
                      (select count(*) from pg_shdepend
                       where refobjid in (select oid from pg_authid where rolname like $1)
                         and deptype = 'o')
               from pg_authid where rolname like $1";
    let ours = format!("{}\\_%", database.name().replace('_', "\\_"));
    let row = admin.query_one(sql, &[&ours]).await.unwrap();
    assert_eq!((row.get(0), row.get(1), row.get(2)), (false, true, 0_i64));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_makes_new_passwords_and_the_old_ones_are_refused() {
    let (database, _) = migrated().await;
    let new = |text: &str| SecretString::from(text.repeat(32));
    let secrets = Secrets {
        core: new("c"),
        export: new("e"),
        scheduler: new("s"),
    };
    let url = database.url().into();
    for _ in 0..2 {
        login_roles::create(&url, database.name(), &secrets)
            .await
            .unwrap();
    }
    for login in Login::ALL {
        let refused = connect(login, &database, database.name()).await;
        assert_eq!(code(&refused.err().unwrap()), "28P01", "{login:?}");
    }
    let server = format!("postgres://{}", database.server_address());
    let access = store::Access::new(server.into(), Login::Core, secrets.core.clone());
    let names = [("andina".to_owned(), database.name().to_owned())];
    let pools = store::Databases::new(&access, names, "test", 1).unwrap();
    pools.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_in_a_file_changes_before_or_after_the_server_and_no_connection_fails() {
    let (database, _) = migrated().await;
    let url = database.url().into();
    let file = tempfile::NamedTempFile::new().unwrap();
    let secrets = |letter: &str| Secrets {
        core: letter.repeat(32).into(),
        export: "e".repeat(32).into(),
        scheduler: "s".repeat(32).into(),
    };
    let to_server = async |letter: &str| {
        login_roles::create(&url, database.name(), &secrets(letter))
            .await
            .unwrap();
    };
    let to_file = |letter: &str| std::fs::write(file.path(), letter.repeat(32)).unwrap();
    to_file("a");
    to_server("a").await;
    let server = format!("postgres://{}", database.server_address());
    let mut env = settings::Environment::from_pairs([
        ("ESPEJO_DATABASE_URL", server.as_str()),
        (
            "ESPEJO_CORE_DATABASE_SECRET_FILE",
            file.path().to_str().unwrap(),
        ),
    ]);
    let access = store::Access::read(&mut env, Login::Core);
    env.finish(()).unwrap();
    let names = [("andina".to_owned(), database.name().to_owned())];
    let pools = store::Databases::new(&access, names, "test", 3).unwrap();
    // Each of these opens a connection, because those before it are still in use.
    let pool = pools.pool("andina").unwrap();
    let first = pool.get().await.unwrap();
    to_file("b");
    let between = pool.get().await.unwrap();
    to_server("b").await;
    let after = pool.get().await.unwrap();
    drop((first, between, after));

    to_server("c").await;
    let known = pool.get().await.unwrap();
    known.simple_query("select 1").await.unwrap();
    let (_second, _third) = (pool.get().await.unwrap(), pool.get().await.unwrap());
    to_file("c");
    let anew = store::Databases::new(
        &access,
        [("andina".to_owned(), database.name().to_owned())],
        "test",
        1,
    );
    anew.unwrap().ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_of_somebody_else_and_a_name_that_is_too_long_are_refused() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    store::migrate::migrate(&url, database.name())
        .await
        .unwrap();
    let client = database.client().await;
    let name = Login::Export.name(database.name());
    client
        .batch_execute(&format!("create role {name} login password 'theirs'"))
        .await
        .unwrap();
    let secrets = Secrets {
        core: "c".repeat(32).into(),
        export: "e".repeat(32).into(),
        scheduler: "s".repeat(32).into(),
    };
    let refused = login_roles::create(&url, database.name(), &secrets).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("Espejo has not made it"), "{refused}");
    let login = (name.as_str(), "theirs");
    let kept = database.client_as(login, "postgres").await;
    assert_eq!(
        code(&kept.err().unwrap()),
        "42501",
        "its password is the same"
    );

    let long = login_roles::create(&url, &"a".repeat(54), &secrets).await;
    let long = long.unwrap_err().to_string();
    assert!(long.contains("more than 63 bytes"), "{long}");
}
