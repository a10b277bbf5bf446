//! All services work on a server that is destroyed and restored: with their broker, which needs no
//! backup, and their Odoo.

use std::{fs, process::Command, time::Duration};

use odoo_sim::{Books, Changes, Fault, FaultKind, Spec};
use reqwest::{Method, StatusCode};
use serde_json::json;
use system_tests::{Api, Stack, assert_proved_equal};
use tokio::time::{Instant, sleep};

use crate::installation::{Installation, chown};

const PATIENCE: Duration = Duration::from_mins(2);
/// Short, so that a part that nobody works on any more is given to another worker in time.
const HASTE: [(&str, &str); 2] = [("ESPEJO_RUN_LEASE", "10s"), ("ESPEJO_WATCH_EVERY", "500ms")];

#[tokio::test(flavor = "multi_thread")]
async fn the_mirror_equals_odoo_again_after_its_server_was_destroyed_and_restored() {
    let machine = Installation::create();
    let books = Books::generate(&Spec::new(91, 200, jiff::civil::date(2026, 11, 22)));
    let mut stack = Stack::prepare_on(machine.servers(), vec![("andina", books)], &HASTE).await;
    use_tenants(&machine, &stack);
    stack.start_all().await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    machine.worker(&["backup", "--full"]);

    // Archived only in part: a day in Odoo, and a reload that is in progress.
    stack.sim.change("andina", &Changes::of_a_day(7)).unwrap();
    api.run("incremental", PATIENCE).await;
    let reload = reload_in_progress(&stack, &api).await;
    machine.stop_server("immediate");
    fs::remove_dir_all(machine.path("data")).unwrap();
    let (status, problem) = api.send(api.request(Method::GET, "/v1/companies")).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");

    let to = machine.path("restored");
    machine.worker(&["restore", "--to", to.to_str().unwrap()]);
    machine.start_server(&to.join("data"));
    stack.sim.clear_faults();
    api.wait_answers(PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    // The reload ended as another attempt, or is not known any more.
    let path = format!("/v1/sync-runs/{reload}");
    let (status, run) = api.send(api.request(Method::GET, &path)).await;
    assert!(
        status == StatusCode::NOT_FOUND || run["state"] == "finished",
        "{status} {run}"
    );
    stack.sim.change("andina", &Changes::of_a_day(7)).unwrap();
    assert_proved_equal(&stack, "andina", PATIENCE).await;
    stack.broker.assert_no_leftovers().await;
}

/// The worker backs up and checks the tenants of the services, not those of its example.
fn use_tenants(machine: &Installation, stack: &Stack) {
    let tenants = machine.path("tenants");
    fs::remove_dir_all(&tenants).unwrap();
    let file = stack.tenant_file("andina");
    let mut copy = Command::new("cp");
    copy.arg("-r").arg(file.ancestors().nth(2).unwrap());
    assert!(copy.arg(&tenants).status().unwrap().success());
    chown(&tenants);
}

/// Returns its id when the first of its batches have been applied.
async fn reload_in_progress(stack: &Stack, api: &Api) -> String {
    let mut slow = Fault::always(FaultKind::SlowMsPerCall);
    slow.value = 300;
    stack.sim.fault(slow);
    let run = api.start_run("snapshot").await;
    let path = format!("/v1/sync-runs/{run}");
    let deadline = Instant::now() + PATIENCE;
    while api.get(&path).await["state"] != json!("running") {
        assert!(Instant::now() < deadline, "it does not begin");
        sleep(Duration::from_millis(100)).await;
    }
    sleep(Duration::from_secs(2)).await;
    run
}
