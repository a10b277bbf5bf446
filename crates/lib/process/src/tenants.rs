//! Follows the tenants of a service: reads their files again on SIGHUP and when they change, and
//! starts and stops what runs for each tenant.

use std::{
    collections::BTreeMap, convert::Infallible, fmt, future::ready, io, sync::Arc, time::Duration,
};

use lifecycle::{Stop, health::Health};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{MetricType, gauge::ConstGauge},
    registry::Registry,
};
use serde_json::json;
use tenants::{Fingerprint, LiveTenants, Tenant, Tenants};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// How often the folder is looked at. A change counts when two looks in a row see the same, because
/// editors write in several steps.
const LOOK: Duration = Duration::from_secs(2);

/// What runs for each tenant. It is started again when the tenant's settings change.
pub struct PerTenant<S> {
    start: S,
    running: BTreeMap<String, (Arc<Tenant>, Stop)>,
    stop: Stop,
}

impl<S: FnMut(&Arc<Tenant>, Stop)> PerTenant<S> {
    /// `start` starts the tasks of a tenant; they end when its signal is given.
    pub fn new(stop: Stop, start: S) -> Self {
        Self {
            start,
            running: BTreeMap::new(),
            stop,
        }
    }

    /// Stops what runs for tenants that have changed or are gone, and starts what is missing.
    pub fn follow(&mut self, tenants: &Tenants) {
        self.running.retain(|name, (of, stop)| {
            let stays = tenants
                .by_name(name)
                .is_some_and(|tenant| Arc::ptr_eq(tenant, of));
            if !stays {
                stop.stop();
            }
            stays
        });
        for tenant in tenants.iter() {
            if !self.running.contains_key(&tenant.name) {
                let stop = self.stop.child();
                (self.start)(tenant, stop.clone());
                let running = (Arc::clone(tenant), stop);
                self.running.insert(tenant.name.clone(), running);
            }
        }
    }
}

/// Reads the files of the tenants when they change, until stopped. `apply` prepares the process for
/// the tenants before they count. Call it inside a runtime.
pub fn follow(
    tenants: LiveTenants,
    apply: impl FnMut(&Tenants) + Send + 'static,
    stop: Stop,
) -> io::Result<impl Future<Output = Result<(), Infallible>> + Send + 'static> {
    log_faults(&Tenants::default(), &tenants.now());
    let mut changes = Changes {
        hangup: signal(SignalKind::hangup())?,
        seen: tenants.fingerprint().ok(),
        tenants,
    };
    let mut apply = apply;
    Ok(async move {
        loop {
            tokio::select! {
                () = stop.stopped() => return Ok(()),
                () = changes.next() => {}
            }
            let (before, now) = (changes.tenants.now(), changes.tenants.read());
            log_changes(&before, &now);
            log_faults(&before, &now);
            apply(&now);
            changes.tenants.publish(now);
        }
    })
}

struct Changes {
    hangup: Signal,
    /// What was read. None if the folder could not be looked at.
    seen: Option<Fingerprint>,
    tenants: LiveTenants,
}

impl Changes {
    /// Waits until the files have changed and are quiet, or for SIGHUP.
    async fn next(&mut self) {
        let mut before = None;
        loop {
            tokio::select! {
                _ = self.hangup.recv() => {
                    tracing::info!(signal = "SIGHUP", "reading the tenants again");
                    self.seen = self.tenants.fingerprint().ok();
                    return;
                }
                () = tokio::time::sleep(LOOK) => {}
            }
            let now = self.tenants.fingerprint().ok();
            if now != self.seen && before.as_ref() == Some(&now) {
                self.seen = now;
                return;
            }
            before = Some(now);
        }
    }
}

fn log_changes(before: &Tenants, now: &Tenants) {
    for tenant in now.iter() {
        match before.by_name(&tenant.name) {
            None => tracing::info!(tenant = tenant.name, host = tenant.host, "new tenant"),
            Some(known) if !Arc::ptr_eq(known, tenant) => {
                tracing::info!(tenant = tenant.name, "the tenant's settings have changed");
            }
            Some(_) => {}
        }
    }
    for tenant in before.iter() {
        if now.by_name(&tenant.name).is_none() {
            let is_suspended = now.suspended().contains(&tenant.host);
            tracing::info!(
                tenant = tenant.name,
                is_suspended,
                "the tenant is no longer served"
            );
        }
    }
}

fn log_faults(before: &Tenants, now: &Tenants) {
    for (host, problems) in now.faults() {
        if before.faults().get(host) != Some(problems) {
            let is_served = now.by_host(host).is_some();
            let problems = problems.join("\n");
            tracing::error!(host, is_served, problems, "the tenant's file is not used");
        }
    }
    for host in before.faults().keys() {
        if !now.faults().contains_key(host) {
            tracing::info!(host, "the tenant's file has no problem any more");
        }
    }
}

/// Shows files with problems on `/ready` and in the metrics. A process whose files all have problems
/// is not ready; one without any tenant is, because the first may come.
pub fn show(tenants: &LiveTenants, health: Health, registry: &mut Registry) -> Health {
    registry.register_collector(Box::new(Files(tenants.clone())));
    let (all, tenants) = (tenants.clone(), tenants.clone());
    let health = health.check("tenants", move || {
        let now = all.now();
        let is_idle = now.iter().next().is_none() && !now.faults().is_empty();
        let none = || Err("no tenant is served: their files have problems".to_owned());
        ready(if is_idle { none() } else { Ok(()) })
    });
    health.warnings("tenants", move || {
        let now = tenants.now();
        let suspended = now.suspended().iter();
        let suspended = suspended.map(|host| format!("suspended/{host}.toml: not served"));
        let faults = now.faults().values().flatten().cloned();
        faults.chain(suspended).collect()
    })
}

/// Shows each tenant on `/ready`, by host, with what it depends on. `database` says why the database
/// of a tenant does not answer, and `None` while that is not known. An Odoo that is away is no
/// condition: reports answer without it.
pub fn show_each(
    tenants: &LiveTenants,
    health: Health,
    database: impl Fn(&str) -> Option<Result<(), String>> + Send + Sync + 'static,
) -> Health {
    let tenants = tenants.clone();
    health.details("tenants", move || {
        let now = tenants.now();
        let of_host = |host: &str| {
            let mut shown = json!({ "file": "valid" });
            if let Some(problems) = now.faults().get(host) {
                shown = json!({ "file": "faulty", "problems": problems });
            }
            if let Some(tenant) = now.by_host(host) {
                shown["name"] = json!(tenant.name);
                let (word, reason) = match database(&tenant.name) {
                    None => ("unknown", None),
                    Some(Ok(())) => ("up", None),
                    Some(Err(reason)) => ("down", Some(reason)),
                };
                shown["database"] = json!(word);
                if let Some(reason) = reason {
                    shown["reason"] = json!(reason);
                }
            }
            (host.to_owned(), shown)
        };
        now.hosts().into_iter().map(of_host).collect()
    })
}

struct Files(LiveTenants);

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Files").finish_non_exhaustive()
    }
}

impl Collector for Files {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let mut metric = encoder.encode_descriptor(
            "tenant_file_valid",
            "1 if the process uses the tenant's file as it is, 0 if the file has a problem",
            None,
            MetricType::Gauge,
        )?;
        let tenants = self.0.now();
        for host in tenants.hosts() {
            let is_valid = i64::from(!tenants.faults().contains_key(host));
            let labels = [("host", host.to_owned())];
            ConstGauge::new(is_valid).encode(metric.encode_family(&labels)?)?;
        }
        let mut metric = encoder.encode_descriptor(
            "tenant_suspended",
            "1 for each tenant whose file is in the folder of suspended tenants",
            None,
            MetricType::Gauge,
        )?;
        for host in tenants.suspended() {
            let labels = [("host", host.clone())];
            ConstGauge::new(1_i64).encode(metric.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
