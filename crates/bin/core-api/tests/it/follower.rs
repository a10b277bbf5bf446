//! The follower of Odoo's log: when it is requested, and what its steps do.

use bus::Outcome;
use contracts::{
    Envelope, Epoch, Seq,
    sync::{
        History, IdRange, PartKind, Reached, RunFailureReason, RunKind, StepModel, SyncFailed,
        SyncProgressed, SyncRequested, SyncStep,
    },
};
use core_api::upkeep::leases::{self, Watched};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::intake_world::{World, started, world};

const LOG: &str = ", mode = 'log'";

/// The worker that follows.
#[derive(Clone, Copy)]
struct Follower {
    run: Uuid,
    epoch: Epoch,
    attempt: Uuid,
}

async fn look(world: &World) {
    let watched = Watched {
        tenant: world.tenant(),
        pool: world.databases.pool("andina").unwrap(),
        vault: None,
    };
    leases::look(&watched).await.unwrap();
}

/// The state after the first load of all models.
async fn load(world: &World) {
    let sql = "insert into ops.cursor (model, watermark, run_id)
               select split_part(obj_description(oid, 'pg_class'), ':', 1), now(), gen_random_uuid()
               from pg_class where relnamespace = 'odoo'::regnamespace and relkind = 'r'";
    world.client.batch_execute(sql).await.unwrap();
}

async fn following() -> World {
    let mut world = world().await;
    world.read_database(LOG);
    load(&world).await;
    look(&world).await;
    world
}

/// The latest request in the outbox.
async fn requested(world: &World) -> SyncRequested {
    let sql = "select body from ops.outbox where event = 'sync.requested' order by id desc limit 1";
    let body: String = world.client.query_one(sql, &[]).await.unwrap().get(0);
    let event: Envelope<SyncRequested> = serde_json::from_str(&body).unwrap();
    event.data
}

/// A worker takes the latest request.
async fn begin(world: &World, timeline: u32) -> Follower {
    let request = requested(world).await;
    let follower = Follower {
        run: request.run,
        epoch: request.epoch,
        attempt: Uuid::new_v4(),
    };
    let mut started = started(
        follower.run,
        follower.epoch.get(),
        follower.attempt,
        "2026-11-22T12:00:00Z",
    );
    started.history = Some(History {
        system: "7512345678901234567".to_owned(),
        timeline,
        as_of: 1,
    });
    assert_eq!(world.say(started).await, Outcome::Done);
    follower
}

fn of(model: &str, asked: &[i64], rows: Vec<Vec<Value>>) -> StepModel {
    let fields = ["id", "name"].map(str::to_owned).to_vec();
    StepModel {
        model: model.to_owned(),
        asked: asked.to_vec(),
        range: None,
        fields,
        rows,
    }
}

fn step(follower: Follower, seq: i32, as_of: i64, models: Vec<StepModel>) -> SyncStep {
    SyncStep {
        run: follower.run,
        epoch: follower.epoch,
        attempt: follower.attempt,
        seq: Seq::new(seq),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        as_of: Some(as_of),
        reached: Some(format!("0/{as_of:X}")),
        committed_at: Some("2026-11-22T11:59:59Z".parse().unwrap()),
        current_at: None,
        in_doubt: false,
        catalogue: Some("c".repeat(64)),
        retained_bytes: Some(u64::try_from(as_of).unwrap() << 20),
        models,
    }
}

async fn failed(world: &World, follower: Follower, log_lost: bool) {
    let failed = SyncFailed {
        run: follower.run,
        epoch: follower.epoch,
        attempt: follower.attempt,
        retryable: true,
        retry_after_seconds: Some(0),
        reason: RunFailureReason::Unreachable,
        detail: "the server is away".to_owned(),
        hint: "look".to_owned(),
        log_lost,
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
}

async fn row(world: &World) -> String {
    let sql = "select format('%s %s %s %s', state, applied, coalesce(reached, '-'), in_doubt::text)
               from ops.follower";
    world.client.query_one(sql, &[]).await.unwrap().get(0)
}

async fn living(world: &World) -> String {
    world
        .text(
            "select string_agg(format('%s %s', id, name), ', ' order by id)
               from (select id, name from odoo.res_partner where _deleted_at is null
                     union all
                     select id + 100, name from odoo.account_move where _deleted_at is null) row",
        )
        .await
}

#[tokio::test]
async fn it_is_requested_after_the_first_load_and_switched_off_with_the_file() {
    let mut world = world().await;
    load(&world).await;
    look(&world).await;
    assert_eq!(
        row(&world).await,
        "off 0 - true",
        "the file does not ask for it"
    );
    world
        .client
        .batch_execute("delete from ops.cursor where model = 'account.tax'")
        .await
        .unwrap();
    world.read_database(LOG);
    look(&world).await;
    assert_eq!(
        row(&world).await,
        "off 0 - true",
        "a model was never loaded"
    );
    world
        .client
        .batch_execute("delete from ops.cursor")
        .await
        .unwrap();
    load(&world).await;
    look(&world).await;
    assert_eq!(row(&world).await, "requested 0 - true");
    let request = requested(&world).await;
    assert_eq!((request.kind, &request.reached), (PartKind::Follow, &None));
    assert!(
        request
            .models
            .iter()
            .any(|of| of.model == "account.move.line")
    );
    look(&world).await;
    assert_eq!(
        requested(&world).await.run,
        request.run,
        "it is requested once"
    );
    let follower = begin(&world, 1).await;
    world.read_database("");
    look(&world).await;
    assert_eq!(row(&world).await, "off 0 - true");
    // What the worker still says has no effect.
    let late = step(
        follower,
        0,
        5,
        vec![of("res.partner", &[1], vec![vec![json!(1), json!("Alfa")]])],
    );
    assert_eq!(world.say(late).await, Outcome::Done);
    assert_eq!(living(&world).await, "null");
}

#[tokio::test]
async fn a_step_of_several_models_is_applied_once_and_in_its_turn() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    let rows = |names: &[(i64, &str)]| -> Vec<Vec<Value>> {
        names
            .iter()
            .map(|(id, name)| vec![json!(id), json!(name)])
            .collect()
    };
    let first = step(
        follower,
        0,
        5,
        vec![
            of("res.partner", &[1, 2], rows(&[(1, "Alfa"), (2, "Beta")])),
            of("account.move", &[7], rows(&[(7, "INV/7")])),
        ],
    );
    assert_eq!(world.say(first.clone()).await, Outcome::Done);
    assert_eq!(living(&world).await, "1 Alfa, 2 Beta, 107 INV/7");
    assert_eq!(row(&world).await, "following 1 0/5 true");
    // A repeated step, one that is too early, and one of another attempt.
    assert_eq!(world.say(first).await, Outcome::Done);
    let early = step(follower, 2, 9, vec![of("res.partner", &[1], Vec::new())]);
    assert_eq!(world.say(early).await, Outcome::Done);
    let other = Follower {
        attempt: Uuid::new_v4(),
        ..follower
    };
    let stale = step(other, 1, 9, vec![of("res.partner", &[1], Vec::new())]);
    assert_eq!(world.say(stale).await, Outcome::Done);
    assert_eq!(living(&world).await, "1 Alfa, 2 Beta, 107 INV/7");
    // Rows that are not there are gone at once, in a list of ids and in a range.
    let mut moves = of("account.move", &[], rows(&[(8, "INV/8")]));
    moves.range = Some(IdRange {
        after_id: 0,
        up_to_id: 4_096,
    });
    let second = step(
        follower,
        1,
        6,
        vec![of("res.partner", &[1, 3], rows(&[(3, "Gamma")])), moves],
    );
    assert_eq!(world.say(second).await, Outcome::Done);
    assert_eq!(living(&world).await, "2 Beta, 3 Gamma, 108 INV/8");
    assert_eq!(row(&world).await, "following 2 0/6 true");
}

#[tokio::test]
async fn another_worker_goes_on_where_the_mirror_is() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    let partner = || of("res.partner", &[1], vec![vec![json!(1), json!("Alfa")]]);
    assert_eq!(
        world.say(step(follower, 0, 5, vec![partner()])).await,
        Outcome::Done
    );
    world
        .client
        .batch_execute("update ops.follower set due_at = now()")
        .await
        .unwrap();
    look(&world).await;
    let request = requested(&world).await;
    let expected = Reached {
        system: "7512345678901234567".to_owned(),
        timeline: 1,
        lsn: "0/5".to_owned(),
        catalogue: Some("c".repeat(64)),
    };
    assert_eq!(request.reached, Some(expected));
    assert!(request.epoch > follower.epoch);
    // The old worker is stale.
    let late = step(follower, 1, 6, vec![of("res.partner", &[1], Vec::new())]);
    assert_eq!(world.say(late).await, Outcome::Done);
    assert_eq!(living(&world).await, "1 Alfa");
    let next = begin(&world, 1).await;
    let alive = SyncProgressed {
        run: next.run,
        epoch: next.epoch,
        attempt: next.attempt,
        published: 0,
        waiting: false,
        model: None,
        rows_read: 0,
        rows_expected: None,
    };
    assert_eq!(world.say(alive).await, Outcome::Done);
    let gone = step(next, 0, 7, vec![of("res.partner", &[1], Vec::new())]);
    assert_eq!(world.say(gone).await, Outcome::Done);
    assert_eq!(living(&world).await, "null");
    // A failure keeps the position, and the lost log does not.
    failed(&world, next, false).await;
    assert_eq!(row(&world).await, "failed 1 0/7 true");
    look(&world).await;
    let again = begin(&world, 1).await;
    failed(&world, again, true).await;
    assert_eq!(row(&world).await, "failed 0 - true");
    look(&world).await;
    assert_eq!(requested(&world).await.reached, None);
}

#[tokio::test]
async fn a_position_in_another_history_is_forgotten_at_once() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    assert_eq!(
        world.say(step(follower, 0, 5, Vec::new())).await,
        Outcome::Done
    );
    let settled = "update ops.follower set in_doubt = false, due_at = now()";
    world.client.batch_execute(settled).await.unwrap();
    look(&world).await;
    // A standby was promoted. Its worker dies before it can say so.
    begin(&world, 2).await;
    assert_eq!(row(&world).await, "following 0 - true");
}

#[tokio::test]
async fn what_the_log_could_not_say_is_compared() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    let runs = "select coalesce(string_agg(kind::text, ' '), '-') from ops.sync_run";
    look(&world).await;
    assert_eq!(world.text(runs).await, "-", "the slot is not there yet");
    assert_eq!(
        world.say(step(follower, 0, 5, Vec::new())).await,
        Outcome::Done
    );
    // Another run is active: it is compared later.
    let (run, attempt) = world
        .begin(
            RunKind::Incremental,
            &["account.tax"],
            "2026-11-22T12:00:00Z",
            &[1],
        )
        .await;
    look(&world).await;
    assert_eq!(row(&world).await, "following 1 0/5 true");
    world.end(run, attempt, 0).await;
    end_runs(&world, "done").await;
    look(&world).await;
    assert!(world.text(runs).await.contains("verify"));
    assert_eq!(row(&world).await, "following 1 0/5 true", "it is not done");
    end_runs(&world, "done").await;
    look(&world).await;
    assert_eq!(row(&world).await, "following 1 0/5 false");
    let mut emptied = step(follower, 1, 6, Vec::new());
    emptied.in_doubt = true;
    assert_eq!(world.say(emptied).await, Outcome::Done);
    look(&world).await;
    // Another doubt, while the verify of the first may have passed the place already.
    let mut emptied = step(follower, 2, 7, Vec::new());
    emptied.in_doubt = true;
    assert_eq!(world.say(emptied).await, Outcome::Done);
    end_runs(&world, "done").await;
    look(&world).await;
    assert_eq!(row(&world).await, "following 3 0/7 true");
    // A verify that has failed is requested again, but not at once.
    end_runs(&world, "failed").await;
    for _ in 0..2 {
        look(&world).await;
    }
    let verifies = "select count(*)::text from ops.sync_run where kind = 'verify'";
    assert_eq!(world.text(verifies).await, "3");
    let later = "update ops.sync_run set finished_at = now() - interval '16 minutes'";
    world.client.batch_execute(later).await.unwrap();
    for _ in 0..2 {
        look(&world).await;
    }
    assert_eq!(world.text(verifies).await, "4");
    // Its repair belongs to it.
    let repair = "update ops.sync_run set state = 'done', finished_at = now()
                  where state in ('requested', 'running');
                  insert into ops.sync_run (id, kind, state, requested_by, parent_run)
                  select gen_random_uuid(), 'repair', 'running', '', verify_run from ops.follower";
    world.client.batch_execute(repair).await.unwrap();
    look(&world).await;
    assert_eq!(row(&world).await, "following 3 0/7 true");
    end_runs(&world, "done").await;
    look(&world).await;
    assert_eq!(row(&world).await, "following 3 0/7 false");
}

/// What an active run comes to.
async fn end_runs(world: &World, state: &str) {
    let end = format!(
        "update ops.sync_run set state = '{state}', finished_at = now()
         where state in ('requested', 'running')"
    );
    world.client.batch_execute(&end).await.unwrap();
}

#[tokio::test]
async fn the_mirror_is_as_old_as_the_log_says_unless_there_is_doubt() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    let age = async || {
        let sql = "select string_agg(distinct format('%s %s', watermark at time zone 'UTC',
                          deletions_as_of at time zone 'UTC'), ', ')
                   from ops.model_age";
        world.text(sql).await
    };
    let old = "update ops.cursor set watermark = '2026-11-22 10:00:00Z'";
    world.client.batch_execute(old).await.unwrap();
    let at = |seq: i32, second: &str| {
        let mut idle = step(follower, seq, 5, Vec::new());
        idle.current_at = Some(format!("2026-11-22T12:00:{second}Z").parse().unwrap());
        idle
    };
    assert_eq!(world.say(at(0, "01")).await, Outcome::Done);
    assert_eq!(
        age().await,
        "2026-11-22 10:00:00 ",
        "nothing is compared yet"
    );
    look(&world).await;
    end_runs(&world, "done").await;
    look(&world).await;
    assert_eq!(age().await, "2026-11-22 10:00:00 ");
    assert_eq!(world.say(at(1, "06")).await, Outcome::Done);
    let current = "2026-11-22 12:00:06 2026-11-22 12:00:06";
    assert_eq!(age().await, current);
    // What is known stays known while nobody follows, and while there is doubt.
    let mut emptied = at(2, "11");
    emptied.in_doubt = true;
    assert_eq!(world.say(emptied).await, Outcome::Done);
    assert_eq!(age().await, current);
    failed(&world, follower, false).await;
    assert_eq!(age().await, current);
    let newer = "update ops.cursor set watermark = '2026-11-22 13:00:00Z'";
    world.client.batch_execute(newer).await.unwrap();
    assert_eq!(age().await, "2026-11-22 13:00:00 2026-11-22 12:00:06");
    // A model that the follower was not asked for is as old as its runs.
    let unasked = "update ops.follower set reads = reads - 'res.partner'";
    world.client.batch_execute(unasked).await.unwrap();
    assert_eq!(
        age().await,
        "2026-11-22 13:00:00 , 2026-11-22 13:00:00 2026-11-22 12:00:06"
    );
}

#[tokio::test]
async fn other_fields_in_the_file_are_asked_for_within_half_a_minute() {
    let mut world = following().await;
    let follower = begin(&world, 1).await;
    assert_eq!(
        world.say(step(follower, 0, 5, Vec::new())).await,
        Outcome::Done
    );
    let later = "update ops.follower set in_doubt = false, compared_at = now() - interval '31 s'";
    world.client.batch_execute(later).await.unwrap();
    look(&world).await;
    assert_eq!(requested(&world).await.run, follower.run, "nothing is new");
    world.reconfigure("[odoo.extra_fields]\n'res.partner' = ['x_zone']\n");
    look(&world).await;
    assert_eq!(
        requested(&world).await.run,
        follower.run,
        "it was just compared"
    );
    world.client.batch_execute(later).await.unwrap();
    look(&world).await;
    let request = requested(&world).await;
    assert_ne!(request.run, follower.run);
    let partner = request.models.iter().find(|of| of.model == "res.partner");
    assert!(partner.unwrap().fields.contains(&"x_zone".to_owned()));
    assert_eq!(request.reached.unwrap().lsn, "0/5");
}

/// An unsigned step is no step.
#[tokio::test]
async fn a_step_without_the_key_of_the_request_is_refused() {
    let world = following().await;
    let follower = begin(&world, 1).await;
    let forged = step(
        follower,
        0,
        5,
        vec![of("res.partner", &[1], vec![vec![json!(1), json!("Mal")]])],
    );
    let origin = contracts::Origin {
        source: "sync-worker",
        tenant: "andina",
    };
    let time = "2026-11-23T00:00:00Z".parse().unwrap();
    let message = Envelope::new(origin, "test", time, forged).seal().unwrap();
    let outcome = world.hear(message).await;
    assert!(matches!(outcome, Outcome::Forged { .. }), "{outcome:?}");
    assert_eq!(living(&world).await, "null");
}
