//! The API and the intake with one database: the events of a worker and the answers of the API.

use std::time::Duration;

use bus::{Handler, Incoming, Outcome};
use contracts::{
    Envelope, Epoch, Event, Origin, Seq,
    sync::{IdRange, RangeTotals, SyncBatch, SyncDigest, SyncStarted},
};
use core_api::{events::intake::Intake, events::leases::Leases, http::auth::Role};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    intake_world::{batch, finished, signed},
    world::World,
};

pub(crate) const MODEL: &str = "res.partner";

pub(crate) struct Spoken {
    pub(crate) world: World,
    pub(crate) key: String,
    intake: Intake,
}

/// One attempt at one run, in the run's first epoch.
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
            api.throttle.clone(),
            core_api::subscriptions::all(),
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
        let message = signed(&self.world.admin, message).await;
        let incoming = Incoming::detached(&message).unwrap();
        let outcome = self.intake.handle(incoming).await;
        assert_eq!(outcome, Outcome::Done);
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.world.get(path, &self.key).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    /// Requests a run, from which the worker knows what to do.
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
        self.start_with(run, &[1]).await;
    }

    /// The Odoo user sees these companies.
    pub(crate) async fn start_with(&self, run: Run, companies: &[i64]) {
        let until = "select date_trunc('second', now())";
        let until = self.world.admin.query_one(until, &[]).await.unwrap().get(0);
        let started = SyncStarted {
            run: run.id,
            epoch: Epoch::FIRST,
            attempt: run.attempt,
            until,
            server_version: "17.0".to_owned(),
            company_ids: companies.to_vec(),
            history: None,
            rights: std::collections::BTreeMap::new(),
        };
        self.say(started).await;
    }

    /// A complete run with these batches.
    pub(crate) async fn run(&self, kind: &str, batches: Vec<SyncBatch>) -> Run {
        let run = self.ask(kind, &batches[0].model).await;
        self.start(run).await;
        let count = i32::try_from(batches.len()).unwrap();
        for (seq, mut batch) in (0..).zip(batches) {
            (batch.run, batch.attempt, batch.seq) = (run.id, run.attempt, Seq::new(seq));
            self.say(batch).await;
        }
        self.say(finished(run.id, 1, run.attempt, count)).await;
        run
    }

    /// A verify in which Odoo has only these partners, at the first and the second look. Returns
    /// the repair that follows, if any.
    pub(crate) async fn verify(&self, ids: &[i64]) -> Option<Run> {
        let run = self.ask("verify", MODEL).await;
        self.tell(run, ids).await;
        if let Some(again) = self.requested("verify").await {
            self.tell(again, ids).await;
        }
        let repair = self.requested("repair").await?;
        self.start(repair).await;
        Some(repair)
    }

    /// The repair finds these partners in its ranges.
    pub(crate) async fn read_again(&self, repair: Run, rows: &[(i64, &str, &str)]) {
        let ranges = self.ranges(repair).await;
        let count = i32::try_from(ranges.len()).unwrap();
        for (seq, range) in (0..).zip(ranges) {
            let within =
                |row: &&(i64, &str, &str)| range.after_id < row.0 && row.0 <= range.up_to_id;
            let rows: Vec<_> = rows.iter().filter(within).copied().collect();
            let mut whole = partners(&rows);
            (whole.run, whole.attempt, whole.seq) = (repair.id, repair.attempt, Seq::new(seq));
            (whole.after_id, whole.up_to_id, whole.whole) = (range.after_id, range.up_to_id, true);
            whole.read_at = "2026-11-22T12:30:00Z".parse().unwrap();
            self.say(whole).await;
        }
        self.say(finished(repair.id, 1, repair.attempt, count))
            .await;
    }

    /// The repair and the verify after it both find these partners.
    pub(crate) async fn repair(&self, repair: Run, rows: &[(i64, &str, &str)]) {
        self.read_again(repair, rows).await;
        let again = self.requested("verify").await.unwrap();
        let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
        self.tell(again, &ids).await;
    }

    /// A complete verify: answers what Odoo has in each of its ranges.
    async fn tell(&self, run: Run, ids: &[i64]) {
        self.start(run).await;
        let mut ranges = self.ranges(run).await;
        if ranges.is_empty() {
            ranges.push(IdRange {
                after_id: 0,
                up_to_id: 25_000,
            });
        }
        self.say(digest(run, ids, &ranges)).await;
        self.say(finished(run.id, 1, run.attempt, 1)).await;
    }

    async fn requested(&self, kind: &str) -> Option<Run> {
        let sql = "select id from ops.sync_run where kind::text = $1 and state = 'requested'";
        let row = self.world.admin.query_opt(sql, &[&kind]).await.unwrap()?;
        Some(Run {
            id: row.get(0),
            attempt: Uuid::new_v4(),
        })
    }

    async fn ranges(&self, run: Run) -> Vec<IdRange> {
        let sql = "select ranges from ops.sync_run_model where run_id = $1";
        let row = self.world.admin.query_one(sql, &[&run.id]).await.unwrap();
        serde_json::from_value(row.get(0)).unwrap()
    }
}

/// Partners as (id, name, write_date), for any run.
pub(crate) fn partners(rows: &[(i64, &str, &str)]) -> SyncBatch {
    batch(Uuid::nil(), 1, Uuid::nil(), 0, rows)
}

fn digest(run: Run, ids: &[i64], ranges: &[IdRange]) -> SyncDigest {
    let totals = |range: &IdRange| {
        let within = |id: &&i64| range.after_id < **id && **id <= range.up_to_id;
        let ids: Vec<i64> = ids.iter().filter(within).copied().collect();
        RangeTotals {
            after_id: range.after_id,
            up_to_id: range.up_to_id,
            count: u64::try_from(ids.len()).unwrap(),
            id_sum: ids.iter().sum::<i64>().to_string(),
            sums: std::collections::BTreeMap::new(),
            last_write_date: None,
            companies: Vec::new(),
        }
    };
    SyncDigest {
        run: run.id,
        epoch: Epoch::FIRST,
        attempt: run.attempt,
        seq: Seq::new(0),
        model: MODEL.to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        float_sums: Vec::new(),
        ranges: ranges.iter().map(totals).collect(),
    }
}
