//! A database, a virtual host and schedules of a test's own.

use std::time::Duration;

use bus::Bus;
use lifecycle::{Stop, Tasks};
use scheduler::{Announcer, Metrics};
use serde_json::Value;
use settings::{Environment, SecretString};
use store::{
    Access, Databases, Pool, login_roles,
    logins::{Login, Secrets},
    migrate,
};
use testkit::{StoredMessage, TestDatabase, VirtualHost};
use tokio_postgres::Client;
use uuid::Uuid;

pub(crate) const TENANT: &str = "andina";
/// The only queue that takes what a scheduler says.
pub(crate) const QUEUE: &str = "core-api.schedule";

pub(crate) struct World {
    pub(crate) broker: VirtualHost,
    pub(crate) database: TestDatabase,
    pub(crate) admin: Client,
    /// Declares the queue.
    _core: Running,
}

impl World {
    pub(crate) async fn create() -> Self {
        let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../migrations");
        let fingerprint = testkit::fingerprint(migrations.as_ref());
        let database = TestDatabase::create(&fingerprint, async |url: &str| {
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            migrate::migrate(&url.to_owned().into(), &name)
                .await
                .map(drop)
                .map_err(anyhow::Error::from)
        })
        .await;
        make_logins(&database).await;
        let admin = database.client().await;
        let broker = VirtualHost::create().await;
        let (core, _) = Running::start(broker.url_for("espejo_core"), "core-api");
        Self {
            broker,
            database,
            admin,
            _core: core,
        }
    }

    pub(crate) fn broker_url(&self) -> String {
        self.broker.url_for("espejo_scheduler")
    }

    /// A yearly schedule whose last settled instant is `days` ago: the newest instant is always
    /// the last New Year's Day in Lima.
    pub(crate) async fn schedule(&self, name: &str, cron: &str, paused: bool, days: i32) -> Uuid {
        let id = Uuid::new_v4();
        self.admin
            .execute(
                "insert into ops.schedule (id, name, cron, time_zone, run_kind, paused, last_due_at)
                 values ($1, $2, $3, 'America/Lima', 'incremental', $4,
                         now() - make_interval(days => $5))",
                &[&id, &name, &cron, &paused, &days],
            )
            .await
            .unwrap();
        id
    }

    /// The newest New Year's Day in Lima, by the database's clock.
    pub(crate) async fn new_year(&self) -> String {
        let sql = "select to_char(date_trunc('year', now() at time zone 'America/Lima')
                   at time zone 'America/Lima' at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
        self.admin.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// The scheduler's pool, through another port if one is given.
    pub(crate) fn pool(&self, port: Option<u16>) -> Pool {
        let variables = match port {
            Some(port) => self.database.variables_through(port, "SCHEDULER"),
            None => self.database.variables("SCHEDULER"),
        };
        let mut env = Environment::from_pairs(variables);
        let access = Access::read(&mut env, Login::Scheduler);
        let name = (TENANT.to_owned(), self.database.name().to_owned());
        let databases = Databases::new(&access, [name], "scheduler", 2).unwrap();
        databases.pool(TENANT).unwrap()
    }

    /// A scheduler inside this process that looks every 50 ms.
    pub(crate) fn start(pool: Pool, broker_url: String) -> Running {
        let (running, bus) = Running::start(broker_url, scheduler::SERVICE);
        let announcer = Announcer::new(TENANT, pool, bus, Metrics::default());
        running.tasks.spawn(
            "schedules",
            announcer.run(Duration::from_millis(50), running.stop.clone()),
        );
        running
    }

    /// Waits until `count` events lie in core-api's queue.
    pub(crate) async fn announced(&self, count: u32) -> Vec<StoredMessage> {
        for _ in 0..200 {
            if self
                .broker
                .queues()
                .await
                .iter()
                .any(|queue| queue == QUEUE)
                && self.broker.queue_depth(QUEUE).await >= count
            {
                return self.broker.messages(QUEUE, 100).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("fewer than {count} events were announced");
    }
}

/// The logins that `core-api migrate` makes.
async fn make_logins(database: &TestDatabase) {
    let mut env = Environment::from_pairs(database.migration_variables());
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
}

pub(crate) struct Running {
    stop: Stop,
    tasks: Tasks,
}

impl Running {
    /// The connection of a service to the broker.
    fn start(broker_url: String, service: &'static str) -> (Self, Bus) {
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let settings = bus::Settings::new(SecretString::from(broker_url), service);
        let (bus, driver) = Bus::new(settings).unwrap();
        let until = stop.clone();
        tasks.spawn("bus", async move {
            driver.run(until.stopped()).await;
            Ok::<_, String>(())
        });
        (Self { stop, tasks }, bus)
    }

    pub(crate) async fn end(self) {
        self.stop.stop();
        self.tasks.join(Duration::from_secs(20)).await.unwrap();
    }
}

pub(crate) fn event(message: &StoredMessage) -> Value {
    serde_json::from_str(&message.payload).unwrap()
}
