//! What the metrics say about each tenant. It is read while the tenant is looked after; ages go on
//! until they are asked for.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeGaugeValue, EncodeMetric},
    metrics::{MetricType, counter::ConstCounter, gauge::ConstGauge},
    registry::Registry,
};
use sql::queries::core_api::upkeep::read::{self, Follower, OpenAlarms, Outbox, Proofs, SyncLags};
use store::Pool;
use tenants::Tenants;

use super::ended_runs::{EndedRuns, News};
use crate::writing::stored;

/// While a tenant has much to do, it is looked after each second, but not measured so often.
const LASTS: Duration = Duration::from_secs(10);

/// The latest readings of all tenants. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Gauges(Arc<Mutex<BTreeMap<String, Tenant>>>);

#[derive(Debug, Default)]
struct Tenant {
    /// Whether the latest reading succeeded.
    up: bool,
    read: Option<Reading>,
    ended_runs: EndedRuns,
    /// How much of its log Odoo's database may keep, if that is followed.
    retained_limit: Option<i64>,
}

impl Tenant {
    /// Whether the latest reading succeeded and is recent.
    fn is_known(&self) -> bool {
        let is_recent = |read: &Reading| read.at.elapsed() < LASTS;
        self.up && self.read.as_ref().is_some_and(is_recent)
    }
}

#[derive(Debug)]
struct Reading {
    at: Instant,
    lags: Vec<SyncLags>,
    proofs: Vec<Proofs>,
    alarms: Vec<OpenAlarms>,
    outbox: Outbox,
    follower: Option<Follower>,
}

impl Gauges {
    /// Every one of these tenants has a value from now on, and no other.
    pub fn follow(&self, tenants: &Tenants) {
        let mut known = self.tenants();
        known.retain(|name, _| tenants.by_name(name).is_some());
        for tenant in tenants.iter() {
            let of = known.entry(tenant.name.clone()).or_default();
            let direct = tenant.odoo.direct.as_ref();
            let limit = direct.filter(|direct| direct.follows_log);
            of.retained_limit = limit.map(|direct| stored(direct.max_retained_bytes));
        }
    }

    pub fn register(&self, registry: &mut Registry) {
        registry.register_collector(Box::new(self.clone()));
    }

    /// Reads what the metrics say about one tenant, unless that is known.
    pub(super) async fn read(&self, tenant: &str, pool: &Pool) {
        let counted_to = match self.tenants().get(tenant) {
            Some(known) if known.is_known() => return,
            known => known.and_then(|known| known.ended_runs.counted_to()),
        };
        let read = Reading::of(pool, counted_to).await;
        let mut tenants = self.tenants();
        let Some(known) = tenants.get_mut(tenant) else {
            return;
        };
        known.up = read.is_ok();
        match read {
            Ok((reading, news)) => {
                known.read = Some(reading);
                known.ended_runs.add(&news);
            }
            Err(error) => tracing::debug!(
                tenant,
                error = &error as &dyn std::error::Error,
                "gauges cannot be read"
            ),
        }
    }

    fn tenants(&self) -> MutexGuard<'_, BTreeMap<String, Tenant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reading {
    async fn of(pool: &Pool, counted_to: Option<Timestamp>) -> Result<(Self, News), store::Error> {
        let client = pool.get().await?;
        let client = &*client;
        let news = EndedRuns::look(client, counted_to).await?;
        let reading = Self {
            at: Instant::now(),
            lags: read::sync_lags().bind(client).all().await?,
            proofs: read::proofs().bind(client).all().await?,
            alarms: read::open_alarms().bind(client).all().await?,
            outbox: read::outbox().bind(client).one().await?,
            follower: read::follower().bind(client).opt().await?,
        };
        Ok((reading, news))
    }

    /// An age now that was `seconds` when it was read.
    fn age(&self, seconds: f64) -> f64 {
        let then = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        (then + self.at.elapsed()).as_secs_f64()
    }
}

impl Collector for Gauges {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let tenants = self.tenants();
        let mut page = Page {
            encoder,
            tenants: &tenants,
        };
        page.of_tenants(
            "database_up",
            "1 if the database of the tenant answered when it was last asked, 0 if not",
            |tenant| Some(i64::from(tenant.up)),
        )?;
        page.of_tenants(
            "outbox_depth",
            "Events not yet confirmed by the broker",
            |tenant| Some(tenant.read.as_ref()?.outbox.depth),
        )?;
        page.of_tenants(
            "outbox_oldest_age_seconds",
            "Age of the oldest event not yet confirmed by the broker; 0 if there is none",
            |tenant| {
                let read = tenant.read.as_ref()?;
                let oldest = read.outbox.oldest_seconds;
                Some(oldest.map_or(0.0, |seconds| read.age(seconds)))
            },
        )?;
        page.of_parts(
            "sync_lag_seconds",
            "Age of the watermark: everything older is in the mirror",
            |read| each(&read.lags, |lag| (model(&lag.model), read.age(lag.seconds))),
        )?;
        page.of_parts(
            "mirror_proof_equal",
            "1 if the latest proof of the model found no difference that remains, 0 if it did",
            |read| {
                each(&read.proofs, |proof| {
                    (model(&proof.model), i64::from(proof.equal))
                })
            },
        )?;
        page.of_parts(
            "mirror_proof_timestamp_seconds",
            "When the latest proof of the model ended (Unix time)",
            |read| {
                each(&read.proofs, |proof| {
                    (model(&proof.model), proof.proved_seconds)
                })
            },
        )?;
        page.of_ended_runs()?;
        page.of_followers()?;
        page.of_parts("alarms_open", "Alarms that wait for a decision", |read| {
            each(&read.alarms, |alarm| {
                (("kind", alarm.kind.to_string()), alarm.open)
            })
        })
    }
}

/// A label beside `tenant`.
type Label = (&'static str, String);

fn model(name: &str) -> Label {
    ("model", name.to_owned())
}

fn each<T, N>(rows: &[T], value: impl FnMut(&T) -> (Label, N)) -> Vec<(Label, N)> {
    rows.iter().map(value).collect()
}

/// The text of the metrics, for these tenants.
struct Page<'e, 't> {
    encoder: DescriptorEncoder<'e>,
    tenants: &'t BTreeMap<String, Tenant>,
}

impl Page<'_, '_> {
    /// One value for each tenant.
    fn of_tenants<N: EncodeGaugeValue>(
        &mut self,
        name: &str,
        help: &str,
        value: impl Fn(&Tenant) -> Option<N>,
    ) -> Result<(), fmt::Error> {
        let gauge = MetricType::Gauge;
        let mut metric = self.encoder.encode_descriptor(name, help, None, gauge)?;
        for (tenant, of) in self.tenants {
            if let Some(value) = value(of) {
                let labels = [("tenant", tenant.clone())];
                ConstGauge::new(value).encode(metric.encode_family(&labels)?)?;
            }
        }
        Ok(())
    }

    /// Only of tenants that follow the log of Odoo's database.
    fn of_followers(&mut self) -> Result<(), fmt::Error> {
        self.of_tenants(
            "follower_up",
            "1 if a worker follows the log of Odoo's database, 0 if none does",
            |tenant| {
                Some(i64::from(
                    tenant.read.as_ref()?.follower.as_ref()?.is_following,
                ))
            },
        )?;
        self.of_tenants(
            "follower_lag_seconds",
            "Everything that Odoo committed longer ago is in the mirror",
            |tenant| {
                let read = tenant.read.as_ref()?;
                Some(read.age(read.follower.as_ref()?.lag_seconds?))
            },
        )?;
        self.of_tenants(
            "follower_retained_wal_bytes",
            "What Odoo's database keeps of its log for Espejo",
            |tenant| tenant.read.as_ref()?.follower.as_ref()?.retained_bytes,
        )?;
        self.of_tenants(
            "follower_retained_wal_limit_bytes",
            "How much of its log Odoo's database may keep for Espejo",
            |tenant| tenant.retained_limit,
        )
    }

    fn of_ended_runs(&mut self) -> Result<(), fmt::Error> {
        let help = "Runs of the tenant that have ended; each core-api counts all of them";
        let counter = MetricType::Counter;
        let mut metric = self
            .encoder
            .encode_descriptor("sync_runs", help, None, counter)?;
        for (tenant, of) in self.tenants {
            for ([kind, outcome], count) in of.ended_runs.counts() {
                let labels = [("tenant", tenant.clone()), kind, outcome];
                ConstCounter::new(count).encode(metric.encode_family(&labels)?)?;
            }
        }
        Ok(())
    }

    /// A value for each model or kind of each tenant that has been read.
    fn of_parts<N: EncodeGaugeValue>(
        &mut self,
        name: &str,
        help: &str,
        values: impl Fn(&Reading) -> Vec<(Label, N)>,
    ) -> Result<(), fmt::Error> {
        let gauge = MetricType::Gauge;
        let mut metric = self.encoder.encode_descriptor(name, help, None, gauge)?;
        for (tenant, of) in self.tenants {
            for (part, value) in of.read.as_ref().map(&values).unwrap_or_default() {
                let labels = [("tenant", tenant.clone()), part];
                ConstGauge::new(value).encode(metric.encode_family(&labels)?)?;
            }
        }
        Ok(())
    }
}
