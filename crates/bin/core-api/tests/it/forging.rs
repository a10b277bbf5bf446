//! Events that do not come from the worker that has the request: each is refused as forged and
//! changes nothing.

use bus::{Outcome, topology::PRODUCERS};
use contracts::{
    Attempted, Epoch, Event, Message, SigningKey,
    export::{ExportFinished, ExportFormat, file_key},
    sync::{RunKind, SyncBatch},
};
use serde_json::{Value, json};
use settings::Environment;
use store::{Access, Databases, logins::Login};
use uuid::Uuid;

use crate::intake_world::{World, batch, signed, world, world_with};

const DAY: &str = "2026-11-16T00:00:00Z";

/// A valid event of this name about the attempt, with the data of the contract's first example.
fn example(event: &str, of: Attempted) -> Message {
    let folder = format!("{}/../../../contracts/{event}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.to_str().unwrap().contains(".valid."));
    paths.sort();
    let text = std::fs::read_to_string(&paths[0]).unwrap();
    let mut data: Value = serde_json::from_str(&text).unwrap();
    data["run"] = json!(of.run);
    data["epoch"] = json!(of.epoch);
    data["attempt"] = json!(of.attempt);
    message(event, &data)
}

fn message(event: &str, data: &Value) -> Message {
    let id = Uuid::now_v7();
    let body = json!({
        "specversion": "1.0", "id": id, "source": "sync-worker",
        "type": format!("espejo.{event}.v1"), "time": "2026-11-23T00:00:00Z", "subject": "test",
        "datacontenttype": "application/json",
        "dataschema": format!("urn:espejo:contract:{event}:v1"),
        "tenant": "andina", "data": data,
    });
    Message {
        id,
        name: event.to_owned(),
        version: 1,
        tenant: "andina".to_owned(),
        traceparent: None,
        body: body.to_string(),
        signature: None,
    }
}

async fn key_of(world: &World, run: Uuid) -> SigningKey {
    let sql = "select key from ops.sync_key where run_id = $1 and epoch = 1";
    SigningKey::new(world.client.query_one(sql, &[&run]).await.unwrap().get(0))
}

/// Everything that an event about an attempt could change.
async fn everything(world: &World) -> String {
    let mut tables = Vec::new();
    for table in [
        "ops.sync_run",
        "ops.sync_run_model",
        "ops.sync_part",
        "ops.sync_attempt",
        "ops.sync_batch",
        "ops.inbox",
        "ops.outbox",
        "ops.cursor",
        "ops.digest",
        "ops.mirror",
        "odoo.res_partner",
    ] {
        let rows = format!("select t from {table} t order by t::text");
        tables.push(format!("{table}: {}", world.text(&rows).await));
    }
    tables.join("\n")
}

async fn assert_forged(world: &World, message: Message) {
    let event = message.name.clone();
    let outcome = world.hear(message).await;
    assert!(
        matches!(&outcome, Outcome::Forged { reason } if reason.contains(&event)),
        "{event}: {outcome:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_about_an_attempt_needs_the_signature_of_its_request() {
    let world = world().await;
    let (run, attempt) = world
        .begin(RunKind::Snapshot, &["res.partner"], DAY, &[1])
        .await;
    let of = Attempted {
        run,
        epoch: Epoch::FIRST,
        attempt,
    };
    let key = key_of(&world, run).await;
    let before = everything(&world).await;
    let events = PRODUCERS
        .iter()
        .filter(|(_, service)| *service == "sync-worker");
    let mut checked = 0;
    for (event, _) in events {
        let right = example(event, of);
        let other_attempt = Attempted {
            attempt: Uuid::new_v4(),
            ..of
        };
        let other_key = SigningKey::new("k".repeat(43));
        assert_forged(&world, right.clone()).await;
        assert_forged(&world, right.clone().signed(&other_key, of)).await;
        assert_forged(&world, right.clone().signed(&key, other_attempt)).await;
        let of_another_body = example(event, of).signed(&key, of).signature;
        let moved = Message {
            signature: of_another_body,
            ..right
        };
        assert_forged(&world, moved).await;
        checked += 1;
    }
    assert_eq!(checked, 9);
    assert_eq!(everything(&world).await, before);

    // With the right signature the same event is heard.
    let progressed = example("sync.progressed", of).signed(&key, of);
    assert_eq!(world.hear(progressed).await, Outcome::Done);
    assert_ne!(everything(&world).await, before);
}

fn with_data(of: &SyncBatch) -> Message {
    let data = of.clone().into_json().unwrap();
    message(SyncBatch::NAME, &data)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_one_run_cannot_be_replayed_into_another() {
    let world = world().await;
    let (first, attempt) = world
        .begin(RunKind::Snapshot, &["res.partner"], DAY, &[1])
        .await;
    let of_first = batch(first, 1, attempt, 0, &[(4, "Banco", DAY)]);
    let sent = signed(&world.client, with_data(&of_first)).await;
    assert!(sent.signature.is_some());
    assert_eq!(world.hear(sent.clone()).await, Outcome::Done);
    world.end(first, attempt, 1).await;
    let old_key = key_of(&world, first).await;

    let (second, attempt) = world
        .begin(RunKind::Snapshot, &["res.partner"], DAY, &[1])
        .await;
    let before = everything(&world).await;
    let renamed = SyncBatch {
        run: second,
        attempt,
        rows: vec![vec![
            json!(4),
            json!("Forged"),
            json!("2026-11-22T00:00:00Z"),
        ]],
        ..of_first
    };
    let of = Attempted {
        run: second,
        epoch: Epoch::FIRST,
        attempt,
    };
    let with_old_signature = Message {
        signature: sent.signature.clone(),
        ..with_data(&renamed)
    };
    assert_forged(&world, with_old_signature).await;
    assert_forged(&world, with_data(&renamed).signed(&old_key, of)).await;
    // The first run has ended, so its own batch has no effect any more.
    assert_eq!(world.hear(sent).await, Outcome::Done);
    assert_eq!(everything(&world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_has_a_key_of_its_own_that_only_core_api_may_read() {
    let world = world_with("connections = 3").await;
    world.request(RunKind::Snapshot, &[]).await.unwrap();
    let keys = "select count(*) = (select count(*) from ops.sync_part),
                       count(distinct key) = count(*), count(*) > 1 from ops.sync_key";
    assert_eq!(world.text(keys).await, "t t t");
    let sent = "select count(*) from ops.outbox o join ops.sync_key k
                on o.body::jsonb -> 'data' ->> 'key' = k.key
               and (o.body::jsonb -> 'data' ->> 'epoch')::integer = k.epoch
                where o.event = 'sync.requested'";
    let requests = "select count(*) from ops.sync_part";
    assert_eq!(world.text(sent).await, world.text(requests).await);

    let mut env = Environment::from_pairs(world.database.variables("EXPORT"));
    let reader = Access::read(&mut env, Login::Export);
    let names = [("andina".to_owned(), world.database.name().to_owned())];
    let databases = Databases::new(&reader, names, "test", 1).unwrap();
    let client = databases.pool("andina").unwrap().get().await.unwrap();
    for table in ["ops.sync_key", "ops.outbox"] {
        let refused = client.batch_execute(&format!("select from {table}")).await;
        let code = refused.unwrap_err().code().cloned();
        let denied = tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE;
        assert_eq!(code, Some(denied), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_export_cannot_show_a_file_of_another_job_or_tenant() {
    let world = world().await;
    let (job, other) = (Uuid::new_v4(), Uuid::new_v4());
    let sql =
        "insert into ops.export_job (id, report, parameters, format, locale, file_name, state,
                   requested_by)
               values ($1, 'ageing', '{}', 'xlsx', 'es-PE', 'a.xlsx', 'requested', 'key:x')";
    world.client.execute(sql, &[&job]).await.unwrap();
    let attempt = Uuid::new_v4();
    let finished = |file_key: String| ExportFinished {
        job,
        epoch: Epoch::FIRST,
        attempt,
        file_key,
        size_bytes: 100,
        sha256: "0".repeat(64),
        rows: 3,
        control_total: "12.50".to_owned(),
        data_as_of: None,
    };
    let state = "select state, file_key from ops.export_job";
    let (xlsx, pdf) = (ExportFormat::Xlsx, ExportFormat::Pdf);
    for forged in [
        file_key("andina", other, attempt, xlsx),
        file_key("pampa", job, attempt, xlsx),
        file_key("andina", job, other, xlsx),
        file_key("andina", job, attempt, pdf),
        "../secret".to_owned(),
    ] {
        let outcome = world.say(finished(forged.clone())).await;
        assert!(
            matches!(outcome, Outcome::Reject { .. }),
            "{forged}: {outcome:?}"
        );
        assert_eq!(world.text(state).await, "requested null");
    }
    let right = file_key("andina", job, attempt, xlsx);
    assert_eq!(world.say(finished(right.clone())).await, Outcome::Done);
    assert_eq!(world.text(state).await, format!("finished {right}"));
}
