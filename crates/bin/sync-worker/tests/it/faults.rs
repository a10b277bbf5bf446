//! What the worker makes of an Odoo that misbehaves, and of a broker that goes away.

use std::time::{Duration, Instant};

use contracts::sync::{PartKind, RunFailureReason};
use odoo_sim::{Fault, FaultKind};

use crate::{
    stage::{Odoo, PASSWORD, Stage, TENANT, assert_same, request, wait_until},
    tenant_file,
};

fn on_pages(kind: FaultKind, times: u32, after_calls: u32) -> Fault {
    let method = Some("search_read".to_owned());
    Fault {
        method,
        after_calls,
        ..Fault::times(kind, times)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_fails_at_once_and_is_not_retried() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    stage.sim.set_password("odoo_andina", "another").unwrap();
    let said = stage
        .run(request(
            PartKind::Snapshot,
            vec![stage.model("res.currency")],
        ))
        .await;
    let failed = said.failed();
    assert!(!failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::AccessDenied);
    assert!(failed.hint.contains("password"), "{}", failed.hint);
    assert_eq!(said.names(), ["sync.failed"]);
    assert_eq!(stage.calls("login"), 1);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_password_is_a_configuration_error() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    std::fs::remove_file(stage.folder.path().join("password")).unwrap();
    let said = stage
        .run(request(
            PartKind::Snapshot,
            vec![stage.model("res.currency")],
        ))
        .await;
    let failed = said.failed();
    assert!(!failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::Configuration);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_password_of_the_file_opens_odoo_for_its_host_only() {
    let stage = Stage::set(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let encrypted = |host: &str| {
        let text = tenant_file::odoo_keys().seal_text(host, PASSWORD).unwrap();
        format!("password_encrypted = '{text}'")
    };
    let of_another = encrypted("pampa.localhost");
    tenant_file::change(
        stage.folder.path(),
        "password_file = 'password'",
        &of_another,
    );
    let stage = stage.and_worker().await;
    let asked = || request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let said = stage.run(asked()).await;
    let failed = said.failed();
    assert!(!failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::Configuration);
    let detail = &failed.detail;
    assert!(
        detail.contains("hosts/andina.localhost.toml: `odoo.password_encrypted`"),
        "{detail}"
    );
    assert!(!detail.contains(PASSWORD), "{detail}");

    // The worker follows the file.
    let own = encrypted("andina.localhost");
    tenant_file::change(stage.folder.path(), &of_another, &own);
    let mut is_read = false;
    for _ in 0..40 {
        is_read = stage.run(asked()).await.names().contains(&"sync.finished");
        if is_read {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert!(is_read);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_connections_and_a_failing_proxy_do_not_end_a_run() {
    let stage = Stage::with_worker(Odoo::default()).await;
    stage.sim.fault(on_pages(FaultKind::Http502Html, 2, 0));
    stage.sim.fault(on_pages(FaultKind::DropConnection, 2, 3));
    stage.sim.fault(on_pages(FaultKind::Truncated, 1, 6));
    let models = ["res.partner", "account.move.line"];
    let asked = request(
        PartKind::Snapshot,
        models.map(|model| stage.model(model)).to_vec(),
    );
    let said = stage.run(asked).await;
    said.finished();
    let batches = said.batches();
    for model in models {
        assert_same(&batches, model, &stage.all(model));
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_odoo_hangs_the_attempt_sends_heartbeats_and_shrinks_its_pages() {
    let stage = Stage::with_worker(Odoo::default()).await;
    stage.sim.fault(on_pages(FaultKind::Hang, 1, 0));
    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let said = stage.run(asked).await;
    let alive = said.progressed();
    assert!(
        alive
            .iter()
            .any(|word| !word.waiting && word.published == 0),
        "{:?}",
        said.names()
    );
    let expected = stage.all("account.move.line");
    assert_eq!(
        alive[0].rows_expected,
        Some(u64::try_from(expected.len()).unwrap())
    );
    let batches = said.batches();
    // Half of the page of 500, cut into batches of 200 at most.
    assert_eq!([batches[0].rows.len(), batches[1].rows.len()], [200, 50]);
    assert_same(&batches, "account.move.line", &expected);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persistent_odoo_outage_ends_the_attempt_as_retryable() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let method = Some("search_read".to_owned());
    stage.sim.fault(Fault {
        method,
        ..Fault::always(FaultKind::Http502Html)
    });
    let said = stage
        .run(request(
            PartKind::Snapshot,
            vec![stage.model("res.currency")],
        ))
        .await;
    let failed = said.failed();
    assert!(failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::Unreachable);
    assert_eq!(failed.attempt, said.started().attempt);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persistent_odoo_code_error_ends_the_run_with_odoos_message() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(Fault {
        method: Some("search_read".to_owned()),
        ..Fault::always(FaultKind::CodeError)
    });
    let begun = Instant::now();
    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let said = stage.run(asked).await;
    let failed = said.failed();
    assert!(!failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::Internal);
    let words = "TypeError: 'NoneType' object is not subscriptable";
    assert!(failed.detail.contains(words), "{}", failed.detail);
    assert!(failed.hint.contains("Odoo's own code"), "{}", failed.hint);
    assert_eq!(
        stage.calls("search_read"),
        2,
        "tried once more, and no more"
    );
    assert!(begun.elapsed() < Duration::from_secs(10));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_odoo_code_error_does_not_end_a_run() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 50,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(on_pages(FaultKind::CodeError, 1, 1));
    let asked = request(PartKind::Snapshot, vec![stage.model("res.partner")]);
    let said = stage.run(asked).await;
    said.finished();
    assert_same(&said.batches(), "res.partner", &stage.all("res.partner"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn access_that_is_revoked_while_reading_fails_at_once() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 50,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(on_pages(FaultKind::AccessDenied, 1, 2));
    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let said = stage.run(asked).await;
    let failed = said.failed();
    assert!(!failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::AccessDenied);
    assert_eq!(stage.calls("search_read"), 3);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_broker_connection_does_not_end_a_run() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 50,
        ..Odoo::default()
    })
    .await;
    let slow = FaultKind::SlowMsPerCall;
    stage.sim.fault(Fault {
        value: 200,
        ..Fault::always(slow)
    });
    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    wait_until("a batch is in", || {
        !stage.core.said(run).batches().is_empty()
    })
    .await;
    stage.line.cut();
    let said = stage.core.end_of(run).await;
    said.finished();
    let batches = said.batches();
    assert_same(
        &batches,
        "account.move.line",
        &stage.all("account.move.line"),
    );
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_an_unknown_tenant_is_tried_again_later() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    stage.core.ask("nobody", asked).await;
    let mut waiting = 0;
    for _ in 0..600 {
        waiting = stage.host.queue_depth("sync-worker.delay.5s").await;
        if waiting > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(waiting, 1);
    assert!(stage.host.dead_letters().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_odoo_is_not_called_while_the_circuit_is_open() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(Fault::always(FaultKind::Http502Html));
    let asked = || request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let mut reasons = Vec::new();
    while reasons.last() != Some(&RunFailureReason::CircuitOpen) {
        reasons.push(stage.run(asked()).await.failed().reason);
        assert!(reasons.len() <= 4, "{reasons:?}");
    }
    assert_eq!(reasons[0], RunFailureReason::Unreachable);

    // It is well again, but nobody asks yet.
    stage.sim.clear_faults();
    let failed = stage.run(asked()).await.failed();
    assert_eq!(failed.reason, RunFailureReason::CircuitOpen);
    assert!(failed.retryable && failed.retry_after_seconds > Some(0));
    assert_eq!(stage.calls("version"), 0);
    stage.strike().await;
}
