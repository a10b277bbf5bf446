//! The real binary: its start, its health, its end.

use std::time::Duration;

use contracts::sync::PartKind;
use odoo_sim::{Fault, FaultKind};
use testkit::ServiceProcess;

use crate::stage::{Odoo, Stage, TENANT, TRACEPARENT, request, wait_until};

const PATIENCE: Duration = Duration::from_mins(1);

fn start(stage: &Stage) -> ServiceProcess {
    start_logging(stage, "info")
}

fn start_logging(stage: &Stage, filter: &str) -> ServiceProcess {
    let folder = stage.folder.path().to_str().unwrap().to_owned();
    let variables = [
        ("ESPEJO_BROKER_URL", stage.host.url_for("espejo_sync")),
        ("ESPEJO_TENANTS_DIR", folder),
        ("ESPEJO_LOG", filter.to_owned()),
    ];
    ServiceProcess::start("sync-worker", &[], variables)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_during_a_run_is_reported_and_the_process_exits_cleanly() {
    let stage = Stage::set(Odoo {
        page_rows: 50,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(Fault {
        value: 300,
        ..Fault::always(FaultKind::SlowMsPerCall)
    });
    let mut worker = start(&stage);
    worker.wait_ready(PATIENCE).await;
    let ops = worker.ops_url().replace("http://", "");
    let mut check =
        ServiceProcess::start("sync-worker", &["healthcheck"], [("ESPEJO_OPS_BIND", ops)]);
    assert!(check.wait_exit(PATIENCE).await.success());

    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    wait_until("a batch is in", || {
        !stage.core.said(run).batches().is_empty()
    })
    .await;
    let metrics = worker.metrics().await;
    for name in [
        "espejo_odoo_call_seconds_bucket",
        "espejo_sync_records_read_total",
        "bus_published_total",
    ] {
        assert!(metrics.contains(name), "no {name} in\n{metrics}");
    }
    worker.terminate();
    assert!(
        worker.wait_exit(PATIENCE).await.success(),
        "{}",
        worker.log()
    );

    let said = stage.core.end_of(run).await;
    let failed = said.failed();
    assert!(failed.retryable);
    assert_eq!(failed.retry_after_seconds, Some(0));
    assert_eq!(failed.detail, "worker is stopping");
    let trace_id = TRACEPARENT.split('-').nth(1).unwrap();
    for event in &said.0 {
        let traceparent = event.envelope.traceparent.as_deref().unwrap_or_default();
        assert_eq!(
            traceparent.split('-').nth(1),
            Some(trace_id),
            "{}",
            event.name
        );
    }
    let lines = worker.log_lines();
    let of_tenant = lines.iter().filter(|line| line["tenant"] == TENANT);
    assert!(of_tenant.count() > 0, "{}", worker.log());
    stage.strike().await;
}

/// Searches everything that leaves the process for its passwords and for the key of its run.
#[tokio::test(flavor = "multi_thread")]
async fn no_password_or_key_is_in_the_log_the_metrics_or_the_events_of_a_run() {
    const PASSWORD: &str = "canary-4b8e9d431f2f3a4b";
    let stage = Stage::set(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    stage.sim.set_password("odoo_andina", PASSWORD).unwrap();
    std::fs::write(stage.folder.path().join("password"), PASSWORD).unwrap();
    let broker = stage.host.url_for("espejo_sync");
    let (login, _) = broker.rsplit_once('@').unwrap();
    let of_broker = login.rsplit_once(':').unwrap().1.to_owned();
    let mut worker = start_logging(&stage, "trace");
    worker.wait_ready(PATIENCE).await;

    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let key = asked.key.expose().to_owned();
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    let good = stage.core.end_of(run).await;
    assert!(!good.batches().is_empty());
    // An error may quote what was sent.
    stage.sim.set_password("odoo_andina", "another").unwrap();
    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    let bad = stage.core.end_of(run).await;
    assert!(!bad.failed().retryable);

    let metrics = worker.metrics().await;
    worker.terminate();
    worker.wait_exit(PATIENCE).await;
    let log = worker.log();
    assert!(log.contains("TRACE"), "everything is logged");
    let events = format!("{:?} {:?}", good.0, bad.0);
    for (place, text) in [("log", &log), ("metrics", &metrics), ("events", &events)] {
        for secret in [PASSWORD, &of_broker, &key] {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "in the {place}");
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_missing_settings_are_reported_at_once_and_the_process_fails() {
    let none: [(&str, &str); 0] = [];
    let mut worker = ServiceProcess::start("sync-worker", &[], none);
    let status = worker.wait_exit(PATIENCE).await;
    assert!(!status.success());
    let log = worker.log();
    for name in ["ESPEJO_BROKER_URL", "ESPEJO_TENANTS_DIR"] {
        assert!(log.contains(name), "{log}");
    }
}
