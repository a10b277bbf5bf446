//! A RabbitMQ of three nodes, each on a machine of its own, with the cluster settings of
//! `deploy/rabbitmq/30-cluster.conf`. Nodes can be killed, cut off and upgraded.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::identity::{self, Signal};
use crate::network::Network;
use crate::servers::{Servers, broker_password, install_tls_provider};
use crate::virtual_host::users_with_rights;

/// The cluster settings of an installation.
const SETTINGS: &str = include_str!("../../../../deploy/rabbitmq/30-cluster.conf");
const PROGRAMS: &str = "/usr/lib/rabbitmq/bin";
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const NODES: u8 = 3;
const PASSWORD: &str = "only-for-tests";
/// Three nodes start at the same time on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// Three nodes. They end with this value, and with the thread that has started it.
pub struct BrokerCluster {
    nodes: Vec<Node>,
    // After the nodes, whose processes run in it.
    network: Network,
    folder: TempDir,
    http: Client,
}

/// The processes of one machine.
struct Node {
    epmd: Child,
    broker: Child,
}

impl Drop for Node {
    fn drop(&mut self) {
        for process in [&mut self.broker, &mut self.epmd] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl BrokerCluster {
    /// Says why, if this machine cannot have networks of its own.
    pub async fn start() -> Result<Self, String> {
        install_tls_provider();
        let network = Network::create(NODES)?;
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
        let http = Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()
            .unwrap_or_else(|e| panic!("no HTTP client: {e}"));
        let mut cluster = Self {
            nodes: Vec::new(),
            network,
            folder,
            http,
        };
        for machine in 0..NODES {
            cluster.configure(machine);
            let mut epmd = cluster.program(machine, "epmd");
            let node = Node {
                epmd: started(&mut epmd, &cluster.path(machine).join("epmd")),
                broker: cluster.start_broker(machine),
            };
            cluster.nodes.push(node);
        }
        cluster.complete().await;
        let users = users_with_rights(broker_password);
        cluster.put_users(&users).await;
        Ok(cluster)
    }

    /// The services get the addresses of all nodes. The harness itself asks
    /// the first one, which must run when it does.
    pub fn servers(&self) -> Servers {
        let addresses: Vec<_> = (0..NODES)
            .map(|machine| format!("{}:5672", self.network.address(machine)))
            .collect();
        let login = format!("espejo:{PASSWORD}");
        Servers {
            postgres_url: Servers::of_environment().postgres_url,
            rabbitmq_url: format!("amqp://{login}@{}/%2F", addresses[0]),
            rabbitmq_api: format!("http://{login}@{}:15672", self.network.address(0)),
            rabbitmq_address: addresses.join(","),
        }
    }

    /// Sends SIGKILL to a node.
    pub fn kill(&mut self, machine: u8) {
        let broker = self.broker(machine);
        let _ = broker.kill();
        let _ = broker.wait();
    }

    /// Starts a node that has ended.
    pub fn revive(&mut self, machine: u8) {
        *self.broker(machine) = self.start_broker(machine);
    }

    /// Pulls the network cable of a node; its processes continue.
    pub fn cut(&self, machine: u8) {
        self.network.plug(machine, false);
    }

    pub fn mend(&self, machine: u8) {
        self.network.plug(machine, true);
    }

    /// Stops and starts a node as an upgrade does: not before the others can do without it, and
    /// after its clients and leaders have been moved.
    pub async fn upgrade(&mut self, machine: u8) {
        self.upgrade_step(machine, "await_online_quorum_plus_one");
        self.upgrade_step(machine, "drain");
        let broker = self.broker(machine);
        assert!(identity::send(broker.id(), Signal::TERM));
        let deadline = Instant::now() + PATIENCE;
        while !matches!(broker.try_wait(), Ok(Some(_))) {
            assert!(Instant::now() < deadline, "node {machine} does not stop");
            sleep(Duration::from_millis(100)).await;
        }
        self.revive(machine);
        self.complete().await;
    }

    /// Waits until each node sees all nodes.
    pub async fn complete(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        for machine in 0..NODES {
            loop {
                if self.running(machine).await == usize::from(NODES) {
                    break;
                }
                let runs = matches!(self.broker(machine).try_wait(), Ok(None));
                let log = fs::read_to_string(self.path(machine).join("output"));
                let log = log.unwrap_or_default();
                assert!(runs, "node {machine} has ended: {log}");
                assert!(Instant::now() < deadline, "node {machine} is alone: {log}");
                sleep(Duration::from_millis(200)).await;
            }
        }
    }

    /// Whether a node accepts no clients: it has stopped, or paused because it is in the minority.
    pub fn accepts_nobody(&self, machine: u8) -> bool {
        let mut look = self.network.program(machine, "ss");
        let found = look.args(["-Hltn", "sport", "=", ":5672"]).output();
        let found = found.unwrap_or_else(|e| panic!("ss, of the package iproute2: {e}"));
        assert!(found.status.success(), "{found:?}");
        found.stdout.is_empty()
    }

    /// The nodes that run, as this node sees it; 0 if it does not answer.
    async fn running(&self, machine: u8) -> usize {
        let Some(nodes) = self.ask(machine, "nodes?columns=running").await else {
            return 0;
        };
        let nodes = nodes.as_array().into_iter().flatten();
        nodes.filter(|node| node["running"] == true).count()
    }

    /// The queues of a virtual host, with the nodes that have them.
    pub async fn queues(&self, host: &str) -> Vec<Value> {
        let path = format!("queues/{host}?columns=name,type,durable,members,online");
        let queues = self.ask(0, &path).await.unwrap_or_default();
        queues.as_array().cloned().unwrap_or_default()
    }

    /// The node with the most connections, other than the first one, which the harness asks.
    pub async fn busiest(&self, host: &str) -> u8 {
        let deadline = Instant::now() + PATIENCE;
        let path = format!("vhosts/{host}/connections?columns=node");
        loop {
            let connections = self.ask(0, &path).await.unwrap_or_default();
            let connections = connections.as_array().cloned().unwrap_or_default();
            let clients = |machine: &u8| {
                let name = self.name(*machine);
                let of_node = connections
                    .iter()
                    .filter(|one| one["node"] == name.as_str());
                of_node.count()
            };
            let busiest = (1..NODES).max_by_key(clients);
            // The broker's figures are seconds old.
            if let Some(machine) = busiest.filter(|machine| clients(machine) > 0) {
                return machine;
            }
            assert!(Instant::now() < deadline, "all clients are on one node");
            sleep(Duration::from_millis(500)).await;
        }
    }

    async fn ask(&self, machine: u8, path: &str) -> Option<Value> {
        let answer = self.http.get(self.api(machine, path)).send().await.ok()?;
        answer.json().await.ok()
    }

    fn api(&self, machine: u8, path: &str) -> String {
        let address = self.network.address(machine);
        format!("http://espejo:{PASSWORD}@{address}:15672/api/{path}")
    }

    async fn put_users(&self, users: &Value) {
        let request = self.http.request(Method::POST, self.api(0, "definitions"));
        let answer = request.json(&json!({ "users": users })).send().await;
        let answer = answer.unwrap_or_else(|e| panic!("no answer of the cluster: {e}"));
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    fn upgrade_step(&self, machine: u8, step: &str) {
        let program = format!("{PROGRAMS}/rabbitmq-upgrade");
        let output = self.program(machine, &program).args(["-q", step]).output();
        let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
        assert!(output.status.success(), "{step} {machine}: {output:?}");
    }

    fn start_broker(&self, machine: u8) -> Child {
        let folder = self.path(machine);
        let mut command = self.program(machine, &format!("{PROGRAMS}/rabbitmq-server"));
        command
            .env("detached", "yes") // so that the script becomes the broker itself
            .env("RABBITMQ_CONFIG_FILE", folder.join("rabbitmq.conf"))
            .env(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.join("enabled_plugins"),
            )
            .env("RABBITMQ_MNESIA_BASE", folder.join("data"))
            .env("RABBITMQ_LOG_BASE", folder.join("log"));
        started(&mut command, &folder.join("output"))
    }

    /// A program beside the node of this machine.
    fn program(&self, machine: u8, program: &str) -> Command {
        let folder = self.path(machine);
        let mut command = self.network.program(machine, program);
        command
            .current_dir(&folder)
            .env_clear()
            .env("PATH", PATH)
            .env("LANG", "C.UTF-8")
            .env("HOME", &folder)
            // Addresses are names, so that no file of the machine must resolve them.
            .env("RABBITMQ_USE_LONGNAME", "true")
            .env("RABBITMQ_NODENAME", self.name(machine))
            .env("RABBITMQ_CONF_ENV_FILE", folder.join("rabbitmq-env.conf"));
        command
    }

    fn configure(&self, machine: u8) {
        let folder = self.path(machine);
        fs::create_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let address = self.network.address(machine);
        let mut configuration = format!(
            "listeners.tcp.1 = {address}:5672\n\
             management.tcp.ip = {address}\n\
             management.tcp.port = 15672\n\
             default_user = espejo\n\
             default_pass = {PASSWORD}\n\
             disk_free_limit.absolute = 200MB\n\
             raft.wal_max_size_bytes = 67108864\n\
             log.console = false\n{SETTINGS}"
        );
        for machine in 0..NODES {
            let example = format!("rabbit@rabbit-{}", machine + 1);
            assert!(configuration.contains(&example), "{example}");
            configuration = configuration.replace(&example, &self.name(machine));
        }
        write(&folder.join("rabbitmq.conf"), &configuration);
        write(&folder.join("enabled_plugins"), "[rabbitmq_management].\n");
        // So that the machine's own is not read.
        write(&folder.join("rabbitmq-env.conf"), "");
        let cookie = folder.join(".erlang.cookie");
        write(&cookie, PASSWORD);
        fs::set_permissions(&cookie, Permissions::from_mode(0o400))
            .unwrap_or_else(|e| panic!("{}: {e}", cookie.display()));
    }

    fn name(&self, machine: u8) -> String {
        format!("rabbit@{}", self.network.address(machine))
    }

    fn path(&self, machine: u8) -> std::path::PathBuf {
        self.folder.path().join(machine.to_string())
    }

    fn broker(&mut self, machine: u8) -> &mut Child {
        &mut self.nodes[usize::from(machine)].broker
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

fn started(command: &mut Command, output: &Path) -> Child {
    let file = File::create(output).unwrap_or_else(|e| panic!("{}: {e}", output.display()));
    let errors = file.try_clone().unwrap_or_else(|e| panic!("{e}"));
    let spawned = command.stdin(Stdio::null()).stdout(file).stderr(errors);
    let spawned = spawned.spawn();
    spawned.unwrap_or_else(|e| panic!("{command:?}: {e}; ./run installs it"))
}
