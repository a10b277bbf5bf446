//! The recipe for nginx in `docs/operations.md`, with a real nginx in front of the API.

use std::{
    fmt::Write as _,
    net::{SocketAddr, TcpListener, TcpStream},
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

struct Nginx {
    process: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The server of the documentation, on a free port, in front of the world.
fn recipe(world: &World, address: SocketAddr, folder: &Path) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/operations.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, recipe) = page.split_once("```nginx\n").unwrap();
    let mut recipe = recipe.split_once("```").unwrap().0.to_owned();
    let folder = folder.display();
    for (of_the_page, here) in [
        ("listen 443 ", format!("listen {address} ")),
        ("andina.example.com;", format!("{ANDINA};")),
        ("/etc/ssl/andina.pem", format!("{folder}/cert.pem")),
        ("/etc/ssl/andina.key", format!("{folder}/key.pem")),
        // From the address that the world believes.
        (
            "proxy_pass http://127.0.0.1:8080;",
            format!("proxy_bind 127.0.0.7; proxy_pass http://{};", world.address),
        ),
    ] {
        assert!(recipe.contains(of_the_page), "{of_the_page}");
        recipe = recipe.replace(of_the_page, &here);
    }
    let mut paths = String::new();
    for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(paths, "{kind}_temp_path {folder}/{kind};");
    }
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n\
         http {{\naccess_log off;\n{paths}{recipe}}}\n"
    )
}

fn start(world: &World) -> Nginx {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let pair = rcgen::generate_simple_self_signed([ANDINA.to_owned()]).unwrap();
    let key = pair.signing_key.serialize_pem();
    std::fs::write(folder.path().join("cert.pem"), pair.cert.pem()).unwrap();
    std::fs::write(folder.path().join("key.pem"), key).unwrap();
    let file = folder.path().join("nginx.conf");
    std::fs::write(&file, recipe(world, address, folder.path())).unwrap();
    let process = Command::new(NGINX)
        .arg("-p")
        .arg(folder.path())
        .arg("-c")
        .arg(&file)
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap_or_else(|error| panic!("{NGINX}: {error}; ./run test installs it"));
    let begun = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "nginx does not listen"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    Nginx {
        process,
        address,
        _folder: folder,
    }
}

#[tokio::test]
async fn the_recipe_for_nginx_keeps_host_address_tls_and_etags() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    let nginx = start(&world);
    let client = Client::builder()
        .no_proxy()
        .tls_danger_accept_invalid_certs(true)
        .resolve(ANDINA, nginx.address)
        .build()
        .unwrap();
    let url = |path: &str| format!("https://{ANDINA}:{}{path}", nginx.address.port());
    let health = send(client.get(url("/v1/health"))).await;
    assert_eq!(health.json()["tenant"], "andina", "{health:?}");
    let hsts = health.header("strict-transport-security");
    assert!(hsts.starts_with("max-age=31536000"), "{health:?}");
    assert_eq!(health.headers.get_all("server").iter().count(), 1);

    let forged = client.post(url("/v1/exports")).bearer_auth(&key);
    let forged = forged.header("x-forwarded-for", "203.0.113.9");
    let forged = forged.header("forwarded", "for=203.0.113.9");
    send(forged.json(&json!({})))
        .await
        .problem(403, "role-too-low");
    let sql = "select host(address) from ops.audit where action = 'refuse'";
    let row = world.admin.query_one(sql, &[]).await.unwrap();
    assert_eq!(row.get::<_, &str>(0), "127.0.0.1", "that of the client");

    let document = client
        .get(url("/openapi.json"))
        .header("accept-encoding", "gzip");
    let document = send(document).await;
    assert!(
        document.header("etag").starts_with('"'),
        "strong: {document:?}"
    );
}
