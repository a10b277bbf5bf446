//! Snapshots are numbered in the order in which they are taken, and see what the log has shown.

use std::{sync::Arc, time::Duration};

use odoo_db::{
    connect,
    pgoutput::Lsn,
    snapshot::{Shown, Snapshots, prepare},
};
use testkit::{OwnPostgres, TestDatabase};
use tls::Trust;
use tokio::time::sleep;
use tokio_postgres::{Client, GenericClient};

use crate::world::reason;

async fn count(client: &impl GenericClient) -> i64 {
    let sql = "select count(*) from account_move";
    client.query_one(sql, &[]).await.unwrap().get(0)
}

async fn transaction(client: &Client) -> u32 {
    let sql = "select (pg_current_xact_id()::text::numeric % 4294967296)::int8";
    let id: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
    u32::try_from(id).unwrap()
}

#[tokio::test]
async fn a_later_snapshot_has_a_greater_number_and_sees_as_much() {
    let database = TestDatabase::empty().await;
    let odoo = database.client().await;
    odoo.batch_execute("create table account_move (id serial primary key)")
        .await
        .unwrap();
    let snapshots = Snapshots::of_generation(3);
    let (mut one, mut two) = (database.client().await, database.client().await);
    let insert = "insert into account_move default values";
    odoo.batch_execute(insert).await.unwrap();
    let first = snapshots.next(&mut one, Shown::default()).await.unwrap();
    odoo.batch_execute(insert).await.unwrap();
    let second = snapshots.next(&mut two, Shown::default()).await.unwrap();
    odoo.batch_execute(insert).await.unwrap();
    assert_eq!(count(&first.transaction).await, 1);
    assert_eq!(count(&second.transaction).await, 2);
    assert_eq!([first.as_of, second.as_of], [(3 << 40) + 1, (3 << 40) + 2]);
    drop(first);
    let later = Snapshots::of_generation(4);
    let third = later.next(&mut one, Shown::default()).await.unwrap();
    assert!(third.as_of > second.as_of);
}

/// As with a synchronous standby that answers late: the log shows the commit, and nobody sees it.
#[tokio::test]
async fn a_snapshot_waits_until_it_sees_what_the_log_has_shown() {
    let server = Arc::new(OwnPostgres::newest(""));
    let odoo = server.client("postgres").await;
    odoo.batch_execute("create table account_move (id serial primary key)")
        .await
        .unwrap();
    odoo.batch_execute("begin; insert into account_move default values")
        .await
        .unwrap();
    let shown = [transaction(&odoo).await];
    let other = server.client("postgres").await;
    // Others go on meanwhile.
    other
        .batch_execute("insert into account_move default values")
        .await
        .unwrap();
    let shown_end = Lsn(1);
    let snapshots = Snapshots::of_generation(1);
    let mut reader = server.client("postgres").await;
    prepare(&reader).await.unwrap();
    let shown = Shown {
        transactions: &shown,
        end: shown_end,
    };
    let waiting = snapshots.next(&mut reader, shown);
    let commit = async {
        sleep(Duration::from_millis(300)).await;
        odoo.batch_execute("commit").await.unwrap();
    };
    let (snapshot, ()) = tokio::join!(waiting, commit);
    let snapshot = snapshot.unwrap();
    assert_eq!(count(&snapshot.transaction).await, 2);
    assert_eq!(snapshot.as_of, (1 << 40) + 1, "a look counts as a snapshot");
}

/// The log has 32 bits of the id of a transaction. After four thousand million transactions they
/// begin again.
#[tokio::test]
async fn transactions_are_recognized_after_their_ids_have_wrapped_around() {
    let mut server = OwnPostgres::newest("");
    server.reset_wal(&["--epoch=1"]);
    let odoo = server.client("postgres").await;
    odoo.batch_execute("create table account_move (id serial primary key)")
        .await
        .unwrap();
    odoo.batch_execute("begin; insert into account_move default values")
        .await
        .unwrap();
    let open = transaction(&odoo).await;
    let long: String = odoo
        .query_one("select pg_current_xact_id()::text", &[])
        .await
        .unwrap()
        .get(0);
    assert!(long.parse::<u64>().unwrap() > u64::from(u32::MAX), "{long}");
    let mut reader = server.client("postgres").await;
    let snapshots = Snapshots::of_generation(1);
    // One of before the wrap-around is long over.
    let old = [u32::MAX - 5];
    let shown = Shown {
        transactions: &old,
        end: Lsn(1),
    };
    drop(snapshots.next(&mut reader, shown).await.unwrap());
    let now = [open];
    let shown = Shown {
        transactions: &now,
        end: Lsn(1),
    };
    let waits = tokio::time::timeout(
        Duration::from_millis(300),
        snapshots.next(&mut reader, shown),
    );
    assert!(waits.await.is_err(), "an open transaction counts as seen");
}

#[tokio::test]
async fn a_session_that_is_prepared_cannot_write_and_writes_values_in_one_way() {
    let database = TestDatabase::empty().await;
    let client = database.client().await;
    client
        .batch_execute(
            "set datestyle = 'German'; set timezone = 'America/Lima'; set extra_float_digits = -3",
        )
        .await
        .unwrap();
    prepare(&client).await.unwrap();
    writes_in_one_way(&client).await;
    // A new connection is prepared already.
    let client = connect(&database.url().into(), &Trust::default()).await;
    writes_in_one_way(&client.unwrap()).await;
    let unsafe_url = "postgres://reader@odoo.example.com/odoo".to_owned().into();
    let refused = connect(&unsafe_url, &Trust::default()).await.unwrap_err();
    assert!(refused.to_string().contains("sslmode"), "{refused}");
}

async fn writes_in_one_way(client: &Client) {
    let refused = client
        .batch_execute("create table t (id int4)")
        .await
        .unwrap_err();
    assert!(
        reason(&refused).contains("read-only transaction"),
        "{}",
        reason(&refused)
    );
    let sql = "select ('2026-12-03'::date)::text, (0.1::float8 + 0.2)::text, to_timestamp(0)::text";
    let row = client.query_one(sql, &[]).await.unwrap();
    let texts: [String; 3] = [row.get(0), row.get(1), row.get(2)];
    assert_eq!(
        texts,
        [
            "2026-12-03",
            "0.30000000000000004",
            "1970-01-01 00:00:00+00"
        ]
    );
}
