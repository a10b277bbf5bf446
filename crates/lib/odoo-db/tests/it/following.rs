//! Following a database of Odoo by its log, while others write: what is read is what is there.

use std::{collections::BTreeMap, time::Duration};

use odoo::{Cell, Context};
use odoo_db::{
    Projection, Reading,
    changes::{Changes, Watched},
    dirty::Piece,
    log::{Address, Log, Logged, make_slot},
    pgoutput::Lsn,
    shape,
    snapshot::{Shown, Snapshot, prepare},
};
use testkit::OwnPostgres;
use tokio::time::{Instant, sleep};
use tokio_postgres::Client;

use crate::{
    values::{TABLES, dialect, read},
    world::{LOGICAL, beside},
};

const MODEL: &str = "x.thing";
const PUBLICATION: &str = "
    create publication espejo for table x_thing (id), x_tag_rel (thing_id, tag_id)";
/// Rows of one step.
const MOST: usize = 50;

/// A mirror that follows, as core-api will: the greatest number of a snapshot wins.
struct Mirror {
    rows: BTreeMap<i64, (i64, Option<Vec<Cell>>)>,
    projection: Projection,
    reader: Client,
}

impl Mirror {
    async fn of(server: &OwnPostgres) -> Self {
        let reader = server.client("odoo").await;
        prepare(&reader).await.unwrap();
        let companies = shape::companies(&reader, 18).await.unwrap();
        let context = Context {
            language: "en_US".to_owned(),
            company_ids: vec![],
        };
        let shape = shape::read(&reader, 18, MODEL).await.unwrap().unwrap();
        let names = ["name", "count", "tag_ids"].map(str::to_owned);
        let reading = Reading::new(dialect(18), &context, &companies);
        Self {
            rows: BTreeMap::new(),
            projection: Projection::new(&shape, &names, &reading),
            reader,
        }
    }

    /// Reads the rows in the next snapshot that sees what the log has shown.
    async fn read(&mut self, piece: &Piece, shown: Shown<'_>) {
        let statement = match piece {
            Piece::Ids(ids) => self.projection.ids(ids),
            Piece::Range { after_id, up_to_id } => self.projection.range(*after_id, *up_to_id),
            Piece::Whole => self.projection.range(0, i64::MAX),
        };
        let snapshot = Snapshot::take_once_seen(&mut self.reader, shown)
            .await
            .unwrap();
        let as_of = snapshot.as_of.unwrap();
        let copied = snapshot.transaction.copy_out(&statement).await.unwrap();
        let found = crate::values::records(&self.projection, copied).await;
        drop(snapshot);
        let mut found: BTreeMap<_, _> = found.into_iter().map(|row| (row.id, row.cells)).collect();
        if let Piece::Ids(asked) = piece {
            for id in asked {
                let row = found.remove(id);
                self.apply(*id, as_of, row);
            }
        }
        for (id, cells) in found {
            self.apply(id, as_of, Some(cells));
        }
    }

    fn apply(&mut self, id: i64, as_of: i64, row: Option<Vec<Cell>>) {
        let kept = self.rows.entry(id).or_insert((0, None));
        if as_of > kept.0 {
            *kept = (as_of, row);
        }
    }

    fn living(&self) -> Vec<Vec<Cell>> {
        self.rows
            .values()
            .filter_map(|(_, row)| row.clone())
            .collect()
    }
}

struct Follower {
    log: Log,
    changes: Changes,
}

impl Follower {
    async fn start(server: &OwnPostgres) -> Self {
        let (user, password) = server.login();
        let address = Address {
            host: "127.0.0.1".to_owned(),
            port: server.port(),
            user: user.to_owned(),
            password: password.to_owned(),
            database: "odoo".to_owned(),
            slot: "espejo".to_owned(),
            publication: "espejo".to_owned(),
            tls: None,
        };
        let (mut log, identity) = Log::connect(&address).await.unwrap();
        assert_eq!(identity.timeline, 1);
        log.start().await.unwrap();
        Self {
            log,
            changes: Changes::of(watched()),
        }
    }

    /// What the log says, for this long.
    async fn collect(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(logged) = tokio::time::timeout_at(end, self.log.next()).await {
            let logged = logged.unwrap();
            if let Some(message) = logged.message().unwrap() {
                self.changes.take(&message).unwrap();
            }
        }
    }

    /// Reads what has changed, and then acknowledges it.
    async fn step(&mut self, mirror: &mut Mirror) {
        let transactions = std::mem::take(&mut self.changes.transactions);
        let shown = Shown {
            transactions: &transactions,
            end: self.changes.end.unwrap_or_default(),
        };
        while !self.changes.dirty.is_empty() {
            for (model, piece) in self.changes.dirty.take(MOST, &[MODEL]) {
                assert_eq!(model, MODEL);
                mirror.read(&piece, shown).await;
            }
        }
        if let Some(end) = self.changes.end {
            self.log.acknowledge(end);
        }
    }
}

fn watched() -> BTreeMap<String, Watched> {
    let links = [(MODEL.to_owned(), "thing_id".to_owned())];
    BTreeMap::from([
        ("x_thing".to_owned(), Watched::Model(MODEL.to_owned())),
        ("x_tag_rel".to_owned(), Watched::Links(links.into())),
    ])
}

async fn prepared(server: &OwnPostgres) -> Client {
    let postgres = server.client("postgres").await;
    postgres
        .batch_execute("create database odoo")
        .await
        .unwrap();
    let odoo = server.client("odoo").await;
    odoo.batch_execute(TABLES).await.unwrap();
    odoo.batch_execute(PUBLICATION).await.unwrap();
    odoo
}

/// Some hundred transactions that insert, change, delete, link, roll back and take turns in an order
/// that nobody knows, always the same ones for one number.
async fn write(server: &OwnPostgres, number: u64) {
    let odoo = server.client("odoo").await;
    let mut state = number;
    let mut random = move |below: u64| {
        // Source: Knuth, The Art of Computer Programming, volume 2, 3.3.4.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for round in 0..120 {
        let (id, tag) = (random(60) + 1, random(5) + 1);
        let end = if random(6) == 0 { "rollback" } else { "commit" };
        let change = match random(5) {
            0 => format!(
                "delete from x_tag_rel where thing_id = {id}; delete from x_thing where id = {id}"
            ),
            1 => format!("insert into x_tag_rel values ({id}, {tag}) on conflict do nothing"),
            2 => format!("delete from x_tag_rel where thing_id = {id} and tag_id = {tag}"),
            _ => format!(
                "insert into x_thing (id, name, count) values ({id}, 'by {number}', {round})
                 on conflict (id) do update set name = excluded.name, count = excluded.count"
            ),
        };
        // Two writers may wait for each other, and then one of them loses.
        let _ = odoo.batch_execute(&format!("begin; {change}; {end}")).await;
        let _ = odoo.batch_execute("rollback").await;
        if random(4) == 0 {
            sleep(Duration::from_millis(random(8))).await;
        }
    }
}

async fn follows(server: &OwnPostgres) {
    let odoo = prepared(server).await;
    odoo.batch_execute(
        "insert into x_thing (id, name) select id, 'first' from generate_series(1, 40) id",
    )
    .await
    .unwrap();
    // As the reader does, whose sessions cannot write.
    let reader = server.client("odoo").await;
    prepare(&reader).await.unwrap();
    make_slot(&reader, "espejo").await.unwrap();
    let again = make_slot(&reader, "espejo").await;
    assert!(again.is_err(), "a slot is made twice");
    let timeout = "select current_setting('lock_timeout')";
    let kept: String = reader.query_one(timeout, &[]).await.unwrap().get(0);
    assert_eq!(kept, "2s", "the session keeps its own limits");
    let mut mirror = Mirror::of(server).await;
    let mut follower = Follower::start(server).await;
    let writers = async { tokio::join!(write(server, 1), write(server, 2), write(server, 3)) };
    let following = async {
        // The first copy comes in ranges while others write, and after what the log says.
        for range in 0..6 {
            follower.collect(Duration::from_millis(40)).await;
            follower.step(&mut mirror).await;
            let piece = Piece::Range {
                after_id: range * 10,
                up_to_id: (range + 1) * 10,
            };
            mirror.read(&piece, Shown::default()).await;
        }
        for _ in 0..10 {
            follower.collect(Duration::from_millis(50)).await;
            follower.step(&mut mirror).await;
        }
    };
    tokio::join!(writers, following);
    follower.collect(Duration::from_millis(500)).await;
    follower.step(&mut mirror).await;
    assert_equal(&odoo, &mirror).await;
    what_is_acknowledged_does_not_come_again(server, &odoo, follower, mirror).await;
}

async fn assert_equal(odoo: &Client, mirror: &Mirror) {
    let rows = read(
        odoo,
        &mirror.projection,
        &mirror.projection.range(0, i64::MAX),
    )
    .await;
    let there: Vec<_> = rows.into_iter().map(|row| row.cells).collect();
    assert!(there.len() > 10, "only {} rows are left", there.len());
    assert_eq!(mirror.living(), there);
}

/// After a new connection, what is not acknowledged comes again.
async fn what_is_acknowledged_does_not_come_again(
    server: &OwnPostgres,
    odoo: &Client,
    mut follower: Follower,
    mut mirror: Mirror,
) {
    odoo.batch_execute("update x_thing set name = 'read' where id < 20")
        .await
        .unwrap();
    follower.collect(Duration::from_millis(300)).await;
    follower.step(&mut mirror).await;
    confirmed(odoo, follower.changes.end.unwrap()).await;
    odoo.batch_execute("insert into x_thing (id, name) values (100, 'not acknowledged')")
        .await
        .unwrap();
    follower.collect(Duration::from_millis(300)).await;
    drop(follower);
    released(odoo).await;
    let mut again = Follower::start(server).await;
    again.collect(Duration::from_millis(300)).await;
    let taken = again.changes.dirty.take(MOST, &[MODEL]);
    assert_eq!(taken, [(MODEL.to_owned(), Piece::Ids(vec![100]))]);
    idle_log_is_not_kept(odoo, again).await;
}

/// What a neighbour writes is not kept for us, although nothing published changes.
async fn idle_log_is_not_kept(odoo: &Client, mut follower: Follower) {
    odoo.batch_execute("create table neighbour as select generate_series(1, 20000) as id")
        .await
        .unwrap();
    let sql = "select pg_current_wal_lsn()::text";
    let now = lsn(odoo.query_one(sql, &[]).await.unwrap().get(0));
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        assert!(
            Instant::now() < deadline,
            "the server does not say how far it is"
        );
        match follower.log.next().await.unwrap() {
            Logged::Idle(end) if end >= now => break follower.log.acknowledge(end),
            _ => {}
        }
    }
    confirmed(odoo, now).await;
}

fn lsn(text: &str) -> Lsn {
    let (high, low) = text.split_once('/').unwrap();
    let part = |text| u64::from_str_radix(text, 16).unwrap();
    Lsn((part(high) << 32) | part(low))
}

/// Waits until the server has heard it.
async fn confirmed(odoo: &Client, end: Lsn) {
    let sql = "select confirmed_flush_lsn >= $1::text::pg_lsn from pg_replication_slots";
    wait_until(odoo, sql, &end.to_string()).await;
}

async fn released(odoo: &Client) {
    let sql = "select not active and $1 <> '' from pg_replication_slots";
    wait_until(odoo, sql, "espejo").await;
}

async fn wait_until(odoo: &Client, sql: &str, value: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !odoo
        .query_one(sql, &[&value])
        .await
        .unwrap()
        .get::<_, bool>(0)
    {
        assert!(Instant::now() < deadline, "{sql} of {value}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_database_of_the_installed_version_is_followed() {
    follows(&OwnPostgres::newest(LOGICAL)).await;
}

#[tokio::test]
async fn a_database_of_version_16_is_followed() {
    if let Some(server) = beside(16, "") {
        follows(&server).await;
    }
}

#[tokio::test]
async fn a_database_of_version_17_is_followed() {
    if let Some(server) = beside(17, "") {
        follows(&server).await;
    }
}

#[tokio::test]
async fn a_database_of_version_18_is_followed() {
    if let Some(server) = beside(18, "") {
        follows(&server).await;
    }
}
