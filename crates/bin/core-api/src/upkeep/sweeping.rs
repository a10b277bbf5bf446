//! Removes files that are no longer needed: expired files, files of attempts that lost, and
//! incomplete files.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    time::Duration,
};

use files::{Entry, Files};
use futures::StreamExt;
use lifecycle::{Stop, clock};
use store::{Databases, Pool, ScopedFutureExt, transaction};
use tenants::{LiveTenants, Tenant};
use uuid::Uuid;

use crate::{download_links, exports, writing::WriteError};

/// Younger files stay, because their event may not have arrived yet.
const SPARED: Duration = Duration::from_hours(1);
/// Files per database query.
const BATCH: usize = 500;

#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    #[error(transparent)]
    Files(#[from] files::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<tokio_postgres::Error> for SweepError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Sweeps every hour until stopped.
pub async fn run(
    tenants: LiveTenants,
    databases: Databases,
    files: Files,
    stop: Stop,
) -> Result<(), Infallible> {
    while stop.sleep(Duration::from_hours(1)).await {
        for tenant in tenants.now().iter() {
            let Ok(pool) = &databases.pool(&tenant.name) else {
                continue;
            };
            if let Err(error) = sweep(tenant, pool, &files, SPARED).await {
                tracing::warn!(
                    tenant = tenant.name,
                    error = &error as &dyn std::error::Error,
                    "old files cannot be removed"
                );
            }
        }
    }
    Ok(())
}

/// Sweeps the files of one tenant. Files younger than `spared` stay.
pub async fn sweep(
    tenant: &Tenant,
    pool: &Pool,
    files: &Files,
    spared: Duration,
) -> Result<(), SweepError> {
    remove_expired(pool, files).await?;
    let folder = format!("exports/{}", tenant.name);
    let before = clock::now() - jiff::SignedDuration::try_from(spared).unwrap_or_default();
    let mut batches = files.list(&folder)?.chunks(BATCH);
    while let Some(batch) = batches.next().await {
        let listed: Vec<Entry> = batch.into_iter().collect::<Result<_, _>>()?;
        let old = listed.into_iter().filter(|file| file.modified_at < before);
        remove_lost(pool, files, old.collect()).await?;
    }
    files.remove_remains(&folder)?;
    transaction::write(pool, "forget links", |tx| {
        download_links::write::forget_expired(tx).scope_boxed()
    })
    .await?;
    Ok(())
}

async fn remove_expired(pool: &Pool, files: &Files) -> Result<(), SweepError> {
    loop {
        let client = pool.get().await?;
        let expired = exports::read::expired().bind(&*client, &100).all().await?;
        drop(client);
        if expired.is_empty() {
            return Ok(());
        }
        for exports::read::Expired { id: job, file_key } in expired {
            files.remove(&file_key).await?;
            transaction::write(pool, "file removed", |tx| {
                exports::write::removed(tx, job).scope_boxed()
            })
            .await?;
        }
    }
}

/// A file is needed while its job is open, and after that if the job names it.
async fn remove_lost(pool: &Pool, files: &Files, listed: Vec<Entry>) -> Result<(), SweepError> {
    let mut by_job = BTreeMap::<Uuid, Vec<String>>::new();
    for entry in listed {
        let job = entry.key.split('/').nth(2).and_then(|job| job.parse().ok());
        if let Some(job) = job {
            by_job.entry(job).or_default().push(entry.key);
        }
    }
    let ids: Vec<Uuid> = by_job.keys().copied().collect();
    let client = pool.get().await?;
    let known = exports::read::keys().bind(&*client, &ids).all().await?;
    drop(client);
    let (mut open, mut needed) = (BTreeSet::new(), BTreeSet::new());
    for job in known {
        if job.is_open {
            open.insert(job.id);
        }
        needed.extend(job.file_key);
    }
    for (job, keys) in by_job {
        let lost = |key: &String| !open.contains(&job) && !needed.contains(key);
        for key in keys.into_iter().filter(lost) {
            tracing::info!(key, "removing a file that no export names");
            files.remove(&key).await?;
        }
    }
    Ok(())
}
