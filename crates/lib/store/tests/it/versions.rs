//! A service uses a database only if its schema is that of its build, or newer.

use store::{Databases, Error, logins::Login};

use crate::reading::{access, migrated};

async fn refused(databases: &Databases) -> Option<String> {
    match databases.pool("andina").unwrap().get().await {
        Ok(_) => None,
        Err(error @ Error::Schema(_)) => {
            // It is an outage: what is asked now may be asked again after a migration.
            assert!(error.is_outage());
            Some(error.to_string())
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_login_refuses_an_older_or_missing_schema_and_takes_a_newer_one() {
    let (database, _) = migrated().await;
    let admin = database.client().await;
    let needed = store::migrate::latest_version().unwrap();
    for login in Login::ALL {
        let fresh = || {
            let names = [("andina".to_owned(), database.name().to_owned())];
            Databases::new(&access(&database, login), names, "test", 1).unwrap()
        };
        let set = async |sql: &str| admin.batch_execute(sql).await.unwrap();
        assert_eq!(refused(&fresh()).await, None, "{login:?}");

        set("update refinery_schema_history set version = version + 1000").await;
        assert_eq!(refused(&fresh()).await, None, "{login:?}: newer");

        set("update refinery_schema_history set version = version - 2000").await;
        let reason = refused(&fresh()).await.unwrap();
        assert_eq!(
            reason,
            format!(
                "the schema of the database is older than this build, which needs version {needed}; \
                 run `core-api migrate --tenant andina`"
            )
        );
        set("update refinery_schema_history set version = version + 1000").await;

        set("alter table refinery_schema_history rename to away").await;
        let reason = refused(&fresh()).await.unwrap();
        assert!(reason.contains("no schema of Espejo"), "{reason}");
        set("alter table away rename to refinery_schema_history").await;

        let grantee = "espejo_writer, espejo_reader, espejo_schedule_reader";
        set(&format!(
            "revoke select (version) on refinery_schema_history from {grantee}"
        ))
        .await;
        let reason = refused(&fresh()).await.unwrap();
        assert!(reason.contains("older than this build"), "{reason}");
        set(&format!(
            "grant select (version) on refinery_schema_history to {grantee}"
        ))
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_that_was_refused_works_after_the_migration() {
    let (database, databases) = migrated().await;
    let admin = database.client().await;
    let set = async |sql: &str| admin.batch_execute(sql).await.unwrap();
    set("alter table refinery_schema_history rename to away").await;
    refused(&databases).await.unwrap();
    set("alter table away rename to refinery_schema_history").await;
    assert_eq!(refused(&databases).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_or_login_that_does_not_exist_is_an_outage_and_says_which() {
    let (database, _) = migrated().await;
    let names = [("andina".to_owned(), format!("{}x", database.name()))];
    let of_another = Databases::new(&access(&database, Login::Core), names, "test", 1).unwrap();
    let error = of_another
        .pool("andina")
        .unwrap()
        .get()
        .await
        .err()
        .unwrap();
    assert!(error.is_outage());
    assert!(error.to_string().contains("(SQLSTATE 28P01)"), "{error}");
}
