//! Programs of another build, such as the previous release.

use std::path::{Path, PathBuf};

use odoo_sim::Books;
use testkit::{TestDatabase, VirtualHost};

use super::Stack;

/// More than a service takes to end after SIGTERM.
const END: std::time::Duration = std::time::Duration::from_secs(30);

impl Stack {
    /// Starts all four services of another build on databases that it has migrated.
    pub async fn start_build(programs: &Path, books: Vec<(&str, Books)>) -> Self {
        let mut databases = Vec::new();
        for _ in &books {
            databases.push(TestDatabase::empty().await);
        }
        let broker = VirtualHost::create().await;
        let mut stack = Self::assemble(broker, books, databases, &[]);
        stack.use_build(Some(programs));
        stack.migrate();
        stack.make_keys();
        stack.start_all().await;
        stack
    }

    /// Commands and services that are started later are from this folder; without one, from the
    /// present build.
    pub fn use_build(&mut self, programs: Option<&Path>) {
        self.programs = programs.map(Path::to_owned);
    }

    /// Lets a service end and starts it again, as `systemctl restart` does.
    pub async fn restart(&mut self, service: &str) {
        let process = self.service(service);
        process.terminate();
        let ended = process.wait_exit(END).await;
        assert!(ended.success(), "{service} ended with {ended}");
        self.launch(service);
        self.ready(service).await;
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        match &self.programs {
            Some(folder) => folder.join(name),
            None => testkit::binary(name),
        }
    }
}
