//! Metrics of backups. Ages are computed from instants by whoever asks, so that they grow while the
//! process does not run.

use anyhow::Result;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::{
    info::{Backup, Kind},
    standing::{Outcome, Standing},
};

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct OfKind {
    kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct OfTask {
    task: &'static str,
    outcome: &'static str,
}

/// Clones share the values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metrics {
    ended: Family<OfKind, Gauge>,
    seconds: Family<OfKind, Gauge>,
    added: Family<OfKind, Gauge>,
    database: Gauge,
    archive_lag: Gauge,
    verified: Gauge,
    intact: Gauge,
    drilled: Gauge,
    restorable: Gauge,
    recovery_time: Gauge,
    recovery_point: Gauge,
    tasks: Family<OfTask, Counter>,
}

impl Metrics {
    pub(crate) fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("backup");
        registry.register(
            "ended_at_seconds",
            "When the last backup ended: full, or any",
            self.ended.clone(),
        );
        registry.register(
            "duration_seconds",
            "How long the last backup took",
            self.seconds.clone(),
        );
        registry.register(
            "added_bytes",
            "What the last backup added to the repository",
            self.added.clone(),
        );
        registry.register(
            "database_bytes",
            "Size of the databases in the last backup",
            self.database.clone(),
        );
        registry.register(
            "archive_lag_seconds",
            "Age of the oldest finished WAL segment that is not in the repository",
            self.archive_lag.clone(),
        );
        registry.register(
            "verified_at_seconds",
            "When the repository was last read as a whole",
            self.verified.clone(),
        );
        registry.register(
            "verified",
            "1 if the last verify found the repository whole",
            self.intact.clone(),
        );
        registry.register(
            "drilled_at_seconds",
            "When the restore was last rehearsed",
            self.drilled.clone(),
        );
        registry.register(
            "drilled",
            "1 if the last drill restored databases that passed every check",
            self.restorable.clone(),
        );
        registry.register(
            "recovery_time_milliseconds",
            "How long the restore took in the last drill that succeeded, with its checks",
            self.recovery_time.clone(),
        );
        registry.register(
            "recovery_point_milliseconds",
            "How long a commit waited for the repository in the last drill that succeeded",
            self.recovery_point.clone(),
        );
        registry.register("tasks", "Backups and drills", self.tasks.clone());
        self.begin_tasks();
    }

    /// A series that begins with 1 has not risen, so the first failure would raise no alert.
    fn begin_tasks(&self) {
        for task in ["backup", "drill"] {
            for outcome in ["done", "failed"] {
                drop(self.tasks.get_or_create(&OfTask { task, outcome }));
            }
        }
    }

    pub(crate) fn show_backups(&self, backups: &[Backup]) {
        let show = |kind: &'static str, backup: &Backup| {
            let of = OfKind { kind };
            self.ended.get_or_create(&of).set(backup.ended_at());
            self.seconds.get_or_create(&of).set(backup.seconds());
            self.added.get_or_create(&of).set(backup.added_bytes());
        };
        if let Some(full) = backups.iter().rfind(|backup| backup.kind == Kind::Full) {
            show("full", full);
        }
        if let Some(last) = backups.last() {
            show("any", last);
            self.database.set(last.bytes());
        }
    }

    pub(crate) fn show_standing(&self, standing: &Standing) {
        let show = |outcome: &Option<Outcome>, at: &Gauge, good: &Gauge| {
            let Some(outcome) = outcome else { return };
            at.set(outcome.at.as_second());
            good.set(i64::from(outcome.problem.is_none()));
        };
        show(&standing.verify, &self.verified, &self.intact);
        show(&standing.drill, &self.drilled, &self.restorable);
        if let Some(figures) = &standing.figures {
            self.recovery_time.set(figures.recovery_time_ms);
            self.recovery_point.set(figures.recovery_point_ms);
        }
    }

    pub(crate) fn show_archive_lag(&self, seconds: i64) {
        self.archive_lag.set(seconds);
    }

    pub(crate) fn ran<T>(&self, task: &'static str, result: &Result<T>) {
        let outcome = if result.is_ok() { "done" } else { "failed" };
        self.tasks.get_or_create(&OfTask { task, outcome }).inc();
    }
}
