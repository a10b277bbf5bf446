//! Two PostgreSQL servers of one test: a primary, and a standby that follows it by streaming.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};

use tempfile::TempDir;

use crate::identity::Signal;
use crate::ports::free_port;
use crate::postgres_programs::{
    PASSWORD, USER, as_server_user, end, initialize, newest, run, serve,
};
use crate::servers::Servers;

/// A small server. Its WAL is on the disk, because a primary that is killed must have what it has
/// committed.
const CONFIGURATION: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 32MB
max_connections = 120
wal_level = replica
hot_standby_feedback = on
wal_receiver_status_interval = 1s
";

/// They end with this value.
pub struct ServerPair {
    programs: PathBuf,
    folder: TempDir,
    primary: (u16, Option<Child>),
    standby: (u16, Option<Child>),
}

impl ServerPair {
    /// Both run, and the standby streams.
    pub fn create() -> Self {
        let folder = TempDir::with_prefix("pair").unwrap_or_else(|e| panic!("no folder: {e}"));
        let mut this = Self {
            programs: newest(),
            folder,
            primary: (free_port(), None),
            standby: (free_port(), None),
        };
        initialize(&this.programs, this.folder.path(), &this.data("primary"));
        this.configure();
        this.primary.1 = Some(this.serve("primary", this.primary.0));
        this.copy();
        this.standby.1 = Some(this.serve("standby", this.standby.0));
        this
    }

    /// As the superuser, database `postgres`.
    pub fn primary_url(&self) -> String {
        url(self.primary.0)
    }

    /// As the superuser, database `postgres`.
    pub fn standby_url(&self) -> String {
        url(self.standby.0)
    }

    /// `host:port` of the standby.
    pub fn standby_address(&self) -> String {
        format!("127.0.0.1:{}", self.standby.0)
    }

    /// What a URL says of both, so that each connection goes to the one that accepts writes.
    pub fn writable(&self) -> String {
        let (primary, standby) = (self.primary.0, self.standby.0);
        format!("127.0.0.1:{primary},127.0.0.1:{standby}/?target_session_attrs=read-write")
    }

    /// The servers of the environment, but with this primary.
    pub fn servers(&self) -> Servers {
        servers(self.primary_url())
    }

    /// The servers of the environment, but with the standby, which was promoted.
    pub fn promoted(&self) -> Servers {
        servers(self.standby_url())
    }

    /// As if the machine of the primary had lost its power.
    pub fn kill_primary(&mut self) {
        if let Some(mut primary) = self.primary.1.take() {
            end(&mut primary, Signal::QUIT);
        }
    }

    /// As if the machine of the standby had lost its power.
    pub fn kill_standby(&mut self) {
        if let Some(mut standby) = self.standby.1.take() {
            end(&mut standby, Signal::QUIT);
        }
    }

    /// The standby accepts writes from now on.
    pub fn promote(&self) {
        self.control("standby", &["promote", "-w"]);
    }

    /// The standby no longer shows what it receives, until [`Self::resume`].
    pub fn pause(&self) {
        self.on_standby("select pg_wal_replay_pause()");
    }

    pub fn resume(&self) {
        self.on_standby("select pg_wal_replay_resume()");
    }

    /// The standby no longer receives what the primary commits.
    pub fn cut_stream(&self) {
        let settings = self.data("standby").join("postgresql.auto.conf");
        let mut text = fs::read_to_string(&settings).unwrap_or_default();
        let _ = writeln!(text, "primary_conninfo = ''");
        fs::write(&settings, text).unwrap_or_else(|e| panic!("{}: {e}", settings.display()));
        self.control("standby", &["reload"]);
    }

    fn on_standby(&self, statement: &str) {
        let mut ask = self.program("psql");
        ask.args(["-q", "-X", "-o", "/dev/null", "-d", &self.standby_url()]);
        run(ask.args(["-v", "ON_ERROR_STOP=1", "-c", statement]));
    }

    /// The folder of the standby: a copy of the primary's that streams from it.
    fn copy(&self) {
        let mut copy = self.program("pg_basebackup");
        copy.args([
            "-d",
            &self.primary_url(),
            "-R",
            "-c",
            "fast",
            "--no-sync",
            "-D",
        ]);
        run(copy.arg(self.data("standby")));
    }

    fn configure(&self) {
        let file = self.data("primary").join("postgresql.conf");
        fs::write(&file, CONFIGURATION).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }

    fn serve(&self, name: &str, port: u16) -> Child {
        serve(&self.programs, &self.data(name), port, &[])
    }

    fn control(&self, name: &str, arguments: &[&str]) {
        let mut control = self.program("pg_ctl");
        run(control
            .args(arguments)
            .args(["-s", "-D"])
            .arg(self.data(name)));
    }

    fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn program(&self, name: &str) -> Command {
        as_server_user(&self.programs.join(name))
    }
}

impl Drop for ServerPair {
    fn drop(&mut self) {
        self.kill_standby();
        self.kill_primary();
    }
}

fn servers(postgres_url: String) -> Servers {
    Servers {
        postgres_url,
        ..Servers::of_environment()
    }
}

fn url(port: u16) -> String {
    format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres")
}
