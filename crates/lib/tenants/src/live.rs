//! The tenants of a running process. Their files may change at any time.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use tokio::sync::watch;

use crate::{LoadError, Tenant, Tenants};

type Accept = dyn Fn(&Tenant) -> Result<(), String> + Send + Sync;

/// The newest tenants. Clones share them.
#[derive(Clone)]
pub struct LiveTenants {
    dir: Arc<Path>,
    accept: Arc<Accept>,
    newest: Arc<watch::Sender<Arc<Tenants>>>,
}

/// Name, size and time of each file in the folder; of what cannot be looked at only the name.
#[derive(Debug, PartialEq, Eq)]
pub struct Fingerprint(Vec<(PathBuf, Option<u64>, Option<SystemTime>)>);

impl LiveTenants {
    /// Reads the files in `dir`. A file that is wrong, or that `accept` refuses, stops only its own
    /// tenant; fails if no tenant is left. `accept` returns a problem with its file and key.
    pub fn open(
        dir: &Path,
        accept: impl Fn(&Tenant) -> Result<(), String> + Send + Sync + 'static,
    ) -> Result<Self, LoadError> {
        let tenants = Tenants::default().read_again(dir, &accept)?;
        if tenants.iter().next().is_none() {
            tenants.without_faults()?;
            return Err(LoadError::no_tenant(dir));
        }
        Ok(Self {
            dir: dir.into(),
            accept: Arc::new(accept),
            newest: Arc::new(watch::Sender::new(Arc::new(tenants))),
        })
    }

    /// The tenants now.
    pub fn now(&self) -> Arc<Tenants> {
        Arc::clone(&self.newest.borrow())
    }

    pub fn by_name(&self, name: &str) -> Option<Arc<Tenant>> {
        self.now().by_name(name).cloned()
    }

    /// Waits until there is no tenant of this name.
    pub async fn gone(&self, name: &str) {
        let mut newest = self.newest.subscribe();
        // The sender lives as long as this value.
        let _ = newest
            .wait_for(|tenants| tenants.by_name(name).is_none())
            .await;
    }

    /// Reads the files again. They count from [`LiveTenants::publish`] on.
    pub fn read(&self) -> Tenants {
        let before = self.now();
        let read = before.read_again(&self.dir, &*self.accept);
        read.unwrap_or_else(|error| before.with_fault(&error))
    }

    pub fn publish(&self, tenants: Tenants) {
        self.newest.send_replace(Arc::new(tenants));
    }

    /// Equal as long as no file has changed. Hidden files do not count.
    pub fn fingerprint(&self) -> io::Result<Fingerprint> {
        let mut files = Vec::new();
        look_through(&self.dir, &mut files)?;
        files.sort();
        Ok(Fingerprint(files))
    }
}

fn look_through(
    folder: &Path,
    files: &mut Vec<(PathBuf, Option<u64>, Option<SystemTime>)>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        // Follows links: a mounted folder of Kubernetes has only links.
        let looked = fs::metadata(&path).and_then(|about| {
            if about.is_dir() {
                return look_through(&path, files);
            }
            files.push((path.clone(), Some(about.len()), about.modified().ok()));
            Ok(())
        });
        // A dangling link or a folder without rights must not hide the changes of others.
        if looked.is_err() {
            files.push((path, None, None));
        }
    }
    Ok(())
}
