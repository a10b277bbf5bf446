//! What changes without a word in the log is seen in the catalogue, on each version.

use odoo_db::{
    catalogue::{Catalogue, Change},
    pgoutput::Lsn,
    slot::{Slot, Unfit},
};
use testkit::OwnPostgres;
use tokio_postgres::Client;

use crate::world::{LOGICAL, World, beside};

fn of(table: &str) -> String {
    table.to_owned()
}

/// Each change of a database, and what is seen of it.
fn changes() -> Vec<(&'static str, Vec<Change>)> {
    [of_columns(), of_rights_and_rows(), of_what_is_published()].concat()
}

fn of_columns() -> Vec<(&'static str, Vec<Change>)> {
    let table = "account_move";
    vec![
        ("update account_move set name = 'x'", vec![]),
        ("analyze account_move", vec![]),
        (
            "alter table account_move add ref varchar",
            vec![Change::Columns { table: of(table) }],
        ),
        (
            "alter table account_move add flag bool default true",
            vec![Change::Columns { table: of(table) }],
        ),
        (
            "alter table account_move alter name type text",
            vec![Change::Columns { table: of(table) }],
        ),
        (
            "alter table account_move rename ref to payment_reference",
            vec![Change::Columns { table: of(table) }],
        ),
        (
            "alter table account_move drop payment_reference cascade",
            vec![Change::Columns { table: of(table) }],
        ),
    ]
}

fn of_rights_and_rows() -> Vec<(&'static str, Vec<Change>)> {
    let table = "account_move";
    vec![
        (
            "vacuum full account_move",
            vec![Change::Rewritten { table: of(table) }],
        ),
        (
            "alter table account_move enable row level security",
            vec![Change::RowSecurity { table: of(table) }],
        ),
        (
            "alter table account_move disable row level security; alter table account_move replica identity full",
            vec![Change::Identity { table: of(table) }],
        ),
        (
            "alter table account_move replica identity default",
            vec![Change::Identity { table: of(table) }],
        ),
    ]
}

fn of_what_is_published() -> Vec<(&'static str, Vec<Change>)> {
    let table = "account_move";
    vec![
        (
            "alter publication espejo drop table account_move",
            vec![Change::Unpublished { table: of(table) }],
        ),
        (
            "alter publication espejo add table account_move (id)",
            vec![],
        ),
        (
            "alter publication espejo drop table account_move;
             alter publication espejo add table account_move (id)",
            vec![Change::Republished { table: of(table) }],
        ),
        (
            "alter publication espejo set (publish = 'insert')",
            vec![Change::PublicationChanged],
        ),
        (
            "alter table account_move_line drop constraint account_move_line_move_id_fkey;
             create table made as select * from account_move; drop table account_move;
             alter table made rename to account_move",
            vec![
                Change::Remade { table: of(table) },
                Change::Unpublished { table: of(table) },
            ],
        ),
        (
            "drop table account_move_line",
            vec![
                Change::Gone {
                    table: of("account_move_line"),
                },
                Change::Unpublished {
                    table: of("account_move_line"),
                },
            ],
        ),
        (
            "drop publication espejo; create publication espejo for table account_move (id)",
            vec![Change::NoPublication],
        ),
        ("drop publication espejo", vec![Change::NoPublication]),
    ]
}

async fn every_change_is_seen(server: &OwnPostgres) {
    let world = World::new(server, "watched").await;
    let tables = ["account_move", "account_move_line"].map(of);
    let read = || Catalogue::read(&world.odoo, &tables, Some("espejo"));
    let mut before = read().await.unwrap();
    for (sql, expected) in changes() {
        for statement in sql.split(';') {
            world.run(statement).await;
        }
        let after = read().await.unwrap();
        assert_eq!(after.changes_since(&before), expected, "{sql}");
        assert_eq!(after.changes_since(&after), []);
        before = after;
    }
}

async fn a_slot_that_would_lose_changes_is_not_read(server: &OwnPostgres) {
    let world = World::new(server, "slots").await;
    let odoo = &world.odoo;
    let name = "slots";
    let check = |at| checked(odoo, name, at);
    assert_eq!(check(Lsn(u64::MAX)).await, Err(Unfit::Missing(of(name))));
    world.follow().await;
    let slot = check(Lsn(u64::MAX)).await.unwrap();
    // The mirror is where the slot is.
    assert_eq!(check(slot.confirmed).await.as_ref(), Ok(&slot));
    world.run("insert into account_move default values").await;
    world.log().await;
    let ahead = check(slot.confirmed).await.unwrap_err();
    assert!(matches!(ahead, Unfit::Ahead { .. }), "{ahead}");
    // It is dropped and made anew by somebody.
    Slot::remove(odoo, name).await.unwrap();
    assert_eq!(check(slot.confirmed).await, Err(Unfit::Missing(of(name))));
    world.follow().await;
    let ahead = check(slot.confirmed).await.unwrap_err();
    assert!(matches!(ahead, Unfit::Ahead { .. }), "{ahead}");
    Slot::remove(odoo, name).await.unwrap();
    odoo.execute(
        "select pg_create_logical_replication_slot($1, 'test_decoding')",
        &[&name],
    )
    .await
    .map_or_else(
        |_| eprintln!("another plugin is not tried: this server has none"),
        drop,
    );
    if let Err(other) = check(Lsn(u64::MAX)).await {
        assert!(
            matches!(other, Unfit::OtherPlugin { .. } | Unfit::Missing(_)),
            "{other}"
        );
    }
    Slot::remove(odoo, name).await.unwrap();
    odoo.execute("select pg_create_physical_replication_slot($1)", &[&name])
        .await
        .unwrap();
    let other = check(Lsn(u64::MAX)).await.unwrap_err();
    assert!(matches!(other, Unfit::OtherDatabase { .. }), "{other}");
    Slot::remove(odoo, name).await.unwrap();
}

async fn checked(odoo: &Client, name: &str, mirrored: Lsn) -> Result<Slot, Unfit> {
    Slot::check(
        Slot::find(odoo, name).await.unwrap(),
        name,
        "slots",
        mirrored,
    )
}

/// What the server keeps is counted, and what it has thrown away is noticed.
async fn a_slot_that_nobody_reads_grows_and_is_lost(server: &OwnPostgres) {
    let world = World::new(server, "grown").await;
    let odoo = &world.odoo;
    world.follow().await;
    let grown = || async { Slot::find(odoo, "grown").await.unwrap().unwrap() };
    let few = grown().await;
    assert!(few.is_whole && few.retained < 1 << 20, "{few:?}");
    world.run("create table filler (text varchar)").await;
    for _ in 0..4 {
        world
            .run("insert into filler select repeat(md5(n::text), 40) from generate_series(1, 20000) n")
            .await;
        world.run("select pg_switch_wal()").await;
    }
    let many = grown().await;
    assert!(many.retained > 60 << 20, "{many:?}");
    world.run("checkpoint").await;
    let lost = Slot::check(Some(grown().await), "grown", "grown", Lsn(u64::MAX));
    assert_eq!(lost, Err(Unfit::Lost(of("grown"))));
    Slot::remove(odoo, "grown").await.unwrap();
    assert_eq!(Slot::find(odoo, "grown").await.unwrap(), None);
}

const LIMITED: &str = "max_slot_wal_keep_size = 48MB\nmax_wal_size = 1GB\n";

async fn watched(server: &OwnPostgres) {
    every_change_is_seen(server).await;
    a_slot_that_would_lose_changes_is_not_read(server).await;
    a_slot_that_nobody_reads_grows_and_is_lost(server).await;
}

#[tokio::test]
async fn a_database_of_the_installed_version_is_watched() {
    watched(&OwnPostgres::newest(&format!("{LOGICAL}{LIMITED}"))).await;
}

#[tokio::test]
async fn a_database_of_version_16_is_watched() {
    if let Some(server) = beside(16, LIMITED) {
        watched(&server).await;
    }
}

#[tokio::test]
async fn a_database_of_version_17_is_watched() {
    if let Some(server) = beside(17, LIMITED) {
        watched(&server).await;
    }
}

#[tokio::test]
async fn a_database_of_version_18_is_watched() {
    if let Some(server) = beside(18, LIMITED) {
        watched(&server).await;
    }
}
