//! Each outage of docs/operations.md raises its alerts in a real Prometheus, and no other, and they
//! are resolved when it is over.
//!
//! The rules are those of the product. Only time runs faster for them: what stands behind `for:`, in
//! the brackets of ranges and behind `offset` is divided by [`FASTER`].

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};
use system_tests::Stack;
use tempfile::TempDir;
use testkit::TcpCut;
use tokio::time::{Instant, sleep};

use crate::{
    prometheus::{Prometheus, deploy},
    sync::books,
    tenants::{SERVICES, ready},
};

const FASTER: u64 = 30;
const PATIENCE: Duration = Duration::from_mins(2);
/// Alerts stay as they are for so long, or another one would have followed.
const HOLD: Duration = Duration::from_secs(4);
/// The files of rules about the four services. backup-worker does not run here.
const RULES: [&str; 4] = ["services.yml", "mirror.yml", "broker.yml", "machine.yml"];
/// Services look at what they depend on more often.
const HASTE: [(&str, &str); 3] = [
    ("ESPEJO_RUN_LEASE", "10s"),
    ("ESPEJO_WATCH_EVERY", "500ms"),
    ("ESPEJO_SCHEDULER_INTERVAL", "200ms"),
];

struct World {
    stack: Stack,
    prometheus: Prometheus,
    broker: TcpCut,
    database: TcpCut,
    /// In front of the Odoo of pampa and selva.
    odoo: TcpCut,
    _rules: TempDir,
}

impl World {
    async fn start() -> Self {
        let tenants = [("andina", 81), ("pampa", 82), ("selva", 83)];
        let books = tenants.map(|(name, seed)| (name, books(seed, 5)));
        let mut stack = Stack::prepare(books.into(), &HASTE).await;
        stack.set_key("timeout_seconds", 3);
        let broker = TcpCut::to(&stack.broker.broker_address()).await;
        stack.route_broker(broker.port());
        let server = stack.tenant("andina").database.server_address();
        let database = TcpCut::to(&server).await;
        stack.route_database(database.port());
        let odoo = TcpCut::to(&stack.sim.address().to_string()).await;
        for tenant in ["pampa", "selva"] {
            stack.set_additions(tenant, &format!("url = \"http://{}\"\n", odoo.address()));
        }
        let targets = SERVICES.map(|service| (service, stack.keep_ops_port(service)));
        let rules = faster_rules();
        let prometheus = Prometheus::start(&targets, rules.path());
        Self {
            stack,
            prometheus,
            broker,
            database,
            odoo,
            _rules: rules,
        }
    }

    /// What fires, as the name of the alert and what it is about.
    async fn firing(&self) -> BTreeSet<String> {
        let firing = r#"ALERTS{alertstate="firing", alertname!="EspejoMonitoringWorks"}"#;
        let found = self.prometheus.get("query", &[("query", firing)]).await;
        let found = found.unwrap();
        let series = found["result"].as_array().unwrap();
        series.iter().map(|one| title(&one["metric"])).collect()
    }

    /// Waits until these alerts fire and no other.
    async fn fires(&self, outage: &str, expected: &[String]) {
        let expected: BTreeSet<_> = expected.iter().cloned().collect();
        let begun = Instant::now();
        loop {
            let firing = self.firing().await;
            if firing == expected {
                sleep(HOLD).await;
                if self.firing().await == expected {
                    break;
                }
            }
            let in_time = begun.elapsed() < PATIENCE;
            assert!(in_time, "{outage}: {firing:?}, expected {expected:?}");
            sleep(Duration::from_millis(250)).await;
        }
    }

    async fn is_well(&self, outage: &str) {
        self.fires(&format!("{outage}: over"), &[]).await;
    }

    async fn start_runs(&self, tenants: &[&str]) -> Vec<String> {
        let mut runs = Vec::new();
        for tenant in tenants {
            runs.push(self.stack.api(tenant).start_run("incremental").await);
        }
        runs
    }

    /// Ends these runs, which cannot go on, and makes others that can.
    async fn replace_runs(&self, tenants: &[&str], runs: &[String]) {
        for (tenant, run) in tenants.iter().zip(runs) {
            let cancel = format!("/v1/sync-runs/{run}/cancel");
            self.stack.api(tenant).post(&cancel, &json!({})).await;
            self.stack.api(tenant).run("incremental", PATIENCE).await;
        }
    }
}

/// The alert with its tenant, queue or service.
fn title(labels: &Value) -> String {
    let about = ["tenant", "queue", "service"].map(|label| labels[label].as_str());
    let about = about.into_iter().flatten().next().unwrap_or_default();
    format!("{} {about}", labels["alertname"].as_str().unwrap())
}

fn alerts<'a>(name: &str, about: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let about = about.into_iter();
    about.map(|about| format!("{name} {about}")).collect()
}

/// The rules in a folder of their own, with time running faster.
fn faster_rules() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in RULES {
        let rules = fs::read_to_string(deploy("prometheus/rules").join(file)).unwrap();
        fs::write(folder.path().join(file), faster(&rules)).unwrap();
    }
    folder
}

fn faster(rules: &str) -> String {
    let mut text = rules.to_owned();
    for (before, after) in [("for: ", "\n"), ("[", "]"), ("offset ", "]) \n")] {
        let mut shorter = String::new();
        let mut pieces = text.split(before);
        shorter.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let end = piece
                .find(|end: char| after.contains(end))
                .unwrap_or(piece.len());
            let (duration, rest) = piece.split_at(end);
            let divided = divided(duration).unwrap_or_else(|| duration.to_owned());
            shorter = shorter + before + &divided + rest;
        }
        text = shorter;
    }
    text
}

/// A duration such as `5m`. None if it is something else.
fn divided(duration: &str) -> Option<String> {
    let (number, unit) = duration.split_at_checked(duration.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let number: u64 = number.parse().ok()?;
    Some(format!("{}ms", number * seconds * 1000 / FASTER))
}

/// A small file system. It is unmounted when the value is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` if this user may not mount anything.
    fn at(folder: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4m,mode=0700", "tmpfs"]);
        let mounted = mount
            .arg(folder)
            .status()
            .is_ok_and(|status| status.success());
        mounted.then(|| Self(folder.to_owned()))
    }

    fn fill(&self) {
        // It ends with an error when the disk is full.
        let filled = fs::write(self.0.join("filling"), vec![1; 8 << 20]);
        assert!(filled.is_err(), "the disk is larger than it should be");
    }

    fn clear(&self) {
        fs::remove_file(self.0.join("filling")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn durations_of_rules_are_divided_and_nothing_else() {
    let rules = "for: 5m\nexpr: a[30m] > 3000 and b offset 1h\n c{d=\"[a-z]+\"} offset 30m) > 60";
    let faster = faster(rules);
    let expected = "for: 10000ms\nexpr: a[60000ms] > 3000 and b offset 120000ms\n c{d=\"[a-z]+\"} offset 60000ms) > 60";
    assert_eq!(faster, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_outage_raises_its_alerts_and_no_other_and_they_are_resolved() {
    let mut world = World::start().await;
    let disk = SmallDisk::at(&world.stack.files());
    world.stack.start_all().await;
    for tenant in ["andina", "pampa", "selva"] {
        world.stack.api(tenant).run("snapshot", PATIENCE).await;
    }
    world.prometheus.wait_for("count(up == 1) == 4").await;
    world.is_well("nothing yet").await;
    broker_away(&world).await;
    database_away(&mut world).await;
    database_of_a_tenant_missing(&mut world).await;
    odoo_away(&world).await;
    two_odoos_hang(&world).await;
    worker_gone(&mut world).await;
    match &disk {
        Some(disk) => disk_full(&world, disk).await,
        None => println!("skipped: a full disk; only root may mount one"),
    }
}

async fn broker_away(world: &World) {
    world.broker.refuse();
    let expected = alerts("EspejoBrokerAway", SERVICES);
    world.fires("the broker is away", &expected).await;
    world.broker.restore();
    world.is_well("the broker is away").await;
}

/// The alerts about the databases of these tenants.
fn of_databases(tenants: &[&str]) -> Vec<String> {
    let names = ["EspejoTenantDatabaseAway", "EspejoSchedulesUnread"];
    let of_name = names.map(|name| alerts(name, tenants.iter().copied()));
    of_name.concat()
}

async fn database_away(world: &mut World) {
    world.database.refuse();
    let expected = of_databases(&["andina", "pampa", "selva"]);
    world.fires("the database is away", &expected).await;
    let page = ready(&mut world.stack, "core-api").await;
    assert_eq!(page["status"], "failing", "{page}");
    let names = page["tenants"].as_object().unwrap();
    let is_down = |tenant: &Value| tenant["database"] == "down";
    assert!(names.len() == 3 && names.values().all(is_down), "{page}");
    world.database.restore();
    world.is_well("the database is away").await;
}

async fn database_of_a_tenant_missing(world: &mut World) {
    let name = world.stack.tenant("pampa").database.name().to_owned();
    let client = world.stack.tenant("andina").database.client().await;
    let take = format!(
        "alter database {name} allow_connections false;
         select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
    );
    client.batch_execute(&take).await.unwrap();
    let rename = format!("alter database {name} rename to {name}_away");
    while client.batch_execute(&rename).await.is_err() {
        sleep(Duration::from_millis(100)).await;
    }
    let outage = "the database of a tenant is missing";
    world.fires(outage, &of_databases(&["pampa"])).await;

    // The others are served, and the tenant has its series.
    let page = ready(&mut world.stack, "core-api").await;
    assert_eq!(page["status"], "ready", "{page}");
    let [andina, pampa] =
        ["andina", "pampa"].map(|name| &page["tenants"][format!("{name}.localhost")]);
    assert_eq!(andina["database"], "up", "{page}");
    assert_eq!(pampa["database"], "down", "{page}");
    let reason = pampa["reason"].as_str().unwrap();
    assert!(reason.contains("does not exist"), "{page}");
    for service in ["export-worker", "scheduler"] {
        let page = ready(&mut world.stack, service).await;
        assert_eq!(page["status"], "ready", "{service}: {page}");
    }
    let metrics = world.stack.service("core-api").metrics().await;
    let counted = "espejo_sync_runs_total{tenant=\"pampa\",kind=\"snapshot\",outcome=\"done\"} 1";
    assert!(metrics.lines().any(|line| line == counted), "{metrics}");

    let back = format!(
        "alter database {name}_away rename to {name}; alter database {name} allow_connections true"
    );
    for statement in back.split(';') {
        client.batch_execute(statement).await.unwrap();
    }
    world.is_well(outage).await;
}

async fn odoo_away(world: &World) {
    world.odoo.refuse();
    let runs = world.start_runs(&["pampa"]).await;
    let expected = alerts("EspejoOdooAway", ["pampa"]);
    world.fires("an Odoo is away", &expected).await;
    world.odoo.restore();
    world.replace_runs(&["pampa"], &runs).await;
    world.is_well("an Odoo is away").await;
}

async fn two_odoos_hang(world: &World) {
    let tenants = ["pampa", "selva"];
    world.odoo.pause();
    let runs = world.start_runs(&tenants).await;
    let expected = alerts("EspejoOdooAway", tenants);
    world.fires("two Odoos hang", &expected).await;
    world.odoo.restore();
    world.replace_runs(&tenants, &runs).await;
    world.is_well("two Odoos hang").await;
}

async fn worker_gone(world: &mut World) {
    world.stack.service("sync-worker").kill_9();
    let mut expected = alerts("EspejoServiceDown", ["sync-worker"]);
    expected.extend(alerts("EspejoQueueWithoutConsumer", ["sync-worker.sync"]));
    world.fires("a worker is gone", &expected).await;
    world.stack.launch("sync-worker");
    world.stack.ready("sync-worker").await;
    world.is_well("a worker is gone").await;
}

async fn disk_full(world: &World, disk: &SmallDisk) {
    disk.fill();
    let names = ["EspejoFilesUnwritable", "EspejoFilesFull"];
    let expected = names.map(|name| alerts(name, ["export-worker"])).concat();
    world.fires("the disk is full", &expected).await;
    disk.clear();
    world.is_well("the disk is full").await;
}
