//! PgBouncer as Debian has it, between a service and PostgreSQL.

use std::{
    fs,
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use store::{Access, Databases, Error};
use tempfile::TempDir;
use testkit::{TestDatabase, free_port};

use crate::reading::with_schema;

const START: Duration = Duration::from_secs(20);

struct Pooler {
    process: Child,
    port: u16,
    _folder: TempDir,
}

impl Pooler {
    fn start(database: &TestDatabase, settings: &str) -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        let (login, address) = (database.administrator(), database.server_address());
        let (user, password) = login.split_once(':').unwrap();
        let (host, server_port) = address.rsplit_once(':').unwrap();
        let users = folder.path().join("users.txt");
        fs::write(&users, format!("\"{user}\" \"{password}\"\n")).unwrap();
        let file = folder.path().join("pgbouncer.ini");
        let text = format!(
            "[databases]\n* = host={host} port={server_port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = plain\nauth_file = {}\n\
             pool_mode = transaction\n{settings}\n",
            users.display()
        );
        fs::write(&file, text).unwrap();
        // It refuses to run as root.
        let mut command = Command::new("/usr/sbin/pgbouncer");
        if rustix::process::geteuid().is_root() {
            let mut own = Command::new("chown");
            assert!(
                own.args(["-R", "postgres"])
                    .arg(folder.path())
                    .status()
                    .unwrap()
                    .success()
            );
            command.args(["-u", "postgres"]);
        }
        let process = command.arg(&file).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < START, "PgBouncer does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self {
            process,
            port,
            _folder: folder,
        }
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn refused(database: &TestDatabase, pooler: &Pooler) -> Error {
    let (login, port) = (database.administrator(), pooler.port);
    let access = Access::from(format!("postgres://{login}@127.0.0.1:{port}/postgres"));
    let names = [("andina".to_owned(), database.name().to_owned())];
    let pools = Databases::new(&access, names, "test", 1).unwrap();
    pools.pool("andina").unwrap().get().await.err().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_pooler_is_refused_with_the_reason() {
    let database = with_schema().await;
    let pooler = Pooler::start(&database, "");
    let error = refused(&database, &pooler).await;
    let reason = "unsupported startup parameter: options";
    assert!(error.to_string().contains(reason), "{error}");
    assert!(error.is_outage());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pooler_that_drops_the_settings_of_sessions_is_refused_with_the_reason() {
    let database = with_schema().await;
    let admin = database.client().await;
    let zone = format!(
        "alter database {} set time zone 'America/Lima'",
        database.name()
    );
    admin.batch_execute(&zone).await.unwrap();
    let pooler = Pooler::start(&database, "ignore_startup_parameters = options");
    let error = refused(&database, &pooler).await;
    assert!(error.to_string().contains("PgBouncer 1.21"), "{error}");
}
