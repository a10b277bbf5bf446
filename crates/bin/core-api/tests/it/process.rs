//! The real binary: it starts without a broker, reports what is missing, and ends on a signal.

use std::time::Duration;

use core_api::settings::Settings;
use settings::Environment;
use testkit::{ServiceProcess, TestDatabase, VirtualHost, free_port};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

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
    let database = andina.variables("CORE");

    let mut admin = andina.migration_variables();
    admin.push(tenants_dir.clone());
    done(&["migrate"], admin).await;
    let create = "key create --tenant andina --role viewer --name test".split(' ');
    let create: Vec<&str> = create.collect();
    let key = done(
        &create,
        [std::slice::from_ref(&tenants_dir), &database[..]].concat(),
    )
    .await;
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
            ("ESPEJO_BROKER_URL", broker.url_for("espejo_core")),
            ("ESPEJO_HTTP_BIND", address.clone()),
            ("ESPEJO_FILES_DIR", files.path().display().to_string()),
        ]
        .into_iter()
        .chain(database),
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
        "ESPEJO_CORE_DATABASE_SECRET",
        "ESPEJO_TENANTS_DIR",
        "ESPEJO_FILES_DIR",
        "ESPEJO_RATE_LIMIT_PER_SECOND",
    ] {
        assert!(problems.contains(name), "{problems}");
    }
}

/// Sends these bytes and reads until the server ends the connection.
async fn send_garbage(address: &str, garbage: &[u8]) {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    // The server may end the connection before it has read everything.
    let _ = stream.write_all(garbage).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let ended = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(PATIENCE, ended).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_migrated_does_not_stop_the_others() {
    let (andina, pampa) = tokio::join!(TestDatabase::empty(), TestDatabase::empty());
    let config = tempfile::tempdir().unwrap();
    write_tenants(config.path(), andina.name(), pampa.name());
    let mut environment = andina.migration_variables();
    environment.push(("ESPEJO_TENANTS_DIR", config.path().display().to_string()));
    let of_somebody = format!("{}_scheduler", andina.name());
    let admin = andina.client().await;
    let create = format!("create role {of_somebody}");
    admin.batch_execute(&create).await.unwrap();

    let mut all = ServiceProcess::start("core-api", &["migrate"], environment.clone());
    assert!(!all.wait_exit(PATIENCE).await.success());
    let log = all.log();
    assert!(
        log.contains("1 of 2 databases are not migrated, see the log: andina"),
        "{log}"
    );
    assert!(log.contains(&of_somebody), "{log}");
    let sql = "select count(*) > 50 from pg_tables where schemaname in ('odoo', 'ops')";
    for database in [&andina, &pampa] {
        let client = database.client().await;
        assert!(client.query_one(sql, &[]).await.unwrap().get::<_, bool>(0));
    }
    // The other one alone, and one that does not exist.
    done(&["migrate", "--tenant", "pampa"], environment.clone()).await;
    let mut none =
        ServiceProcess::start("core-api", &["migrate", "--tenant", "pamba"], environment);
    assert!(!none.wait_exit(PATIENCE).await.success());
    let log = none.log();
    assert!(
        log.contains("there is no tenant pamba; known tenants: andina, pampa"),
        "{log}"
    );
    admin
        .batch_execute(&format!("drop role {of_somebody}"))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_of_the_database_are_logged_only_for_debugging() {
    let (andina, pampa) = tokio::join!(database(), database());
    let config = tempfile::tempdir().unwrap();
    write_tenants(config.path(), andina.name(), pampa.name());
    let tenants_dir = ("ESPEJO_TENANTS_DIR", config.path().display().to_string());

    // A repair applies everything again, so the server says what it skips.
    let migrate = |filter: &str| {
        let mut environment = andina.migration_variables();
        environment.push(tenants_dir.clone());
        environment.push(("ESPEJO_LOG", filter.to_owned()));
        async move { done(&["migrate", "--repair"], environment).await }
    };
    let log = migrate("info").await;
    assert!(!log.contains("tokio_postgres"), "{log}");
    let log = migrate("debug").await;
    let notice = log.lines().find(|line| line.contains("skipping"));
    let notice: serde_json::Value = serde_json::from_str(notice.unwrap()).unwrap();
    assert_eq!(notice["level"], "DEBUG", "{notice}");
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_bytes_are_logged_only_for_debugging() {
    let (andina, pampa, broker) = tokio::join!(database(), database(), VirtualHost::create());
    let config = tempfile::tempdir().unwrap();
    write_tenants(config.path(), andina.name(), pampa.name());
    let address = format!("127.0.0.1:{}", free_port());
    let files = tempfile::tempdir().unwrap();
    let mut serve = ServiceProcess::start(
        "core-api",
        &[],
        [
            ("ESPEJO_TENANTS_DIR", config.path().display().to_string()),
            ("ESPEJO_BROKER_URL", broker.url_for("espejo_core")),
            ("ESPEJO_HTTP_BIND", address.clone()),
            ("ESPEJO_FILES_DIR", files.path().display().to_string()),
            ("ESPEJO_LOG", "info,actix_http=debug".to_owned()),
        ]
        .into_iter()
        .chain(andina.variables("CORE")),
    );
    serve.wait_ready(PATIENCE).await;
    let before = serve.log_lines().len();
    let ops = serve.ops_url().trim_start_matches("http://").to_owned();
    for address in [&address, &ops] {
        for garbage in [
            &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
            b"\x00\xff\xfe\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff",
            b"AMQP\x00\x00\x09\x01",
            &vec![b'a'; 200_000],
        ] {
            send_garbage(address, garbage).await;
        }
    }
    let lines = serve.log_lines().split_off(before);
    let of_actix = |line: &&serde_json::Value| {
        let target = line["target"].as_str().unwrap_or_default();
        target.starts_with("actix_http")
    };
    let heard: Vec<_> = lines.iter().filter(of_actix).collect();
    assert!(!heard.is_empty(), "the garbage did not arrive");
    assert!(
        heard.iter().all(|line| line["level"] == "DEBUG"),
        "{heard:?}"
    );
    assert!(
        lines.iter().all(|line| line["level"] != "ERROR"),
        "{lines:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_of_tenants_names_every_problem_and_needs_no_database() {
    let config = tempfile::tempdir().unwrap();
    write_tenants(config.path(), "espejo_a", "espejo_b");
    let environment = [("ESPEJO_TENANTS_DIR", config.path().display().to_string())];
    let good = done(&["tenants", "check"], environment.to_vec()).await;
    assert!(good.contains("hosts/andina.localhost.toml: good"), "{good}");
    assert!(good.contains("hosts/pampa.localhost.toml: good"), "{good}");

    let file = config.path().join("hosts/pampa.localhost.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let text = format!("extends = \"retail\"\n{text}[schedules]\nverify = \"often\"\n");
    std::fs::write(&file, text).unwrap();
    std::fs::create_dir(config.path().join("bases")).unwrap();
    std::fs::write(config.path().join("bases/retail.toml"), "").unwrap();
    std::fs::write(config.path().join("bases/unused.toml"), "extends = 1").unwrap();
    let mut bad = ServiceProcess::start("core-api", &["tenants", "check"], environment);
    assert_eq!(bad.wait_exit(PATIENCE).await.code(), Some(1));
    let told = bad.log();
    for line in [
        "hosts/andina.localhost.toml: good",
        "hosts/pampa.localhost.toml: `schedules.verify`: ",
        "bases/unused.toml: `extends`: must be a text",
        "some files have problems",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
