//! The real binary: it starts without a broker, reports what is missing, and ends on a signal.

use std::time::Duration;

use core_api::settings::Settings;
use settings::Environment;
use testkit::{ServiceProcess, VirtualHost, free_port};

use crate::world::{ANDINA, database, write_tenants};

const PATIENCE: Duration = Duration::from_secs(30);

/// The output of a command of the binary, which must succeed.
async fn done(arguments: &[&str], environment: Vec<(&str, String)>) -> String {
    let mut process = ServiceProcess::start("core-api", arguments, environment);
    let status = process.wait_exit(PATIENCE).await;
    assert!(status.success(), "{arguments:?}: {}", process.log());
    process.log()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_migrates_creates_a_key_serves_and_stops_cleanly() {
    let (andina, pampa, broker) = tokio::join!(database(), database(), VirtualHost::create());
    let config = tempfile::tempdir().unwrap();
    write_tenants(config.path(), andina.name(), pampa.name());
    let tenants_dir = ("ESPEJO_TENANTS_DIR", config.path().display().to_string());
    let database_url = ("ESPEJO_DATABASE_URL", andina.url_for("espejo_core"));

    let admin_url = ("ESPEJO_MIGRATION_DATABASE_URL", andina.url());
    done(&["migrate"], vec![tenants_dir.clone(), admin_url]).await;
    let create = "key create --tenant andina --role viewer --name test".split(' ');
    let create: Vec<&str> = create.collect();
    let key = done(&create, vec![tenants_dir.clone(), database_url.clone()]).await;
    let key = key.trim();
    assert!(
        key.starts_with("esp_") && !key.contains(char::is_whitespace),
        "{key}"
    );

    let address = format!("127.0.0.1:{}", free_port());
    let files = tempfile::tempdir().unwrap();
    let mut serve = ServiceProcess::start(
        "core-api",
        &[],
        [
            tenants_dir,
            database_url,
            ("ESPEJO_BROKER_URL", broker.url_for("espejo_core")),
            ("ESPEJO_HTTP_BIND", address.clone()),
            ("ESPEJO_FILES_DIR", files.path().display().to_string()),
        ],
    );
    serve.wait_ready(PATIENCE).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let trace_id = "0af7651916cd43dd8448eb211c80319c";
    let answer = http
        .get(format!("http://{address}/v1/mirror"))
        .header("host", ANDINA)
        .header("traceparent", format!("00-{trace_id}-b7ad6b7169203331-01"))
        .bearer_auth(key)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["x-request-id"], trace_id);
    let traceparent = answer.headers()["traceparent"].to_str().unwrap();
    assert!(traceparent.contains(trace_id));
    let metrics = serve.metrics().await;
    assert!(
        metrics.contains("route=\"/v1/mirror\",status=\"200\""),
        "{metrics}"
    );

    let ops = serve.ops_url().trim_start_matches("http://").to_owned();
    done(&["healthcheck"], vec![("ESPEJO_OPS_BIND", ops)]).await;

    serve.terminate();
    assert!(serve.wait_exit(PATIENCE).await.success(), "{}", serve.log());
}

#[test]
fn all_missing_settings_are_reported_at_once() {
    let mut env = Environment::from_pairs([("ESPEJO_RATE_LIMIT_PER_SECOND", "0")]);
    let settings = Settings::read(&mut env);
    let problems = env.finish(settings).unwrap_err().to_string();
    for name in [
        "ESPEJO_OPS_BIND",
        "ESPEJO_HTTP_BIND",
        "ESPEJO_BROKER_URL",
        "ESPEJO_DATABASE_URL",
        "ESPEJO_TENANTS_DIR",
        "ESPEJO_FILES_DIR",
        "ESPEJO_RATE_LIMIT_PER_SECOND",
    ] {
        assert!(problems.contains(name), "{problems}");
    }
}
