//! The code of this crate is what Cornucopia makes of the `.sql` files of the workspace. Cornucopia
//! lets PostgreSQL prepare every statement against a database made from `migrations/`.
//!
//! This test must not need `store`, which needs the generated code.

mod nulls;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use cornucopia::config::{Config, TypeMapping};
use testkit::TestDatabase;
use tokio_postgres::Client;

const UPDATE: &str = "ESPEJO_UPDATE_SQL";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_committed_code_equals_the_generated_code() {
    let database = TestDatabase::empty().await;
    let client = database.client().await;
    migrate(&client).await;
    let folder = tempfile::tempdir().unwrap();
    let (queries, generated) = (
        folder.path().join("queries"),
        folder.path().join("generated"),
    );
    collect_queries(&queries);
    let config = config(&client, &queries, &generated).await;
    tokio::task::spawn_blocking(move || cornucopia::gen_live(&client, config))
        .await
        .unwrap()
        .unwrap_or_else(|error| panic!("{error:?}"));
    cache_in_transactions(&generated);
    format(&generated);
    let wanted = files(&generated.join("src"), "rs");
    let committed_to = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    if is_update() {
        for name in files(&committed_to, "rs").keys() {
            if !wanted.contains_key(name) {
                fs::remove_file(committed_to.join(name)).unwrap();
            }
        }
        for (name, text) in &wanted {
            let path = committed_to.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let committed = files(&committed_to, "rs");
    let names = wanted.keys().chain(committed.keys());
    let mut differing: Vec<_> = names
        .filter(|name| wanted.get(*name) != committed.get(*name))
        .collect();
    differing.dedup();
    assert!(
        differing.is_empty(),
        "a .sql file or a migration has changed; run {UPDATE}=true cargo nextest run -p sql, and \
         commit what it writes: {differing:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nullable_columns_are_marked() {
    let database = TestDatabase::empty().await;
    let client = database.client().await;
    migrate(&client).await;
    let generated = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "rs");
    let unmarked = nulls::unmarked(&client, &generated).await;
    assert!(
        unmarked.is_empty(),
        "add `?` after these columns in their .sql file: {unmarked:#?}"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "asked of the test, not a setting of a service"
)]
fn is_update() -> bool {
    std::env::var(UPDATE).is_ok()
}

/// Applies the migrations as `core-api migrate` does, without its bookkeeping.
async fn migrate(client: &Client) {
    let folder = workspace().join("migrations");
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    let mut texts = vec![
        read(folder.join("roles.sql")),
        read(folder.join("database.sql")),
    ];
    let versions = files(&folder, "sql");
    texts.extend(
        versions
            .into_iter()
            .filter(|(name, _)| name.starts_with('V'))
            .map(|(_, text)| text),
    );
    texts.extend(files(&folder.join("repeatable"), "sql").into_values());
    for text in texts {
        client.batch_execute(&text).await.unwrap();
    }
}

/// Copies the statements of each crate into a folder with the crate's name.
fn collect_queries(into: &Path) {
    for kind in ["bin", "lib"] {
        let crates = workspace().join("crates").join(kind);
        for found in fs::read_dir(crates).unwrap() {
            let found = found.unwrap();
            let name = found.file_name().into_string().unwrap().replace('-', "_");
            for (file, text) in files(&found.path().join("src"), "sql") {
                let path = into.join(&name).join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
    }
}

/// Types of `jiff` for times, and the enums of the crate `states` for the enum types of schema
/// `ops`.
async fn config(client: &Client, queries: &Path, generated: &Path) -> Config {
    let mut config = Config::builder()
        .queries(queries.to_str().unwrap())
        .destination(generated.to_str().unwrap())
        .build();
    let enums = "select typname::text, replace(initcap(replace(typname, '_', ' ')), ' ', '')
                 from pg_type where typtype = 'e' and typnamespace = 'ops'::regnamespace";
    let mut mapping = HashMap::from([
        (
            "pg_catalog.timestamptz".to_owned(),
            "jiff::Timestamp".to_owned(),
        ),
        ("pg_catalog.date".to_owned(), "jiff::civil::Date".to_owned()),
    ]);
    for row in client.query(enums, &[]).await.unwrap() {
        let (stored, name): (String, String) = (row.get(0), row.get(1));
        mapping.insert(format!("ops.{stored}"), format!("states::{name}"));
    }
    config.types.mapping = mapping
        .into_iter()
        .map(|(stored, name)| (stored, TypeMapping::Simple(name)))
        .collect();
    config
}

/// Lets a transaction prepare a query once per connection, as a connection does. Cornucopia would
/// prepare it each time, with an extra round trip.
fn cache_in_transactions(generated: &Path) {
    let path = generated.join("src/client/async_/deadpool.rs");
    let text = fs::read_to_string(&path).unwrap();
    let is_cached = |answer: &str| format!("fn stmt_cache() -> bool {{\n        {answer}\n    }}");
    let cached = text.replace(&is_cached("false"), &is_cached("true"));
    assert_ne!(cached, text, "transactions were not found");
    fs::write(path, cached).unwrap();
}

/// In the style of the workspace, which also puts the modules into an order.
fn format(generated: &Path) {
    let done = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(workspace().join("rustfmt.toml"))
        .arg(generated.join("src/lib.rs"))
        .status()
        .unwrap();
    assert!(done.success());
}

/// The files below the folder, by their path in it.
fn files(folder: &Path, extension: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}
