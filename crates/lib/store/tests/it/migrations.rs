//! Migrations: from an empty database, twice, and from two places at once.

use std::{fs, path::Path};

use store::{
    added_models::{self, AddedModel},
    catalog::ColumnKind,
    migrate::{latest_version, migrate, pending},
};
use testkit::TestDatabase;

/// Numbers may have gaps: changes that were made side by side have numbers of their own.
fn files() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    names
        .filter(|file| file.file_name().to_string_lossy().starts_with('V'))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_gets_the_full_schema_and_a_second_run_changes_nothing() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    let planned = pending(&url, database.name()).await.unwrap();
    assert_eq!((planned.files.len(), planned.is_known), (files(), true));
    assert_eq!(planned.files[0], "V1__schemas_and_grants");
    let applied = migrate(&url, database.name()).await.unwrap();
    assert_eq!(applied, files());
    assert_eq!(pending(&url, database.name()).await.unwrap().files, [""; 0]);
    assert_eq!(migrate(&url, database.name()).await.unwrap(), 0);

    let client = database.client().await;
    let newest = "select max(version)::bigint from refinery_schema_history";
    let newest: Option<i64> = client.query_one(newest, &[]).await.unwrap().get(0);
    assert_eq!(newest, latest_version());
    let unknown = "insert into refinery_schema_history (version, name) values (999, 'later')";
    client.batch_execute(unknown).await.unwrap();
    assert!(!pending(&url, database.name()).await.unwrap().is_known);
    let owner =
        "select distinct tableowner::text from pg_tables where schemaname in ('odoo', 'ops')";
    let owners: Vec<String> = client
        .query(owner, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(owners, ["espejo_owner"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_replicas_that_migrate_at_once_apply_each_file_once() {
    let database = TestDatabase::empty().await;
    // One of them makes it.
    let server = TestDatabase::empty().await;
    let drop = format!("drop database {} with (force)", database.name());
    server.client().await.batch_execute(&drop).await.unwrap();
    let url = server.url().into();
    let (one, two) = tokio::join!(
        migrate(&url, database.name()),
        migrate(&url, database.name())
    );
    assert_eq!(one.unwrap() + two.unwrap(), files());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_mirrored_table_names_its_model_and_has_the_mirror_columns() {
    let database = TestDatabase::empty().await;
    migrate(&database.url().into(), database.name())
        .await
        .unwrap();
    let client = database.client().await;
    let wrong = "select c.relname::text from pg_class c
         where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
           and (replace(split_part(obj_description(c.oid, 'pg_class'), ':', 1), '.', '_')
                    is distinct from c.relname
                or 5 <> (select count(*) from pg_attribute a where a.attrelid = c.oid
                         and a.attname in ('_read_at', '_run', '_deleted_at', '_extra',
                                           '_as_of')
                         and col_description(c.oid, a.attnum) <> ''))";
    let wrong: Vec<String> = client
        .query(wrong, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn contract(columns: &[(&str, ColumnKind)]) -> AddedModel {
    AddedModel {
        name: "x_fleet.contract".to_owned(),
        columns: columns
            .iter()
            .map(|(name, kind)| ((*name).to_owned(), *kind))
            .collect(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_model_gets_a_growing_table_that_others_can_only_read() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    migrate(&url, database.name()).await.unwrap();
    // A field may have the name of a word of SQL.
    let first = contract(&[("name", ColumnKind::Text), ("order", ColumnKind::Integer)]);
    added_models::create(&url, database.name(), &[first])
        .await
        .unwrap();
    let wider = contract(&[("name", ColumnKind::Text), ("x_rent", ColumnKind::Numeric)]);
    for _ in 0..2 {
        added_models::create(&url, database.name(), std::slice::from_ref(&wider))
            .await
            .unwrap();
    }

    let client = database.client().await;
    let sql = "select obj_description('odoo.x_fleet_contract'::regclass, 'pg_class'),
            tableowner::text,
            has_table_privilege('espejo_reader', 'odoo.x_fleet_contract', 'select'),
            has_table_privilege('espejo_reader', 'odoo.x_fleet_contract', 'insert'),
            has_table_privilege('espejo_writer', 'odoo.x_fleet_contract', 'insert'),
            (select string_agg(attname, ' ' order by attnum) from pg_attribute
             where attrelid = 'odoo.x_fleet_contract'::regclass and attnum > 0)
         from pg_tables where tablename = 'x_fleet_contract'";
    let row = client.query_one(sql, &[]).await.unwrap();
    let texts = [0, 1, 5].map(|at| row.get::<_, String>(at));
    assert_eq!(
        texts,
        [
            "x_fleet.contract: Added by configuration.",
            "espejo_owner",
            "id name order create_date write_date _read_at _run _deleted_at _extra _as_of x_rent"
        ]
    );
    assert_eq!(
        [2, 3, 4].map(|at| row.get::<_, bool>(at)),
        [true, false, true]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_model_cannot_take_a_used_table_or_change_a_column_type() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    migrate(&url, database.name()).await.unwrap();
    let refusal = async |model: AddedModel| {
        let refused = added_models::create(&url, database.name(), &[model]).await;
        refused.unwrap_err().to_string()
    };
    let mut alike = contract(&[("name", ColumnKind::Text)]);
    alike.name = "account.move_line".to_owned();
    assert!(
        refusal(alike)
            .await
            .contains("belongs to account.move.line")
    );

    let text = contract(&[("x_rent", ColumnKind::Text)]);
    added_models::create(&url, database.name(), &[text])
        .await
        .unwrap();
    let reason = refusal(contract(&[("x_rent", ColumnKind::Numeric)])).await;
    assert!(reason.contains("x_rent is text"), "{reason}");
}

/// How a migration that brings a model begins (migrations/README.md): a tenant's file may have added
/// the model, and that table gives way.
const DROP_ADDED: &str = "
    drop table if exists odoo.crm_team;
    delete from ops.cursor where model = 'crm.team';
    delete from ops.mirrored_field where model = 'crm.team';
    delete from ops.history where model = 'crm.team';
    delete from ops.content_check where model = 'crm.team';
    delete from ops.proof where model = 'crm.team';
    delete from ops.model_link where model = 'crm.team'";

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_model_is_reloaded_if_a_migration_adds_its_table() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    migrate(&url, database.name()).await.unwrap();
    let client = database.client().await;
    // As the database was before the migration that brought the model, with the file's own table.
    let mirror = include_str!("../../../../../migrations/V0002__mirror.sql");
    let (_, rest) = mirror.split_once("create table odoo.crm_team (").unwrap();
    let (teams_table, _) = rest.split_once("\n\n").unwrap();
    client
        .batch_execute("set role espejo_owner; drop table odoo.crm_team")
        .await
        .unwrap();
    let mut teams = contract(&[("name", ColumnKind::Text), ("x_quota", ColumnKind::Numeric)]);
    teams.name = "crm.team".to_owned();
    let teams = [teams];
    added_models::create(&url, database.name(), &teams)
        .await
        .unwrap();
    client
        .batch_execute(
            "insert into ops.mirrored_field (model, field, in_extra, loaded_at)
             values ('crm.team', 'name', false, now()), ('res.users', 'login', false, now())",
        )
        .await
        .unwrap();

    client.batch_execute(DROP_ADDED).await.unwrap();
    client
        .batch_execute(&format!("create table odoo.crm_team ({teams_table}"))
        .await
        .unwrap();
    added_models::create(&url, database.name(), &teams)
        .await
        .unwrap();
    let sql = "select (select string_agg(attname, ' ' order by attnum) from pg_attribute
                       where attrelid = 'odoo.crm_team'::regclass and attnum between 1 and 5),
                      (select string_agg(model, ' ') from ops.mirrored_field)";
    let row = client.query_one(sql, &[]).await.unwrap();
    assert_eq!(
        [0, 1].map(|at| row.get::<_, String>(at)),
        ["id name user_id company_id active", "res.users"],
        "its own columns, and nothing of it counts as loaded"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_a_table_that_a_migration_adds_are_counted() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    migrate(&url, database.name()).await.unwrap();
    let client = database.client().await;
    let counted = async || {
        let sql = "select company_id, rows::bigint from ops.row_count where model = 'x.visit'
                   order by company_id";
        let rows = client.query(sql, &[]).await.unwrap();
        let pair = |row: &tokio_postgres::Row| (row.get(0), row.get(1));
        rows.iter().map(pair).collect::<Vec<(i64, i64)>>()
    };
    client
        .batch_execute(
            "set role espejo_owner;
             create table odoo.x_visit (id bigint primary key, _read_at timestamptz not null,
                                        _run uuid not null, _deleted_at timestamptz, _extra jsonb,
                                        _as_of bigint);
             comment on table odoo.x_visit is 'x.visit: visits of customers';
             insert into odoo.x_visit select id, now(), gen_random_uuid() from generate_series(1, 3) id",
        )
        .await
        .unwrap();
    assert_eq!(counted().await, []);
    migrate(&url, database.name()).await.unwrap();
    assert_eq!(counted().await, [(0, 3)]);
    client
        .batch_execute(
            "alter table odoo.x_visit add column company_id bigint;
             update odoo.x_visit set company_id = id % 2 + 1",
        )
        .await
        .unwrap();
    migrate(&url, database.name()).await.unwrap();
    assert_eq!(counted().await, [(1, 1), (2, 2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn repeatable_files_run_again_when_their_text_has_changed() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    migrate(&url, database.name()).await.unwrap();
    let client = database.client().await;
    let drop_view = "drop view report.settlement_of_mirror cascade";
    client.batch_execute(drop_view).await.unwrap();
    let views = async || {
        let sql = "select count(*) from pg_views where viewname = 'settlement_of_mirror'";
        let row = client.query_one(sql, &[]).await.unwrap();
        row.get::<_, i64>(0)
    };
    migrate(&url, database.name()).await.unwrap();
    assert_eq!(views().await, 0, "the text is the same");
    // As if the text had been another one.
    let forget = "update public.repeatable_migration set md5 = ''";
    client.batch_execute(forget).await.unwrap();
    migrate(&url, database.name()).await.unwrap();
    assert_eq!(views().await, 1);
}
