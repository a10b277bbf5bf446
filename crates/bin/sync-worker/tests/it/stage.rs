//! One test's own broker host, Odoo and worker, and the test's half of the protocol.

use std::{
    collections::{BTreeSet, HashMap},
    net::TcpListener,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bus::{Bus, Handler, Incoming, Outcome, topology};
use contracts::{
    Attempted, Envelope, Epoch, Event, Opened, Origin, Seq, SigningKey,
    sync::{
        IdRange, ModelRequest, PartKind, Share, SyncBatch, SyncCounted, SyncCredit, SyncDigest,
        SyncFailed, SyncFinished, SyncListed, SyncProgressed, SyncRequested, SyncStarted,
    },
};
use jiff::civil::date;
use lifecycle::{Stop, Tasks, clock};
use odoo_sim::{Books, Database, Sim, Spec, Version};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use settings::SecretString;
use sync_worker::Settings;
use tempfile::TempDir;
use tenants::LiveTenants;
use testkit::{TcpCut, VirtualHost};
use tokio::time::Instant;
use uuid::Uuid;

use crate::tenant_file;

pub(crate) const TENANT: &str = "andina";
pub(crate) const PASSWORD: &str = "secret";
const PATIENCE: Duration = Duration::from_mins(1);

/// Only a tenant with several connections takes so many.
const SHARE: Share = Share {
    connections: 4,
    calls_per_minute: 0,
};

/// What the test answers in core-api's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Whatever is published is applied.
    Applied,
    /// Go on, but nothing is ever applied.
    Nothing,
    /// Stale, once so many batches are in.
    StaleAfter(i32),
    /// No word at all.
    Silence,
}

pub(crate) struct Stage {
    pub(crate) host: VirtualHost,
    /// The worker's line to the broker; core-api has one of its own.
    pub(crate) line: TcpCut,
    pub(crate) sim: Sim,
    pub(crate) core: Arc<CoreApi>,
    pub(crate) folder: TempDir,
    tasks: Tasks,
    stop: Stop,
}

/// Everything that the worker said, and the credits that it gets.
pub(crate) struct CoreApi {
    bus: Bus,
    answer: Mutex<Answer>,
    said: Mutex<Vec<Opened>>,
    applied: Mutex<HashMap<Uuid, BTreeSet<u32>>>,
}

/// What a tenant's file says, beyond the example's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Odoo {
    pub(crate) protocol: &'static str,
    pub(crate) page_rows: u32,
    pub(crate) connections: u32,
    pub(crate) invoices: usize,
    pub(crate) version: Version,
}

impl Default for Odoo {
    fn default() -> Self {
        Self {
            protocol: "json-rpc",
            page_rows: 500,
            connections: 1,
            invoices: 120,
            version: Version::V17,
        }
    }
}

impl Stage {
    /// Without a worker.
    pub(crate) async fn set(odoo: Odoo) -> Self {
        let books = Books::generate(&Spec::new(7, odoo.invoices, date(2026, 11, 1)));
        Self::with_books(odoo, books.of_version(odoo.version)).await
    }

    async fn with_books(odoo: Odoo, books: Books) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let host = VirtualHost::create().await;
        let line = TcpCut::to(&host.broker_address()).await;
        let database = Database::new("odoo_andina", "bot", PASSWORD, books);
        let sim = Sim::start_local(vec![database]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        tenant_file::write(folder.path(), &sim.url(), odoo);
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let core = CoreApi::start(&host, &tasks, &stop);
        Self {
            host,
            line,
            sim,
            core,
            folder,
            tasks,
            stop,
        }
    }

    /// With a worker of one slot in this process.
    pub(crate) async fn with_worker(odoo: Odoo) -> Self {
        Self::set(odoo).await.and_worker().await
    }

    /// With a worker and the books of a real Odoo 17, where its recordings are at hand.
    pub(crate) async fn with_recorded_books(odoo: Odoo) -> Option<Self> {
        let recorded = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/odoo17");
        let recorded = Path::new(recorded);
        if !recorded.join("records").is_dir() {
            println!("skipped: no recordings in {}", recorded.display());
            return None;
        }
        let books = Books::from_records(recorded).unwrap();
        Some(Self::with_books(odoo, books).await.and_worker().await)
    }

    pub(crate) async fn and_worker(self) -> Self {
        let stage = self;
        let settings = Settings {
            telemetry: telemetry::Settings::default(),
            ops_bind: "127.0.0.1:0".parse().unwrap(),
            broker_url: settings::LiveSecret::from(
                stage.host.url_through("espejo_sync", stage.line.port()),
            ),
            trust: tls::Trust::default(),
            tenants_dir: stage.folder.path().to_owned(),
            odoo_keys: Some(tenant_file::odoo_keys()),
            slots: 1,
            long_slots: 4,
        };
        let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(())).unwrap();
        let ops = TcpListener::bind(settings.ops_bind).unwrap();
        let bus = sync_worker::start(&settings, tenants, ops, &stage.tasks, &stage.stop).unwrap();
        wait_until("the worker is subscribed", || bus.connected()).await;
        stage
    }

    /// Asks for a run and waits for its end.
    pub(crate) async fn run(&self, request: SyncRequested) -> Said {
        let run = request.run;
        self.core.ask(TENANT, request).await;
        self.core.end_of(run).await
    }

    /// Ends everything; a dead letter or a request that nobody took fails the test.
    pub(crate) async fn strike(self) {
        self.stop.stop();
        self.tasks.join(PATIENCE).await.unwrap();
        let dead = self.host.dead_letters().await;
        assert!(dead.is_empty(), "dead letters were left: {dead:#?}");
        assert_eq!(self.host.queue_depth("sync-worker.sync").await, 0);
    }

    pub(crate) fn all(&self, model: &str) -> Vec<Map<String, Value>> {
        let lines = self.sim.records("odoo_andina", model).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The model with every field that the simulated Odoo has.
    pub(crate) fn model(&self, model: &str) -> ModelRequest {
        let fields = self.all(model)[0].keys().cloned().collect();
        ModelRequest {
            model: model.to_owned(),
            fields,
            since: None,
            after_id: 0,
            ranges: Vec::new(),
            range_width: 100,
            sums: Vec::new(),
            content: Vec::new(),
            landmarks: Vec::new(),
            check: contracts::sync::ModelCheck::default(),
            written_from: None,
        }
    }

    pub(crate) fn calls(&self, method: &str) -> u64 {
        let calls = self.sim.calls();
        calls
            .iter()
            .filter(|tally| tally.method == method)
            .map(|tally| tally.calls)
            .sum()
    }
}

pub(crate) fn request(kind: PartKind, models: Vec<ModelRequest>) -> SyncRequested {
    SyncRequested {
        run: Uuid::new_v4(),
        epoch: Epoch::FIRST,
        kind,
        until: None,
        batch_rows: 200,
        share: SHARE,
        key: SigningKey::new(KEY.to_owned()),
        models,
        reached: None,
    }
}

/// The key of every request.
const KEY: &str = "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub(crate) fn range(after_id: i64, up_to_id: i64) -> IdRange {
    IdRange { after_id, up_to_id }
}

pub(crate) async fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

impl CoreApi {
    fn start(host: &VirtualHost, tasks: &Tasks, stop: &Stop) -> Arc<Self> {
        let settings =
            bus::Settings::new(SecretString::from(host.url_for("espejo_core")), "core-api");
        let (bus, driver) = Bus::new(settings).unwrap();
        let core = Arc::new(Self {
            bus: bus.clone(),
            answer: Mutex::new(Answer::Applied),
            said: Mutex::default(),
            applied: Mutex::default(),
        });
        let (first, second) = (stop.clone(), stop.clone());
        tasks.spawn("core-api publishing", async move {
            driver.run(async move { first.stopped().await }).await;
            Ok::<(), String>(())
        });
        let handler = Arc::clone(&core);
        tasks.spawn("core-api consuming", async move {
            let stopped = async move { second.stopped().await };
            bus.consume(&topology::CORE_API_SYNC, handler, stopped)
                .await;
            Ok::<(), String>(())
        });
        core
    }

    pub(crate) fn answer(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    /// Publishes the request; gives the id of its event.
    pub(crate) async fn ask(&self, tenant: &str, request: SyncRequested) -> Uuid {
        let origin = Origin {
            source: "core-api",
            tenant,
        };
        let subject = request.run.to_string();
        let event = Envelope::new(origin, subject, clock::now(), request)
            .traced(Some(TRACEPARENT.to_owned()));
        let message = event.seal().unwrap();
        let published = self.bus.publish_patiently(&message, PATIENCE).await;
        published.unwrap();
        message.id
    }

    /// What was said about the run so far.
    pub(crate) fn said(&self, run: Uuid) -> Said {
        let said = self.said.lock().unwrap();
        let subject = run.to_string();
        Said(
            said.iter()
                .filter(|event| event.envelope.subject == subject)
                .cloned()
                .collect(),
        )
    }

    /// Waits until the run has failed, or has finished and all of it is in: events may overtake
    /// one another.
    pub(crate) async fn end_of(&self, run: Uuid) -> Said {
        wait_until("the run ends", || self.said(run).is_complete()).await;
        self.said(run)
    }

    /// Answers as core-api does: to a start, a batch, and whoever asks.
    async fn credit(&self, opened: &Opened) {
        let data = &opened.envelope.data;
        let id = |key: &str| data[key].as_str().unwrap().parse::<Uuid>().unwrap();
        let attempt = id("attempt");
        let in_so_far = {
            let mut applied = self.applied.lock().unwrap();
            let applied = applied.entry(attempt).or_default();
            if let Some(seq) = data["seq"].as_u64() {
                applied.insert(u32::try_from(seq).unwrap());
            }
            i32::try_from(applied.len()).unwrap()
        };
        let answer = *self.answer.lock().unwrap();
        let (applied, stale) = match answer {
            Answer::Applied => (in_so_far, false),
            Answer::Nothing => (0, false),
            Answer::StaleAfter(limit) => (in_so_far, in_so_far >= limit),
            Answer::Silence => return,
        };
        let epoch = serde_json::from_value(data["epoch"].clone()).unwrap();
        let credit = SyncCredit {
            run: id("run"),
            epoch,
            attempt,
            applied,
            stale,
            share: SHARE,
        };
        let origin = Origin {
            source: "core-api",
            tenant: TENANT,
        };
        let event = Envelope::new(
            origin,
            opened.envelope.subject.clone(),
            clock::now(),
            credit,
        );
        let key = topology::credit_key(attempt);
        // It may be lost: the worker asks again.
        let _ = self
            .bus
            .publish_transient(&key, &event.seal().unwrap())
            .await;
    }
}

#[async_trait]
impl Handler for CoreApi {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let of = Attempted::of(&incoming.opened.envelope.data).unwrap();
        let signature = incoming.signature.as_deref().unwrap_or_default();
        let key = SigningKey::new(KEY.to_owned());
        if !key.verifies(of, &incoming.body, signature) {
            let reason = format!("{} has a wrong signature", incoming.name());
            return Outcome::Forged { reason };
        }
        self.credit(&incoming.opened).await;
        self.said.lock().unwrap().push(incoming.opened);
        Outcome::Done
    }
}

pub(crate) const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// The events of one run in the order of their arrival.
pub(crate) struct Said(pub(crate) Vec<Opened>);

impl Said {
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|event| event.name).collect()
    }

    pub(crate) fn all<E: Event>(&self) -> Vec<Envelope<E>> {
        let of_kind = self.0.iter().filter(|event| event.name == E::NAME);
        of_kind
            .map(|event| event.clone().decode().unwrap())
            .collect()
    }

    fn is_complete(&self) -> bool {
        let parts = self.batches().len()
            + self.digests().len()
            + self.numbered::<SyncCounted>(|event| event.seq).len()
            + self.numbered::<SyncListed>(|event| event.seq).len();
        let all_in = |finished: Envelope<SyncFinished>| {
            usize::try_from(finished.data.batches).unwrap() == parts
        };
        !self.all::<SyncFailed>().is_empty() || self.all().into_iter().any(all_in)
    }

    fn one<E: Event>(&self) -> E {
        let mut all = self.all::<E>();
        assert_eq!(all.len(), 1, "{} in {:?}", E::NAME, self.names());
        all.remove(0).data
    }

    pub(crate) fn started(&self) -> SyncStarted {
        self.one()
    }

    pub(crate) fn finished(&self) -> SyncFinished {
        self.one()
    }

    pub(crate) fn failed(&self) -> SyncFailed {
        self.one()
    }

    pub(crate) fn progressed(&self) -> Vec<SyncProgressed> {
        self.all().into_iter().map(|event| event.data).collect()
    }

    pub(crate) fn batches(&self) -> Vec<SyncBatch> {
        self.numbered(|batch: &SyncBatch| batch.seq)
    }

    pub(crate) fn digests(&self) -> Vec<SyncDigest> {
        self.numbered(|digest: &SyncDigest| digest.seq)
    }

    /// By number; a redelivery counts once.
    pub(crate) fn numbered<E: Event>(&self, seq: impl Fn(&E) -> Seq) -> Vec<E> {
        let mut events: Vec<E> = self.all().into_iter().map(|event| event.data).collect();
        events.sort_by_key(|event| seq(event));
        events.dedup_by_key(|event| seq(event));
        events
    }
}

/// Fails unless the batches hold exactly these records, each once, ascending, field for field.
pub(crate) fn assert_same(batches: &[SyncBatch], model: &str, expected: &[Map<String, Value>]) {
    let of_model: Vec<&SyncBatch> = batches
        .iter()
        .filter(|batch| batch.model == model)
        .collect();
    let mut rows = Vec::new();
    for batch in &of_model {
        for row in &batch.rows {
            let record: Map<String, Value> = batch
                .fields
                .iter()
                .cloned()
                .zip(row.iter().cloned())
                .collect();
            let id = record["id"].as_i64().unwrap();
            assert!(
                batch.after_id < id && id <= batch.up_to_id,
                "{id} outside of its batch"
            );
            rows.push(record);
        }
    }
    let ids = |rows: &[Map<String, Value>]| -> Vec<i64> {
        rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&rows), ids(expected), "{model}");
    for (row, expected) in rows.iter().zip(expected) {
        for (field, value) in row {
            let wanted = &expected[field];
            assert!(
                is_same(value, wanted),
                "{model}.{field}: {value} for {wanted}"
            );
        }
    }
}

/// A value of an event, compared with the same value as Odoo shows it.
fn is_same(value: &Value, odoo: &Value) -> bool {
    match (value, odoo) {
        (Value::Null, Value::Bool(false) | Value::Null) => true,
        (Value::String(digits), Value::Number(number)) => {
            let number: Decimal = number.to_string().parse().unwrap();
            digits.parse::<Decimal>() == Ok(number)
        }
        (Value::String(text), Value::String(wanted)) => {
            text == wanted || *text == format!("{}Z", wanted.replacen(' ', "T", 1))
        }
        _ => value == odoo,
    }
}
