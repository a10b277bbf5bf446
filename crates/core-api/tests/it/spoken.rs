//! The API and the intake over one database: what a worker says, and what is answered of it.

use std::time::Duration;

use bus::{Handler, Incoming, Outcome};
use contracts::{
    Envelope, Event, Origin,
    sync::{RangeTotals, SyncBatch, SyncDigest, SyncStarted},
};
use core_api::{
    auth::Role,
    intake::{Intake, Leases},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    intake_world::{batch, finished},
    world::World,
};

pub(crate) const MODEL: &str = "res.partner";

pub(crate) struct Spoken {
    pub(crate) world: World,
    pub(crate) key: String,
    intake: Intake,
}

/// One attempt at one run, at its first epoch.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) id: Uuid,
    pub(crate) attempt: Uuid,
}

impl Spoken {
    pub(crate) async fn create() -> Self {
        let world = World::create().await;
        let key = world.key("andina", Role::Operator).await;
        let api = world.api();
        let leases = Leases {
            run: Duration::from_mins(1),
            export: Duration::from_mins(1),
        };
        let intake = Intake::new(
            api.databases.clone(),
            api.bus.clone(),
            api.tenants.clone(),
            api.relay.clone(),
            leases,
        );
        Self { world, key, intake }
    }

    pub(crate) async fn say<E: Event>(&self, data: E) {
        let origin = Origin {
            source: "sync-worker",
            tenant: "andina",
        };
        let time = "2026-11-23T00:00:00Z".parse().unwrap();
        let message = Envelope::new(origin, "test", time, data).seal().unwrap();
        let opened = contracts::open(message.body.as_bytes()).unwrap();
        let outcome = self.intake.handle(Incoming::detached(opened)).await;
        assert_eq!(outcome, Outcome::Done);
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.world.get(path, &self.key).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    /// Asks for a run, which is all that the worker has to do with.
    pub(crate) async fn ask(&self, kind: &str, model: &str) -> Run {
        let asked = json!({"kind": kind, "models": [model]});
        let run = self.world.post("/v1/sync-runs", &self.key, &asked).await;
        assert_eq!(run.status, 202, "{run:?}");
        Run {
            id: run.json()["id"].as_str().unwrap().parse().unwrap(),
            attempt: Uuid::new_v4(),
        }
    }

    pub(crate) async fn start(&self, run: Run) {
        let until = "select date_trunc('second', now())";
        let until = self.world.admin.query_one(until, &[]).await.unwrap().get(0);
        let started = SyncStarted {
            run: run.id,
            epoch: 1,
            attempt: run.attempt,
            until,
            server_version: "17.0".to_owned(),
            company_ids: vec![1],
        };
        self.say(started).await;
    }

    /// A whole run of these batches.
    pub(crate) async fn run(&self, kind: &str, batches: Vec<SyncBatch>) -> Run {
        let run = self.ask(kind, &batches[0].model).await;
        self.start(run).await;
        let count = u32::try_from(batches.len()).unwrap();
        for (seq, mut batch) in (0..).zip(batches) {
            (batch.run, batch.attempt, batch.seq) = (run.id, run.attempt, seq);
            self.say(batch).await;
        }
        self.say(finished(run.id, 1, run.attempt, count)).await;
        run
    }

    /// A verify to which Odoo says that of the first 20,000 partners it has these alone. Gives the
    /// repair that follows, if one does.
    pub(crate) async fn verify(&self, ids: &[i64]) -> Option<Run> {
        let run = self.ask("verify", MODEL).await;
        self.start(run).await;
        self.say(digest(run, ids)).await;
        self.say(finished(run.id, 1, run.attempt, 1)).await;
        let sql = "select id from ops.sync_run where kind = 'repair' and state = 'requested'";
        let repair = self.world.admin.query_opt(sql, &[]).await.unwrap()?;
        let repair = Run {
            id: repair.get(0),
            attempt: Uuid::new_v4(),
        };
        self.start(repair).await;
        Some(repair)
    }

    /// The repair finds these partners, and the verify after it finds them, too.
    pub(crate) async fn repair(&self, repair: Run, rows: &[(i64, &str, &str)]) {
        let mut whole = partners(rows);
        (whole.run, whole.attempt) = (repair.id, repair.attempt);
        (whole.after_id, whole.up_to_id) = (0, 20_000);
        whole.read_at = "2026-11-22T12:30:00Z".parse().unwrap();
        self.say(whole).await;
        self.say(finished(repair.id, 1, repair.attempt, 1)).await;
        let sql = "select id from ops.sync_run where kind = 'verify' and state = 'requested'";
        let again = Run {
            id: self.world.admin.query_one(sql, &[]).await.unwrap().get(0),
            attempt: Uuid::new_v4(),
        };
        self.start(again).await;
        let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
        self.say(digest(again, &ids)).await;
        self.say(finished(again.id, 1, again.attempt, 1)).await;
    }
}

/// Partners as (id, name, write_date), of whatever run.
pub(crate) fn partners(rows: &[(i64, &str, &str)]) -> SyncBatch {
    batch(Uuid::nil(), 1, Uuid::nil(), 0, rows)
}

fn digest(run: Run, ids: &[i64]) -> SyncDigest {
    SyncDigest {
        run: run.id,
        epoch: 1,
        attempt: run.attempt,
        seq: 0,
        model: MODEL.to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        ranges: vec![RangeTotals {
            after_id: 0,
            up_to_id: 20_000,
            count: u64::try_from(ids.len()).unwrap(),
            id_sum: ids.iter().sum::<i64>().to_string(),
            sums: std::collections::BTreeMap::new(),
            last_write_date: None,
            companies: Vec::new(),
        }],
    }
}
