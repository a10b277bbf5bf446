//! Stopping by signal, sent to this very process.

use std::process::Command;
use std::time::Duration;

use lifecycle::Stop;

#[tokio::test]
async fn sigterm_stops_the_process_gracefully() {
    let stop = Stop::on_signals().unwrap();
    assert!(!stop.is_stopped());
    let sent = Command::new("kill")
        .args(["-TERM", &std::process::id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    tokio::time::timeout(Duration::from_secs(5), stop.stopped())
        .await
        .expect("stopped in time");
}
