//! What a run still has to check: counts that differ, records that are missing, late commits. The
//! test is the worker and answers each part that core-api adds.

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    sync::{
        GroupCount, IdRange, ModelCount, RangeCount, RunKind, SyncBatch, SyncCounted, SyncListed,
    },
};
use serde_json::json;
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, started, world};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
const READ_AT: &str = "2026-11-22T12:30:00Z";
const PARTNER: &[&str] = &["res.partner"];

/// Partners without a company, loaded by an initial run.
async fn load(world: &World, ids: &[i64]) {
    let (run, attempt) = world.begin(RunKind::Snapshot, PARTNER, UNTIL, &[1]).await;
    let rows: Vec<_> = ids.iter().map(|id| (*id, "Alfa", DAY)).collect();
    let loaded = batch(run, 1, attempt, 0, &rows);
    assert_eq!(world.say(loaded).await, Outcome::Done);
    world.end(run, attempt, 1).await;
}

/// Reports the partners that Odoo has, all in one group.
fn counted(run: Uuid, attempt: Uuid, ids: &[i64]) -> SyncCounted {
    let group = GroupCount {
        company_id: None,
        count: u64::try_from(ids.len()).unwrap(),
        id_sum: Some(ids.iter().sum::<i64>().to_string()),
    };
    SyncCounted {
        run,
        epoch: Epoch::FIRST,
        attempt,
        seq: Seq::new(0),
        models: vec![ModelCount {
            model: "res.partner".to_owned(),
            by_company: false,
            ranges: vec![RangeCount {
                after_id: 0,
                up_to_id: IdRange::OPEN,
                groups: vec![group],
            }],
        }],
    }
}

fn listed(run: Uuid, epoch: i32, attempt: Uuid, ids: &[i64]) -> SyncListed {
    SyncListed {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        seq: Seq::new(0),
        model: "res.partner".to_owned(),
        read_at: READ_AT.parse().unwrap(),
        as_of: None,
        after_id: 0,
        up_to_id: IdRange::OPEN,
        written_from: None,
        ids: ids.to_vec(),
        written_at: Vec::new(),
    }
}

/// Begins the part that was added with this epoch.
async fn part(world: &World, run: Uuid, epoch: i32) -> Uuid {
    let attempt = Uuid::new_v4();
    let started = started(run, epoch, attempt, UNTIL);
    assert_eq!(world.say(started).await, Outcome::Done);
    attempt
}

async fn end(world: &World, run: Uuid, epoch: i32, attempt: Uuid) {
    let mut end = finished(run, epoch, attempt, 1);
    end.models.clear();
    assert_eq!(world.say(end).await, Outcome::Done);
}

async fn wanted(world: &World, run: Uuid) -> String {
    world
        .text(&format!(
            "select part, model, what, after_id, record_id from ops.sync_wanted
             where run_id = '{run}' order by part, what, record_id"
        ))
        .await
}

/// An incremental run over the partners; Odoo has the partners with these ids.
async fn counting(world: &World, ids: &[i64]) -> Uuid {
    let (run, attempt) = world
        .begin(RunKind::Incremental, PARTNER, UNTIL, &[1])
        .await;
    assert_eq!(world.say(counted(run, attempt, ids)).await, Outcome::Done);
    world.end(run, attempt, 1).await;
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_with_equal_counts_is_done_and_sets_deletions_as_of() {
    let world = world().await;
    load(&world, &[1, 2, 3]).await;
    let known = "select deletions_as_of is not null from ops.cursor where model = 'res.partner'";
    assert_eq!(world.text(known).await, "f", "a snapshot counts nothing");
    let run = counting(&world, &[1, 2, 3]).await;
    assert_eq!(world.state(run).await, "done 1");
    assert_eq!(world.text(known).await, "t");
    assert_eq!(wanted(&world, run).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn if_counts_differ_ids_are_listed_and_missing_rows_get_tombstones() {
    let world = world().await;
    load(&world, &[1, 2, 3]).await;
    // Odoo has lost 2, and has 9, which was in no window.
    let run = counting(&world, &[1, 3, 9]).await;
    assert_eq!(world.state(run).await, "running 2");
    assert_eq!(wanted(&world, run).await, "1 res.partner list 0 0");
    let attempt = part(&world, run, 2).await;
    let list = listed(run, 2, attempt, &[1, 3, 9]);
    assert_eq!(world.say(list).await, Outcome::Done);
    end(&world, run, 2, attempt).await;
    assert_eq!(world.state(run).await, "running 3");
    let second = "1 res.partner list 0 0; 2 res.partner read 0 9";
    assert_eq!(wanted(&world, run).await, second);
    let dead = "select id from odoo.res_partner where _deleted_at is not null order by id";
    assert_eq!(world.text(dead).await, "", "nothing is buried yet");

    let attempt = part(&world, run, 3).await;
    let mut read: SyncBatch = batch(run, 3, attempt, 0, &[(9, "Late", DAY)]);
    (read.asked, read.read_at) = (vec![9], READ_AT.parse().unwrap());
    assert_eq!(world.say(read).await, Outcome::Done);
    end(&world, run, 3, attempt).await;
    assert_eq!(world.state(run).await, "done 3");
    assert_eq!(world.text(dead).await, "2");
    let live = "select id, name from odoo.res_partner where _deleted_at is null order by id";
    assert_eq!(world.text(live).await, "1 Alfa; 3 Alfa; 9 Late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_requested_by_id_and_not_returned_is_missing() {
    let world = world().await;
    load(&world, &[1, 2]).await;
    let run = counting(&world, &[1, 2, 3]).await;
    let attempt = part(&world, run, 2).await;
    let list = listed(run, 2, attempt, &[1, 2, 3]);
    assert_eq!(world.say(list).await, Outcome::Done);
    end(&world, run, 2, attempt).await;
    let attempt = part(&world, run, 3).await;
    // 2 or 3 was listed and then deleted, together with one that the mirror has.
    let mut none = batch(run, 3, attempt, 0, &[]);
    (none.asked, none.up_to_id) = (vec![2, 3], 3);
    none.read_at = READ_AT.parse().unwrap();
    assert_eq!(world.say(none).await, Outcome::Done);
    end(&world, run, 3, attempt).await;
    assert_eq!(world.state(run).await, "done 3");
    let live = "select id from odoo.res_partner where _deleted_at is null";
    assert_eq!(world.text(live).await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verify_reads_records_whose_write_date_differs_from_the_mirror() {
    let world = world().await;
    load(&world, &[1, 2, 3]).await;
    let (run, attempt) = world.begin(RunKind::Verify, PARTNER, UNTIL, &[1]).await;
    let from = "select written_from is not null from ops.sync_run_model";
    let of_run = format!("{from} where run_id = '{run}'");
    assert_eq!(world.text(&of_run).await, "t");
    let mut list = listed(run, 1, attempt, &[1, 2]);
    list.written_from = Some("2026-11-19T00:00:00Z".parse().unwrap());
    let dates = [DAY, "2026-11-20T00:00:07Z"];
    list.written_at = dates.map(|date| date.parse().unwrap()).to_vec();
    assert_eq!(world.say(list).await, Outcome::Done);
    world.end(run, attempt, 1).await;
    // 2 was written later than the mirror knows, and 3 is missing from Odoo's list of written ids.
    let both = "1 res.partner read 0 2; 1 res.partner read 0 3";
    assert_eq!(wanted(&world, run).await, both);
    let attempt = part(&world, run, 2).await;
    let late = (2, "Beta", "2026-11-20T00:00:07Z");
    let mut read = batch(run, 2, attempt, 0, &[late, (3, "Alfa", DAY)]);
    (read.asked, read.read_at) = (vec![2, 3], READ_AT.parse().unwrap());
    assert_eq!(world.say(read).await, Outcome::Done);
    end(&world, run, 2, attempt).await;
    assert_eq!(world.state(run).await, "done 2");
    let names = "select string_agg(name, ' ' order by id) from odoo.res_partner";
    assert_eq!(world.text(names).await, "Alfa Beta Alfa");
    let proof = "select late, repaired from ops.proof where model = 'res.partner'";
    assert_eq!(world.text(proof).await, "2 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_write_updates_the_row_counts() {
    let world = world().await;
    let agree = async |when: &str| {
        let counted = "select coalesce(sum(rows), 0), coalesce(sum(id_sum), 0) from ops.row_count
                       where model = 'res.partner' and company_id = 1";
        let there = "select count(*), coalesce(sum(id), 0) from odoo.res_partner
                     where company_id = 1 and _deleted_at is null";
        assert_eq!(world.text(counted).await, world.text(there).await, "{when}");
    };
    let write = async |sql: &str| {
        world.client.batch_execute(sql).await.unwrap();
        agree(sql).await;
    };
    write(
        "insert into odoo.res_partner (id, company_id, _read_at, _run)
         select id, 1 + id % 2, now(), gen_random_uuid() from generate_series(1, 60000) id",
    )
    .await;
    write("update odoo.res_partner set company_id = 1 where id % 10 = 0").await;
    write("update odoo.res_partner set _deleted_at = now() where id % 7 = 0").await;
    write("update odoo.res_partner set _deleted_at = null, company_id = 2 where id % 14 = 0").await;
    write("delete from odoo.res_partner where id > 50000").await;
    write(
        "insert into odoo.res_partner (id, company_id, _read_at, _run)
         select id, 1, now(), gen_random_uuid() from generate_series(49000, 51000) id
         on conflict (id) do update set company_id = 1, _deleted_at = null",
    )
    .await;
    write("truncate odoo.res_partner").await;
    let row = json!(world.text("select count(*) from odoo.res_partner").await);
    assert_eq!(row, "0");
}
