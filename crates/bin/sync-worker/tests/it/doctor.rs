//! `sync-worker doctor`: an Odoo that can be read, and what it says about each fault.

use odoo_sim::{Fault, FaultKind};
use serde_json::Value;
use testkit::{Authority, TlsFront, free_port};

use crate::{
    stage::{Odoo, PASSWORD, Stage},
    tenant_file,
};

async fn set() -> Stage {
    Stage::set(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await
}

/// Whether the command succeeded, and what it found.
async fn examine(stage: &Stage) -> (bool, Vec<Value>) {
    let ran = tokio::process::Command::new(testkit::binary("sync-worker"))
        .args(["doctor", "--json"])
        .env_clear()
        .env("ESPEJO_OPS_BIND", "127.0.0.1:9")
        .env("ESPEJO_BROKER_URL", stage.host.url_for("espejo_sync"))
        .env("ESPEJO_TENANTS_DIR", stage.folder.path())
        .output();
    let ran = ran.await.unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(!text.contains(&format!("\"{PASSWORD}")), "{text}");
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

async fn fails(stage: &Stage, wanted: [&str; 3]) {
    let (is_good, findings) = examine(stage).await;
    assert!(!is_good, "{wanted:?}: {findings:#?}");
    has(&findings, "fail", wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odoo_that_can_be_read_has_nothing_to_fix() {
    let stage = set().await;
    let (is_good, findings) = examine(&stage).await;
    assert!(is_good, "{findings:#?}");
    for (check, found) in [
        ("tenants", "1 can be served"),
        ("broker", "logged in as espejo_sync"),
        ("odoo address", "is this machine"),
        ("odoo sign-in", "bot signs in with json-rpc"),
        ("odoo version", "17.0"),
        ("odoo clock", "s from the clock"),
        ("odoo companies", " of ["),
        ("odoo models", " of 27 can be read"),
    ] {
        has(&findings, "ok", [check, found, ""]);
    }
    // No core-api has run here.
    let missing = "not there yet: sync-worker.sync";
    has(&findings, "warn", ["queues", missing, "core-api"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_rights_in_odoo_has_its_own_finding_and_advice() {
    let stage = set().await;
    let folder = stage.folder.path().to_owned();
    let denied = Fault {
        model: Some("account.move.line".to_owned()),
        ..Fault::always(FaultKind::AccessDenied)
    };
    stage.sim.fault(denied);
    fails(
        &stage,
        ["odoo models", "account.move.line: ", "Check the user"],
    )
    .await;
    stage.sim.clear_faults();

    stage.sim.set_user_companies("odoo_andina", &[1]).unwrap();
    tenant_file::change(&folder, "page_rows", "company_ids = [1, 9]\npage_rows");
    fails(
        &stage,
        ["odoo companies", "but not [9]", "odoo.company_ids"],
    )
    .await;

    stage.sim.set_password("odoo_andina", "another").unwrap();
    fails(&stage, ["odoo sign-in", "refused the user bot", "API key"]).await;
    stage.sim.set_password("odoo_andina", PASSWORD).unwrap();
    tenant_file::change(&folder, "'odoo_andina'", "'odoo_nowhere'");
    fails(&stage, ["odoo sign-in", "odoo_nowhere", ""]).await;

    std::fs::remove_file(folder.join("password")).unwrap();
    fails(
        &stage,
        ["odoo sign-in", "password cannot be read", "password_file"],
    )
    .await;
    let text = tenant_file::odoo_keys().seal_text("pampa.localhost", "x");
    let encrypted = format!("password_encrypted = '{}'", text.unwrap());
    tenant_file::change(&folder, "password_file = 'password'", &encrypted);
    fails(
        &stage,
        [
            "odoo sign-in",
            "needs ESPEJO_ODOO_KEY",
            "core-api secrets encrypt",
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_the_way_to_odoo_has_its_own_finding_and_advice() {
    let stage = set().await;
    let folder = stage.folder.path().to_owned();
    let mut url = stage.sim.url();
    let mut lead_to = |next: String| {
        tenant_file::change(&folder, &url, &next);
        url = next;
    };
    let address = stage.sim.address().to_string();
    lead_to(format!("http://127.0.0.1:{}", free_port()));
    fails(
        &stage,
        [
            "odoo sign-in",
            "could not be reached",
            "Check that Odoo runs",
        ],
    )
    .await;
    lead_to("https://odoo.invalid".to_owned());
    fails(
        &stage,
        ["odoo address", "odoo.invalid has no address", "DNS"],
    )
    .await;

    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let trusting = |authority: &Authority, was: &str| {
        let line = format!("ca_file = '{}'", authority.file().display());
        tenant_file::change(&folder, was, &format!("{line}\nlanguage = 'en_US'"));
        line + "\nlanguage = 'en_US'"
    };
    let line = trusting(&ours, "timeout_seconds = 10\n");
    let expired = TlsFront::to(&address, &ours.certificate("localhost", 2021), None).await;
    lead_to(format!("https://localhost:{}", expired.port()));
    fails(&stage, ["odoo address", "expired", "Renew the certificate"]).await;
    let named = TlsFront::to(&address, &ours.certificate("odoo.example.com", 2100), None).await;
    lead_to(format!("https://localhost:{}", named.port()));
    fails(
        &stage,
        ["odoo address", "not valid for name", "odoo.ca_file"],
    )
    .await;

    let good = TlsFront::to(&address, &ours.certificate("localhost", 2100), None).await;
    lead_to(format!("https://localhost:{}", good.port()));
    let (is_good, findings) = examine(&stage).await;
    assert!(is_good, "{findings:#?}");
    has(&findings, "ok", ["odoo address", "more days", ""]);
    trusting(&other, &line);
    fails(&stage, ["odoo address", "UnknownIssuer", "odoo.ca_file"]).await;
}
