//! What keeps a slot, in a worker that has one.

use std::time::{Duration, Instant};

use contracts::sync::{CREDIT_WINDOW, PartKind, RunFailureReason};
use odoo_sim::{Fault, FaultKind, Version};

use crate::{
    stage::{Answer, Odoo, Stage, TENANT, request, wait_until},
    tenant_file,
};

const SMALL: Odoo = Odoo {
    protocol: "json-rpc",
    page_rows: 20,
    connections: 1,
    invoices: 60,
    version: Version::V17,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_odoo_that_hangs_at_the_login_keeps_no_slot() {
    let stage = Stage::set(SMALL).await;
    tenant_file::change(
        stage.folder.path(),
        "timeout_seconds = 10",
        "timeout_seconds = 60",
    );
    let stage = stage.and_worker().await;
    let hang = || Fault {
        method: Some("login".to_owned()),
        ..Fault::times(FaultKind::Hang, 1)
    };
    stage.sim.fault(hang());
    let asked = || request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let (hanging, other) = (asked(), asked());
    let (hanging_run, other_run) = (hanging.run, other.run);
    stage.core.ask(TENANT, hanging).await;
    stage.core.ask(TENANT, other).await;
    stage.core.end_of(other_run).await.finished();
    assert!(stage.core.said(hanging_run).0.is_empty(), "it still hangs");
    let failed = stage.core.end_of(hanging_run).await.failed();
    assert!(failed.retryable);
    assert_eq!(failed.reason, RunFailureReason::Timeout);
    assert!(failed.detail.contains("within 30 s"), "{}", failed.detail);

    // The next one leaves its slot sooner.
    stage.sim.fault(hang());
    let (hanging, other) = (asked(), asked());
    let (hanging_run, other_run) = (hanging.run, other.run);
    let begun = Instant::now();
    stage.core.ask(TENANT, hanging).await;
    stage.core.ask(TENANT, other).await;
    stage.core.end_of(other_run).await.finished();
    assert!(begun.elapsed() < Duration::from_secs(4), "{begun:?}");
    assert!(stage.core.said(hanging_run).0.is_empty(), "it still hangs");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_attempt_keeps_no_slot_and_goes_on_beside_it() {
    let stage = Stage::with_worker(SMALL).await;
    // Nothing is applied, so it waits for credit.
    stage.core.answer(Answer::Nothing);
    let long = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let long_run = long.run;
    stage.core.ask(TENANT, long).await;
    let window = usize::try_from(CREDIT_WINDOW).unwrap();
    let batches = || stage.core.said(long_run).batches().len();
    wait_until("the window is full", || batches() == window).await;
    let short = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let short_run = short.run;
    stage.core.ask(TENANT, short).await;
    wait_until("another attempt begins", || {
        !stage.core.said(short_run).0.is_empty()
    })
    .await;
    assert_eq!(batches(), window, "the long one has not ended");
    stage.core.answer(Answer::Applied);
    stage.core.end_of(long_run).await.finished();
    stage.strike().await;
}
