//! What the administrator of Odoo's database runs, in the tables of real databases: the reader can
//! read what is mirrored and no secret, and all of it can be taken away again.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use odoo::Context;
use odoo_db::{Projection, Reading, is_secret, preflight, script::Setup, shape};
use testkit::{OwnPostgres, TestDatabase};
use tokio_postgres::{Client, error::SqlState};

use crate::{
    values::{dialect, read},
    world::{LOGICAL, reason},
};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared");
const PASSWORD: &str = "only-for-'this'-test";

/// Some models with what is special about them.
fn models() -> Vec<(String, Vec<String>)> {
    [
        (
            "account.account",
            "name code code_by_company company_ids deprecated",
        ),
        ("account.move", "name date amount_total access_token"),
        ("account.move.line", "name balance move_id"),
        ("account.payment", "amount partner_id"),
        ("res.company", "name"),
        ("res.partner", "name vat category_id signup_token"),
        ("res.users", "login partner_id password totp_secret"),
    ]
    .map(|(model, fields)| {
        (
            model.to_owned(),
            fields.split(' ').map(str::to_owned).collect(),
        )
    })
    .into()
}

/// What the script needs of Odoo, and one model.
const SMALL: &str = "
    create table ir_model_fields (model varchar, name varchar, ttype varchar, store bool,
        relation_table varchar, column1 varchar, column2 varchar);
    create table res_partner (id serial primary key, name varchar, signup_token varchar)";

/// Runs a script as a superuser, and returns what `psql` says.
fn run(database: &TestDatabase, script: &str, arguments: &[&str]) -> Result<(), String> {
    run_at(&database.url(), script, arguments)
}

fn run_at(url: &str, script: &str, arguments: &[&str]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script.sql");
    std::fs::write(&file, script).unwrap();
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--set", "ON_ERROR_STOP=1"])
        .args(arguments);
    psql.args(["--dbname", url, "--file"]).arg(&file);
    psql.stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut running = psql.spawn().unwrap();
    let mut typed = running.stdin.take().unwrap();
    typed.write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
    drop(typed);
    let ended = running.wait_with_output().unwrap();
    if ended.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8(ended.stderr).unwrap())
    }
}

async fn refusal(client: &Client, sql: &str) -> SqlState {
    match client.batch_execute(sql).await {
        Ok(()) => panic!("{sql} is allowed"),
        Err(error) => error.code().unwrap_or_else(|| panic!("{error:?}")).clone(),
    }
}

#[tokio::test]
async fn the_reader_reads_what_is_mirrored_and_no_secret_and_leaves_without_a_trace() {
    for major in 16..=19 {
        let dump = Path::new(SHARED).join(format!("odoo-db/odoo{major}.dump"));
        if !dump.exists() {
            eprintln!("not tried: there are no tables of Odoo {major} here");
            continue;
        }
        let database = TestDatabase::empty().await;
        database.restore(&dump);
        tried(&database, major).await;
    }
}

async fn tried(database: &TestDatabase, major: u32) {
    let admin = database.client().await;
    // Roles belong to the server, so each test has its own. They are dropped with the database.
    let (role, owner) = (
        format!("{}_core", database.name()),
        format!("{}_export", database.name()),
    );
    admin
        .batch_execute(&format!("create role {owner}"))
        .await
        .unwrap();
    let models = models();
    let setup = Setup {
        database: database.name(),
        role: &role,
        owner: &owner,
        connections: 4,
        publication: Some("espejo"),
        slot: "espejo",
        models: &models,
    };
    // Run again, it adds what more is mirrored.
    let fewer = Setup {
        models: &models[..3],
        ..setup.clone()
    };
    for setup in [&fewer, &setup] {
        run(database, &setup.script(), &["--single-transaction"]).unwrap();
    }
    let reader = database
        .client_as((&role, PASSWORD), database.name())
        .await
        .unwrap();
    every_model_is_read(&reader, &models, major).await;
    no_secret_is_read(&reader).await;
    only_ids_are_published(&admin).await;
    for attempt in [
        "create temporary table t (id int4)",
        "delete from account_move",
    ] {
        let read_only = refusal(&reader, attempt).await;
        assert_eq!(read_only, SqlState::READ_ONLY_SQL_TRANSACTION);
    }
    reader
        .batch_execute("set default_transaction_read_only = off")
        .await
        .unwrap();
    let denied = refusal(&reader, "delete from account_move").await;
    assert_eq!(denied, SqlState::INSUFFICIENT_PRIVILEGE);
    drop(reader);

    run(database, &setup.removal(), &[]).unwrap();
    let left = "select (select count(*) from pg_roles where rolname = $1)
                     + (select count(*) from pg_publication)";
    let left: i64 = admin.query_one(left, &[&role]).await.unwrap().get(0);
    assert_eq!(left, 0);
}

async fn every_model_is_read(reader: &Client, models: &[(String, Vec<String>)], major: u32) {
    assert_eq!(shape::version(reader).await.unwrap().major, Some(major));
    let companies = shape::companies(reader, major).await.unwrap();
    for (model, fields) in models {
        let shape = shape::read(reader, major, model).await.unwrap().unwrap();
        let mut counts = Vec::new();
        for chosen in [vec![], vec![1], vec![2]] {
            let context = Context {
                language: "en_US".to_owned(),
                company_ids: chosen,
            };
            let reading = Reading::new(dialect(major), &context, &companies);
            let projection = Projection::new(&shape, fields, &reading);
            let is_known = |name: &&String| !is_secret(model, name);
            let missing: Vec<_> = projection.missing.iter().filter(is_known).collect();
            assert!(missing.is_empty(), "{model} of {major}: {missing:?}");
            let rows = read(reader, &projection, &projection.range(0, i64::MAX)).await;
            counts.push(rows.len());
        }
        assert!(counts[0] > 0, "{model} of {major}");
        if model == "account.move.line" && companies.len() == 2 {
            assert_eq!(counts[0], counts[1] + counts[2], "{major}");
        }
    }
}

/// Not of any table, whatever its columns are called.
async fn no_secret_is_read(reader: &Client) {
    let readable = "select c.relname::text, a.attname::text
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
          and has_column_privilege(c.oid, a.attnum, 'select')";
    let rows = reader.query(readable, &[]).await.unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let (table, column): (&str, &str) = (row.get(0), row.get(1));
        assert!(
            !is_secret(&table.replace('_', "."), column),
            "{table}.{column}"
        );
    }
    for attempt in [
        "select password from res_users",
        "select * from res_users",
        "table res_partner_bank",
    ] {
        assert_eq!(
            refusal(reader, attempt).await,
            SqlState::INSUFFICIENT_PRIVILEGE
        );
    }
}

async fn only_ids_are_published(admin: &Client) {
    let published = "select tablename::text, attnames::text[] from pg_publication_tables";
    let rows = admin.query(published, &[]).await.unwrap();
    assert!(rows.len() > 7, "only {} tables are published", rows.len());
    for row in rows {
        let (table, columns): (&str, Vec<String>) = (row.get(0), row.get(1));
        let are_ids = columns
            .iter()
            .all(|column| column == "id" || column.ends_with("_id"));
        assert!(are_ids, "{table} {columns:?}");
    }
}

#[tokio::test]
async fn a_table_without_a_key_is_not_published_because_odoo_could_not_delete_from_it() {
    let database = TestDatabase::empty().await;
    let admin = database.client().await;
    let tables = "
        create table ir_model_fields (model varchar, name varchar, ttype varchar, store bool,
            relation_table varchar, column1 varchar, column2 varchar);
        insert into ir_model_fields values
            ('res.partner', 'category_id', 'many2many', true, 'tag_rel', 'partner_id', 'category_id');
        create table res_partner (id serial primary key);
        create table tag_rel (partner_id int4, category_id int4, unique (partner_id, category_id))";
    admin.batch_execute(tables).await.unwrap();
    let (role, owner) = (
        format!("{}_core", database.name()),
        format!("{}_export", database.name()),
    );
    admin
        .batch_execute(&format!("create role {owner}"))
        .await
        .unwrap();
    let models = [("res.partner".to_owned(), vec!["category_id".to_owned()])];
    let setup = Setup {
        database: database.name(),
        role: &role,
        owner: &owner,
        connections: 4,
        publication: Some("espejo"),
        slot: "espejo",
        models: &models,
    };
    let refused = run(&database, &setup.script(), &["--single-transaction"]).unwrap_err();
    assert!(refused.contains("tag_rel has no primary key"), "{refused}");
    assert!(
        refused.contains("replica identity using index"),
        "{refused}"
    );
    // All or nothing.
    let login = database.client_as((&role, PASSWORD), database.name()).await;
    assert!(login.is_err());
    let cure = "alter table tag_rel alter partner_id set not null, alter category_id set not null;
        alter table tag_rel replica identity using index tag_rel_partner_id_category_id_key";
    admin
        .batch_execute(cure)
        .await
        .unwrap_or_else(|error| panic!("{}", reason(&error)));
    run(&database, &setup.script(), &["--single-transaction"]).unwrap();
}

/// What can be wrong, what is said of it, and what mends it.
const WRONG: [(&str, &str, &str); 10] = [
    (
        "revoke select (name) on res_partner from reader",
        "name of the table res_partner may not be read",
        "grant select (name) on res_partner to reader",
    ),
    (
        "grant select on res_partner to reader",
        "res_partner.signup_token",
        "revoke select on res_partner from reader; grant select (id, name) on res_partner to reader",
    ),
    (
        "alter table res_partner enable row level security",
        "row security of the table res_partner",
        "alter table res_partner disable row level security",
    ),
    (
        "alter role reader connection limit 2",
        "may have 2 connections and needs 4",
        "alter role reader connection limit 4",
    ),
    (
        "alter role reader noreplication",
        "may not read the log",
        "alter role reader replication",
    ),
    (
        "alter publication espejo set table res_partner",
        "has more than ids: res_partner",
        "alter publication espejo set table res_partner (id)",
    ),
    (
        "alter publication espejo set (publish = 'insert')",
        "leaves changes out",
        "alter publication espejo set (publish = 'insert, update, delete, truncate')",
    ),
    (
        "alter publication espejo drop table res_partner",
        "has no table",
        "alter publication espejo add table res_partner (id)",
    ),
    (
        "alter role reader superuser",
        "is a superuser",
        "alter role reader nosuperuser",
    ),
    (
        "alter publication espejo rename to other",
        "no publication espejo",
        "alter publication other rename to espejo",
    ),
];

#[tokio::test]
async fn the_preflight_finds_what_is_missing_and_what_is_open_and_says_what_to_do() {
    let server = OwnPostgres::newest(LOGICAL);
    let postgres = server.client("postgres").await;
    for sql in ["create database odoo", "create role odoo"] {
        postgres.batch_execute(sql).await.unwrap();
    }
    let admin = server.client("odoo").await;
    admin.batch_execute(SMALL).await.unwrap();
    let models = [(
        "res.partner".to_owned(),
        vec!["name".to_owned(), "signup_token".to_owned()],
    )];
    let setup = Setup {
        database: "odoo",
        role: "reader",
        owner: "odoo",
        connections: 4,
        publication: Some("espejo"),
        slot: "espejo",
        models: &models,
    };
    let script = format!("begin;\n{}\ncommit;", setup.script());
    run_at(&server.url("odoo"), &script, &[]).unwrap();
    let reader = || server.client_of("reader", PASSWORD, "odoo");
    let found = preflight::look(&reader().await, &setup).await.unwrap();
    assert!(found.iter().all(|it| !it.hinders), "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("max_slot_wal_keep_size"));

    for (wrong, what, mend) in WRONG {
        admin.batch_execute(wrong).await.unwrap();
        let found = preflight::look(&reader().await, &setup).await.unwrap();
        let is_said = found
            .iter()
            .any(|it| it.what.contains(what) && !it.cure.is_empty());
        assert!(is_said, "{wrong}: {found:?}");
        admin.batch_execute(mend).await.unwrap();
        let found = preflight::look(&reader().await, &setup).await.unwrap();
        assert_eq!(found.len(), 1, "after {mend}: {found:?}");
    }
}

#[tokio::test]
async fn the_preflight_says_that_the_log_has_no_rows_or_no_slot_is_left() {
    let server = OwnPostgres::newest("wal_level = replica\nmax_replication_slots = 0\n");
    let postgres = server.client("postgres").await;
    let models = [];
    let setup = Setup {
        database: "postgres",
        role: "reader",
        owner: "odoo",
        connections: 4,
        publication: Some("espejo"),
        slot: "espejo",
        models: &models,
    };
    let found = preflight::look(&postgres, &setup).await.unwrap();
    for what in ["wal_level is replica", "all 0 of max_replication_slots"] {
        assert!(
            found
                .iter()
                .any(|it| it.hinders && it.what == what || it.what.contains(what)),
            "{found:?}"
        );
    }
    // Without the log, none of that matters.
    let polling = Setup {
        publication: None,
        ..setup
    };
    let found = preflight::look(&postgres, &polling).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("superuser"));
}
