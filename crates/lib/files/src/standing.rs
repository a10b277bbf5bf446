//! Whether the storage of files takes what is written, and how much room it has.

use std::{
    convert::Infallible,
    fmt,
    path::Path,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use object_store::ObjectStoreExt;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{MetricType, gauge::ConstGauge},
    registry::Registry,
};

use crate::{Error, Files, path};

/// How often something is written. Each time is two paid requests to S3.
const EVERY: Duration = Duration::from_secs(15);
const EVERY_IN_S3: Duration = Duration::from_mins(1);
/// A full disk may still have room for less.
const TRIAL_BYTES: usize = 64 << 10;

const TRIAL: &str = "trials/trial";

const UNKNOWN: u8 = 0;
const REFUSES: u8 = 1;
const TAKES: u8 = 2;

/// What the last trial has shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing(Arc<AtomicU8>);

impl Files {
    /// Writes and removes a small file from time to time, until stopped.
    pub async fn watch(self, stopped: impl Future<Output = ()>) -> Result<(), Infallible> {
        let mut stopped = pin!(stopped);
        let pause = if self.folder().is_some() {
            EVERY
        } else {
            EVERY_IN_S3
        };
        loop {
            let trial = self.try_to_write().await;
            let now = if trial.is_ok() { TAKES } else { REFUSES };
            let before = self.standing().0.swap(now, Ordering::Relaxed);
            if let Err(error) = trial
                && before != REFUSES
            {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "files cannot be written");
            }
            tokio::select! {
                () = &mut stopped => return Ok(()),
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn try_to_write(&self) -> Result<(), Error> {
        // Writing would make a folder that is missing.
        self.check().await?;
        let content = vec![0; TRIAL_BYTES];
        self.store().put(&path(TRIAL)?, content.into()).await?;
        self.remove(TRIAL).await
    }

    /// Adds what [`Files::watch`] finds, and the room in the folder.
    pub fn register_room(&self, registry: &mut Registry) {
        registry.register_collector(Box::new(Room(self.clone())));
    }
}

#[derive(Debug)]
struct Room(Files);

impl Collector for Room {
    fn encode(&self, mut page: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let standing = self.0.standing().0.load(Ordering::Relaxed);
        let writable = match standing {
            UNKNOWN => f64::NAN,
            TAKES => 1.0,
            _ => 0.0,
        };
        let help = "1 if the storage of files took the last trial, 0 if not, NaN before the first";
        put(&mut page, "files_writable", help, writable)?;
        let Some((free, size)) = self.0.folder().and_then(room) else {
            return Ok(());
        };
        let help = "Room for files on the file system of the folder";
        put(&mut page, "files_free_bytes", help, free)?;
        let help = "Size of the file system of the folder";
        put(&mut page, "files_size_bytes", help, size)
    }
}

fn put(
    page: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    value: impl prometheus_client::encoding::EncodeGaugeValue,
) -> Result<(), fmt::Error> {
    let gauge = page.encode_descriptor(name, help, None, MetricType::Gauge)?;
    ConstGauge::new(value).encode(gauge)
}

/// Free and all bytes of the file system; `None` if it cannot be looked at.
fn room(folder: &Path) -> Option<(u64, u64)> {
    let found = rustix::fs::statvfs(folder).ok()?;
    let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
    Some((bytes(found.f_bavail), bytes(found.f_blocks)))
}
