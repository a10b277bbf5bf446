//! The worker runs no further ahead than it is allowed to.

use std::time::Duration;

use contracts::sync::{CREDIT_WINDOW, PartKind};
use odoo_sim::Version;

use crate::stage::{Answer, Odoo, Stage, TENANT, request, wait_until};

const SMALL_PAGES: Odoo = Odoo {
    protocol: "json-rpc",
    page_rows: 20,
    connections: 1,
    invoices: 120,
    version: Version::V17,
};

#[tokio::test(flavor = "multi_thread")]
async fn at_most_eight_published_batches_are_unapplied() {
    let stage = Stage::with_worker(SMALL_PAGES).await;
    stage.core.answer(Answer::Nothing);
    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    let window = usize::try_from(CREDIT_WINDOW).unwrap();
    wait_until("the window is full", || {
        stage.core.said(run).batches().len() >= window
    })
    .await;
    // It asks for credit again, and still goes no further.
    let asks = || {
        stage
            .core
            .said(run)
            .progressed()
            .into_iter()
            .any(|word| word.waiting)
    };
    wait_until("it asks again", asks).await;
    assert_eq!(stage.core.said(run).batches().len(), window);
    // What is read ahead is bounded, too: one page published, one waiting, one in hand.
    assert!(stage.calls("search_read") <= u64::try_from(CREDIT_WINDOW).unwrap() + 3);

    stage.core.answer(Answer::Applied);
    let said = stage.core.end_of(run).await;
    assert!(said.finished().batches > CREDIT_WINDOW);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_attempt_stops_silently_and_frees_its_slot() {
    let stage = Stage::with_worker(SMALL_PAGES).await;
    stage.core.answer(Answer::StaleAfter(3));
    let asked = request(PartKind::Snapshot, vec![stage.model("account.move.line")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    wait_until("three batches are in", || {
        stage.core.said(run).batches().len() >= 3
    })
    .await;

    // The only slot takes another run.
    stage.core.answer(Answer::Applied);
    let other = stage
        .run(request(
            PartKind::Snapshot,
            vec![stage.model("res.currency")],
        ))
        .await;
    other.finished();
    let said = stage.core.said(run);
    assert!(said.batches().len() <= 11, "{:?}", said.names());
    assert!(said.all::<contracts::sync::SyncFailed>().is_empty());
    assert!(said.all::<contracts::sync::SyncFinished>().is_empty());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_credit_no_record_is_read() {
    let stage = Stage::with_worker(SMALL_PAGES).await;
    stage.core.answer(Answer::Silence);
    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let run = asked.run;
    stage.core.ask(TENANT, asked).await;
    let started = || !stage.core.said(run).0.is_empty();
    wait_until("it has started", started).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(stage.calls("search_read") + stage.calls("fields_get"), 0);
    // The request is not in the queue any more: it lives as a row of core-api's.
    assert_eq!(stage.host.queue_depth("sync-worker.sync").await, 0);

    // The lost credit is asked for again.
    stage.core.answer(Answer::Applied);
    let said = stage.core.end_of(run).await;
    assert!(said.progressed()[0].waiting);
    said.finished();
    stage.strike().await;
}
