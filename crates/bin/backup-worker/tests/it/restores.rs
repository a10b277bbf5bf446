//! A tenant at an instant, and the whole server after it was destroyed.

use std::{
    fs,
    time::{Duration, Instant},
};

use serde_json::Value;
use settings::Environment;

use crate::installation::{ANDINA, Installation, PAMPA};

/// A run, an export and a mail in progress, a request that is not sent, and somebody who is signed
/// in.
const IN_PROGRESS: &str = "
    insert into ops.sync_run (id, kind, state, epoch, requested_by)
        values ('00000000-0000-0000-0000-000000000001', 'incremental', 'running', 3, 'cli');
    insert into ops.sync_part (run_id, part, epoch, state, lease_until)
        values ('00000000-0000-0000-0000-000000000001', 0, 3, 'running', now() + interval '1 h');
    insert into ops.outbox (event_id, event, version, body)
        values (gen_random_uuid(), 'sync.requested', 1, '{}'),
               (gen_random_uuid(), 'notice.requested', 1, '{}');
    insert into ops.schedule (id, name, cron, time_zone, run_kind, last_due_at)
        values (gen_random_uuid(), 'nightly', '0 1 * * *', 'UTC', 'incremental', '2026-01-01Z')";

const XACT: &str = "select pg_current_xact_id()::text";
const FLOOR: &str = "select xact::text from ops.feed_floor";

#[tokio::test]
async fn one_tenant_is_restored_at_an_instant_and_the_past_is_fenced_off() {
    let machine = Installation::create();
    let before = machine.connect(ANDINA).await;
    before.batch_execute(IN_PROGRESS).await.unwrap();
    machine.worker(&["backup", "--full"]);
    machine.add_key("andina", "wanted");
    let (_, version) = numbers(&before).await;
    let at = machine.moment().await;
    machine.add_key("andina", "a mistake");
    machine.add_key("pampa", "later");
    before
        .execute("update ops.sync_run set epoch = 900", &[])
        .await
        .unwrap();

    // The restored server knows none of these transactions.
    for _ in 0..50 {
        machine.ask("postgres", XACT).await;
    }
    let began: u64 = machine.ask("postgres", XACT).await[0].parse().unwrap();

    // A connection that is open does not stop it.
    let said = machine.worker(&["restore", "--host", "andina.localhost", "--at", &at]);
    assert!(said.contains("andina has the state of"), "{said}");
    assert_eq!(machine.keys(ANDINA).await, ["wanted"]);
    assert_eq!(
        machine.keys(PAMPA).await,
        ["later"],
        "the other tenant goes on"
    );
    let databases =
        "select datname from pg_database where datname like 'espejo_andina%' order by 1";
    let databases = machine.ask("postgres", databases).await;
    assert_eq!(databases.len(), 2, "{databases:?}");
    assert!(databases[1].starts_with("espejo_andina_before_"));

    let after = machine.connect(ANDINA).await;
    let part = "select p.state, p.lease_until < now(), p.epoch = r.epoch from ops.sync_run r
                join ops.sync_part p on p.run_id = r.id";
    let part = after.query_one(part, &[]).await.unwrap();
    assert_eq!(part.get::<_, &str>(0), "requested");
    assert!(part.get::<_, bool>(1) && part.get::<_, bool>(2));
    let first = numbers(&after).await;
    assert!(first.0 > 900 && first.1 > version, "{first:?}");
    // Fenced in the running server, not in the one that was restored beside it.
    let floor: u64 = machine.ask(ANDINA, FLOOR).await[0].parse().unwrap();
    assert!(floor > began, "the feed begins anew: {floor} {began}");
    let waiting = "select event from ops.outbox where published_at is null";
    assert_eq!(machine.ask(ANDINA, waiting).await, ["notice.requested"]);
    let settled = "select (last_due_at > now() - interval '1 h')::text from ops.schedule";
    assert_eq!(machine.ask(ANDINA, settled).await, ["true"]);
    let act = "select action || ' ' || actor from ops.audit order by number desc limit 1";
    assert_eq!(machine.ask(ANDINA, act).await, ["restore cli"]);

    // The logins still work, and nobody else's do.
    machine.core_api(&["audit", "verify", "--tenant", "andina"]);
    let rights = "select datacl::text from pg_database where datname = 'espejo_andina'";
    let rights = machine.ask("postgres", rights).await.remove(0);
    assert!(rights.contains("espejo_andina_core=Tc"), "{rights}");
    assert!(!rights.contains("{=") && !rights.contains(",="), "{rights}");

    restore_the_same_state_again(&machine, &after, &at).await;
}

/// Nothing that the first restore handed out is handed out again.
async fn restore_the_same_state_again(
    machine: &Installation,
    restored: &tokio_postgres::Client,
    at: &str,
) {
    let first = numbers(restored).await;
    let work =
        "update ops.sync_run set epoch = epoch + 1; update ops.sync_part set epoch = epoch + 1;
                update ops.mirror set version = version + 1";
    restored.batch_execute(work).await.unwrap();
    machine.worker(&["restore", "--host", "andina.localhost", "--at", at]);
    let second = numbers(&machine.connect(ANDINA).await).await;
    assert!(second.0 > first.0 + 1, "{first:?} {second:?}");
    assert!(second.1 > first.1 + 1, "{first:?} {second:?}");
    assert!(second.1 < 1 << 53, "an integer of JSON: {second:?}");
    assert_eq!(machine.keys(ANDINA).await, ["wanted"]);
}

/// The epoch of the part, and the mirror version.
async fn numbers(client: &tokio_postgres::Client) -> (i32, i64) {
    let numbers = "select part.epoch, mirror.version from ops.sync_part part, ops.mirror mirror";
    let row = client.query_one(numbers, &[]).await.unwrap();
    (row.get(0), row.get(1))
}

#[tokio::test]
async fn an_instant_that_cannot_be_restored_changes_nothing() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    machine.add_key("andina", "kept");
    let host = ["restore", "--host", "andina.localhost", "--at"];
    for (at, reason) in [
        ("2020-01-01T00:00:00Z", "backup set"),
        ("2999-01-01T00:00:00Z", "in the future"),
    ] {
        let failed = machine.try_worker(&[&host[..], &[at]].concat());
        assert!(!failed.status.success());
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(said.contains(reason), "{said}");
    }
    assert_eq!(machine.keys(ANDINA).await, ["kept"]);
    let databases = "select datname from pg_database where datname like 'espejo_andina%'";
    assert_eq!(machine.ask("postgres", databases).await, [ANDINA]);
}

/// Its pages are empty in the restored server, and the WAL says that they are visible to all.
#[tokio::test]
async fn one_tenant_is_restored_although_another_was_vacuumed_since_the_backup() {
    let machine = Installation::create();
    let other = machine.connect(PAMPA).await;
    let rows = "create table filler as select generate_series(1, 20000) as id";
    other.batch_execute(rows).await.unwrap();
    machine.worker(&["backup", "--full"]);
    other.batch_execute("vacuum filler").await.unwrap();
    machine.add_key("andina", "wanted");
    let at = machine.moment().await;
    machine.add_key("andina", "a mistake");
    machine.worker(&["restore", "--host", "andina.localhost", "--at", &at]);
    assert_eq!(machine.keys(ANDINA).await, ["wanted"]);
}

/// The CPU time of the programs that have run and ended meanwhile: backup-worker and pgBackRest, and
/// not the server's share.
fn cpu_of<T>(work: impl FnOnce() -> T) -> Duration {
    let before = cpu_of_ended();
    work();
    cpu_of_ended().saturating_sub(before)
}

/// The CPU time of all programs that this process has started and that have ended, with the programs
/// that those have started.
fn cpu_of_ended() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let fields: Vec<_> = after_name.split_whitespace().collect();
    // `cutime` and `cstime` of proc(5), in hundredths of a second.
    let ticks: u64 = fields[13].parse::<u64>().unwrap() + fields[14].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_server_is_restored_after_it_was_destroyed() {
    let machine = Installation::create();
    let items = Environment::of_process().or("ESPEJO_DRILL_ITEMS", 1_000_u32);
    machine.add_items(items.into()).await;
    let full = cpu_of(|| machine.worker(&["backup", "--full"]));
    machine.add_key("andina", "first");
    machine.add_key("pampa", "second");
    let incremental = cpu_of(|| machine.worker(&["backup"]));
    machine.add_key("andina", "after the backup");
    // A commit every 50 ms, until the server is destroyed in the middle of it.
    let writer = machine.start_writer().await;
    let figures: Value = serde_json::from_str(&machine.worker(&["drill"])).unwrap();
    let limits = [
        ("recovery_point_ms", 60_000),
        ("recovery_time_ms", 3_600_000),
    ];
    for (figure, limit) in limits {
        let found = figures[figure].as_i64().unwrap();
        assert!((1..=limit).contains(&found), "{figures}");
    }
    let before = (machine.keys(ANDINA).await, machine.items().await);

    machine.stop_server("immediate");
    let destroyed = Instant::now();
    let committed = writer.await.unwrap();
    for lost in ["data", "tenants", "files"] {
        fs::remove_dir_all(machine.path(lost)).unwrap();
    }
    let to = machine.path("restored");
    let said = machine.worker(&["restore", "--to", to.to_str().unwrap()]);
    assert!(
        said.contains("andina: checked; the verify is run"),
        "{said}"
    );
    machine.start_server(&to.join("data"));
    let restored_ms = destroyed.elapsed().as_millis();
    assert!(to.join("tenants/hosts/andina.localhost.toml").exists());
    let file = fs::read_to_string(to.join("files/report.csv")).unwrap();
    assert_eq!(file, "a,b\n1,2\n");
    let after = (machine.keys(ANDINA).await, machine.items().await);
    assert_eq!(after, before);
    assert_eq!(after.0, ["after the backup", "first"]);
    assert_eq!(machine.keys(PAMPA).await, ["second"]);
    let lost_ms = committed.milliseconds_after(machine.last_write().await);
    assert!(lost_ms <= 60_000, "{lost_ms} ms are lost");
    println!(
        "{items} journal items: drill {figures}; restored {restored_ms} ms after the server was destroyed, {lost_ms} ms of commits lost; CPU of a full backup {full:?}, of an incremental one {incremental:?}"
    );

    let again = machine.try_worker(&["restore", "--to", to.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("is not empty"), "{said}");
}
