//! Of two snapshots, the one with the greater number has seen more, and a snapshot sees what the log
//! has shown.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures::future::join_all;
use odoo_db::{
    connect,
    pgoutput::Lsn,
    snapshot::{Shown, Snapshot, prepare},
};
use testkit::{OwnPostgres, TestDatabase};
use tls::Trust;
use tokio::time::sleep;
use tokio_postgres::{Client, GenericClient};

use crate::world::{LOGICAL, beside, reason};

async fn count(client: &impl GenericClient) -> i64 {
    let sql = "select count(*) from account_move";
    client.query_one(sql, &[]).await.unwrap().get(0)
}

async fn transaction(client: &Client) -> u32 {
    let sql = "select (pg_current_xact_id()::text::numeric % 4294967296)::int8";
    let id: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
    u32::try_from(id).unwrap()
}

/// Several sessions write, some for longer than others, and several take snapshots.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_snapshot_with_the_greater_number_has_seen_more_on_each_version() {
    let mut servers: Vec<_> = [15, 16, 17, 18]
        .into_iter()
        .filter_map(|version| beside(version, ""))
        .collect();
    servers.push(OwnPostgres::newest(LOGICAL));
    for server in &servers {
        let odoo = server.client("postgres").await;
        odoo.batch_execute("create table ended (writer int4, number int4)")
            .await
            .unwrap();
        let writers = (0..4).map(|writer| write(server, writer));
        let takers = (0..4).map(|_| take(server));
        let (_, taken) = tokio::join!(join_all(writers), join_all(takers));
        let mut taken: Vec<_> = taken.into_iter().flatten().collect();
        taken.sort();
        let mut numbers = 1;
        for pair in taken.windows(2) {
            let ((number, seen), (later, seen_later)) = (&pair[0], &pair[1]);
            if number == later {
                assert_eq!(seen, seen_later, "one number, two states");
            } else {
                numbers += 1;
                assert!(
                    seen.is_subset(seen_later),
                    "{number} has seen more than {later}"
                );
            }
        }
        assert!(numbers > 20, "only {numbers} numbers of {}", taken.len());
    }
}

/// Commits 100 rows, every third in a savepoint that is left open until a pause has passed, and gives
/// up some others.
async fn write(server: &OwnPostgres, writer: i32) {
    let client = server.client("postgres").await;
    for number in 0..100 {
        let insert = format!("insert into ended values ({writer}, {number})");
        let transaction = match number % 3 {
            0 => format!("begin; savepoint s; {insert}; release s; select pg_sleep(0.004); commit"),
            1 => format!("begin; {insert}; commit"),
            _ => format!("begin; {insert}; rollback"),
        };
        client.batch_execute(&transaction).await.unwrap();
    }
}

type Ended = BTreeSet<(i32, i32)>;

async fn take(server: &OwnPostgres) -> Vec<(i64, Ended)> {
    let mut client = server.client("postgres").await;
    let mut taken = Vec::new();
    for _ in 0..100 {
        let snapshot = Snapshot::take(&mut client).await.unwrap();
        let sql = "select writer, number from ended";
        let rows = snapshot.transaction.query(sql, &[]).await.unwrap();
        let ended = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        taken.push((snapshot.as_of.unwrap(), ended));
    }
    taken
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
    let mut reader = server.client("postgres").await;
    prepare(&reader).await.unwrap();
    let shown = Shown {
        transactions: &shown,
        end: shown_end,
    };
    let waiting = Snapshot::take_once_seen(&mut reader, shown);
    let commit = async {
        sleep(Duration::from_millis(300)).await;
        odoo.batch_execute("commit").await.unwrap();
    };
    let (snapshot, ()) = tokio::join!(waiting, commit);
    let snapshot = snapshot.unwrap();
    assert_eq!(count(&snapshot.transaction).await, 2);
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
    // One of before the wrap-around is long over.
    let old = [u32::MAX - 5];
    let shown = Shown {
        transactions: &old,
        end: Lsn(1),
    };
    let seen = Snapshot::take_once_seen(&mut reader, shown).await.unwrap();
    let number = seen.as_of.unwrap();
    assert!((1 << 45..1 << 53).contains(&number), "{number}");
    drop(seen);
    let now = [open];
    let shown = Shown {
        transactions: &now,
        end: Lsn(1),
    };
    let waits = tokio::time::timeout(
        Duration::from_millis(300),
        Snapshot::take_once_seen(&mut reader, shown),
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
