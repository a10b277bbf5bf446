//! After a restore from a backup, nothing from before has an effect, and work goes on.

use bus::Outcome;
use contracts::sync::RunKind;
use core_api::{
    restores::write::{self, Restore, Verify},
    upkeep::leases::{self, Watched},
    writing::Actor,
};
use store::{ScopedFutureExt, transaction};
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, world};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
/// Numbers of a restore follow a clock, and were this high when this was written.
const LATEST_EPOCH: i32 = 218_000_000;
const LATEST_VERSION: i64 = 218_000_000_000_000;
/// JSON has no larger exact integers.
const LARGEST: i64 = 1 << 53;

/// What the operator's command does.
async fn restore(world: &World) -> Verify {
    let actor = Actor {
        tenant: &world.tenant(),
        requested_by: "cli",
        scope: reports::Scope::ALL,
        traceparent: None,
    };
    let (actor, pool) = (&actor, &world.databases.pool("andina").unwrap());
    let at = Some("2026-11-22T13:00:00Z".parse().unwrap());
    transaction::write(pool, "fence", |tx| {
        write::fence(tx, actor, Restore { at }).scope_boxed()
    })
    .await
    .unwrap()
}

async fn epoch(world: &World, run: Uuid) -> i32 {
    let state = world.state(run).await;
    state.split_once(' ').unwrap().1.parse().unwrap()
}

async fn version(world: &World) -> i64 {
    let version = world.text("select version from ops.mirror").await;
    version.parse().unwrap()
}

async fn look(world: &World) {
    let watched = Watched {
        tenant: world.tenant(),
        pool: world.databases.pool("andina").unwrap(),
        vault: None,
    };
    leases::look(&watched).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_run_ignores_its_old_workers_and_is_requested_again() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let (old, lost, new) = (Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
    world.start(run, 1, old, UNTIL).await;
    world.say(batch(run, 1, old, 0, &[(1, "Alfa", DAY)])).await;

    assert_eq!(restore(&world).await, Verify::After(run));
    look(&world).await;
    let epoch = epoch(&world, run).await;
    assert!(epoch > LATEST_EPOCH, "{epoch}");
    assert_eq!(world.state(run).await, format!("requested {epoch}"));
    // The worker of the old request, one whose epoch this database has never handed out, and one of
    // a run that it does not know.
    for (run, epoch, attempt) in [(run, 1, old), (run, 2, lost), (Uuid::new_v4(), 1, lost)] {
        let late = batch(run, epoch, attempt, 1, &[(2, "Late", DAY)]);
        assert_eq!(world.say(late).await, Outcome::Done);
        let end = world.say(finished(run, epoch, attempt, 2)).await;
        assert_eq!(end, Outcome::Done);
    }
    let partners = "select name from odoo.res_partner order by id";
    assert_eq!(world.text(partners).await, "Alfa");

    world.start(run, epoch, new, UNTIL).await;
    world
        .say(batch(run, epoch, new, 0, &[(2, "Beta", DAY)]))
        .await;
    world.say(finished(run, epoch, new, 1)).await;
    assert_eq!(world.state(run).await, format!("done {epoch}"));
    assert_eq!(world.text(partners).await, "Alfa; Beta");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_run_in_progress_a_restore_requests_a_verify_and_is_recorded() {
    let world = world().await;
    let Verify::Requested(run) = restore(&world).await else {
        panic!("no run is in progress");
    };
    let kind = format!("select kind from ops.sync_run where id = '{run}'");
    assert_eq!(world.text(&kind).await, "verify");
    let version = version(&world).await;
    assert!((LATEST_VERSION..LARGEST).contains(&version), "{version}");
    let act = "select action, actor, after ->> 'at' from ops.audit";
    assert_eq!(world.text(act).await, "restore cli 2026-11-22T13:00:00Z");
}

/// A client that has read up to 7 may have seen changes that the restore has taken back.
#[tokio::test(flavor = "multi_thread")]
async fn the_changes_since_a_version_from_before_a_restore_are_not_complete() {
    let world = world().await;
    let kept = "insert into ops.history (model, complete_from_version) values ('res.partner', 1);
                update ops.mirror set version = 7";
    world.text(kept).await;
    restore(&world).await;
    let begins = "select complete_from_version from ops.history";
    let begins: i64 = world.text(begins).await.parse().unwrap();
    assert_eq!(begins, version(&world).await);
    assert!(begins > 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_restores_of_one_state_hand_out_different_numbers() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    world.start(run, 1, Uuid::new_v4(), UNTIL).await;
    let keep = "create table kept_runs as select id, state, epoch from ops.sync_run;
                create table kept_parts as select run_id, part, state, epoch from ops.sync_part;
                create table kept_mirror as select version from ops.mirror";
    let put_back = "update ops.sync_part p set state = k.state, epoch = k.epoch
                        from kept_parts k where k.run_id = p.run_id and k.part = p.part;
                    update ops.sync_run r set state = k.state, epoch = k.epoch
                        from kept_runs k where k.id = r.id;
                    update ops.mirror set version = k.version from kept_mirror k";
    world.text(keep).await;
    assert_eq!(restore(&world).await, Verify::After(run));
    let first = (epoch(&world, run).await, version(&world).await);
    world.text(put_back).await;
    assert_eq!(epoch(&world, run).await, 1);
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    restore(&world).await;
    let second = (epoch(&world, run).await, version(&world).await);
    assert!(
        second.0 > first.0 && second.1 > first.1,
        "{first:?} {second:?}"
    );

    // The numbers of this state are already higher than the clock.
    let ahead = format!("update ops.sync_run set epoch = {}", i32::MAX - 9);
    world.text(&ahead).await;
    restore(&world).await;
    assert!(epoch(&world, run).await > i32::MAX - 9);
}
