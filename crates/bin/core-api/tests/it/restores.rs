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
/// The first epoch that is handed out after a restore of a run with epoch 1.
const NEXT: i32 = 1_000_002;

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
    assert_eq!(world.state(run).await, format!("requested {NEXT}"));
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

    world.start(run, NEXT, new, UNTIL).await;
    world
        .say(batch(run, NEXT, new, 0, &[(2, "Beta", DAY)]))
        .await;
    world.say(finished(run, NEXT, new, 1)).await;
    assert_eq!(world.state(run).await, format!("done {NEXT}"));
    assert_eq!(world.text(partners).await, "Alfa; Beta");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_run_in_progress_a_restore_requests_a_verify_and_is_recorded() {
    let world = world().await;
    let before = world.text("select version from ops.mirror").await;
    let Verify::Requested(run) = restore(&world).await else {
        panic!("no run is in progress");
    };
    let kind = format!("select kind from ops.sync_run where id = '{run}'");
    assert_eq!(world.text(&kind).await, "verify");
    let rise = format!("select version - {before} from ops.mirror");
    assert_eq!(world.text(&rise).await, "1000000000");
    let act = "select action, actor, after ->> 'at' from ops.audit";
    assert_eq!(world.text(act).await, "restore cli 2026-11-22T13:00:00Z");
}
