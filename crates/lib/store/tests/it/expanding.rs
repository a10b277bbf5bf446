//! Each new V file on top of the previous release, without the other new ones: the order in which
//! branches are merged must not matter. `migrations/previous-release` names that release.

use std::{
    fs,
    path::{Path, PathBuf},
};

use testkit::TestDatabase;
use tokio_postgres::Client;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations")
}

/// The V files, those of the previous release first, each in the order of their numbers.
fn v_files() -> (Vec<PathBuf>, Vec<PathBuf>) {
    let record = fs::read_to_string(folder().join("previous-release")).unwrap();
    let is_released = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy();
        record
            .lines()
            .any(|line| line.ends_with(&format!("  {name}")))
    };
    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let is_v = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().starts_with('V');
    let mut files: Vec<_> = files.filter(is_v).collect();
    files.sort();
    files.into_iter().partition(is_released)
}

async fn apply(client: &Client, file: &Path) {
    let text = fs::read_to_string(file).unwrap();
    let applied = client.batch_execute(&text).await;
    applied.unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_new_v_file_needs_only_the_previous_release() {
    let database = TestDatabase::empty().await;
    let client = database.client().await;
    let (released, new) = v_files();
    assert!(released.len() > 10, "{released:?}");
    apply(&client, &folder().join("roles.sql")).await;
    apply(&client, &folder().join("database.sql")).await;
    client.batch_execute("set role espejo_owner").await.unwrap();
    for file in &released {
        apply(&client, file).await;
    }
    for file in &new {
        client.batch_execute("begin").await.unwrap();
        apply(&client, file).await;
        client.batch_execute("rollback").await.unwrap();
    }
    // The order of merging is any order.
    for file in new.iter().rev() {
        apply(&client, file).await;
    }
}
