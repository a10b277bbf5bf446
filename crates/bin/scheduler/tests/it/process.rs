//! The real binary.

use std::time::Duration;

use settings::Environment;
use testkit::ServiceProcess;

use crate::world::{TENANT, World};

const PATIENCE: Duration = Duration::from_secs(20);

fn tenants_dir(world: &World) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../deploy/config");
    std::fs::copy(
        format!("{config}/base.toml"),
        folder.path().join("base.toml"),
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("hosts")).unwrap();
    let host = std::fs::read_to_string(format!("{config}/hosts/{TENANT}.localhost.toml")).unwrap();
    let host = host.replace("espejo_andina", world.database.name());
    std::fs::write(
        folder.path().join(format!("hosts/{TENANT}.localhost.toml")),
        host,
    )
    .unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_announces_becomes_ready_and_stops_cleanly() {
    let world = World::create().await;
    world.schedule("yearly", "0 0 1 1 *", false, 1100).await;
    let folder = tenants_dir(&world);
    let mut process = ServiceProcess::start(
        "scheduler",
        &[],
        [
            ("ESPEJO_BROKER_URL", world.broker_url()),
            ("ESPEJO_TENANTS_DIR", folder.path().display().to_string()),
            ("ESPEJO_SCHEDULER_INTERVAL", "100ms".to_owned()),
        ]
        .into_iter()
        .chain(world.database.variables("SCHEDULER")),
    );
    process.wait_ready(PATIENCE).await;
    world.announced(1).await;

    let address = process.ops_url().trim_start_matches("http://").to_owned();
    let mut probe = ServiceProcess::start(
        "scheduler",
        &["healthcheck"],
        [("ESPEJO_OPS_BIND", address)],
    );
    assert!(probe.wait_exit(PATIENCE).await.success());
    let metrics = process.metrics().await;
    let counted = "espejo_scheduler_announcements_total{tenant=\"andina\",outcome=\"confirmed\"} 1";
    assert!(metrics.contains(counted), "{metrics}");

    process.terminate();
    assert!(process.wait_exit(PATIENCE).await.success());
    let log = process.log_lines();
    let due = log
        .iter()
        .find(|line| line["message"] == "the schedule is due")
        .unwrap();
    assert_eq!(due["tenant"], "andina");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_missing_settings_are_reported_at_once_and_the_process_fails() {
    let mut process = ServiceProcess::start::<String, String>("scheduler", &[], []);
    assert!(!process.wait_exit(PATIENCE).await.success());
    let mut env = Environment::from_pairs::<[(String, String); 0], _, _>([]);
    let settings = scheduler::Settings::read(&mut env);
    let problems = env.finish(settings).unwrap_err().to_string();
    for problem in problems
        .lines()
        .filter(|problem| !problem.contains("OPS_BIND"))
    {
        assert!(
            process.log().contains(problem),
            "{problem} is not in {}",
            process.log()
        );
    }
}
