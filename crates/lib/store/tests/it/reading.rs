//! The catalogue, freshness, and the transaction that is tried again.

use std::{
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use settings::Environment;
use store::{
    Access, Databases, Error, ScopedFutureExt,
    catalog::{self, ColumnKind},
    freshness::{self, MirrorState},
    login_roles,
    logins::{Login, Secrets},
    transaction,
};
use testkit::{TestDatabase, fingerprint};

/// A database with the schema of this build.
pub(crate) async fn with_schema() -> TestDatabase {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    TestDatabase::create(&fingerprint(&folder), async |url: &str| {
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        store::migrate::migrate(&url.to_owned().into(), &name)
            .await
            .map(|_| ())
    })
    .await
}

pub(crate) async fn migrated() -> (TestDatabase, Databases) {
    let database = with_schema().await;
    make_logins(&database).await;
    let names = [("andina".to_owned(), database.name().to_owned())];
    let databases = Databases::new(&access(&database, Login::Core), names, "test", 4).unwrap();
    (database, databases)
}

pub(crate) async fn make_logins(database: &TestDatabase) {
    let mut env = Environment::from_pairs(database.migration_variables());
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
}

pub(crate) fn access(database: &TestDatabase, login: Login) -> Access {
    let service = login.variable().trim_start_matches("ESPEJO_");
    let service = service.trim_end_matches("_DATABASE_SECRET");
    let mut env = Environment::from_pairs(database.variables(service));
    let access = Access::read(&mut env, login);
    env.finish(access).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_has_27_models_with_their_column_types() {
    let (_database, databases) = migrated().await;
    let client = databases.pool("andina").unwrap().get().await.unwrap();
    let catalog = catalog::read(&*client).await.unwrap();
    assert_eq!(catalog.len(), 27);
    let lines = &catalog["account.move.line"];
    assert_eq!(lines.table, "account_move_line");
    assert_eq!(lines.columns[0].name, "id");
    let kind = |name: &str| lines.columns.iter().find(|c| c.name == name).unwrap().kind;
    assert_eq!(kind("balance"), ColumnKind::Numeric);
    assert_eq!(kind("date"), ColumnKind::Date);
    assert_eq!(kind("write_date"), ColumnKind::Instant);
    assert_eq!(kind("analytic_distribution"), ColumnKind::Json);
    assert!(
        lines
            .columns
            .iter()
            .all(|column| !column.name.starts_with('_'))
    );
    assert!(
        lines
            .numeric_fields()
            .contains(&"amount_residual".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn freshness_changes_from_loading_to_live_to_proved_to_failed() {
    let (database, databases) = migrated().await;
    let client = databases.pool("andina").unwrap().get().await.unwrap();
    let owner = database.client().await;
    let models = ["res.partner", "res.company"];

    let loading = freshness::read(&*client, &models).await.unwrap();
    assert_eq!(loading.state, MirrorState::Loading);
    assert_eq!(loading.data_as_of, None);

    let cursors = "insert into ops.cursor (model, watermark, run_id) values
        ('res.partner', now() - interval '1 minute', gen_random_uuid()),
        ('res.company', now() - interval '5 minutes', gen_random_uuid())";
    owner.batch_execute(cursors).await.unwrap();
    let live = freshness::read(&*client, &models).await.unwrap();
    assert_eq!(live.state, MirrorState::Live);
    assert!(
        (290..400).contains(&live.lag_seconds.unwrap()),
        "the oldest counts: {live:?}"
    );
    assert_eq!(live.proof, None);

    let proofs = "insert into ops.proof (model, run_id, ranges, differing, rows, proved_at) values
        ('res.partner', gen_random_uuid(), 3, 0, 5, now()),
        ('res.company', gen_random_uuid(), 1, 1, 5, now())";
    owner.batch_execute(proofs).await.unwrap();
    let proof = freshness::read(&*client, &models)
        .await
        .unwrap()
        .proof
        .unwrap();
    assert_eq!((proof.equal, proof.ranges, proof.differing), (false, 4, 1));

    let run = "insert into ops.sync_run (id, kind, state, requested_by)
        values (gen_random_uuid(), 'incremental', 'failed', 'test')";
    owner.batch_execute(run).await.unwrap();
    let failed = freshness::read(&*client, &models).await.unwrap();
    assert_eq!(failed.state, MirrorState::Failed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_retried_until_both_transactions_are_committed() {
    let (database, databases) = migrated().await;
    let owner = database.client().await;
    let rows = "insert into ops.cursor (model, watermark, run_id) values
        ('a', 'epoch', gen_random_uuid()), ('b', 'epoch', gen_random_uuid())";
    owner.batch_execute(rows).await.unwrap();
    let tries = AtomicU32::new(0);
    let pool = &databases.pool("andina").unwrap();
    let touch = |first: &'static str, second: &'static str| {
        let tries = &tries;
        transaction::write(pool, "touch", move |tx| {
            async move {
                tries.fetch_add(1, Ordering::Relaxed);
                let sql =
                    "update ops.cursor set watermark = watermark + interval '1 s' where model = $1";
                tx.execute(sql, &[&first]).await?;
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                tx.execute(sql, &[&second]).await?;
                Ok::<_, Error>(())
            }
            .scope_boxed()
        })
    };
    let (one, two) = tokio::join!(touch("a", "b"), touch("b", "a"));
    one.unwrap();
    two.unwrap();
    assert!(
        tries.load(Ordering::Relaxed) > 2,
        "there was no deadlock to survive"
    );
    let moved =
        "select count(*) from ops.cursor where watermark = timestamptz 'epoch' + interval '2 s'";
    let row = owner.query_one(moved, &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 2);
}
