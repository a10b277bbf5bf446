//! `export-worker doctor`: what it says about the mail server and the database.

use serde_json::Value;
use testkit::{Authority, SmtpServer, TlsFront, free_port};

use crate::world::World;

/// NUL, `ana`, NUL, `word`.
const LOGIN: &str = "AGFuYQB3b3Jk";

/// Whether the command succeeded, and what it found.
async fn examine(world: &World, more: &[(&str, String)]) -> (bool, Vec<Value>) {
    let mut command = tokio::process::Command::new(testkit::binary("export-worker"));
    command
        .args(["doctor", "--json"])
        .env_clear()
        .envs(world.variables(None));
    for (name, value) in more {
        command.env(name, value);
    }
    let ran = command.output().await.unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(!text.contains(":word@"), "{text}");
    let told: Value = serde_json::from_str(&text).unwrap();
    let findings = told["findings"].as_array().unwrap().clone();
    (ran.status.success(), findings)
}

/// Check, part of what was found, part of the advice.
fn has(findings: &[Value], verdict: &str, [check, found, advice]: [&str; 3]) {
    let part = |value: &Value, part: &str| value.as_str().unwrap_or_default().contains(part);
    let fits = |finding: &Value| {
        finding["verdict"] == verdict
            && finding["check"] == check
            && part(&finding["found"], found)
            && part(&finding["advice"], advice)
    };
    assert!(
        findings.iter().any(fits),
        "{verdict} {check} {found}: {findings:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_the_database_has_its_own_finding_and_advice() {
    let world = World::create().await;
    let (is_good, findings) = examine(&world, &[]).await;
    assert!(is_good, "{findings:#?}");
    has(
        &findings,
        "warn",
        ["mail server", "there is none", "ESPEJO_SMTP_URL"],
    );
    has(&findings, "ok", ["database", "can be read", ""]);

    let secret = [("ESPEJO_EXPORT_DATABASE_SECRET", "x".repeat(40))];
    let (is_good, findings) = examine(&world, &secret).await;
    assert!(!is_good);
    has(
        &findings,
        "fail",
        ["database", "password", "core-api migrate"],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_the_mail_server_has_its_own_finding_and_advice() {
    let world = World::create().await;
    let server = SmtpServer::start().await;
    server.accept_login(LOGIN);
    let authority = Authority::new("ours");
    let address = server.url().trim_start_matches("smtp://").to_owned();
    let certificate = authority.certificate("localhost", 2100);
    let front = TlsFront::to(&address, &certificate, None).await;
    let port = front.port();
    let with = |url: String| {
        [
            ("ESPEJO_SMTP_URL", url),
            ("ESPEJO_MAIL_FROM", "reports@example.com".to_owned()),
            ("ESPEJO_CA_FILE", authority.file().display().to_string()),
        ]
    };
    let right = with(format!("smtps://ana:word@localhost:{port}"));
    let (is_good, findings) = examine(&world, &right).await;
    assert!(is_good, "{findings:#?}");
    has(
        &findings,
        "ok",
        ["mail server", "connected and logged in", ""],
    );
    let plain = address.rsplit_once(':').unwrap().1;
    for (url, found, advice) in [
        (
            format!("smtps://ana:wrong@localhost:{port}"),
            "535",
            "refuses the login",
        ),
        (
            format!("smtps://ana:word@127.0.0.1:{port}"),
            "certificate",
            "ESPEJO_CA_FILE",
        ),
        (
            format!("smtps://ana:word@localhost:{}", free_port()),
            "refused",
            "many providers",
        ),
        (
            format!("smtp://ana:word@localhost:{plain}?tls=required"),
            "TLS",
            "",
        ),
    ] {
        let (is_good, findings) = examine(&world, &with(url)).await;
        assert!(!is_good);
        has(&findings, "fail", ["mail server", found, advice]);
    }
    assert!(server.mails().is_empty());
}
