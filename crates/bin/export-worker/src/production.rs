//! Makes a file from parameters. All data is read in one snapshot: freshness, the expected rows and
//! total, and the rows.

use std::path::PathBuf;
use std::sync::Arc;

use contracts::export::{ExportFailureReason, ExportFormat};
use files::{Abort, Files};
use futures::StreamExt;
use lifecycle::{Stop, clock};
use reports::paper::{Language, Sheet};
use reports::{Chunks, Expected, Export, Letterhead, Reader, Scope, Totals};
use sql::client::GenericClient;
use states::ExportState;
use store::freshness::{self, Freshness};
use store::{Object, Pool, Transaction, export_jobs, sync_runs};
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::task::JoinHandle;
use tracing::Instrument;

use crate::{
    facts::{Facts, Odoo},
    failure::Failure,
    job::Job,
    order::{Order, Progress, Written},
    writing::{self, Feed, WriteError},
};

/// Chunks that the database may be ahead of the writer: 500 rows each, about half a megabyte.
const AHEAD: usize = 4;

pub(crate) struct Limits {
    /// For what does not fit into memory.
    pub(crate) scratch: PathBuf,
    pub(crate) max_rows: u64,
}

/// Where an attempt runs.
#[derive(Clone, Copy)]
pub(crate) enum Lane<'l> {
    /// In a slot. An export with more rows than `at_most` leaves it.
    Slot {
        at_most: u64,
        exit: &'l Exit,
    },
    Large,
}

/// Lets an attempt leave its slot and continue.
pub(crate) struct Exit {
    large: Arc<Semaphore>,
    permit: OnceCell<OwnedSemaphorePermit>,
    left: Stop,
}

pub(crate) enum Produced {
    Made(Written),
    /// The job no longer needs a file from this attempt.
    Superseded,
    /// It needs the lane for large exports, which is full.
    Large,
}

/// What ends an attempt before its file is begun.
enum End {
    Large,
    Failed(Failure),
}

/// What was read before the first row.
struct Prepared {
    report: Arc<dyn Export>,
    letterhead: Letterhead,
    freshness: Freshness,
    odoo_version: Option<String>,
}

impl Lane<'_> {
    fn allows(self, rows: u64) -> Result<(), End> {
        match self {
            Self::Slot { at_most, exit } if rows > at_most => exit.leave(),
            Self::Slot { .. } | Self::Large => Ok(()),
        }
    }
}

impl Exit {
    /// Stops `left` when the attempt leaves its slot and takes a permit of `large`.
    pub(crate) fn new(large: &Arc<Semaphore>, left: &Stop) -> Self {
        Self {
            large: Arc::clone(large),
            permit: OnceCell::new(),
            left: left.clone(),
        }
    }

    fn leave(&self) -> Result<(), End> {
        let permit = Arc::clone(&self.large)
            .try_acquire_owned()
            .map_err(|_| End::Large)?;
        // Held until `self` is dropped.
        let _ = self.permit.set(permit);
        self.left.stop();
        Ok(())
    }
}

impl<E: Into<Failure>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes the file.
pub(crate) async fn produce(
    job: &Job,
    pool: &Pool,
    (files, limits, lane): (&Files, &Limits, Lane<'_>),
    progress: &watch::Sender<Progress>,
    halt: &Stop,
) -> Result<Produced, Failure> {
    let mut client = pool.get().await?;
    let made = read_and_write(
        (&mut *client, pool),
        job,
        (files, limits, lane),
        progress,
        halt,
    )
    .await;
    if !matches!(made, Ok(Produced::Made(_) | Produced::Superseded)) {
        // Its query may still run, and the next user of the connection would have to wait for it.
        drop(Object::take(client.into()));
    }
    made
}

async fn read_and_write(
    (client, pool): (&mut Object, &Pool),
    job: &Job,
    (files, limits, lane): (&Files, &Limits, Lane<'_>),
    progress: &watch::Sender<Progress>,
    halt: &Stop,
) -> Result<Produced, Failure> {
    let snapshot = reports::snapshot(client, None).await?;
    let prepared = tokio::select! {
        () = halt.stopped() => return Err(Failure::stopped()),
        prepared = prepare(&snapshot, job).instrument(reading("prepare")) => prepared?,
    };
    let Some(prepared) = prepared else {
        return Ok(Produced::Superseded);
    };
    let report = Arc::clone(&prepared.report);
    let judge = |expected: &Expected| {
        check_size(expected.rows, limits)?;
        progress.send_modify(|progress| progress.expected = Some(expected.rows));
        lane.allows(expected.rows)
    };
    let ((expected, totals), (sheet, chunks)) = match tokio::select! {
        () = halt.stopped() => return Err(Failure::stopped()),
        begun = begin((&snapshot, pool), report.as_ref(), job, judge).instrument(reading("count")) => begun,
    } {
        Ok(begun) => begun,
        Err(End::Large) => return Ok(Produced::Large),
        Err(End::Failed(failure)) => return Err(failure),
    };
    let rows = expected.rows;

    let order = order(job, limits, (prepared, expected, totals, sheet), progress)?;
    let abort = Abort::default();
    let file = files.begin(&job.key(), abort.clone()).await?;
    let (feed, intake) = mpsc::channel(AHEAD);
    let span = tracing::info_span!("write file", rows);
    let writer =
        tokio::task::spawn_blocking(move || span.in_scope(|| writing::write(&order, file, intake)));

    let read = tokio::select! {
        () = halt.stopped() => Err(Failure::stopped()),
        read = transfer(chunks, feed).instrument(reading("rows")) => read,
    };
    if let Err(failure) = read {
        // The feed is closed, so the writer ends the attempt.
        abort.set();
        let _ = writer.await;
        return Err(failure);
    }
    // All rows are read, so the database may remove old rows while the file is written.
    if let Err(error) = snapshot.commit().await {
        tracing::debug!(%error, "the snapshot had already ended");
    }
    conclude(writer, &abort, halt).await.map(Produced::Made)
}

async fn prepare(snapshot: &Transaction<'_>, job: &Job) -> Result<Option<Prepared>, Failure> {
    if is_superseded(snapshot, job).await? {
        return Ok(None);
    }
    let parameters = job.request.parameters.clone();
    let today = job.tenant.day_of(clock::now());
    let scope = Scope::new(job.request.companies.clone());
    let reader = Reader::new(today, scope);
    let report = reports::prepare(snapshot, &job.request.report, parameters, &reader).await?;
    let freshness = freshness::read(snapshot, &report.models()).await?;
    let letterhead = match report.company() {
        Some(company) => reports::letterhead::of_company(snapshot, company.id).await?,
        None => Letterhead::default(),
    };
    Ok(Some(Prepared {
        report,
        letterhead,
        freshness,
        odoo_version: sync_runs::last_server_version()
            .bind(snapshot)
            .opt()
            .await
            .map_err(store::Error::from)?,
    }))
}

/// The expected values of the file, and its rows. A second connection with the same snapshot counts
/// while the first one sorts the rows. The size is checked as soon as it is known.
async fn begin<'t>(
    (snapshot, pool): (&'t Transaction<'t>, &Pool),
    report: &dyn Export,
    job: &Job,
    judge: impl Fn(&Expected) -> Result<(), End>,
) -> Result<((Expected, Totals), (Sheet, Chunks<'t>)), End> {
    let id = reports::exported(snapshot).await?;
    let counted = async {
        let mut client = pool.get().await?;
        let same = reports::imported(&mut client, &id).await?;
        let expected = report.expected(&same).await?;
        judge(&expected)?;
        Ok::<_, End>((expected, report.totals(&same).await?))
    };
    let rows = async {
        if job.request.format == ExportFormat::Pdf {
            let language = Language::new(&job.request.locale);
            return Ok(report.on_paper(snapshot, &language).await?);
        }
        Ok((Sheet::default(), report.chunks(snapshot).await?))
    };
    tokio::try_join!(counted, rows)
}

/// Whether the job has an outcome, was cancelled, or was requested again.
pub(crate) async fn is_superseded(
    client: &impl GenericClient,
    job: &Job,
) -> Result<bool, store::Error> {
    let row = export_jobs::get()
        .bind(client, &job.request.job)
        .opt()
        .await?;
    Ok(row.is_some_and(|row| {
        let open = matches!(row.state, ExportState::Requested | ExportState::Running);
        !open || row.epoch > job.request.epoch.get()
    }))
}

fn check_size(rows: u64, limits: &Limits) -> Result<(), Failure> {
    let too_many = |detail: String| {
        Err(Failure::new(
            ExportFailureReason::TooManyRows,
            false,
            detail,
        ))
    };
    if rows > limits.max_rows {
        return too_many(format!(
            "{rows} rows; at most {} are allowed: use a narrower filter",
            limits.max_rows
        ));
    }
    Ok(())
}

fn order(
    job: &Job,
    limits: &Limits,
    (prepared, expected, totals, sheet): (Prepared, Expected, Totals, Sheet),
    progress: &watch::Sender<Progress>,
) -> Result<Order, Failure> {
    let locale = job.request.locale.clone();
    let report = prepared.report;
    Ok(Order {
        format: job.request.format,
        csv: job.request.csv.unwrap_or_default(),
        expected,
        data_as_of: prepared.freshness.data_as_of,
        facts: Facts {
            title: report.title().in_locale(&locale).to_owned(),
            subject: report.subject().map(str::to_owned),
            is_for_customers: report.is_for_customers(),
            locale,
            tenant: job.tenant.display_name.clone(),
            time_zone: job.tenant.time_zone.clone(),
            company: report.company().cloned(),
            letterhead: prepared.letterhead,
            paper: job
                .tenant
                .papers
                .of(report.company().map(|company| company.id))
                .clone(),
            parameters: report.parameters()?,
            totals,
            warnings: report.warnings().to_vec(),
            freshness: prepared.freshness,
            generated_at: clock::now(),
            odoo: Odoo {
                url: job.tenant.odoo.people_url().to_owned(),
                version: prepared.odoo_version,
            },
        },
        sheet,
        report,
        scratch: limits.scratch.clone(),
        progress: progress.clone(),
    })
}

/// Reads every row and passes it to the writer, no faster than it writes.
async fn transfer(mut chunks: Chunks<'_>, feed: mpsc::Sender<Feed>) -> Result<(), Failure> {
    while let Some(chunk) = chunks.next().await {
        if feed.send(Feed::Rows(chunk?)).await.is_err() {
            // The writer has failed and reports the reason itself.
            return Ok(());
        }
    }
    let _ = feed.send(Feed::End).await;
    Ok(())
}

async fn conclude(
    mut writer: JoinHandle<Result<Written, WriteError>>,
    abort: &Abort,
    halt: &Stop,
) -> Result<Written, Failure> {
    let ended = tokio::select! {
        biased;
        ended = &mut writer => ended,
        () = halt.stopped() => {
            abort.set();
            writer.await
        }
    };
    match ended {
        Ok(Ok(written)) => Ok(written),
        Ok(Err(_)) if abort.is_set() => Err(Failure::stopped()),
        Ok(Err(error)) => Err(error.into()),
        // The library panics if its temporary file cannot be written.
        Err(panic) => {
            let detail = format!("the file cannot be written: {panic}");
            Err(Failure::new(ExportFailureReason::Storage, true, detail))
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
