//! An Odoo of a few worker processes.

use std::time::{Duration, Instant};

use futures::future::join_all;
use odoo_sim::{Fault, FaultKind, Sim};
use serde_json::json;

use crate::client::{call, context, sim};

async fn count(sim: &Sim) -> u64 {
    let named = json!({"context": context()});
    let answer = call(sim, "account.move", "search_count", json!([[]]), named).await;
    answer["result"].as_u64().unwrap()
}

/// Every call takes so long that others come meanwhile.
fn slow_down(sim: &Sim) {
    sim.fault(Fault {
        value: 100,
        ..Fault::always(FaultKind::SlowMsPerCall)
    });
}

#[tokio::test]
async fn calls_beyond_the_workers_wait_and_all_are_answered() {
    let sim = sim(10);
    sim.set_workers(2);
    slow_down(&sim);
    let answers = join_all((0..7).map(|_| count(&sim))).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let report = sim.worker_report();
    assert_eq!(report.most_at_once, 2);
    assert_eq!(report.calls.iter().sum::<u64>(), 7);
    assert!(report.calls.iter().all(|calls| *calls > 0), "{report:?}");
    assert!(report.waited >= 1, "{report:?}");
}

#[tokio::test]
async fn without_a_number_of_workers_every_call_is_served_at_once() {
    let sim = sim(10);
    slow_down(&sim);
    join_all((0..7).map(|_| count(&sim))).await;
    assert!(sim.worker_report().calls.is_empty());
}

#[tokio::test]
async fn a_worker_finishes_its_call_after_the_caller_disconnects() {
    let sim = sim(10);
    sim.set_workers(1);
    sim.fault(Fault {
        value: 500,
        times: Some(1),
        ..Fault::always(FaultKind::Hang)
    });
    let begun = Instant::now();
    let gone = tokio::time::timeout(Duration::from_millis(200), count(&sim)).await;
    assert!(gone.is_err());
    assert!(count(&sim).await > 0);
    assert!(begun.elapsed() >= Duration::from_millis(500));
    let report = sim.worker_report();
    assert_eq!((report.calls, report.waited), (vec![2], 1));
}
