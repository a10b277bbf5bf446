//! A poison message is parked with its reason. Only its tenant sees it, and a call replays or
//! discards it. The whole service runs here with its own broker.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use bus::Bus;
use contracts::{
    Envelope, Epoch, Event, Message, Origin,
    sync::{SyncBatch, SyncStarted},
};
use core_api::{
    app::App, cli, cli::KeyCommand, cli::RoleName, cli::dead_letters::DeadLetterCommand,
    cli::dead_letters::run, settings::DeadLetterSettings, settings::KeySettings,
    settings::Settings,
};
use lifecycle::{Stop, Tasks};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use settings::Environment;
use store::Access;
use tempfile::TempDir;
use tenants::LiveTenants;
use testkit::{TestDatabase, VirtualHost};
use uuid::Uuid;

use crate::{
    intake_world::{batch, signed},
    world::{ANDINA, Answer, PAMPA, World, access, database, send, write_tenants},
};

const DAY: &str = "2026-11-16T00:00:00Z";

pub(crate) struct Service {
    address: SocketAddr,
    ops: SocketAddr,
    http: reqwest::Client,
    worker: Bus,
    pub(crate) broker: VirtualHost,
    config: TempDir,
    access: Access,
    admin: tokio_postgres::Client,
    stop: Stop,
    _databases: [TestDatabase; 2],
    _files: TempDir,
}

impl Service {
    pub(crate) async fn start() -> Self {
        let (andina, pampa, broker) = tokio::join!(database(), database(), VirtualHost::create());
        let (config, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write_tenants(config.path(), andina.name(), pampa.name());
        let database = andina.variables("CORE");
        let free = "127.0.0.1:0".to_owned();
        let pairs = [
            ("ESPEJO_OPS_BIND", free.clone()),
            ("ESPEJO_HTTP_BIND", free),
            ("ESPEJO_BROKER_URL", broker.url_for("espejo_core")),
            ("ESPEJO_TENANTS_DIR", config.path().display().to_string()),
            ("ESPEJO_FILES_DIR", files.path().display().to_string()),
            ("ESPEJO_MAIL_LINKS", "true".to_owned()),
        ];
        let mut env = Environment::from_pairs(pairs.into_iter().chain(database.clone()));
        let settings = Settings::read(&mut env);
        let settings = env.finish(settings).unwrap();
        let tenants = LiveTenants::open(config.path(), |_| Ok(())).unwrap();
        let stop = Stop::new();
        let app = App::build(&settings, tenants, &stop).unwrap();
        let (address, ops) = (app.address(), app.ops_address());
        let tasks = Tasks::new(stop.clone());
        tasks.spawn("core-api", app.run());
        let voice = bus::Settings::new(broker.url_for("espejo_sync").into(), "sync-worker");
        let (worker, driver) = Bus::new(voice).unwrap();
        let stopping = stop.clone();
        tasks.spawn("worker", async move {
            driver.run(async move { stopping.stopped().await }).await;
            Ok::<_, Infallible>(())
        });
        let admin = andina.client().await;
        Self {
            address,
            ops,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            worker,
            broker,
            config,
            access: access(database),
            admin,
            stop,
            _databases: [andina, pampa],
            _files: files,
        }
    }

    pub(crate) async fn key(&self, tenant: &str, role: RoleName) -> String {
        let settings = KeySettings {
            tenants_dir: self.config.path().to_owned(),
            databases: self.access.clone(),
        };
        let command = KeyCommand::Create {
            tenant: tenant.to_owned(),
            role,
            name: "test".to_owned(),
            companies: None,
            expires_days: None,
        };
        cli::key(&settings, command).await.unwrap().unwrap()
    }

    /// Runs a command of the installation's operator and returns each line that it prints.
    async fn operate(&self, command: DeadLetterCommand) -> Vec<Value> {
        let settings = DeadLetterSettings {
            tenants_dir: self.config.path().to_owned(),
            databases: self.access.clone(),
            broker_url: self.broker.url_for("espejo_core").into(),
            trust: tls::Trust::default(),
        };
        let text = run(&settings, command).await.unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.collect()
    }

    /// Waits until the operator sees this many dead letters, and returns them.
    async fn until_operated(&self, count: usize) -> Vec<Value> {
        let mut seen = Vec::new();
        for _ in 0..150 {
            seen = self.operate(DeadLetterCommand::List { queue: None }).await;
            if seen.len() == count {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{count} letters were expected: {seen:?}");
    }

    pub(crate) fn request(&self, method: Method, host: &str, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.address);
        self.http.request(method, url).header("host", host)
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, key: &str) -> Answer {
        send(self.request(method, ANDINA, path).bearer_auth(key)).await
    }

    async fn letters(&self, key: &str) -> Vec<Value> {
        let answer = self.ask(Method::GET, "/v1/dead-letters", key).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json()["next"], json!(null));
        answer.json()["data"].as_array().unwrap().clone()
    }

    /// Waits until core-api is connected and this many letters are listed.
    pub(crate) async fn until_letters(&self, key: &str, count: usize) -> Vec<Value> {
        let mut seen = Vec::new();
        for _ in 0..150 {
            let answer = self.ask(Method::GET, "/v1/dead-letters", key).await;
            if answer.status == 503 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
            seen = self.letters(key).await;
            if seen.len() == count {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{count} letters were expected: {seen:?}");
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("select count(*) from {table}");
        self.admin.query_one(&sql, &[]).await.unwrap().get(0)
    }

    pub(crate) async fn publish(&self, message: &Message) {
        let patience = Duration::from_secs(15);
        until("the worker is connected", async || self.worker.connected()).await;
        let message = signed(&self.admin, message.clone()).await;
        // core-api may still declare the queue.
        let published = self.worker.publish_patiently(&message, patience);
        published.await.unwrap();
    }

    /// A run that core-api requested, with an attempt that has begun.
    async fn begin(&self, key: &str) -> (Uuid, Uuid) {
        // A request that waits while a queue is made is sent again with the next epoch, because a queue
        // that was there before may have lost it.
        until("core-api is ready", async || {
            let asked = self
                .http
                .get(format!("http://{}/ready", self.ops))
                .send()
                .await;
            asked.is_ok_and(|answer| answer.status() == 200)
        })
        .await;
        let body = json!({"kind": "snapshot", "models": ["res.partner"]});
        let request = self.request(Method::POST, ANDINA, "/v1/sync-runs");
        let answer = send(request.bearer_auth(key).json(&body)).await;
        assert_eq!(answer.status, 202, "{answer:?}");
        let run = answer.json()["id"].as_str().unwrap().parse().unwrap();
        let attempt = Uuid::new_v4();
        let started = SyncStarted {
            run,
            epoch: Epoch::FIRST,
            attempt,
            until: DAY.parse().unwrap(),
            server_version: "17.0".to_owned(),
            company_ids: vec![1],
            history: None,
            rights: std::collections::BTreeMap::new(),
        };
        self.publish(&seal(started)).await;
        let running = "ops.sync_part where state = 'running' and epoch = 1";
        until("the attempt runs", async || self.count(running).await == 1).await;
        (run, attempt)
    }
}

async fn until(what: &str, holds: impl AsyncFn() -> bool) {
    for _ in 0..150 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it is not so that {what}");
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop.stop();
    }
}

pub(crate) fn seal<E: Event>(data: E) -> Message {
    let origin = Origin {
        source: "sync-worker",
        tenant: "andina",
    };
    let time = "2026-11-23T00:00:00Z".parse().unwrap();
    Envelope::new(origin, "test", time, data).seal().unwrap()
}

/// A batch of a model that is not mirrored yet.
pub(crate) fn languages(run: Uuid, attempt: Uuid) -> SyncBatch {
    let mut languages = batch(run, 1, attempt, 0, &[(4, "Banco de la Nación", DAY)]);
    "res.lang".clone_into(&mut languages.model);
    languages
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_batch_is_dead_lettered_and_applied_once_after_the_repair() {
    let service = Service::start().await;
    let operator = service.key("andina", RoleName::Operator).await;
    let viewer = service.key("andina", RoleName::Viewer).await;
    let (run, attempt) = service.begin(&operator).await;
    let poison = seal(languages(run, attempt));
    // A crash between copy and acknowledgement makes two letters with one id.
    service.publish(&poison).await;
    service.publish(&poison).await;

    let letters = service.until_letters(&viewer, 2).await;
    for letter in &letters {
        assert_eq!(letter["id"], poison.id.to_string());
        assert_eq!(letter["queue"], "core-api.sync");
        assert_eq!(letter["event"], "espejo.sync.batch.v1");
        assert_eq!(letter["reason"], "rejected");
        assert_eq!(letter["detail"], "model res.lang is not mirrored");
        assert_eq!(letter["size_bytes"], poison.body.len());
        assert!(letter["died_at"].is_string() && letter["published_at"].is_string());
        let preview = letter["body_preview"].as_str().unwrap();
        assert!(poison.body.starts_with(preview) && preview.contains("andina"));
    }
    let path = letters[0]["replay_url"].as_str().unwrap();
    let refused = service.ask(Method::POST, path, &viewer).await;
    refused.problem(403, "role-too-low");

    let mend = "create table odoo.res_lang (id bigint primary key, name text,
                    write_date timestamptz, _read_at timestamptz not null, _run uuid not null,
                    _deleted_at timestamptz, _extra jsonb, _as_of bigint);
                comment on table odoo.res_lang is 'res.lang: Languages.';
                grant select, insert, update, delete on odoo.res_lang to espejo_writer";
    service.admin.batch_execute(mend).await.unwrap();
    let replayed = service.ask(Method::POST, path, &operator).await;
    assert_eq!(replayed.status, 202, "{replayed:?}");
    assert_eq!(
        replayed.json()["queues"],
        json!([{"queue": "core-api.sync", "copies": 2}])
    );
    until("it is applied", async || {
        service.count("odoo.res_lang").await == 1
    })
    .await;
    service.broker.queue_depth("core-api.sync").await;
    assert_eq!(service.count("ops.sync_batch").await, 1, "applied once");
    assert_eq!(service.letters(&viewer).await, Vec::<Value>::new());
    let gone = service.ask(Method::POST, path, &operator).await;
    gone.problem(404, "not-found");
    let audit = "ops.dead_letter_action
                 where action = 'replay' and done_at is not null and requested_by like 'key:%'";
    assert_eq!(service.count(audit).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_discards_an_invalid_message_with_a_reason() {
    let service = Service::start().await;
    let admin = service.key("andina", RoleName::Admin).await;
    let operator = service.key("andina", RoleName::Operator).await;
    let stranger = service.key("pampa", RoleName::Admin).await;
    service
        .publish(&seal(languages(Uuid::now_v7(), Uuid::new_v4())))
        .await;
    let mut event: Value =
        serde_json::from_str(&seal(languages(Uuid::nil(), Uuid::nil())).body).unwrap();
    event["data"]["seq"] = json!("first");
    let id = event["id"].as_str().unwrap().to_owned();
    let properties = json!({"message_id": id, "headers": {"tenant": "andina"}});
    let body = event.to_string();
    let broker = &service.broker;
    service.until_letters(&admin, 1).await;
    assert!(
        broker
            .publish("espejo.sync-worker", "sync.batch", properties, &body)
            .await
    );

    let letters = service.until_letters(&admin, 2).await;
    let letter = letters.iter().find(|letter| letter["id"] == id).unwrap();
    assert_eq!(letter["reason"], "data");
    assert!(
        letter["detail"].as_str().unwrap().contains("/seq"),
        "{letter}"
    );

    // Another tenant can neither see nor settle it.
    let path = format!("/v1/dead-letters/{id}");
    let foreign = |method: Method, path: &str| {
        send(service.request(method, PAMPA, path).bearer_auth(&stranger))
    };
    let seen = foreign(Method::GET, "/v1/dead-letters").await;
    assert_eq!(seen.json()["data"], json!([]));
    let refused = foreign(Method::DELETE, &format!("{path}?reason=x")).await;
    refused.problem(404, "not-found");
    let refused = foreign(Method::POST, &format!("{path}/replay")).await;
    refused.problem(404, "not-found");

    let why = format!("{path}?reason=sent+by+a+test");
    let refused = service.ask(Method::DELETE, &why, &operator).await;
    refused.problem(403, "role-too-low");
    let refused = service.ask(Method::DELETE, &path, &admin).await;
    refused.problem(422, "invalid-request");
    let gone = service.ask(Method::DELETE, &why, &admin).await;
    assert_eq!(gone.status, 200, "{gone:?}");
    assert_eq!(
        service.until_letters(&admin, 1).await.len(),
        1,
        "the other stays"
    );
    let audit = "select letter_id, reason, dead_reason, octet_length(body_sha256), done_at is null
                 from ops.dead_letter_action where action = 'discard'";
    let audit = service.admin.query_one(audit, &[]).await.unwrap();
    assert_eq!(audit.get::<_, String>(0), id);
    assert_eq!(audit.get::<_, String>(1), "sent by a test");
    assert_eq!(audit.get::<_, String>(2), "data");
    assert_eq!(
        (audit.get::<_, i32>(3), audit.get::<_, bool>(4)),
        (32, false)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_of_the_installation_sees_unreadable_messages() {
    let service = Service::start().await;
    let admin = service.key("andina", RoleName::Admin).await;
    service
        .publish(&seal(languages(Uuid::now_v7(), Uuid::new_v4())))
        .await;
    service.until_letters(&admin, 1).await;
    let broker = &service.broker;
    // One truncated message, and one whose header contradicts its body.
    let cut = json!({"message_id": "cut", "headers": {"tenant": "andina"}});
    assert!(
        broker
            .publish(
                "espejo.sync-worker",
                "sync.batch",
                cut,
                "{\"tenant\":\"andina\""
            )
            .await
    );
    let body = seal(languages(Uuid::now_v7(), Uuid::new_v4())).body;
    let forged = json!({"message_id": "forged", "headers": {"tenant": "pampa"}});
    assert!(
        broker
            .publish("espejo.sync-worker", "sync.batch", forged, &body)
            .await
    );

    let all = service.until_operated(3).await;
    let reason = |id: &str| {
        let mut lines = all.iter().filter(|line| line["tenant"] == json!(null));
        lines
            .find(|line| line["id"] == id)
            .map(|line| &line["reason"])
    };
    assert_eq!(reason("cut"), Some(&json!("not_json")));
    assert_eq!(reason("forged"), Some(&json!("sender")));
    let ours = service.letters(&admin).await;
    assert_eq!(ours.len(), 1);

    for id in ["cut", "forged"] {
        let (id, reason) = (id.to_owned(), "unreadable".to_owned());
        let gone = service
            .operate(DeadLetterCommand::Discard { id, reason })
            .await;
        assert_eq!(
            (&gone[0]["copies"], &gone[0]["why"]),
            (&json!(1), &json!("unreadable"))
        );
    }
    assert_eq!(service.count("ops.dead_letter_action").await, 0);
    // The action on a tenant's letter is stored with the tenant, even if the operator settles it.
    let id = ours[0]["id"].as_str().unwrap().to_owned();
    let reason = "a test".to_owned();
    service
        .operate(DeadLetterCommand::Discard { id, reason })
        .await;
    let audit = "ops.dead_letter_action where requested_by = 'cli' and reason = 'a test'";
    assert_eq!(service.count(audit).await, 1);
    let queue = Some("core-api.sync".to_owned());
    let left = service.operate(DeadLetterCommand::List { queue }).await;
    assert_eq!(left, Vec::<Value>::new());
}

#[tokio::test]
async fn without_a_broker_only_the_dead_letter_routes_are_unavailable() {
    let world = World::create().await;
    let key = world
        .key("andina", core_api::http::auth::Role::Viewer)
        .await;
    let refused = world.get("/v1/dead-letters", &key).await;
    refused.problem(503, "broker-unavailable");
    assert!(!refused.header("retry-after").is_empty());
    let refused = world
        .get("/v1/dead-letters?queue=core-api.dreams", &key)
        .await;
    let problem = refused.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["parameter"], "queue");
    assert_eq!(world.get("/v1/mirror", &key).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_is_kept_only_until_the_broker_has_it_and_is_never_shown() {
    let service = Service::start().await;
    let admin = service.key("andina", RoleName::Admin).await;
    let body = json!({ "email": "luis@example.com", "name": "Luis", "role": "viewer" });
    let request = service.request(Method::POST, ANDINA, "/v1/people");
    let made = send(request.bearer_auth(&admin).json(&body)).await;
    assert_eq!(made.status, 201, "{made:?}");
    let queue = "export-worker.notice";
    let mut message = Vec::new();
    for _ in 0..300 {
        if service
            .broker
            .queues()
            .await
            .iter()
            .any(|name| name == queue)
        {
            message = service.broker.messages(queue, 1).await;
        }
        if !message.is_empty() && service.count("ops.outbox").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(service.count("ops.outbox").await, 0);
    let payload = &message[0].payload;
    let data: Value = serde_json::from_str(payload).unwrap();
    let link = data["data"]["link"].as_str().unwrap();
    let token = link.split_once('#').unwrap().1.to_owned();

    let mut headers = message[0].properties.clone();
    // The management API publishes as another user.
    headers.as_object_mut().unwrap().remove("user_id");
    let dead = "espejo.export-worker.dead";
    assert!(service.broker.publish(dead, queue, headers, payload).await);
    let letters = service.until_letters(&admin, 1).await;
    assert_eq!(letters[0]["event"], "espejo.notice.requested.v1");
    assert_eq!(letters[0]["body_preview"], "");
    let printed = service.until_operated(1).await;
    for shown in [json!(letters), json!(printed)] {
        assert!(!shown.to_string().contains(&token), "{shown}");
    }
}
