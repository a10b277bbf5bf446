//! `deploy/nginx/espejo.conf` and `deploy/caddy/Caddyfile`, with real proxies in front of the API.

use std::{
    fmt::Write as _,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use core_api::http::auth::Role;
use reqwest::Client;
use serde_json::json;
use tempfile::TempDir;

use crate::world::{ANDINA, World, send};

const NGINX: &str = "/usr/sbin/nginx";
const CADDY: &str = "/usr/bin/caddy";
/// Where the client is. The proxy is on 127.0.0.1.
const CLIENT: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 9);

struct Proxy {
    process: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The file of `deploy`, with what is different here.
fn recipe(file: &str, differences: &[(&str, String)]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../deploy");
    let mut recipe = std::fs::read_to_string(folder.join(file)).unwrap();
    for (of_the_file, here) in differences {
        assert!(recipe.contains(of_the_file), "{of_the_file}");
        recipe = recipe.replace(of_the_file, here);
    }
    recipe
}

fn nginx(world: &World) -> Proxy {
    started(|address, folder| {
        let path = folder.display();
        let recipe = recipe(
            "nginx/espejo.conf",
            &[
                ("listen [::]:443 ssl http2;", String::new()),
                ("listen [::]:80;", String::new()),
                ("listen 80;", format!("listen unix:{path}/redirect;")),
                ("listen 443 ", format!("listen {address} ")),
                ("andina.example.com;", format!("{ANDINA};")),
                ("/etc/ssl/andina.pem", format!("{path}/cert.pem")),
                ("/etc/ssl/andina.key", format!("{path}/key.pem")),
                ("127.0.0.1:8080", world.address.to_string()),
            ],
        );
        let mut paths = String::new();
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            let _ = writeln!(paths, "{kind}_temp_path {path}/{kind};");
        }
        let configuration = format!(
            "daemon off;\nmaster_process off;\npid {path}/pid;\nerror_log stderr;\nevents {{}}\n\
             http {{\naccess_log off;\n{paths}{recipe}}}\n"
        );
        let file = folder.join("nginx.conf");
        std::fs::write(&file, configuration).unwrap();
        let mut command = Command::new(NGINX);
        command.arg("-p").arg(folder).arg("-c").arg(file);
        command
    })
}

fn caddy(world: &World) -> Proxy {
    started(|address, folder| {
        let path = folder.display();
        let site = format!(
            "https://{ANDINA}:{} {{\n    bind 127.0.0.1\n    tls {path}/cert.pem {path}/key.pem",
            address.port()
        );
        let recipe = recipe(
            "caddy/Caddyfile",
            &[
                ("andina.example.com {", site),
                ("127.0.0.1:8080", world.address.to_string()),
            ],
        );
        // No port for redirects and none for administration.
        let configuration = format!("{{\n    admin off\n    auto_https off\n}}\n{recipe}");
        let file = folder.join("Caddyfile");
        std::fs::write(&file, configuration).unwrap();
        let mut command = Command::new(CADDY);
        command.args(["run", "--adapter", "caddyfile", "--config"]);
        command.arg(file).env("HOME", folder);
        command.env("XDG_CONFIG_HOME", folder);
        command.env("XDG_DATA_HOME", folder);
        command
    })
}

/// The proxy of this command on a free port, with a certificate beside its configuration.
fn started(command: impl FnOnce(SocketAddr, &Path) -> Command) -> Proxy {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let pair = rcgen::generate_simple_self_signed([ANDINA.to_owned()]).unwrap();
    let key = pair.signing_key.serialize_pem();
    std::fs::write(folder.path().join("cert.pem"), pair.cert.pem()).unwrap();
    std::fs::write(folder.path().join("key.pem"), key).unwrap();
    let mut command = command(address, folder.path());
    let process = command
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; ./run test installs it"));
    let proxy = Proxy {
        process,
        address,
        _folder: folder,
    };
    let begun = Instant::now();
    while TcpStream::connect(address).is_err() {
        let in_time = begun.elapsed() < Duration::from_secs(20);
        assert!(in_time, "the proxy does not listen: {command:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
    proxy
}

/// The API behind the proxy sees the host, the client and TLS as they are.
async fn check(world: &World, proxy: &Proxy) {
    let key = world.key("andina", Role::Viewer).await;
    let client = Client::builder()
        .no_proxy()
        .local_address(IpAddr::from(CLIENT))
        .tls_danger_accept_invalid_certs(true)
        .resolve(ANDINA, proxy.address)
        .build()
        .unwrap();
    let url = |path: &str| format!("https://{ANDINA}:{}{path}", proxy.address.port());
    let health = send(client.get(url("/v1/health"))).await;
    assert_eq!(health.json()["tenant"], "andina", "{health:?}");
    let hsts = health.header("strict-transport-security");
    assert!(hsts.starts_with("max-age=31536000"), "{health:?}");
    assert_eq!(health.headers.get_all("server").iter().count(), 1);

    let forged = client.post(url("/v1/exports")).bearer_auth(&key);
    let forged = forged.header("x-forwarded-for", "203.0.113.9");
    let forged = forged.header("x-forwarded-host", "pampa.localhost");
    let forged = forged.header("forwarded", "for=203.0.113.9");
    send(forged.json(&json!({})))
        .await
        .problem(403, "role-too-low");
    let sql = "select host(address) from ops.audit where action = 'refuse'";
    let row = world.admin.query_one(sql, &[]).await.unwrap();
    assert_eq!(row.get::<_, &str>(0), CLIENT.to_string());

    let document = client
        .get(url("/openapi.json"))
        .header("accept-encoding", "gzip");
    let document = send(document).await;
    assert!(
        document.header("etag").starts_with('"'),
        "strong: {document:?}"
    );
}

#[tokio::test]
async fn the_recipe_for_nginx_keeps_host_address_tls_and_etags() {
    let world = World::behind_a_proxy().await;
    check(&world, &nginx(&world)).await;
}

#[tokio::test]
async fn the_recipe_for_caddy_keeps_host_address_tls_and_etags() {
    let world = World::behind_a_proxy().await;
    check(&world, &caddy(&world)).await;
}
