//! What the design takes for granted about PostgreSQL, on each version that can be had.
//!
//! If one of these fails on a new version, the source must not be used with it before its design
//! is changed.

use std::time::Duration;

use testkit::OwnPostgres;
use tokio::time::sleep;
use tokio_postgres::error::SqlState;

use crate::world::{LOGICAL, World, beside};

#[tokio::test]
async fn the_installed_version_does_what_the_design_rests_on() {
    holds(&OwnPostgres::newest(LOGICAL)).await;
}

#[tokio::test]
async fn version_16_does_what_the_design_rests_on() {
    if let Some(server) = beside(16, "") {
        holds(&server).await;
    }
}

#[tokio::test]
async fn version_17_does_what_the_design_rests_on() {
    if let Some(server) = beside(17, "") {
        holds(&server).await;
    }
}

#[tokio::test]
async fn version_18_does_what_the_design_rests_on() {
    if let Some(server) = beside(18, "") {
        holds(&server).await;
    }
}

async fn holds(server: &OwnPostgres) {
    every_change_names_its_row(&World::new(server, "changes").await).await;
    what_is_rolled_back_is_not_named(&World::new(server, "rolled_back").await).await;
    rows_that_a_constraint_changes_are_named(&World::new(server, "constraints").await).await;
    a_list_of_ids_lets_columns_change(&World::new(server, "columns").await).await;
    a_list_with_a_column_hinders_its_change(&World::new(server, "hindered").await).await;
    a_table_without_a_key_needs_an_identity(&World::new(server, "keyless").await).await;
    an_emptied_table_is_named(&World::new(server, "emptied").await).await;
    a_table_that_is_made_again_is_not_published(&World::new(server, "remade").await).await;
    a_lost_publication_is_seen_only_in_the_catalogue(&World::new(server, "unpublished").await)
        .await;
    a_commit_is_decoded_before_others_see_it(&World::new(server, "unseen").await).await;
    a_slot_waits_for_open_transactions(&World::new(server, "waiting").await).await;
    the_reader_can_read_ids_and_no_secret(&World::new(server, "rights").await).await;
}

/// Only `id` is published, but a change of any other column names the row, also one that changes
/// nothing and one of a large value.
async fn every_change_names_its_row(world: &World<'_>) {
    world.follow().await;
    world
        .run("insert into account_move (name) values ('F001-1'), ('F001-2')")
        .await;
    world
        .run("update account_move set name = 'F001-3' where id = 1")
        .await;
    world
        .run("update account_move set name = name where id = 2")
        .await;
    world
        .run("update account_move set name = repeat(md5(name), 10000) where id = 1")
        .await;
    world
        .run("update account_move set amount_total = 118 where id = 1")
        .await;
    world
        .run("update account_move set id = 7 where id = 2")
        .await;
    world.run("delete from account_move where id = 1").await;
    world
        .run("insert into res_partner_category_rel values (4, 5)")
        .await;
    world.run("delete from res_partner_category_rel").await;
    let named = [
        "insert account_move 1",
        "insert account_move 2",
        "update account_move 1",
        "update account_move 2",
        "update account_move 1",
        "update account_move 1",
        "update account_move 2 → 7",
        "delete account_move 1",
        "insert res_partner_category_rel 4 5",
        "delete res_partner_category_rel 4 5",
    ];
    assert_eq!(world.log().await, named);
}

async fn what_is_rolled_back_is_not_named(world: &World<'_>) {
    world.follow().await;
    world
        .run("begin; insert into account_move default values; rollback")
        .await;
    let part = "begin; insert into account_move default values; savepoint a;
                insert into account_move default values; rollback to a;
                insert into account_move default values; commit";
    world.run(part).await;
    let named = ["insert account_move 2", "insert account_move 4"];
    assert_eq!(world.log().await, named);
}

/// Below Odoo's ORM.
async fn rows_that_a_constraint_changes_are_named(world: &World<'_>) {
    world.run("insert into res_users default values").await;
    world.run("insert into account_move default values").await;
    world
        .run("insert into account_move_line (move_id, user_id) values (1, 1), (1, null)")
        .await;
    world.follow().await;
    world.run("delete from res_users").await;
    let named = ["delete res_users 1", "update account_move_line 1"];
    assert_eq!(world.log().await, named);
    world.run("delete from account_move").await;
    let mut log = world.log().await;
    log.sort();
    let named = [
        "delete account_move 1",
        "delete account_move_line 1",
        "delete account_move_line 2",
    ];
    assert_eq!(log, named);
}

/// What an upgrade of Odoo does to columns goes through. The log does not show it; the catalogue
/// does.
async fn a_list_of_ids_lets_columns_change(world: &World<'_>) {
    let file = "select relfilenode::int8 from pg_class where relname = 'account_move'";
    world
        .run("insert into account_move (name) values ('F001-1')")
        .await;
    world.follow().await;
    let before = world.number(file).await;
    world
        .run("alter table account_move alter name type jsonb using to_jsonb(name)")
        .await;
    world
        .run("alter table account_move drop column amount_total cascade")
        .await;
    world
        .run("alter table account_move add column ref varchar default 'none'")
        .await;
    assert_ne!(world.number(file).await, before);
    assert_eq!(world.log().await, [""; 0]);
    world.run("update account_move set ref = 'a'").await;
    assert_eq!(world.log().await, ["update account_move 1"]);
}

/// Odoo's upgrade would fail because of us.
async fn a_list_with_a_column_hinders_its_change(world: &World<'_>) {
    world
        .run("alter publication espejo set table account_move (id, name)")
        .await;
    let change = "alter table account_move alter name type text";
    assert_eq!(world.refused(change).await, SqlState::FEATURE_NOT_SUPPORTED);
    let drop = "alter table account_move drop column name";
    assert_eq!(
        world.refused(drop).await,
        SqlState::DEPENDENT_OBJECTS_STILL_EXIST
    );
}

/// Odoo up to version 12 made relation tables with a unique index instead of a primary key.
/// Publishing such a table makes Odoo's own delete fail.
async fn a_table_without_a_key_needs_an_identity(world: &World<'_>) {
    world
        .run("create table old_rel (a int4 not null, b int4 not null, unique (a, b))")
        .await;
    world.run("insert into old_rel values (1, 2)").await;
    world
        .run("alter publication espejo add table old_rel")
        .await;
    world.follow().await;
    let delete = "delete from old_rel";
    let refused = world.refused(delete).await;
    assert_eq!(refused, SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE);
    world
        .run("alter table old_rel replica identity using index old_rel_a_b_key")
        .await;
    world.run(delete).await;
    assert_eq!(world.log().await, ["delete old_rel 1 2"]);
}

/// Its rows are not named one by one.
async fn an_emptied_table_is_named(world: &World<'_>) {
    world.run("insert into account_move default values").await;
    world.follow().await;
    world.run("truncate account_move cascade").await;
    let log = world.log().await;
    assert_eq!(log, ["truncate account_move account_move_line"]);
}

/// And nothing says so.
async fn a_table_that_is_made_again_is_not_published(world: &World<'_>) {
    let published = "select count(*) from pg_publication_tables
                     where pubname = 'espejo' and tablename = 'account_move'";
    world.follow().await;
    assert_eq!(world.number(published).await, 1);
    world.run("drop table account_move cascade").await;
    world
        .run("create table account_move (id serial primary key)")
        .await;
    world.run("insert into account_move default values").await;
    assert_eq!(world.log().await, [""; 0]);
    assert_eq!(world.number(published).await, 0);
}

/// Up to version 17 the log cannot be read without it; in version 18 it is empty.
async fn a_lost_publication_is_seen_only_in_the_catalogue(world: &World<'_>) {
    world.follow().await;
    world.run("drop publication espejo").await;
    world.run("insert into account_move default values").await;
    let read = world.read(&world.odoo, "peek").await;
    let version = "select current_setting('server_version_num')::int8 / 10000";
    if world.number(version).await < 18 {
        assert_eq!(read.unwrap_err().code(), Some(&SqlState::UNDEFINED_OBJECT));
    } else {
        assert_eq!(read.unwrap(), [""; 0]);
    }
}

/// With a synchronous standby that does not answer, this lasts as long as it likes. So who reads the
/// named rows must first look whether the transaction is visible.
async fn a_commit_is_decoded_before_others_see_it(world: &World<'_>) {
    world.follow().await;
    world
        .run("alter system set synchronous_standby_names = 'nobody'")
        .await;
    world.run("select pg_reload_conf()").await;
    let writer = world.server.client(&world.name).await;
    let shown = "select current_setting('synchronous_standby_names')";
    while writer
        .query_one(shown, &[])
        .await
        .unwrap()
        .get::<_, &str>(0)
        .is_empty()
    {
        sleep(Duration::from_millis(10)).await;
    }
    let commit = async {
        let insert = "insert into account_move default values";
        writer.batch_execute(insert).await.unwrap();
    };
    let look = async {
        let reader = world.server.client(&world.name).await;
        while world.read(&reader, "peek").await.unwrap() != ["insert account_move 1"] {
            sleep(Duration::from_millis(10)).await;
        }
        let rows = "select count(*) from account_move";
        let visible = "select count(*) from pg_logical_slot_peek_binary_changes(current_database(),
                           null, null, 'proto_version', '1', 'publication_names', 'espejo')
                       where pg_visible_in_snapshot(xid::text::xid8, pg_current_snapshot())";
        let before = (world.number(rows).await, world.number(visible).await);
        world
            .run("alter system reset synchronous_standby_names")
            .await;
        world.run("select pg_reload_conf()").await;
        before
    };
    let (before, ()) = tokio::join!(look, commit);
    assert_eq!(before, (0, 0));
    assert_eq!(world.number("select count(*) from account_move").await, 1);
}

/// `lock_timeout` ends the wait, and no slot is left.
async fn a_slot_waits_for_open_transactions(world: &World<'_>) {
    let writer = world.server.client(&world.name).await;
    let open = "begin; insert into account_move default values";
    writer.batch_execute(open).await.unwrap();
    world.run("set lock_timeout = '200ms'").await;
    let create = "select pg_create_logical_replication_slot('late', 'pgoutput')";
    assert_eq!(world.refused(create).await, SqlState::LOCK_NOT_AVAILABLE);
    writer.batch_execute("commit").await.unwrap();
    let slots = "select count(*) from pg_replication_slots where slot_name = 'late'";
    assert_eq!(world.number(slots).await, 0);
    world.run(create).await;
}

/// With grants on columns. The attribute REPLICATION opens the log, which has only ids.
async fn the_reader_can_read_ids_and_no_secret(world: &World<'_>) {
    world
        .run(
            "create role espejo_reader login noinherit replication password 'a password';
             grant select (id, login) on res_users to espejo_reader",
        )
        .await;
    world.follow().await;
    world
        .run("insert into res_users (login, password) values ('ana', 'secret')")
        .await;
    let reader = world
        .server
        .client_of("espejo_reader", "a password", &world.name)
        .await;
    reader
        .query("select id, login from res_users", &[])
        .await
        .unwrap();
    for secret in [
        "select password from res_users",
        "select * from res_users",
        "select res_users::text from res_users",
        "copy res_users to stdout",
        "select 1 from res_users where password like 's%'",
        "select * from account_move",
    ] {
        let refused = reader.batch_execute(secret).await.unwrap_err();
        assert_eq!(
            refused.code(),
            Some(&SqlState::INSUFFICIENT_PRIVILEGE),
            "{secret}"
        );
    }
    assert_eq!(
        world.read(&reader, "get").await.unwrap(),
        ["insert res_users 1"]
    );
}
