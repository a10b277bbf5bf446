//! A RabbitMQ virtual host per test, created and inspected through the management API. Queue depths
//! come from AMQP, because the API's figures are seconds old.

use std::time::{Duration, Instant};

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::background;
use crate::servers::{Servers, broker_password, fresh_name, install_tls_provider, is_leftover};

/// Tries of a look at queues, and how long each may take.
const TRIES: u32 = 3;
const TRY_LIMIT: Duration = Duration::from_secs(10);
/// How long a declared queue may take to start.
const QUEUE_START: Duration = Duration::from_secs(5);

/// The rights of the services' users, as an installation has them.
const PERMISSIONS: &str = include_str!("../../../../deploy/rabbitmq/permissions.json");

/// The virtual host of one test. Dropping the value deletes it.
#[derive(Debug)]
pub struct VirtualHost {
    name: String,
    servers: Servers,
    http: Client,
}

/// A message in a queue.
#[derive(Clone, Debug)]
pub struct StoredMessage {
    pub queue: String,
    pub exchange: String,
    pub routing_key: String,
    /// The AMQP properties, `headers` among them, as the management API shows them.
    pub properties: Value,
    pub payload: String,
}

impl VirtualHost {
    pub async fn create() -> Self {
        Self::on(Servers::of_environment()).await
    }

    /// On another broker, where the users of the services exist.
    pub async fn on(servers: Servers) -> Self {
        install_tls_provider();
        let host = Self {
            name: fresh_name(),
            servers,
            http: http_client(),
        };
        host.sweep().await;
        let name = &host.name;
        host.call(Method::PUT, &format!("vhosts/{name}"), Some(json!({})))
            .await;
        let everything = json!({ "configure": ".*", "write": ".*", "read": ".*" });
        let path = format!("permissions/{name}/{}", host.user());
        host.call(Method::PUT, &path, Some(everything)).await;
        let rights = rights_in(&host.name);
        host.call(Method::POST, "definitions", Some(rights)).await;
        host
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// `amqp://user:password@host:port/<this virtual host>` of the administrator, who may do
    /// everything.
    pub fn url(&self) -> String {
        let (server, _) = self
            .servers
            .rabbitmq_url
            .rsplit_once('/')
            .unwrap_or_else(|| panic!("ESPEJO_TEST_RABBITMQ_URL has no virtual host at its end"));
        format!("{server}/{}", self.name)
    }

    /// The same for the user of a service, for example `espejo_core`, with the rights of an
    /// installation.
    pub fn url_for(&self, user: &str) -> String {
        self.url_of(user, &self.servers.rabbitmq_address)
    }

    /// The same through another local port, for example that of a `TcpCut`.
    pub fn url_through(&self, user: &str, port: u16) -> String {
        self.url_of(user, &format!("127.0.0.1:{port}"))
    }

    fn url_of(&self, user: &str, address: &str) -> String {
        let password = broker_password(user);
        format!("amqp://{user}:{password}@{address}/{}", self.name)
    }

    /// From now on the user of a service may read from no queue here.
    pub async fn forbid_reading(&self, user: &str) {
        let rights = json!({ "configure": "^$", "write": ".*", "read": "^$" });
        self.set_rights(user, rights).await;
    }

    /// From now on the user of a service may send nothing here.
    pub async fn forbid_publishing(&self, user: &str) {
        let rights = json!({ "configure": "^$", "write": "^$", "read": ".*" });
        self.set_rights(user, rights).await;
    }

    async fn set_rights(&self, user: &str, rights: Value) {
        let path = format!("permissions/{}/{user}", self.name);
        self.call(Method::PUT, &path, Some(rights)).await;
    }

    /// `host:port` of the broker, the target of a `TcpCut`. Those of a cluster, with commas.
    pub fn broker_address(&self) -> String {
        self.servers.rabbitmq_address.clone()
    }

    pub async fn queues(&self) -> Vec<String> {
        let path = format!("queues/{}?columns=name", self.name);
        let list = self.call(Method::GET, &path, None).await;
        let queues = list.as_array().into_iter().flatten();
        queues
            .filter_map(|queue| Some(queue["name"].as_str()?.to_owned()))
            .collect()
    }

    /// Messages that are ready, not counting unacknowledged ones.
    pub async fn queue_depth(&self, queue: &str) -> u32 {
        let depths = self.depths(&[queue.to_owned()]).await;
        depths[0].unwrap_or_else(|| panic!("there is no queue {queue} in {}", self.name))
    }

    /// Acknowledgements that the broker has processed for this queue. The broker's figures are up
    /// to five seconds old.
    pub async fn acknowledged(&self, queue: &str) -> u64 {
        let path = format!("queues/{}/{queue}", self.name);
        let queue = self.call(Method::GET, &path, None).await;
        queue["message_stats"]["ack"].as_u64().unwrap_or_default()
    }

    /// Reads up to `limit` messages and requeues them (this counts as one delivery).
    pub async fn messages(&self, queue: &str, limit: u32) -> Vec<StoredMessage> {
        let path = format!("queues/{}/{queue}/get", self.name);
        let request = json!({ "count": limit, "ackmode": "ack_requeue_true", "encoding": "auto" });
        let answer = self.call(Method::POST, &path, Some(request)).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let found = answer.as_array().into_iter().flatten();
        found
            .map(|message| StoredMessage {
                queue: queue.to_owned(),
                exchange: text(&message["exchange"]),
                routing_key: text(&message["routing_key"]),
                properties: message["properties"].clone(),
                payload: text(&message["payload"]),
            })
            .collect()
    }

    /// The messages of all queues whose names end in `.dead`.
    pub async fn dead_letters(&self) -> Vec<StoredMessage> {
        let mut queues = self.queues().await;
        queues.retain(|queue| queue.rsplit('.').next() == Some("dead"));
        let mut found = Vec::new();
        for (queue, depth) in queues.iter().zip(self.depths(&queues).await) {
            if depth.is_some_and(|depth| depth > 0) {
                found.extend(self.messages(queue, 1000).await);
            }
        }
        found
    }

    /// Publishes without any check of ours, as a foreign client would. `properties` are those of
    /// the management API, for example `{"delivery_mode": 2, "headers": {}}`. False if no queue
    /// took it.
    pub async fn publish(
        &self,
        exchange: &str,
        routing_key: &str,
        properties: Value,
        payload: &str,
    ) -> bool {
        let exchange = if exchange.is_empty() {
            "amq.default"
        } else {
            exchange
        };
        let path = format!("exchanges/{}/{exchange}/publish", self.name);
        let request = json!({
            "routing_key": routing_key,
            "properties": properties,
            "payload": payload,
            "payload_encoding": "string",
        });
        let answer = self.call(Method::POST, &path, Some(request)).await;
        answer["routed"].as_bool().unwrap_or_default()
    }

    pub async fn delete_queue(&self, queue: &str) {
        self.call(
            Method::DELETE,
            &format!("queues/{}/{queue}", self.name),
            None,
        )
        .await;
    }

    /// Panics if any queue still has a message; dead letters and their headers are listed first.
    pub async fn assert_no_leftovers(&self) {
        let dead = self.dead_letters().await;
        assert!(dead.is_empty(), "dead letters were left: {dead:#?}");
        let queues = self.queues().await;
        for (queue, depth) in queues.iter().zip(self.depths(&queues).await) {
            let depth = depth.unwrap_or_default();
            assert!(depth == 0, "{depth} messages were left in {queue}");
        }
    }

    /// The messages that are ready in each queue; none if there is no such queue. A future of the
    /// AMQP library may never complete, so each try has a limit.
    async fn depths(&self, queues: &[String]) -> Vec<Option<u32>> {
        for _ in 0..TRIES {
            let look = async {
                let connection = self.connect().await;
                let mut depths = Vec::with_capacity(queues.len());
                for queue in queues {
                    depths.push(depth_on(&connection, queue).await);
                }
                let _ = connection.close(200, "done".into()).await;
                depths
            };
            if let Ok(depths) = timeout(TRY_LIMIT, look).await {
                return depths;
            }
        }
        panic!("RabbitMQ did not tell how deep its queues are, {TRIES} times within {TRY_LIMIT:?}");
    }

    async fn connect(&self) -> Connection {
        Connection::connect(&self.url(), ConnectionProperties::default())
            .await
            .unwrap_or_else(|error| panic!("no connection to the private RabbitMQ: {error}"))
    }

    async fn sweep(&self) {
        let list = self.call(Method::GET, "vhosts?columns=name", None).await;
        for host in list.as_array().into_iter().flatten() {
            let name = host["name"].as_str().unwrap_or_default();
            if is_leftover(name) {
                self.call(Method::DELETE, &format!("vhosts/{name}"), None)
                    .await;
            }
        }
    }

    fn user(&self) -> &str {
        let login = self
            .servers
            .rabbitmq_api
            .split("//")
            .nth(1)
            .unwrap_or_default();
        login.split(':').next().unwrap_or_default()
    }

    /// JSON in, JSON out; null for an empty answer. A 404 on delete is fine.
    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let deadline = Instant::now() + QUEUE_START;
        loop {
            let (status, text) = self.send(&method, path, body.as_ref()).await;
            // The process of a queue may start after its declaration was answered.
            if text.contains("noproc") && Instant::now() < deadline {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            let gone = method == Method::DELETE && status == StatusCode::NOT_FOUND;
            assert!(
                status.is_success() || gone,
                "{method} {path}: {status} {text}"
            );
            return serde_json::from_str(&text).unwrap_or_default();
        }
    }

    async fn send(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> (StatusCode, String) {
        let url = format!("{}/api/{path}", self.servers.rabbitmq_api);
        let mut request = self.http.request(method.clone(), url);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap_or_else(|error| {
            panic!("no answer from RabbitMQ's API ({error}); is `./run services` up?")
        });
        let status = answer.status();
        (status, answer.text().await.unwrap_or_default())
    }
}

impl Drop for VirtualHost {
    fn drop(&mut self) {
        let url = format!("{}/api/vhosts/{}", self.servers.rabbitmq_api, self.name);
        background::block_on(|| async move {
            let _ = http_client().delete(url).send().await;
        });
    }
}

/// The rights of the services' users for this virtual host instead of an installation's.
pub(crate) fn rights_in(host: &str) -> Value {
    let mut definitions: Value = serde_json::from_str(PERMISSIONS)
        .unwrap_or_else(|error| panic!("deploy/rabbitmq/permissions.json: {error}"));
    let mut taken = |kind: &str| {
        let mut list = definitions[kind].take();
        for entry in list.as_array_mut().into_iter().flatten() {
            entry["vhost"] = json!(host);
        }
        list
    };
    json!({
        "permissions": taken("permissions"),
        "topic_permissions": taken("topic_permissions"),
    })
}

/// Every user that has rights, as definitions.
pub(crate) fn users_with_rights(password: impl Fn(&str) -> String) -> Value {
    let rights = rights_in("");
    let names = rights["permissions"].as_array().into_iter().flatten();
    let names = names.filter_map(|entry| entry["user"].as_str());
    names
        .map(|name| json!({ "name": name, "password": password(name), "tags": "" }))
        .collect()
}

fn http_client() -> Client {
    Client::builder()
        .no_proxy()
        .build()
        .unwrap_or_else(|error| panic!("no HTTP client: {error}"))
}

async fn depth_on(connection: &Connection, queue: &str) -> Option<u32> {
    let channel = connection.create_channel().await.ok()?;
    let passive = QueueDeclareOptions {
        passive: true,
        ..QueueDeclareOptions::default()
    };
    let answer = channel
        .queue_declare(queue.into(), passive, FieldTable::default())
        .await;
    Some(answer.ok()?.message_count())
}
