//! `core-api doctor`: a healthy installation, and what it says about each fault.

use std::{collections::BTreeMap, fs, process::Stdio, time::Duration};

use serde_json::Value;
use tempfile::TempDir;
use testkit::{ServiceProcess, TestDatabase, VirtualHost, free_port};

use crate::world::{ANDINA, database, write_tenants};

const PATIENCE: Duration = Duration::from_mins(1);

struct Installation {
    config: TempDir,
    _files: TempDir,
    andina: TestDatabase,
    _pampa: TestDatabase,
    broker: VirtualHost,
    variables: BTreeMap<&'static str, String>,
}

impl Installation {
    /// With the queues that core-api has made.
    async fn create() -> Self {
        let (andina, pampa, broker) = tokio::join!(database(), database(), VirtualHost::create());
        let (config, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write_tenants(config.path(), andina.name(), pampa.name());
        let mut variables: BTreeMap<_, _> = [
            ("ESPEJO_BROKER_URL", broker.url_for("espejo_core")),
            ("ESPEJO_HTTP_BIND", format!("127.0.0.1:{}", free_port())),
            ("ESPEJO_OPS_BIND", format!("127.0.0.1:{}", free_port())),
            ("ESPEJO_TENANTS_DIR", config.path().display().to_string()),
            ("ESPEJO_FILES_DIR", files.path().display().to_string()),
            ("ESPEJO_SECRETS_KEY", crate::secret_commands::keys(&[1])),
        ]
        .into();
        variables.extend(andina.variables("CORE"));
        let mut serving = ServiceProcess::start("core-api", &[], variables.clone());
        serving.wait_ready(PATIENCE).await;
        serving.terminate();
        assert!(serving.wait_exit(PATIENCE).await.success());
        Self {
            config,
            _files: files,
            andina,
            _pampa: pampa,
            broker,
            variables,
        }
    }

    async fn sql(&self, sql: &str) {
        self.andina.client().await.batch_execute(sql).await.unwrap();
    }

    /// Whether the command succeeded, and what it found with these variables changed.
    async fn examine(&self, changed: &[(&'static str, &str)], host: &str) -> (bool, Vec<Value>) {
        let mut variables = self.variables.clone();
        for (name, value) in changed {
            variables.insert(name, (*value).to_owned());
        }
        let ran = tokio::process::Command::new(testkit::binary("core-api"))
            .args(["doctor", "--json", "--host", host])
            .env_clear()
            .envs(&variables)
            .stdin(Stdio::null())
            .output();
        let ran = ran.await.unwrap();
        let text = String::from_utf8(ran.stdout).unwrap();
        for (name, secret) in &variables {
            let is_secret = name.ends_with("SECRET") || name.ends_with("KEY");
            assert!(
                !is_secret || secret.is_empty() || !text.contains(secret),
                "{name}: {text}"
            );
        }
        let told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["service"], "core-api");
        let findings = told["findings"].as_array().unwrap().clone();
        (ran.status.success(), findings)
    }

    /// The fault has a finding of its own, with advice, and the command fails.
    async fn fails(&self, changed: &[(&'static str, &str)], wanted: [&str; 3]) {
        let (is_good, findings) = self.examine(changed, ANDINA).await;
        assert!(!is_good, "{wanted:?}: {findings:#?}");
        has(&findings, "fail", wanted);
    }
}

/// There is this finding: check, part of what was found, part of the advice.
fn has(findings: &[Value], verdict: &str, [check, found, advice]: [&str; 3]) {
    let part = |value: &Value, part: &str| value.as_str().unwrap_or_default().contains(part);
    let fits = |finding: &&Value| {
        finding["verdict"] == verdict
            && finding["check"] == check
            && part(&finding["found"], found)
            && part(&finding["advice"], advice)
    };
    assert!(
        findings.iter().any(|it| fits(&it)),
        "{verdict} {check} {found}: {findings:#?}"
    );
}

fn checks(findings: &[Value], verdict: &str) -> Vec<String> {
    let of = findings.iter().filter(|it| it["verdict"] == verdict);
    let mut checks: Vec<_> = of
        .map(|it| it["check"].as_str().unwrap().to_owned())
        .collect();
    checks.dedup();
    checks
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_fails_in_a_healthy_installation_and_the_rest_is_told() {
    let installation = Installation::create().await;
    let (is_good, findings) = installation.examine(&[], ANDINA).await;
    assert!(is_good, "{findings:#?}");
    assert!(checks(&findings, "fail").is_empty());
    let ok = checks(&findings, "ok");
    for check in [
        "tenants",
        "secrets key",
        "files",
        "broker",
        "queues",
        "database",
        "database clock",
        "connections",
        "database rights",
    ] {
        assert!(ok.iter().any(|it| it == check), "{check}: {findings:#?}");
    }
    has(
        &findings,
        "warn",
        ["console", "no pages", "the built console"],
    );
    let nowhere = installation.examine(&[], "nowhere.localhost").await;
    has(
        &nowhere.1,
        "fail",
        [
            "tenants",
            "nowhere.localhost is not served",
            "tenants create",
        ],
    );
    // It left no file behind.
    let files = &installation.variables["ESPEJO_FILES_DIR"];
    let left = fs::read_dir(format!("{files}/exports"));
    assert_eq!(left.map_or(0, Iterator::count), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_setting_has_its_own_finding_and_advice() {
    let installation = Installation::create().await;
    let closed = format!("127.0.0.1:{}", free_port());
    let right = installation.variables["ESPEJO_BROKER_URL"].clone();
    let password = right.replacen("espejo_core:", "espejo_core:not-", 1);
    let away = format!("amqp://espejo_core:x@{closed}/espejo");
    let other = installation.broker.url_for("espejo_sync");
    let lost = format!("{right}-lost");
    let server = format!("postgres://{closed}");
    let secret = "x".repeat(40);
    let url = "ESPEJO_BROKER_URL";
    for (name, value, wanted) in [
        (
            "ESPEJO_HTTP_BIND",
            "",
            ["settings", "ESPEJO_HTTP_BIND is missing", ".env.example"],
        ),
        (
            "ESPEJO_TENANTS_DIR",
            "/nowhere",
            ["tenants", "base.toml is missing", "ESPEJO_TENANTS_DIR"],
        ),
        (url, &password, ["broker", "ACCESS_REFUSED", "users.sh"]),
        (
            url,
            &away,
            ["broker", "refused or broke", "Check that RabbitMQ runs"],
        ),
        (
            url,
            &other,
            ["broker", "must log in as espejo_core", "users.sh"],
        ),
        (url, &lost, ["broker", "vhost", "virtual host"]),
        (
            "ESPEJO_DATABASE_URL",
            &server,
            ["database", "no connection", "Check that PostgreSQL runs"],
        ),
        (
            "ESPEJO_CORE_DATABASE_SECRET",
            &secret,
            ["database", "password", "core-api migrate"],
        ),
        (
            "ESPEJO_DATABASE_CONNECTIONS",
            "60000",
            ["connections", "60000 for core-api", "max_connections"],
        ),
    ] {
        installation.fails(&[(name, value)], wanted).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_files_that_cannot_be_used_and_a_missing_key_are_told() {
    let installation = Installation::create().await;
    let a_file = installation.config.path().join("base.toml");
    let a_file = a_file.display().to_string();
    for (value, found) in [
        ("/nowhere", "/nowhere: No such file"),
        (&a_file, "Not a directory"),
    ] {
        let wanted = ["files", found, "user of core-api"];
        installation
            .fails(&[("ESPEJO_FILES_DIR", value)], wanted)
            .await;
    }
    let (is_good, findings) = installation
        .examine(&[("ESPEJO_SECRETS_KEY", "")], ANDINA)
        .await;
    assert!(is_good);
    has(
        &findings,
        "warn",
        ["secrets key", "there is none", "openssl rand"],
    );
}

async fn each_missing_right_on_the_broker_is_named(installation: &Installation) {
    installation.broker.forbid_publishing("espejo_core").await;
    installation
        .fails(
            &[],
            [
                "broker rights",
                "may not publish sync.requested",
                "users.sh",
            ],
        )
        .await;
    installation.broker.forbid_reading("espejo_core").await;
    installation
        .fails(&[], ["broker rights", "ACCESS_REFUSED", "users.sh"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_database_broker_and_file_has_its_own_finding_and_advice() {
    let installation = Installation::create().await;
    let name = installation.andina.name();
    for (fault, found, mended) in [
        (
            "revoke select on odoo.account_move from espejo_reader".to_owned(),
            format!("{name}_export may not read 1 tables"),
            "grant select on odoo.account_move to espejo_reader".to_owned(),
        ),
        (
            format!("alter role {name}_scheduler rename to {name}_lost"),
            format!("there is no login {name}_scheduler"),
            format!("alter role {name}_lost rename to {name}_scheduler"),
        ),
    ] {
        installation.sql(&fault).await;
        let wanted = ["database rights", &found, "core-api migrate"];
        installation.fails(&[], wanted).await;
        installation.sql(&mended).await;
    }
    let old = "delete from public.refinery_schema_history
               where version = (select max(version) from public.refinery_schema_history)";
    installation.sql(old).await;
    installation
        .fails(
            &[],
            [
                "database",
                "core-api migrate --tenant andina",
                "core-api migrate",
            ],
        )
        .await;

    each_missing_right_on_the_broker_is_named(&installation).await;
    let file = installation
        .config
        .path()
        .join(format!("hosts/{ANDINA}.toml"));
    let text = fs::read_to_string(&file).unwrap();
    let lost = text.replace("database = '", "database = 'nowhere_");
    fs::write(&file, lost).unwrap();
    installation
        .fails(&[], ["database", "nowhere_", "core-api migrate"])
        .await;
    fs::write(&file, text.replace("locale = 'es-PE'", "locale = 'peru'")).unwrap();
    installation
        .fails(
            &[],
            ["tenants", "is not a locale", "core-api tenants check"],
        )
        .await;
}
