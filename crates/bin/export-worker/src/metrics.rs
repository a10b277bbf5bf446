//! Metrics of the worker. Labels are reports and outcomes, so there are few.

use std::time::Duration;

use contracts::{mail::MailOutcome, webhook::WebhookOutcome};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Report {
    report: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReportOutcome {
    report: &'static str,
    outcome: &'static str,
}

/// How a try to deliver something ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Tried {
    outcome: &'static str,
}

const SECONDS: [f64; 12] = [
    0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0,
];

/// Clones share the values.
#[derive(Debug, Clone)]
pub struct Metrics {
    duration: Family<ReportOutcome, Histogram, fn() -> Histogram>,
    rows: Family<Report, Counter>,
    size: Family<Report, Counter>,
    in_progress: Gauge,
    mails: Family<Tried, Counter>,
    webhooks: Family<Tried, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            duration: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            rows: Family::default(),
            size: Family::default(),
            in_progress: Gauge::default(),
            mails: Family::default(),
            webhooks: Family::default(),
        }
    }
}

impl Metrics {
    pub fn register(&self, registry: &mut Registry) {
        self.begin_at_zero();
        registry.register(
            "mails",
            "Tries to deliver a mail, by outcome",
            self.mails.clone(),
        );
        registry.register(
            "webhook_calls",
            "Calls of webhooks, by outcome",
            self.webhooks.clone(),
        );
        let registry = registry.sub_registry_with_prefix("export");
        registry.register_with_unit(
            "duration",
            "Time from taking a request to its last event, by outcome",
            Unit::Seconds,
            self.duration.clone(),
        );
        registry.register("rows", "Rows in finished files", self.rows.clone());
        registry.register_with_unit(
            "size",
            "Size of finished files",
            Unit::Bytes,
            self.size.clone(),
        );
        registry.register(
            "in_progress",
            "Exports in progress",
            self.in_progress.clone(),
        );
    }

    /// These series begin at zero, so that the first of anything is an increase.
    fn begin_at_zero(&self) {
        use MailOutcome as Mail;
        use WebhookOutcome as Call;
        for outcome in [Mail::Sent, Mail::Deferred, Mail::Refused] {
            let _from_the_start = self.mails.get_or_create(&of_mail(outcome));
        }
        for outcome in [Call::Delivered, Call::Deferred, Call::Refused, Call::Gone] {
            let _from_the_start = self.webhooks.get_or_create(&of_call(outcome));
        }
    }

    /// Counts as in progress until the value is dropped.
    pub(crate) fn begin(&self) -> InProgress {
        self.in_progress.inc();
        InProgress(self.in_progress.clone())
    }

    pub(crate) fn ended(&self, report: &'static str, outcome: &'static str, elapsed: Duration) {
        let labels = ReportOutcome { report, outcome };
        self.duration
            .get_or_create(&labels)
            .observe(elapsed.as_secs_f64());
    }

    pub(crate) fn mailed(&self, outcome: MailOutcome) {
        self.mails.get_or_create(&of_mail(outcome)).inc();
    }

    pub(crate) fn called(&self, outcome: WebhookOutcome) {
        self.webhooks.get_or_create(&of_call(outcome)).inc();
    }

    pub(crate) fn made(&self, report: &'static str, rows: u64, bytes: u64) {
        self.rows.get_or_create(&Report { report }).inc_by(rows);
        self.size.get_or_create(&Report { report }).inc_by(bytes);
    }
}

fn of_mail(outcome: MailOutcome) -> Tried {
    let outcome = match outcome {
        MailOutcome::Sent => "sent",
        MailOutcome::Deferred => "deferred",
        MailOutcome::Refused => "refused",
    };
    Tried { outcome }
}

fn of_call(outcome: WebhookOutcome) -> Tried {
    let outcome = match outcome {
        WebhookOutcome::Delivered => "delivered",
        WebhookOutcome::Deferred => "deferred",
        WebhookOutcome::Refused => "refused",
        WebhookOutcome::Gone => "gone",
    };
    Tried { outcome }
}

pub(crate) struct InProgress(Gauge);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.dec();
    }
}
