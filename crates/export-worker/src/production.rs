//! From the parameters to the file in its place. Everything that is read is read in one snapshot:
//! freshness, the expected rows and total, and the rows.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use contracts::export::ExportFailure;
use futures::StreamExt;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use lifecycle::{Stop, clock};
use reports::{Expected, Report};
use store::freshness::{self, Freshness};
use store::{Object, Pool, Transaction, export_jobs};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tracing::Instrument;

use crate::failure::Failure;
use crate::file;
use crate::handler::Progress;
use crate::job::Job;
use crate::workbook::Facts;
use crate::writing::{self, Feed, Order, WriteError, Written};

/// Chunks that the database may be ahead of the workbook.
const AHEAD: usize = 4;

pub(crate) struct Limits {
    pub(crate) files_dir: PathBuf,
    pub(crate) max_rows: u64,
}

/// What was found before the first row.
struct Prepared {
    report: Arc<dyn Report>,
    expected: Expected,
    freshness: Freshness,
}

/// Makes the file. `None`: the job needs it no more.
pub(crate) async fn produce(
    job: &Job,
    pool: &Pool,
    limits: &Limits,
    progress: &watch::Sender<Progress>,
    stop: &Stop,
) -> Result<Option<Written>, Failure> {
    let mut client = pool.get().await.map_err(store::Error::from)?;
    let made = read_and_write(&mut client, job, limits, progress, stop).await;
    if made.is_err() {
        // Its query may still be running: whoever took it from the pool would wait.
        drop(Object::take(client));
    }
    made
}

async fn read_and_write(
    client: &mut Object,
    job: &Job,
    limits: &Limits,
    progress: &watch::Sender<Progress>,
    stop: &Stop,
) -> Result<Option<Written>, Failure> {
    let snapshot = reports::snapshot(client).await?;
    let prepared = tokio::select! {
        () = stop.stopped() => return Err(Failure::stopped()),
        prepared = prepare(&snapshot, job).instrument(reading("prepare")) => prepared?,
    };
    let Some(Prepared {
        report,
        expected,
        freshness,
    }) = prepared
    else {
        return Ok(None);
    };
    if expected.rows > limits.max_rows {
        let detail = format!(
            "{} rows; at most {} are allowed",
            expected.rows, limits.max_rows
        );
        return Err(Failure::new(ExportFailure::TooManyRows, false, detail));
    }
    progress.send_modify(|progress| progress.expected = Some(expected.rows));

    let abort = Arc::new(AtomicBool::new(false));
    let order = order(
        job,
        limits,
        &report,
        expected,
        freshness,
        (progress, &abort),
    )?;
    let (feed, intake) = mpsc::channel(AHEAD);
    let span = tracing::info_span!("write workbook", rows = expected.rows);
    let writer =
        tokio::task::spawn_blocking(move || span.in_scope(|| writing::write(order, intake)));

    let read = tokio::select! {
        () = stop.stopped() => Err(Failure::stopped()),
        read = transfer(&snapshot, report.as_ref(), feed).instrument(reading("rows")) => read,
    };
    if let Err(failure) = read {
        // The feed is gone, which the writer takes for the end of the attempt.
        let _ = writer.await;
        return Err(failure);
    }
    // Nothing more is read: the file may take its time without holding old rows in the database.
    if let Err(error) = snapshot.commit().await {
        tracing::debug!(%error, "the snapshot was gone before its end");
    }
    conclude(writer, &abort, stop).await.map(Some)
}

async fn prepare(snapshot: &Transaction<'_>, job: &Job) -> Result<Option<Prepared>, Failure> {
    if is_superseded(snapshot, job).await? {
        return Ok(None);
    }
    let parameters = job.request.parameters.clone();
    let today = today(&job.tenant.time_zone);
    let report = reports::prepare(snapshot, &job.request.report, parameters, today).await?;
    let freshness = freshness::read(snapshot, &report.models()).await?;
    let expected = report.expected(snapshot).await?;
    Ok(Some(Prepared {
        report,
        expected,
        freshness,
    }))
}

/// The request lay in the queue for too long: the job has an outcome or a newer request.
async fn is_superseded(snapshot: &Transaction<'_>, job: &Job) -> Result<bool, store::Error> {
    let row = export_jobs::get(snapshot, job.request.job).await?;
    Ok(row.is_some_and(|row| {
        let settled = row.state == "finished" || row.state == "failed";
        settled || row.epoch.unsigned_abs() > job.request.epoch
    }))
}

fn order(
    job: &Job,
    limits: &Limits,
    report: &Arc<dyn Report>,
    expected: Expected,
    freshness: Freshness,
    (progress, abort): (&watch::Sender<Progress>, &Arc<AtomicBool>),
) -> Result<Order, Failure> {
    let folder = limits.files_dir.join(job.folder());
    std::fs::create_dir_all(&folder).map_err(|error| Failure::storage(&error))?;
    if let Err(error) = file::remove_abandoned(&folder) {
        tracing::warn!(%error, "what dead attempts have left stays");
    }
    let locale = job.request.locale.clone();
    Ok(Order {
        expected,
        data_as_of: freshness.data_as_of,
        facts: Facts {
            title: report.title().in_locale(&locale).to_owned(),
            locale,
            tenant: job.tenant.display_name.clone(),
            time_zone: job.tenant.time_zone.clone(),
            company: report.company().cloned(),
            parameters: report.parameters()?,
            freshness,
            generated_at: clock::now(),
        },
        report: Arc::clone(report),
        place: folder.join(job.file_name()),
        folder,
        progress: progress.clone(),
        abort: Arc::clone(abort),
    })
}

/// Reads every row and hands it to the writer, no faster than it writes.
async fn transfer(
    snapshot: &Transaction<'_>,
    report: &dyn Report,
    feed: mpsc::Sender<Feed>,
) -> Result<(), Failure> {
    let mut chunks = report.chunks(snapshot).await?;
    while let Some(chunk) = chunks.next().await {
        if feed.send(Feed::Rows(chunk?)).await.is_err() {
            // The writer has failed and says why itself.
            return Ok(());
        }
    }
    let _ = feed.send(Feed::End).await;
    Ok(())
}

async fn conclude(
    mut writer: JoinHandle<Result<Written, WriteError>>,
    abort: &AtomicBool,
    stop: &Stop,
) -> Result<Written, Failure> {
    let ended = tokio::select! {
        biased;
        ended = &mut writer => ended,
        () = stop.stopped() => {
            abort.store(true, Ordering::Release);
            writer.await
        }
    };
    match ended {
        Ok(Ok(written)) => Ok(written),
        Ok(Err(_)) if abort.load(Ordering::Acquire) => Err(Failure::stopped()),
        Ok(Err(error)) => Err(error.into()),
        // The library panics where its temporary file cannot be written.
        Err(panic) => {
            let detail = format!("the file cannot be written: {panic}");
            Err(Failure::new(ExportFailure::Storage, true, detail))
        }
    }
}

fn reading(what: &'static str) -> tracing::Span {
    tracing::info_span!(
        "read report",
        otel.name = format!("select {what}"),
        otel.kind = "client",
        db.system.name = "postgresql",
        db.query.summary = what,
    )
}

/// The day in the tenant's zone, for parameters that leave the day open.
fn today(time_zone: &str) -> Date {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    clock::now().to_zoned(zone).date()
}
