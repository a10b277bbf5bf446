//! Migrations: from an empty database, twice, and from two places at once.

use std::path::Path;

use store::migrate::migrate;
use testkit::TestDatabase;

/// Files with a version: numbers may be missing between them.
fn migrations() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let files = std::fs::read_dir(folder).unwrap();
    files
        .filter(|file| {
            let name = file.as_ref().unwrap().file_name();
            name.to_string_lossy().starts_with('V')
        })
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_gets_the_whole_schema_and_a_second_run_changes_nothing() {
    let database = TestDatabase::empty().await;
    let url = database.url().into();
    let applied = migrate(&url, database.name()).await.unwrap();
    assert_eq!(applied, migrations());
    assert_eq!(migrate(&url, database.name()).await.unwrap(), 0);

    let client = database.client().await;
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
    let url = database.url().into();
    let (one, two) = tokio::join!(
        migrate(&url, database.name()),
        migrate(&url, database.name())
    );
    assert_eq!(one.unwrap() + two.unwrap(), migrations());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_mirrored_table_names_its_model_and_has_the_four_columns_of_the_mirror() {
    let database = TestDatabase::empty().await;
    migrate(&database.url().into(), database.name())
        .await
        .unwrap();
    let client = database.client().await;
    let wrong = "select c.relname::text from pg_class c
         where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
           and (replace(split_part(obj_description(c.oid, 'pg_class'), ':', 1), '.', '_')
                    is distinct from c.relname
                or 4 <> (select count(*) from pg_attribute a where a.attrelid = c.oid
                         and a.attname in ('_read_at', '_run', '_deleted_at', '_extra')
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
