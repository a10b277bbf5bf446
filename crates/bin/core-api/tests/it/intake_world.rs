//! core-api's intake with its own database, and the events of a worker.

use std::{path::Path, sync::Arc, time::Duration};

use bus::{Bus, Handler, Incoming, Outcome};
use contracts::{
    Attempted, Envelope, Epoch, Event, Message, Origin, Seq, SigningKey,
    sync::{ModelOutcome, RunKind, SyncBatch, SyncFinished, SyncStarted},
};
use core_api::{
    events::intake::Intake, events::leases::Leases, events::relay::Relay, runs::decisions,
    runs::request, runs::request::NewRun, writing::Actor, writing::WriteError,
};
use serde_json::{Value, json};
use store::{Databases, ScopedFutureExt, transaction};
use tenants::{LiveTenants, Tenant};
use testkit::{TestDatabase, fingerprint};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::world::{access, make_logins};

pub(crate) struct World {
    intake: Intake,
    pub(crate) databases: Databases,
    tenants: LiveTenants,
    pub(crate) client: Client,
    pub(crate) database: TestDatabase,
    config: tempfile::TempDir,
}

/// The message with the signature of a worker that has the request, if it is about an attempt.
pub(crate) async fn signed(client: &Client, message: Message) -> Message {
    let event: Value = serde_json::from_str(&message.body).unwrap();
    let Ok(of) = Attempted::of(&event["data"]) else {
        return message;
    };
    let sql = "select key from ops.sync_key where run_id = $1 and epoch = $2
               union all select key from ops.follower where run = $1 and epoch = $2";
    let row = client.query_opt(sql, &[&of.run, &of.epoch.get()]).await;
    match row.unwrap() {
        Some(row) => message.signed(&SigningKey::new(row.get(0)), of),
        None => message,
    }
}

/// core-api's intake with its own database. Credits are discarded: there is no broker.
pub(crate) async fn world() -> World {
    world_with("").await
}

/// With these lines at the end of the tenant's file.
pub(crate) async fn world_with(additions: &str) -> World {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let database =
        TestDatabase::create(&fingerprint(&root.join("migrations")), async |url: &str| {
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            store::migrate::migrate(&url.to_owned().into(), &name)
                .await
                .map(|_| ())
        })
        .await;
    let config = tempfile::tempdir().unwrap();
    std::fs::create_dir(config.path().join("hosts")).unwrap();
    std::fs::copy(
        root.join("deploy/config/base.toml"),
        config.path().join("base.toml"),
    )
    .unwrap();
    let tenant = format!(
        "name = 'andina'\ndisplay_name = 'Andina'\ntime_zone = 'America/Lima'\nlocale = 'es-PE'\n\
         database = '{}'\n[odoo]\nurl = 'http://127.0.0.1:1'\ndatabase = 'a'\nuser = 'a'\n\
         password_env = 'A'\nsafety_lag_seconds = 60\n{additions}",
        database.name()
    );
    std::fs::write(config.path().join("hosts/andina.localhost.toml"), tenant).unwrap();
    let tenants = LiveTenants::open(config.path(), |_| Ok(())).unwrap();
    let names = [("andina".to_owned(), database.name().to_owned())];
    make_logins(&database).await;
    let access = access(database.variables("CORE"));
    let databases = Databases::new(&access, names, "test", 4).unwrap();
    let intake = intake(&databases, &tenants);
    let client = database.client().await;
    World {
        intake,
        databases,
        tenants,
        client,
        database,
        config,
    }
}

fn intake(databases: &Databases, tenants: &LiveTenants) -> Intake {
    let settings = bus::Settings::new(
        "amqp://espejo_core:nothing@127.0.0.1:1/none"
            .to_owned()
            .into(),
        "core-api",
    );
    let (bus, _driver) = Bus::new(settings).unwrap();
    let leases = Leases {
        run: Duration::from_mins(1),
        export: Duration::from_mins(1),
    };
    let relay = Relay::default();
    Intake::new(
        databases.clone(),
        bus,
        tenants.clone(),
        relay,
        leases,
        Arc::default(),
        core_api::subscriptions::all(),
    )
}

impl World {
    pub(crate) fn tenant(&self) -> Arc<Tenant> {
        self.tenants.by_name("andina").unwrap()
    }

    /// The same intake after a restart with another end of the tenant's file.
    pub(crate) fn reconfigure(&mut self, additions: &str) {
        let file = self.config.path().join("hosts/andina.localhost.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let own = text.split("[odoo.extra").next().unwrap();
        std::fs::write(&file, format!("{own}{additions}")).unwrap();
        self.tenants = LiveTenants::open(self.config.path(), |_| Ok(())).unwrap();
        self.intake = intake(&self.databases, &self.tenants);
    }

    /// The tenant's file names Odoo's database, and asks to follow its log or not.
    pub(crate) fn read_database(&mut self, mode: &str) {
        let file = self.config.path().join("hosts/andina.localhost.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let (before, rest) = text.split_once("url = 'http://127.0.0.1:1'\n").unwrap();
        let (_, after) = rest.split_once('\n').unwrap();
        let table = format!("database = {{ name = 'a', url_env = 'A'{mode} }}");
        let text = format!("{before}url = 'http://127.0.0.1:1'\n{table}\n{after}");
        std::fs::write(&file, text).unwrap();
        self.tenants = LiveTenants::open(self.config.path(), |_| Ok(())).unwrap();
        self.intake = intake(&self.databases, &self.tenants);
    }

    pub(crate) async fn request(&self, kind: RunKind, models: &[&str]) -> Result<Uuid, WriteError> {
        let actor = Actor {
            tenant: &self.tenant(),
            requested_by: "key:test",
            scope: reports::Scope::ALL,
            traceparent: None,
        };
        let actor = &actor;
        transaction::write(&self.databases.pool("andina").unwrap(), "request", |tx| {
            let models = models.iter().map(|model| (*model).to_owned()).collect();
            async move {
                request::request(
                    tx,
                    actor,
                    NewRun {
                        kind,
                        models,
                        parent_run: None,
                        confirmed: false,
                    },
                )
                .await
            }
            .scope_boxed()
        })
        .await
    }

    pub(crate) async fn say<E: Event>(&self, data: E) -> Outcome {
        self.say_as(Uuid::now_v7(), data).await
    }

    pub(crate) async fn say_as<E: Event>(&self, id: Uuid, data: E) -> Outcome {
        let origin = Origin {
            source: "sync-worker",
            tenant: "andina",
        };
        let time = "2026-11-23T00:00:00Z".parse().unwrap();
        let sealed = Envelope::new(origin, "test", time, data).with_id(id).seal();
        self.hear(signed(&self.client, sealed.unwrap()).await).await
    }

    /// Handles a message as it is.
    pub(crate) async fn hear(&self, message: Message) -> Outcome {
        let incoming = Incoming::detached(&message).unwrap();
        self.intake.handle(incoming).await
    }

    pub(crate) async fn start(&self, run: Uuid, epoch: i32, attempt: Uuid, until: &str) {
        let started = started(run, epoch, attempt, until);
        assert_eq!(self.say(started).await, Outcome::Done);
    }

    /// A run that the test's worker has begun, with these companies.
    pub(crate) async fn begin(
        &self,
        kind: RunKind,
        models: &[&str],
        until: &str,
        companies: &[i64],
    ) -> (Uuid, Uuid) {
        let (run, attempt) = (self.request(kind, models).await.unwrap(), Uuid::new_v4());
        let mut started = started(run, 1, attempt, until);
        started.company_ids = companies.to_vec();
        assert_eq!(self.say(started).await, Outcome::Done);
        (run, attempt)
    }

    /// A run without batches.
    pub(crate) async fn idle(
        &self,
        kind: RunKind,
        models: &[&str],
        until: &str,
        companies: &[i64],
    ) -> Uuid {
        let (run, attempt) = self.begin(kind, models, until, companies).await;
        self.end(run, attempt, 0).await;
        run
    }

    pub(crate) async fn end(&self, run: Uuid, attempt: Uuid, batches: i32) {
        let mut end = finished(run, 1, attempt, batches);
        end.models.clear();
        assert_eq!(self.say(end).await, Outcome::Done);
    }

    /// The run that was requested and has not begun.
    pub(crate) async fn requested(&self) -> Option<(Uuid, String)> {
        let sql = "select id, kind::text from ops.sync_run where state = 'requested'";
        let row = self.client.query_opt(sql, &[]).await.unwrap()?;
        Some((row.get(0), row.get(1)))
    }

    /// An admin's decision about the run.
    pub(crate) async fn confirm(&self, run: Uuid) -> Result<Uuid, WriteError> {
        let actor = Actor {
            tenant: &self.tenant(),
            requested_by: "key:admin",
            scope: reports::Scope::ALL,
            traceparent: None,
        };
        let actor = &actor;
        let pool = &self.databases.pool("andina").unwrap();
        transaction::write(pool, "confirm", |tx| {
            decisions::confirm_deletions(tx, actor, run, Some("checked in Odoo")).scope_boxed()
        })
        .await
    }

    pub(crate) async fn text(&self, sql: &str) -> String {
        let rows = self.client.simple_query(sql).await.unwrap();
        let mut lines = Vec::new();
        for row in rows {
            if let tokio_postgres::SimpleQueryMessage::Row(row) = row {
                let cells: Vec<_> = (0..row.len())
                    .map(|at| row.get(at).unwrap_or("null"))
                    .collect();
                lines.push(cells.join(" "));
            }
        }
        lines.join("; ")
    }

    pub(crate) async fn state(&self, run: Uuid) -> String {
        self.text(&format!(
            "select state, epoch from ops.sync_run where id = '{run}'"
        ))
        .await
    }
}

pub(crate) fn started(run: Uuid, epoch: i32, attempt: Uuid, until: &str) -> SyncStarted {
    SyncStarted {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        until: until.parse().unwrap(),
        server_version: "17.0".to_owned(),
        company_ids: vec![1],
        history: None,
        rights: std::collections::BTreeMap::new(),
    }
}

/// Partners as (id, name, write_date).
pub(crate) fn batch(
    run: Uuid,
    epoch: i32,
    attempt: Uuid,
    seq: i32,
    rows: &[(i64, &str, &str)],
) -> SyncBatch {
    let cells = |(id, name, date): &(i64, &str, &str)| -> Vec<Value> {
        vec![json!(id), json!(name), json!(date)]
    };
    SyncBatch {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        seq: Seq::new(seq),
        model: "res.partner".to_owned(),
        read_at: "2026-11-22T10:00:00Z".parse().unwrap(),
        as_of: None,
        after_id: rows.first().map_or(0, |row| row.0 - 1),
        up_to_id: rows.last().map_or(0, |row| row.0),
        whole: false,
        asked: Vec::new(),
        fields: vec!["id".to_owned(), "name".to_owned(), "write_date".to_owned()],
        rows: rows.iter().map(cells).collect(),
    }
}

/// Later than the window of any test, so that the earliest end is the one of `started`.
const UNTIL: &str = "2030-01-01T00:00:00Z";

pub(crate) fn finished(run: Uuid, epoch: i32, attempt: Uuid, batches: i32) -> SyncFinished {
    let outcome = ModelOutcome {
        model: "res.partner".to_owned(),
        rows: 0,
        missing_fields: vec![],
        absent: false,
        links: std::collections::BTreeMap::new(),
    };
    SyncFinished {
        run,
        epoch: Epoch::new(epoch),
        attempt,
        until: UNTIL.parse().unwrap(),
        batches,
        models: vec![outcome],
    }
}
