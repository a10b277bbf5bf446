//! The real binary.

use std::time::Duration;

use serde_json::json;
use testkit::ServiceProcess;

use crate::world::{OPEN_ITEMS, TENANT, World, request};

const PATIENCE: Duration = Duration::from_secs(20);

fn start(world: &World) -> ServiceProcess {
    let variables = world.variables(None);
    let variables = variables
        .into_iter()
        .filter(|(name, _)| name != "ESPEJO_OPS_BIND");
    ServiceProcess::start("export-worker", &[], variables)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_during_a_job_fails_it_as_retryable_and_ends_cleanly() {
    let world = World::create().await;
    let mut process = start(&world);
    process.wait_ready(PATIENCE).await;
    // The report waits for this lock for as long as the test wants.
    world
        .admin
        .batch_execute("begin; lock table odoo.account_move_line")
        .await
        .unwrap();
    let asking = world.start_publisher();
    asking
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    asking.end().await;
    // The start of the export, and a heartbeat while the database does not answer.
    let alive = world.events("export.progressed", 2).await;
    assert_eq!(alive[0]["data"]["attempt"], alive[1]["data"]["attempt"]);

    process.terminate();
    assert!(process.wait_exit(PATIENCE).await.success());
    let failed = world.events("export.failed", 1).await.remove(0);
    assert_eq!(failed["data"]["retryable"], true);
    assert_eq!(failed["data"]["detail"], "the worker was stopped");
    assert!(world.all_files().is_empty());
    world.admin.batch_execute("rollback").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_appears_in_log_and_metrics_and_the_health_check_succeeds() {
    let world = World::create().await;
    let mut process = start(&world);
    process.wait_ready(PATIENCE).await;
    let asking = world.start_publisher();
    asking
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    asking.end().await;
    let finished = world.events("export.finished", 1).await.remove(0);
    let trace = finished["traceparent"].as_str().unwrap();
    assert!(
        trace.contains("0af7651916cd43dd8448eb211c80319c"),
        "{trace}"
    );

    // It may have created the queues of others meanwhile, and subscribed again.
    process.wait_ready(PATIENCE).await;
    let address = process.ops_url().trim_start_matches("http://").to_owned();
    let mut probe = ServiceProcess::start(
        "export-worker",
        &["healthcheck"],
        [("ESPEJO_OPS_BIND", address)],
    );
    assert!(probe.wait_exit(PATIENCE).await.success());
    let metrics = process.metrics().await;
    for counted in [
        "espejo_export_rows_total{report=\"open-items\"} 3",
        "espejo_export_in_progress 0",
        "espejo_export_duration_seconds_count{report=\"open-items\",outcome=\"finished\"} 1",
    ] {
        assert!(metrics.contains(counted), "{counted} is not in {metrics}");
    }
    process.terminate();
    assert!(process.wait_exit(PATIENCE).await.success());
    let log = process.log_lines();
    let made = log
        .iter()
        .find(|line| line["message"] == "the file is finished")
        .unwrap();
    assert_eq!(
        (&made["tenant"], &made["rows"]),
        (&json!(TENANT), &json!(3))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_memory_of_the_process_does_not_grow_with_the_rows() {
    let world = World::create().await;
    world.add_invoices(20_000).await;
    let mut process = start(&world);
    process.wait_ready(PATIENCE).await;
    let asking = world.start_publisher();
    asking
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    world.events("export.finished", 1).await;
    let few = process.peak_memory_bytes().unwrap();
    world
        .admin
        .execute(
            "update odoo.account_move_line set id = id + 1000000 where id > 1000",
            &[],
        )
        .await
        .unwrap();
    world.add_invoices(80_000).await;
    asking
        .publish(&request(TENANT, OPEN_ITEMS, &json!({})))
        .await;
    world.events("export.finished", 2).await;
    asking.end().await;
    let many = process.peak_memory_bytes().unwrap();
    process.terminate();
    assert!(process.wait_exit(PATIENCE).await.success());
    assert!(
        many < few + (24 << 20),
        "{few} bytes for 20,000 rows, {many} for 100,000"
    );
}

#[test]
fn a_preview_writes_the_mail_or_the_error_of_its_template() {
    let folder = tempfile::tempdir().unwrap();
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../deploy/config");
    let host = std::fs::read_to_string(format!("{config}/hosts/andina.localhost.toml")).unwrap();
    let host = format!("{host}\n[mail]\ntemplates = \"letters\"\n");
    for name in ["hosts", "letters"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    std::fs::copy(
        format!("{config}/base.toml"),
        folder.path().join("base.toml"),
    )
    .unwrap();
    std::fs::write(folder.path().join("hosts/andina.localhost.toml"), host).unwrap();
    let preview = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_export-worker"))
            .arg("preview-mail")
            .args(arguments)
            .env("ESPEJO_TENANTS_DIR", folder.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.success(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (done, paths, problem) = preview(&["andina", "statement", "es-PE", "out"]);
    assert!(done, "{problem}");
    assert_eq!(
        paths,
        "out/statement.es-PE.subject\nout/statement.es-PE.txt\nout/statement.es-PE.html\n"
    );
    let read = |part: &str| {
        std::fs::read_to_string(folder.path().join(format!("out/statement.es-PE.{part}"))).unwrap()
    };
    let subject = "Estado de cuenta al 31/10/2026 – Comercial Andina del Perú S.A.C.";
    assert_eq!(read("subject"), subject);
    // The bank accounts and the person are those of the tenant's file.
    for part in ["txt", "html"] {
        assert!(read(part).contains("191-1234567-0-89"), "{}", read(part));
        assert!(read(part).contains("Rosa Quispe, Cobranzas"));
    }

    let (done, _, problem) = preview(&["andina", "invoice", "es-PE", "out"]);
    assert!(
        !done && problem.contains("invoice is not an occasion"),
        "{problem}"
    );
    let (done, _, problem) = preview(&["andina"]);
    assert!(
        !done && problem.contains("usage: export-worker preview-mail"),
        "{problem}"
    );

    let broken = folder.path().join("letters/export.en.html");
    std::fs::write(&broken, "<p>\n{{ company.nam }}").unwrap();
    let (done, _, problem) = preview(&["andina", "statement", "es-PE", "out"]);
    let expected = format!("{}, line 2: undefined value", broken.display());
    assert!(!done && problem.contains(&expected), "{problem}");
}
