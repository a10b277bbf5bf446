//! A run in parts, from core-api's side: several workers read it at the same time.

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    sync::{RangeTotals, RunFailureReason, RunKind, SyncDigest, SyncFailed},
};
use serde_json::Value;
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, world_with};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
const MODELS: [&str; 2] = ["res.partner", "account.move.line"];
/// The first epochs of the parts into which these models are divided.
const LINES: i32 = 1;
const PARTNERS: i32 = 2;

async fn world_in_parts() -> World {
    world_with("connections = 3\ncalls_per_minute = 60\n").await
}

/// The requests to workers so far: epoch, models and share of each.
async fn asked(world: &World) -> Vec<(u64, Vec<String>, (u64, u64))> {
    let sql = "select body from ops.outbox where event = 'sync.requested' order by id";
    let rows = world.client.query(sql, &[]).await.unwrap();
    let one = |row: &tokio_postgres::Row| {
        let event: Value = serde_json::from_str(row.get(0)).unwrap();
        let data = &event["data"];
        let models = data["models"].as_array().unwrap();
        let model = |asked: &Value| asked["model"].as_str().unwrap().to_owned();
        let share = |key: &str| data["share"][key].as_u64().unwrap();
        (
            data["epoch"].as_u64().unwrap(),
            models.iter().map(model).collect(),
            (share("connections"), share("calls_per_minute")),
        )
    };
    rows.iter().map(one).collect()
}

fn failed(run: Uuid, epoch: i32, attempt: Uuid) -> SyncFailed {
    SyncFailed {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        retryable: true,
        retry_after_seconds: Some(0),
        reason: RunFailureReason::Timeout,
        detail: "no answer".to_owned(),
        hint: String::new(),
        log_lost: false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_done_and_moves_watermarks_only_when_all_its_parts_are_done() {
    let world = world_in_parts().await;
    let run = world.request(RunKind::Snapshot, &MODELS).await.unwrap();
    let names = |models: &[&str]| models.iter().map(ToString::to_string).collect::<Vec<_>>();
    // Together the parts use no more connections than the tenant allows.
    assert_eq!(
        asked(&world).await,
        [
            (1, names(&["account.move.line"]), (1, 30)),
            (2, names(&["res.partner"]), (1, 30)),
        ]
    );
    let (lines, partners, heir) = (Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
    world.start(run, LINES, lines, UNTIL).await;
    world
        .start(run, PARTNERS, partners, "2026-11-22T11:00:00Z")
        .await;
    world.say(finished(run, LINES, lines, 0)).await;
    assert_eq!(world.state(run).await, "running 2");
    let watermarks = "select count(*) from ops.cursor";
    assert_eq!(world.text(watermarks).await, "0");

    // The other part is requested again, now alone, and its old epoch has no effect.
    world
        .say(batch(run, PARTNERS, partners, 0, &[(1, "Alfa", DAY)]))
        .await;
    world.say(failed(run, PARTNERS, partners)).await;
    assert_eq!(world.state(run).await, "requested 3");
    let again = asked(&world).await.pop().unwrap();
    assert_eq!(again, (3, names(&["res.partner"]), (3, 60)));
    world.say(finished(run, PARTNERS, partners, 1)).await;
    assert_eq!(world.state(run).await, "requested 3");

    world.start(run, 3, heir, UNTIL).await;
    world.say(batch(run, 3, heir, 0, &[(2, "Beta", DAY)])).await;
    let end = world.say(finished(run, 3, heir, 1)).await;
    assert_eq!(end, Outcome::Done);
    assert_eq!(world.state(run).await, "done 3");
    // The earliest end of the attempts of all parts, less the safety lag of one minute.
    let least = "select model, watermark = '2026-11-22T10:59:00Z' from ops.cursor order by 1";
    assert_eq!(
        world.text(least).await,
        "account.move.line t; res.partner t"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_end_concurrently_end_the_run() {
    let world = world_in_parts().await;
    for _ in 0..10 {
        let run = world.request(RunKind::Snapshot, &MODELS).await.unwrap();
        let (lines, partners) = (Uuid::new_v4(), Uuid::new_v4());
        world.start(run, LINES, lines, UNTIL).await;
        world.start(run, PARTNERS, partners, UNTIL).await;
        let ends = tokio::join!(
            world.say(finished(run, LINES, lines, 0)),
            world.say(finished(run, PARTNERS, partners, 0)),
        );
        assert_eq!(ends, (Outcome::Done, Outcome::Done));
        assert_eq!(world.state(run).await, "done 2");
    }
}

fn totals(run: Uuid, epoch: i32, attempt: Uuid, model: &str, count: u64) -> SyncDigest {
    SyncDigest {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        seq: Seq::new(0),
        model: model.to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        float_sums: Vec::new(),
        ranges: vec![RangeTotals {
            after_id: 0,
            up_to_id: 25_000,
            count,
            id_sum: count.to_string(),
            sums: std::collections::BTreeMap::new(),
            last_write_date: None,
            companies: vec![],
        }],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verify_in_parts_combines_their_results_in_the_proof() {
    let world = world_in_parts().await;
    let run = world.request(RunKind::Verify, &MODELS).await.unwrap();
    let (lines, partners) = (Uuid::new_v4(), Uuid::new_v4());
    world.start(run, LINES, lines, UNTIL).await;
    world.start(run, PARTNERS, partners, UNTIL).await;
    // Odoo has a line that the mirror lacks; the part with the lines ends first.
    world
        .say(totals(run, LINES, lines, "account.move.line", 1))
        .await;
    world.say(finished(run, LINES, lines, 1)).await;
    world
        .say(totals(run, PARTNERS, partners, "res.partner", 0))
        .await;
    assert_eq!(world.text("select count(*) from ops.proof").await, "0");
    world.say(finished(run, PARTNERS, partners, 1)).await;
    assert_eq!(world.state(run).await, "done 2");
    let proofs = "select model, ranges > 0, differing from ops.proof order by model";
    assert_eq!(
        world.text(proofs).await,
        "account.move.line t 1; res.partner t 0"
    );
    let again = "select kind, m.model from ops.sync_run r join ops.sync_run_model m on run_id = id
                 where parent_run is not null";
    assert_eq!(world.text(again).await, "verify account.move.line");
}
