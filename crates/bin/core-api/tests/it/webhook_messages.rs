//! What webhooks are told: one message for each cause, requested until its receiver has it.

use std::sync::Arc;

use bus::Outcome;
use contracts::{
    Epoch,
    export::{ExportFailed, ExportFailureReason, ExportFinished},
    mail::{MailFinished, MailOutcome},
    sync::{RunFailureReason, RunKind, SyncFailed},
    webhook::{WebhookFinished, WebhookOutcome},
};
use core_api::upkeep::leases::{self, Watched};
use serde_json::{Value, json};
use uuid::Uuid;
use vault::Vault;

use crate::intake_world::{World, world};

const HOOK: &str = "0197a1b2-0000-7000-8000-0000000000aa";
const KEY: [u8; 32] = [5; 32];

fn vault() -> Arc<Vault> {
    Arc::new(Vault::new("ESPEJO_SECRETS_KEY", [7; 32]))
}

/// A webhook for everything.
async fn hooked() -> World {
    let world = world().await;
    let sealed = vault().seal(&format!("webhook:{HOOK}"), &KEY).unwrap();
    let sql = "insert into ops.webhook (id, name, target_url, events, key_encrypted, created_by)
               values ($1::text::uuid, 'all', 'https://hooks.andina.example/', enum_range(null::ops.webhook_event),
                       $2, 'cli')";
    world.client.execute(sql, &[&HOOK, &sealed]).await.unwrap();
    world
}

/// Event and data of each message, oldest first.
async fn told(world: &World) -> Vec<(String, Value)> {
    let sql = "select event::text, data from ops.webhook_delivery order by id";
    let rows = world.client.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

fn names(told: &[(String, Value)]) -> Vec<&str> {
    told.iter().map(|(event, _)| event.as_str()).collect()
}

async fn fail(world: &World, reason: RunFailureReason) -> Uuid {
    let (run, attempt) = world
        .begin(
            RunKind::Snapshot,
            &["res.partner"],
            "2026-11-22T12:00:00Z",
            &[1],
        )
        .await;
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt,
        reason,
        retryable: false,
        detail: "Odoo refuses the password".to_owned(),
        hint: "Change the password".to_owned(),
        log_lost: false,
        retry_after_seconds: None,
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    run
}

/// Looks once at what is due.
async fn watch(world: &World) {
    let watched = Watched {
        tenant: world.tenant(),
        pool: world.databases.pool("andina").unwrap(),
        vault: Some(vault()),
    };
    leases::look(&watched).await.unwrap();
}

/// The data of the requests in the outbox, oldest first.
async fn requests(world: &World) -> Vec<Value> {
    let sql = "select body from ops.outbox where event = 'webhook.requested' order by id";
    let rows = world.client.query(sql, &[]).await.unwrap();
    let data = |row: &tokio_postgres::Row| -> Value {
        serde_json::from_str::<Value>(row.get(0)).unwrap()["data"].clone()
    };
    rows.iter().map(data).collect()
}

async fn end(world: &World, request: &Value, outcome: WebhookOutcome, status: Option<u16>) {
    let finished = WebhookFinished {
        delivery: request["delivery"].as_str().unwrap().parse().unwrap(),
        epoch: Epoch::new(i32::try_from(request["epoch"].as_i64().unwrap()).unwrap()),
        outcome,
        status,
        detail: "as the test says".to_owned(),
        milliseconds: 7,
    };
    assert_eq!(world.say(finished).await, Outcome::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_run_and_its_alarm_are_told_once() {
    let world = hooked().await;
    let run = fail(&world, RunFailureReason::AccessDenied).await;
    let told_of = told(&world).await;
    assert_eq!(names(&told_of), ["run.failed"]);
    let expected = json!({
        "run_id": run, "kind": "snapshot", "reason": "access_denied",
        "detail": "Odoo refuses the password", "hint": "Change the password",
        "url": format!("/v1/sync-runs/{run}"),
    });
    assert_eq!(told_of[0].1, expected);
    fail(&world, RunFailureReason::Restored).await;
    fail(&world, RunFailureReason::Restored).await;
    let told_of = told(&world).await;
    let expected = ["run.failed", "alarm.raised", "run.failed", "run.failed"];
    assert_eq!(names(&told_of), expected, "the alarm was raised once");
    assert_eq!(told_of[1].1["alarm"], "restored");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ends_of_exports_and_failed_mails_are_told() {
    let world = hooked().await;
    let insert = "insert into ops.export_job (id, report, parameters, format, locale, file_name,
                      state, requested_by, epoch)
                  values ($1, 'ageing', '{}', 'csv', 'es-PE', 'a.csv', 'running', 'cli', 1)";
    let [made, lost] = [Uuid::now_v7(), Uuid::now_v7()];
    for job in [made, lost] {
        world.client.execute(insert, &[&job]).await.unwrap();
        let mail = "insert into ops.mail (id, export_id, occasion, recipient, locale)
                    values (gen_random_uuid(), $1, 'report', 'ana@example.com', 'es-PE')";
        world.client.execute(mail, &[&job]).await.unwrap();
    }
    let attempt = Uuid::new_v4();
    let finished = ExportFinished {
        job: made,
        epoch: Epoch::FIRST,
        attempt,
        rows: 12,
        control_total: "10.50".to_owned(),
        data_as_of: None,
        file_key: format!("exports/andina/{made}/{attempt}.csv"),
        size_bytes: 345,
        sha256: "ab".repeat(32),
    };
    let failed = ExportFailed {
        job: lost,
        epoch: Epoch::FIRST,
        attempt,
        reason: ExportFailureReason::TooManyRows,
        retryable: false,
        detail: "there are 20,000,000 rows".to_owned(),
    };
    assert_eq!(world.say(finished).await, Outcome::Done);
    assert_eq!(world.say(failed).await, Outcome::Done);
    let told_of = told(&world).await;
    let expected = ["export.finished", "export.failed", "mail.failed"];
    assert_eq!(names(&told_of), expected);
    let data = &told_of[0].1;
    assert_eq!(
        (&data["export_id"], &data["rows"], &data["report"]),
        (&json!(made), &json!(12), &json!("ageing"))
    );
    assert_eq!(told_of[1].1["reason"], "too_many_rows");
    assert_eq!(told_of[2].1["export_id"], json!(lost));

    let sql = "select id, epoch from ops.mail where export_id = $1";
    let mail = world.client.query_one(sql, &[&made]).await.unwrap();
    let refused = MailFinished {
        mail: mail.get(0),
        epoch: Epoch::new(mail.get(1)),
        outcome: MailOutcome::Refused,
        code: Some(550),
        detail: "no such user".to_owned(),
    };
    assert_eq!(world.say(refused).await, Outcome::Done);
    let told_of = told(&world).await;
    assert_eq!(told_of.len(), 4, "{told_of:#?}");
    assert_eq!(told_of[3].1["reply_code"], 550);
    assert!(!told_of[3].1.to_string().contains('@'), "{told_of:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_that_falls_behind_and_recovers_is_told_once_each() {
    let world = hooked().await;
    let load = "insert into ops.cursor (model, watermark, run_id)
                select unnest($1::text[]), now(), gen_random_uuid()
                on conflict (model) do update set watermark = now()";
    let models: Vec<&str> = reports::LEDGER.to_vec();
    world.client.execute(load, &[&models]).await.unwrap();
    watch(&world).await;
    let behind = "update ops.cursor set watermark = now() - interval '46 minutes'
                  where model = 'res.partner'";
    world.client.execute(behind, &[]).await.unwrap();
    watch(&world).await;
    watch(&world).await;
    world.client.execute(load, &[&models]).await.unwrap();
    watch(&world).await;
    let told_of = told(&world).await;
    let expected = ["mirror.live", "mirror.stale", "mirror.live"];
    assert_eq!(names(&told_of), expected, "{told_of:#?}");
    let lag = told_of[1].1["lag_seconds"].as_i64().unwrap();
    assert!((2760..3000).contains(&lag), "{lag}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_requested_until_the_receiver_has_it() {
    let world = hooked().await;
    fail(&world, RunFailureReason::AccessDenied).await;
    watch(&world).await;
    watch(&world).await;
    let asked = requests(&world).await;
    assert_eq!(asked.len(), 1, "a worker has it");
    let request = &asked[0];
    assert_eq!(request["keys"], json!([::webhooks::as_text(&KEY)]));
    let body: Value = serde_json::from_str(request["body"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&body["type"], &body["tenant"], &body["data"]["reason"]),
        (
            &json!("run.failed"),
            &json!("andina"),
            &json!("access_denied")
        )
    );
    assert_eq!(body["base_url"], "https://andina.localhost");
    assert!(body["timestamp"].is_string(), "{body}");

    end(&world, request, WebhookOutcome::Deferred, Some(503)).await;
    let wait = "select state, tries, due_at - (select max(ended_at) from ops.webhook_try)
                from ops.webhook_delivery";
    assert_eq!(world.text(wait).await, "waiting 1 00:00:05");
    // A repetition has no effect: its epoch is over.
    end(&world, request, WebhookOutcome::Deferred, Some(503)).await;
    assert_eq!(world.text(wait).await, "waiting 1 00:00:05");
    let due = "update ops.webhook_delivery set due_at = now()";
    world.client.execute(due, &[]).await.unwrap();
    watch(&world).await;
    let asked = requests(&world).await;
    assert_eq!((asked.len(), &asked[1]["epoch"]), (2, &json!(2)));
    assert_eq!(asked[1]["body"], asked[0]["body"], "the same at every try");
    end(&world, &asked[1], WebhookOutcome::Delivered, Some(200)).await;
    let state =
        "select state, tries, due_at is null, settled_at is not null from ops.webhook_delivery";
    assert_eq!(world.text(state).await, "delivered 2 t t");
    let tries = "select number, status_code from ops.webhook_try order by number";
    assert_eq!(world.text(tries).await, "1 503; 2 200");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_with_a_message_is_asked_again() {
    let world = hooked().await;
    fail(&world, RunFailureReason::AccessDenied).await;
    watch(&world).await;
    let lapse = "update ops.webhook_delivery set due_at = now() - interval '1 second'";
    world.client.execute(lapse, &[]).await.unwrap();
    watch(&world).await;
    let asked = requests(&world).await;
    let epochs: Vec<_> = asked.iter().map(|request| &request["epoch"]).collect();
    assert_eq!(epochs, [&json!(1), &json!(2)]);
    // What the first worker has delivered after all is delivered.
    end(&world, &asked[0], WebhookOutcome::Delivered, Some(200)).await;
    let state = "select state, tries from ops.webhook_delivery";
    assert_eq!(world.text(state).await, "delivered 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_tries_a_message_fails_and_410_pauses_the_webhook() {
    let world = hooked().await;
    fail(&world, RunFailureReason::AccessDenied).await;
    for _ in 0..10 {
        let due = "update ops.webhook_delivery set due_at = now() where due_at is not null";
        world.client.execute(due, &[]).await.unwrap();
        watch(&world).await;
        let asked = requests(&world).await;
        end(
            &world,
            asked.last().unwrap(),
            WebhookOutcome::Deferred,
            None,
        )
        .await;
    }
    let state = "select state, tries from ops.webhook_delivery";
    assert_eq!(world.text(state).await, "failed 10");

    fail(&world, RunFailureReason::AccessDenied).await;
    fail(&world, RunFailureReason::AccessDenied).await;
    let hold = "update ops.webhook_delivery set due_at = now() + interval '1 hour'
                where id = (select max(id::text)::uuid from ops.webhook_delivery)";
    world.client.execute(hold, &[]).await.unwrap();
    watch(&world).await;
    let asked = requests(&world).await;
    end(
        &world,
        asked.last().unwrap(),
        WebhookOutcome::Gone,
        Some(410),
    )
    .await;
    let paused = "select active, paused_because from ops.webhook";
    assert_eq!(world.text(paused).await, "f the receiver answered 410 Gone");
    let due = "update ops.webhook_delivery set due_at = now() where due_at is not null";
    world.client.execute(due, &[]).await.unwrap();
    watch(&world).await;
    let states = "select string_agg(distinct state::text, ',') from ops.webhook_delivery";
    assert_eq!(world.text(states).await, "failed");
    fail(&world, RunFailureReason::AccessDenied).await;
    assert_eq!(told(&world).await.len(), 3, "nothing is told any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_has_at_most_8_calls_at_a_time() {
    let world = hooked().await;
    for _ in 0..11 {
        fail(&world, RunFailureReason::AccessDenied).await;
    }
    watch(&world).await;
    watch(&world).await;
    let asked = requests(&world).await;
    assert_eq!(asked.len(), 8);
    for request in &asked[..2] {
        end(&world, request, WebhookOutcome::Delivered, Some(200)).await;
    }
    watch(&world).await;
    assert_eq!(requests(&world).await.len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_key_for_secrets_messages_wait_and_are_not_lost() {
    let world = hooked().await;
    fail(&world, RunFailureReason::AccessDenied).await;
    let watched = Watched {
        tenant: world.tenant(),
        pool: world.databases.pool("andina").unwrap(),
        vault: None,
    };
    leases::look(&watched).await.unwrap();
    assert_eq!(requests(&world).await.len(), 0);
    let state = "select state, tries, due_at > now() from ops.webhook_delivery";
    assert_eq!(world.text(state).await, "waiting 0 t");
    let due = "update ops.webhook_delivery set due_at = now()";
    world.client.execute(due, &[]).await.unwrap();
    watch(&world).await;
    assert_eq!(requests(&world).await.len(), 1);
}
