//! A RabbitMQ of one test, which speaks TLS itself and has no listener without it.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::authority::{Authority, Certificate};
use crate::ports::free_port;
use crate::servers::{epmd_port, fresh_name};
use crate::virtual_host::{rights_in, users_with_rights};

const SERVER: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const HOST: &str = "espejo";
const PASSWORD: &str = "only-for-tests";
/// It takes about six seconds on an idle machine.
const START: Duration = Duration::from_mins(2);

/// A node of its own. It ends with this value, and with the thread that has started it.
pub struct TlsBroker {
    node: Child,
    port: u16,
    folder: TempDir,
}

impl TlsBroker {
    /// With `clients`, a connection needs a certificate of this authority (`verify_peer`).
    pub fn start(certificate: &Certificate, clients: Option<&Authority>) -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
        let port = free_port();
        present(folder.path(), certificate);
        configure(folder.path(), port, clients);
        let mut started = Self {
            node: spawn(folder.path()),
            port,
            folder,
        };
        let deadline = Instant::now() + START;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let runs = matches!(started.node.try_wait(), Ok(None)) && Instant::now() < deadline;
            assert!(runs, "RabbitMQ does not start: {}", started.log());
            sleep(Duration::from_millis(50));
        }
        started
    }

    /// The certificate of the next connections: the node reads its files for each one.
    pub fn present(&self, certificate: &Certificate) {
        present(self.folder.path(), certificate);
    }

    /// `amqps://…` for the user of a service, for example `espejo_core`.
    pub fn url_for(&self, user: &str) -> String {
        format!("amqps://{user}:{PASSWORD}@localhost:{}/{HOST}", self.port)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("output")).unwrap_or_default()
    }
}

impl Drop for TlsBroker {
    fn drop(&mut self) {
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

fn present(folder: &Path, certificate: &Certificate) {
    for (from, name) in [
        (&certificate.chain, "server.pem"),
        (&certificate.key, "server.key"),
    ] {
        fs::copy(from, folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

fn configure(folder: &Path, port: u16, clients: Option<&Authority>) {
    let at = |name: &str| folder.join(name).display().to_string();
    let mut configuration = format!(
        "listeners.tcp = none\n\
         listeners.ssl.1 = 127.0.0.1:{port}\n\
         ssl_options.certfile = {}\n\
         ssl_options.keyfile = {}\n\
         load_definitions = {}\n\
         log.console = false\n",
        at("server.pem"),
        at("server.key"),
        at("definitions.json"),
    );
    if let Some(authority) = clients {
        let _ = write!(
            configuration,
            "ssl_options.cacertfile = {}\n\
             ssl_options.verify = verify_peer\n\
             ssl_options.fail_if_no_peer_cert = true\n",
            authority.file().display()
        );
    }
    let mut definitions = rights_in(HOST);
    definitions["vhosts"] = json!([{ "name": HOST }]);
    definitions["users"] = users_with_rights(|_| PASSWORD.to_owned());
    for (name, text) in [
        ("rabbitmq.conf", configuration.as_str()),
        // Otherwise the node keeps certificates for two minutes.
        ("advanced.config", "[{ssl, [{bypass_pem_cache, true}]}].\n"),
        ("definitions.json", &definitions.to_string()),
        ("enabled_plugins", "[].\n"),
        // So that those of the machine are not read.
        ("rabbitmq-env.conf", ""),
    ] {
        fs::write(folder.join(name), text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

fn spawn(folder: &Path) -> Child {
    let output = fs::File::create(folder.join("output")).unwrap_or_else(|e| panic!("{e}"));
    let errors = output.try_clone().unwrap_or_else(|e| panic!("{e}"));
    let mut command = Command::new("setpriv");
    command
        .args(["--pdeathsig", "KILL", SERVER])
        .current_dir(folder)
        .env_clear()
        .env("PATH", PATH)
        .env("LANG", "C.UTF-8")
        .env("HOME", folder)
        .env("detached", "yes") // so that the script becomes the broker itself
        .env("RABBITMQ_NODENAME", format!("{}@localhost", fresh_name()))
        .env("RABBITMQ_CONF_ENV_FILE", folder.join("rabbitmq-env.conf"))
        .env("RABBITMQ_CONFIG_FILE", folder.join("rabbitmq.conf"))
        .env(
            "RABBITMQ_ADVANCED_CONFIG_FILE",
            folder.join("advanced.config"),
        )
        .env(
            "RABBITMQ_ENABLED_PLUGINS_FILE",
            folder.join("enabled_plugins"),
        )
        .env("RABBITMQ_MNESIA_BASE", folder.join("data"))
        .env("RABBITMQ_LOG_BASE", folder.join("log"))
        .env("RABBITMQ_DIST_PORT", free_port().to_string())
        .env("ERL_EPMD_PORT", epmd_port())
        .env(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "-kernel inet_dist_use_interface {127,0,0,1}",
        );
    let spawned = command.stdin(Stdio::null()).stdout(output).stderr(errors);
    let spawned = spawned.spawn();
    spawned.unwrap_or_else(|e| panic!("{SERVER}: {e}; ./run installs it"))
}
