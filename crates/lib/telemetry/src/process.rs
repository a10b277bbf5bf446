//! What every process says about itself, under the names that Prometheus' own clients use.

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use procfs::ProcResult;
use procfs::process::{LimitValue, Process};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use tls::{Certificate, Trust, Use};

/// The release, as in the changelog.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The commit, if whoever builds says it. Nothing here asks git: then each commit would compile
/// everything again.
const COMMIT: &str = match option_env!("BUILD_COMMIT") {
    Some(commit) => commit,
    None => "",
};

/// The certificates that the process has read.
static CERTIFICATES: OnceLock<Vec<Certificate>> = OnceLock::new();

/// From now on they are in the metrics.
pub(crate) fn show_certificates(trust: &Trust) {
    // Telemetry is installed once.
    let _ = CERTIFICATES.set(trust.certificates());
}

/// The values of now.
pub(crate) fn registry() -> Registry {
    let mut registry = Registry::default();
    let build = Info::new([("version", VERSION), ("commit", COMMIT)]);
    registry.register("espejo_build", "The release that runs", build);
    match Reading::of_now() {
        Ok(reading) => registry.register_collector(Box::new(reading)),
        Err(error) => tracing::debug!(%error, "/proc cannot be read"),
    }
    if let Some(certificates) = CERTIFICATES.get() {
        registry.register_collector(Box::new(Expiries(certificates)));
    }
    registry
}

#[derive(Debug)]
struct Reading {
    cpu: Duration,
    resident_bytes: u64,
    virtual_bytes: u64,
    threads: i64,
    open_files: u64,
    most_files: Option<u64>,
    /// Unix time.
    started: Duration,
}

impl Reading {
    fn of_now() -> ProcResult<Self> {
        let process = Process::myself()?;
        let stat = process.stat()?;
        let boot = Duration::from_secs(procfs::boot_time_secs()?);
        let most_files = match process.limits()?.max_open_files.soft_limit {
            LimitValue::Value(most) => Some(most),
            LimitValue::Unlimited => None,
        };
        Ok(Self {
            cpu: time(stat.utime + stat.stime),
            resident_bytes: stat.rss * procfs::page_size(),
            virtual_bytes: stat.vsize,
            threads: stat.num_threads,
            open_files: u64::try_from(process.fd_count()?).unwrap_or(u64::MAX),
            most_files,
            started: boot + time(stat.starttime),
        })
    }
}

impl Collector for Reading {
    fn encode(&self, mut page: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let cpu = ConstCounter::new(self.cpu.as_secs_f64());
        put(&mut page, "process_cpu_seconds", "CPU time", &cpu)?;
        let resident = ConstGauge::new(self.resident_bytes);
        put(
            &mut page,
            "process_resident_memory_bytes",
            "Memory in use",
            &resident,
        )?;
        let reserved = ConstGauge::new(self.virtual_bytes);
        put(
            &mut page,
            "process_virtual_memory_bytes",
            "Memory reserved",
            &reserved,
        )?;
        let threads = ConstGauge::new(self.threads);
        put(&mut page, "process_threads", "Threads", &threads)?;
        let open = ConstGauge::new(self.open_files);
        put(
            &mut page,
            "process_open_fds",
            "Open files and connections",
            &open,
        )?;
        if let Some(most) = self.most_files {
            let most = ConstGauge::new(most);
            put(
                &mut page,
                "process_max_fds",
                "Files and connections that may be open",
                &most,
            )?;
        }
        let started = ConstGauge::new(self.started.as_secs_f64());
        let help = "When the process started (Unix time)";
        put(&mut page, "process_start_time_seconds", help, &started)
    }
}

/// The certificates in the files that the settings name. A file may have several.
#[derive(Debug)]
struct Expiries(&'static [Certificate]);

impl Collector for Expiries {
    fn encode(&self, mut page: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let mut metric = page.encode_descriptor(
            "espejo_tls_certificate_expiry_timestamp_seconds",
            "When the first certificate of this file expires (Unix time)",
            None,
            MetricType::Gauge,
        )?;
        for used_for in [Use::Authority, Use::Client] {
            let of_use = self.0.iter().filter(|found| found.used_for == used_for);
            let Some(first) = of_use.min_by_key(|found| found.expires_seconds) else {
                continue;
            };
            let kind = match used_for {
                Use::Authority => "authority",
                Use::Client => "client",
            };
            let labels = [
                ("kind", kind.to_owned()),
                ("file", first.file.display().to_string()),
            ];
            ConstGauge::new(first.expires_seconds).encode(metric.encode_family(&labels)?)?;
        }
        Ok(())
    }
}

fn put(
    page: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    metric: &impl EncodeMetric,
) -> Result<(), fmt::Error> {
    metric.encode(page.encode_descriptor(name, help, None, metric.metric_type())?)
}

/// `ticks` of the kernel's clock.
fn time(ticks: u64) -> Duration {
    Duration::from_millis(ticks.saturating_mul(1000) / procfs::ticks_per_second())
}
