//! The sync protocol from core-api's side: events in any order, repeated events and late events.

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    schedule::ScheduleDue,
    sync::{RangeTotals, RunFailureReason, RunKind, SyncDigest, SyncFailed},
};
use core_api::{schedules, writing::WriteError};
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use store::{ScopedFutureExt, transaction};
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, world};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_done_when_all_batches_of_one_attempt_are_applied_in_any_order() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
    world.start(run, 1, one, UNTIL).await;
    world.start(run, 1, two, "2026-11-22T11:00:00Z").await;

    // The end arrives first; each attempt has sent one of two batches, so none is complete.
    assert_eq!(world.say(finished(run, 1, one, 2)).await, Outcome::Done);
    world.say(batch(run, 1, one, 1, &[(2, "Beta", DAY)])).await;
    world.say(batch(run, 1, two, 0, &[(1, "Alfa", DAY)])).await;
    assert_eq!(world.state(run).await, "running 1");

    // The same batch in a second message counts once.
    world.say(batch(run, 1, one, 1, &[(2, "Beta", DAY)])).await;
    assert_eq!(world.state(run).await, "running 1");

    world.say(batch(run, 1, one, 0, &[(1, "Alfa", DAY)])).await;
    assert_eq!(world.state(run).await, "done 1");
    assert_eq!(
        world
            .text("select id, name from odoo.res_partner order by id")
            .await,
        "1 Alfa; 2 Beta"
    );
    // The earliest end of all attempts, less the safety lag of one minute.
    let watermark =
        "select watermark = '2026-11-22T10:59:00Z' from ops.cursor where model = 'res.partner'";
    assert_eq!(world.text(watermark).await, "t");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_an_older_epoch_have_no_effect() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let (zombie, heir) = (Uuid::new_v4(), Uuid::new_v4());
    world.start(run, 1, zombie, UNTIL).await;
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt: zombie,
        retryable: true,
        retry_after_seconds: Some(0),
        reason: RunFailureReason::Timeout,
        detail: "no answer".to_owned(),
        hint: String::new(),
        log_lost: false,
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    assert_eq!(world.state(run).await, "requested 2");
    let requests = "select count(*) from ops.outbox where event = 'sync.requested'";
    assert_eq!(world.text(requests).await, "2");

    world.start(run, 2, heir, UNTIL).await;
    assert_eq!(
        world
            .say(batch(run, 1, zombie, 0, &[(1, "Zombie", DAY)]))
            .await,
        Outcome::Done
    );
    assert_eq!(world.say(finished(run, 1, zombie, 1)).await, Outcome::Done);
    assert_eq!(world.state(run).await, "running 2");
    assert_eq!(
        world.text("select count(*) from odoo.res_partner").await,
        "0"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_run_resumes_after_the_gap_free_prefix_of_one_attempt() {
    let world = world().await;
    let models = ["res.country", "res.partner"];
    let run = world.request(RunKind::Snapshot, &models).await.unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let mut country = batch(run, 1, attempt, 0, &[(5, "Perú", DAY)]);
    country.model = "res.country".to_owned();
    world.say(country).await;
    world
        .say(batch(run, 1, attempt, 1, &[(10, "Alfa", DAY)]))
        .await;
    // Batch 2 is lost, so batch 3 does not count.
    world
        .say(batch(run, 1, attempt, 3, &[(30, "Gamma", DAY)]))
        .await;
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt,
        retryable: true,
        retry_after_seconds: Some(0),
        reason: RunFailureReason::Unreachable,
        detail: "gone".to_owned(),
        hint: String::new(),
        log_lost: false,
    };
    world.say(failed).await;
    let resume = "select model, after_id, complete from ops.sync_run_model order by position";
    assert_eq!(
        world.text(resume).await,
        "res.country 5 t; res.partner 10 f"
    );
    let body = world
        .text("select body from ops.outbox order by id desc limit 1")
        .await;
    let event: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(event["data"]["epoch"], 2);
    assert_eq!(event["data"]["until"], UNTIL, "the window stays frozen");
    let asked = event["data"]["models"].as_array().unwrap();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!(
        (&asked[0]["model"], &asked[0]["after_id"]),
        (&json!("res.partner"), &json!(10))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_row_never_overwrites_a_newer_one_nor_rewrites_an_equal_one() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let version = "select version from ops.mirror";
    world
        .say(batch(
            run,
            1,
            attempt,
            0,
            &[(1, "New", "2026-11-21T00:00:00Z")],
        ))
        .await;
    assert_eq!(world.text(version).await, "1");
    let row = "select name, xmin from odoo.res_partner";
    let before = world.text(row).await;

    world
        .say(batch(run, 1, attempt, 1, &[(1, "Old", DAY)]))
        .await;
    assert_eq!(world.text(row).await, before);
    let mut again = batch(run, 1, attempt, 2, &[(1, "New", "2026-11-21T00:00:00Z")]);
    again.read_at = "2026-11-22T11:00:00Z".parse().unwrap();
    world.say(again).await;
    assert_eq!(
        world.text(row).await,
        before,
        "no new version of an unchanged row"
    );
    assert_eq!(world.text(version).await, "1");
}

/// Odoo has one partner, with id 1.
fn digest(run: Uuid, attempt: Uuid) -> SyncDigest {
    SyncDigest {
        run,
        epoch: Epoch::FIRST,
        attempt,
        seq: Seq::new(0),
        model: "res.partner".to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        float_sums: Vec::new(),
        ranges: vec![RangeTotals {
            after_id: 0,
            up_to_id: 20_000,
            count: 1,
            id_sum: "1".to_owned(),
            sums: std::collections::BTreeMap::new(),
            last_write_date: None,
            companies: vec![],
        }],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verify_with_differences_leads_to_a_recheck_a_repair_and_a_proof() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    world
        .say(batch(
            run,
            1,
            attempt,
            0,
            &[(1, "Alfa", DAY), (2, "Gone", DAY)],
        ))
        .await;
    world.say(finished(run, 1, attempt, 1)).await;

    let verify = world
        .request(RunKind::Verify, &["res.partner"])
        .await
        .unwrap();
    world.start(verify, 1, attempt, UNTIL).await;
    world.say(digest(verify, attempt)).await;
    world.say(finished(verify, 1, attempt, 1)).await;
    let proof = "select ranges, differing from ops.proof where model = 'res.partner'";
    assert_eq!(world.text(proof).await, "1 1");

    // A second look checks smaller ranges, and the first of them still differs.
    let again = "select id from ops.sync_run where kind = 'verify' and state = 'requested'";
    let look: Uuid = world.text(again).await.parse().unwrap();
    let pieces = "select jsonb_array_length(ranges) from ops.sync_run_model order by run_id desc";
    assert_eq!(world.text(&format!("{pieces} limit 1")).await, "20");
    world.start(look, 1, attempt, UNTIL).await;
    let mut piece = digest(look, attempt);
    piece.ranges[0].up_to_id = 1_000;
    world.say(piece).await;
    world.say(finished(look, 1, attempt, 1)).await;

    let repair = "select id from ops.sync_run where kind = 'repair'";
    let repair: Uuid = world.text(repair).await.parse().unwrap();
    world.start(repair, 1, attempt, UNTIL).await;
    let mut whole = batch(repair, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    (whole.after_id, whole.up_to_id) = (0, 1_000);
    whole.whole = true;
    whole.read_at = "2026-11-22T12:30:00Z".parse().unwrap();
    world.say(whole).await;
    let living = "select id from odoo.res_partner where _deleted_at is null order by id";
    assert_eq!(
        world.text(living).await,
        "1; 2",
        "buried only when all is read"
    );
    world.say(finished(repair, 1, attempt, 1)).await;
    assert_eq!(world.text(living).await, "1");

    let again: Uuid = world.text(again).await.parse().unwrap();
    world.start(again, 1, attempt, UNTIL).await;
    let mut piece = digest(again, attempt);
    piece.ranges[0].up_to_id = 1_000;
    world.say(piece).await;
    world.say(finished(again, 1, attempt, 1)).await;
    assert_eq!(world.text(proof).await, "1 0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_was_read_before_a_deletion_does_not_undo_the_tombstone() {
    let world = world().await;
    let (run, attempt) = (
        world.request(RunKind::Snapshot, &["res.partner"]).await,
        Uuid::new_v4(),
    );
    let run = run.unwrap();
    world.start(run, 1, attempt, UNTIL).await;
    world
        .say(batch(
            run,
            1,
            attempt,
            0,
            &[(1, "Alfa", DAY), (2, "Gone", DAY)],
        ))
        .await;
    world.say(finished(run, 1, attempt, 1)).await;
    let bury = "update odoo.res_partner set _deleted_at = now() where id = 2";
    world.client.execute(bury, &[]).await.unwrap();
    let living = "select id from odoo.res_partner where _deleted_at is null order by id";
    let last = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    world.start(last, 1, attempt, UNTIL).await;
    let mut late = batch(last, 1, attempt, 0, &[(2, "Gone", "2026-11-23T00:00:00Z")]);
    late.read_at = "2026-11-23T00:00:00Z".parse().unwrap();
    world.say(late.clone()).await;
    assert_eq!(world.text(living).await, "1");

    // Read after it was marked as deleted, the record exists again.
    let buried = "update odoo.res_partner set _deleted_at = '2026-11-23T00:00:00Z' where id = 2";
    world.client.execute(buried, &[]).await.unwrap();
    late.seq = Seq::new(1);
    late.read_at = "2026-11-23T00:02:00Z".parse().unwrap();
    world.say(late).await;
    assert_eq!(world.text(living).await, "1; 2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permanent_failure_ends_the_run_with_a_hint() {
    let world = world().await;
    let run = world.request(RunKind::Snapshot, &[]).await.unwrap();
    assert!(matches!(
        world.request(RunKind::Incremental, &[]).await,
        Err(WriteError::RunActive(active)) if active == run
    ));
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt: Uuid::new_v4(),
        retryable: false,
        retry_after_seconds: None,
        reason: RunFailureReason::AccessDenied,
        detail: "refused in Odoo's words".to_owned(),
        hint: "Set a valid password.".to_owned(),
        log_lost: false,
    };
    world.say(failed).await;
    let state = format!(
        "select state, failure_reason, failure_detail, failure_hint from ops.sync_run
         where id = '{run}'"
    );
    assert_eq!(
        world.text(&state).await,
        "failed access_denied refused in Odoo's words Set a valid password."
    );
    // Another run can start.
    world.request(RunKind::Incremental, &[]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_with_an_unknown_field_or_model_is_rejected_with_the_reason() {
    let world = world().await;
    let run = world
        .request(RunKind::Snapshot, &["res.partner"])
        .await
        .unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, UNTIL).await;
    let mut unknown = batch(run, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    unknown.fields[1] = "no_such_field".to_owned();
    let Outcome::Reject { reason } = world.say(unknown).await else {
        panic!("not rejected")
    };
    assert!(reason.contains("no_such_field"), "{reason}");
    let malformed = batch(run, 1, attempt, 0, &[(1, "Alfa", "no date")]);
    let Outcome::Reject { reason } = world.say(malformed).await else {
        panic!("not rejected")
    };
    assert!(reason.contains("22007"), "{reason}");
    assert_eq!(
        world.text("select count(*) from odoo.res_partner").await,
        "0"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_settles_each_missed_instant_once() {
    let world = world().await;
    let id = schedule(&world, "hourly", "0 * * * *", RunKind::Incremental).await;
    let now: Timestamp = world
        .client
        .query_one("select date_trunc('hour', now())", &[])
        .await
        .unwrap()
        .get(0);
    let back = now - 4.hours();
    let sql = "update ops.schedule set last_due_at = $2 where id = $1";
    world.client.execute(sql, &[&id, &back]).await.unwrap();

    let tick = ScheduleDue {
        schedule: id,
        version: 1,
        due_at: now,
    };
    for _ in 0..2 {
        assert_eq!(
            world.say_as(tick.event_id(), tick.clone()).await,
            Outcome::Done
        );
    }
    // A late tick changes nothing, and one outside the cron line is refused.
    let late = ScheduleDue {
        due_at: now - 1.hour(),
        ..tick.clone()
    };
    assert_eq!(world.say(late).await, Outcome::Done);
    let off = ScheduleDue {
        due_at: now + 30.seconds(),
        ..tick
    };
    assert!(matches!(world.say(off).await, Outcome::Reject { .. }));
    let fires = "select outcome, count(*) from ops.schedule_fire group by 1 order by 1";
    assert_eq!(world.text(fires).await, "missed 3; started 1");
    let acts = "select count(*) from ops.audit";
    assert_eq!(world.text(acts).await, "0", "sync runs are no acts");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instant_that_is_due_during_a_run_waits_until_it_has_ended() {
    let world = world().await;
    let due_at: Timestamp = world
        .client
        .query_one("select date_trunc('hour', now())", &[])
        .await
        .unwrap()
        .get(0);
    let mut ticks = Vec::new();
    for kind in [RunKind::Incremental, RunKind::Verify] {
        let id = schedule(&world, kind.into(), "0 * * * *", kind).await;
        let sql = "update ops.schedule set last_due_at = $2 where id = $1";
        let back = due_at - 1.hour();
        world.client.execute(sql, &[&id, &back]).await.unwrap();
        ticks.push(ScheduleDue {
            schedule: id,
            version: 1,
            due_at,
        });
    }
    for tick in &ticks {
        assert_eq!(world.say(tick.clone()).await, Outcome::Done);
    }
    let active = "select kind from ops.sync_run where state = 'requested'";
    assert_eq!(world.text(active).await, "incremental");

    let over = "update ops.sync_run set state = 'done'";
    world.client.execute(over, &[]).await.unwrap();
    // The scheduler repeats a tick that is not settled.
    assert_eq!(world.say(ticks[1].clone()).await, Outcome::Done);
    assert_eq!(world.text(active).await, "verify");
    let fires = "select outcome, count(*) from ops.schedule_fire group by 1";
    assert_eq!(world.text(fires).await, "started 2");
}

async fn schedule(world: &World, name: &str, cron: &str, run_kind: RunKind) -> Uuid {
    let new = schedules::write::NewSchedule {
        name: name.to_owned(),
        cron: cron.to_owned(),
        time_zone: "America/Lima".to_owned(),
        work: schedules::write::Work::Run(run_kind),
        missed: states::MissedPolicy::Latest,
        grace_seconds: 0,
        paused: false,
        company_ids: None,
        created_by: None,
    };
    let new = &new;
    let pool = &world.databases.pool("andina").unwrap();
    transaction::write(pool, "create", |tx| {
        schedules::write::create(tx, new).scope_boxed()
    })
    .await
    .unwrap()
}
