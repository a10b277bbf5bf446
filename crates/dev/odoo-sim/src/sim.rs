//! A handle on a running server: start, stop, and everything that the control API can do, for tests
//! in the same process.
pub(crate) mod edits;
pub(crate) mod incidents;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, RwLock, RwLockWriteGuard, mpsc};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;

use crate::database::{Database, Digest};
use crate::life::{ChangeReport, Changes};
use crate::server::faults::Fault;
use crate::server::workers::WorkerReport;
use crate::server::{self, Calls, State};
use crate::tables::SqlTable;

/// No such database is served, or it has no such model.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no database or model called {0}")]
pub struct UnknownDatabase(pub String);

/// A running server. Stops when dropped.
pub struct Sim {
    address: SocketAddr,
    state: Arc<State>,
    handle: ServerHandle,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Sim {
    /// Serves on the listener until stopped. May be called inside any runtime.
    pub fn start(databases: Vec<Database>, listener: TcpListener) -> io::Result<Sim> {
        Sim::launch(databases, listener, false)
    }

    /// Like `start`, but also ends at SIGTERM and SIGINT: for a process of its own.
    pub fn start_process(databases: Vec<Database>, listener: TcpListener) -> io::Result<Sim> {
        Sim::launch(databases, listener, true)
    }

    fn launch(databases: Vec<Database>, listener: TcpListener, signals: bool) -> io::Result<Sim> {
        let address = listener.local_addr()?;
        let databases = databases.into_iter();
        let databases = databases.map(|database| (database.name.clone(), RwLock::new(database)));
        let state = Arc::new(State::new(databases.collect()));
        let shared = Arc::clone(&state);
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("odoo-sim".to_owned())
            .spawn(move || server::run(shared, listener, signals, &sender))?;
        let handle = receiver.recv().map_err(io::Error::other)?;
        Ok(Sim {
            address,
            state,
            handle,
            thread: Some(thread),
        })
    }

    /// On a free port of the loopback interface.
    pub fn start_local(databases: Vec<Database>) -> io::Result<Sim> {
        Sim::start(databases, TcpListener::bind(("127.0.0.1", 0))?)
    }

    /// From now on this many worker processes serve the calls; 0, the default, means no limit.
    pub fn set_workers(&self, count: usize) {
        self.state.set_workers(count);
    }

    /// The statistics of the workers; empty while their number is not limited.
    pub fn worker_report(&self) -> WorkerReport {
        let workers = self.state.workers();
        workers
            .as_ref()
            .map_or_else(WorkerReport::default, |workers| workers.report())
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends the server and every open connection.
    pub fn stop(mut self) -> io::Result<()> {
        self.end()
    }

    /// Blocks until the server ends by itself.
    pub fn wait(mut self) -> io::Result<()> {
        join(self.thread.take())
    }

    fn end(&mut self) -> io::Result<()> {
        // The stop command is sent at once; the end of the thread shows that it is done.
        drop(self.handle.stop(false));
        join(self.thread.take())
    }

    /// The books of a database as they are now, as the tables of Odoo's own database.
    pub fn sql_tables(&self, name: &str) -> Result<Vec<SqlTable>, UnknownDatabase> {
        Ok(self.write(name)?.books.sql_tables())
    }

    pub(crate) fn write(
        &self,
        name: &str,
    ) -> Result<RwLockWriteGuard<'_, Database>, UnknownDatabase> {
        self.state.write(name).ok_or_else(|| unknown(name))
    }

    pub fn fault(&self, fault: Fault) {
        self.state.faults.add(fault);
    }

    pub fn clear_faults(&self) {
        self.state.faults.clear();
    }

    pub fn change(
        &self,
        database: &str,
        changes: &Changes,
    ) -> Result<ChangeReport, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(database.change(changes))
    }

    /// Begins a transaction that edits an invoice and creates another; it is not visible yet.
    pub fn begin(&self, database: &str, seed: u64) -> Result<u32, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(database.begin(seed).0)
    }

    /// Commits it: its rows have the `write_date` of its beginning.
    pub fn commit(&self, database: &str, transaction: u32) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(database.commit(transaction))
    }

    pub fn set_password(&self, database: &str, password: &str) -> Result<(), UnknownDatabase> {
        let mut database = self.write(database)?;
        password.clone_into(&mut database.password);
        Ok(())
    }

    /// As if the field's module had been uninstalled.
    pub fn remove_field(
        &self,
        database: &str,
        model: &str,
        field: &str,
    ) -> Result<bool, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(database.remove_field(model, field))
    }

    /// Changes a database while it is served, in ways that the control API does not offer.
    pub fn alter<T>(
        &self,
        database: &str,
        change: impl FnOnce(&mut Database) -> T,
    ) -> Result<T, UnknownDatabase> {
        let mut database = self.write(database)?;
        Ok(change(&mut database))
    }

    pub fn digest(&self, database: &str, model: &str) -> Result<Digest, UnknownDatabase> {
        let database = self.state.read(database).ok_or_else(|| unknown(database))?;
        database.digest(model).ok_or_else(|| unknown(model))
    }

    /// Every visible row of a model by id, one JSON object per line.
    pub fn records(&self, database: &str, model: &str) -> Result<String, UnknownDatabase> {
        let database = self.state.read(database).ok_or_else(|| unknown(database))?;
        database.records(model).ok_or_else(|| unknown(model))
    }

    pub fn calls(&self) -> Vec<Calls> {
        self.state.calls()
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        if self.thread.is_some() {
            // There is no caller left to report an error to.
            drop(self.end());
        }
    }
}

fn join(thread: Option<JoinHandle<io::Result<()>>>) -> io::Result<()> {
    match thread.map(JoinHandle::join) {
        Some(Ok(result)) => result,
        Some(Err(_)) => Err(io::Error::other("the server panicked")),
        None => Ok(()),
    }
}

fn unknown(name: &str) -> UnknownDatabase {
    UnknownDatabase(name.to_owned())
}
