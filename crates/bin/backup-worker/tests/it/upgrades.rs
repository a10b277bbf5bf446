//! Instants from before an upgrade of Espejo.

use std::fs;

use crate::installation::{ANDINA, Installation};

/// The schema before an upgrade that adds a function. No V file is undone here, because each new
/// one would have to be undone, too.
const OLDER: &str = "
    update public.repeatable_migration set md5 = 'older';
    drop function report.pending_payments(date)";

const LOGINS: &str = "select rolname || ' ' || coalesce(rolpassword, 'none') from pg_authid
                      where rolcanlogin order by 1";
const ADDED: &str = "select to_regprocedure('report.pending_payments(date)')::text";

#[tokio::test]
async fn a_tenant_goes_back_to_an_instant_before_an_upgrade() {
    let machine = Installation::create();
    machine
        .connect(ANDINA)
        .await
        .batch_execute(OLDER)
        .await
        .unwrap();
    machine.worker(&["backup", "--full"]);
    let at = machine.moment().await;
    machine.core_api(&["migrate"]);
    let said = machine.worker(&["restore", "--host", "andina.localhost", "--at", &at]);
    assert!(said.contains("andina has the state of"), "{said}");
    let added = machine.ask(ANDINA, ADDED).await;
    assert_eq!(added, ["report.pending_payments(date)"]);
    let applied = "select md5 from public.repeatable_migration";
    assert_ne!(machine.ask(ANDINA, applied).await, ["older"]);
}

#[tokio::test]
async fn a_server_goes_back_to_an_instant_before_an_upgrade_and_keeps_its_passwords() {
    let machine = Installation::create();
    let client = machine.connect(ANDINA).await;
    client.batch_execute(OLDER).await.unwrap();
    let logins = machine.ask("postgres", LOGINS).await;
    assert!(logins.iter().any(|login| login.contains("SCRAM-SHA-256")));
    machine.worker(&["backup", "--full"]);
    let at = machine.moment().await;
    machine.core_api(&["migrate"]);
    machine.add_key("andina", "later");
    machine
        .ask("postgres", "select pg_switch_wal()::text")
        .await;
    machine.stop_server("fast");
    let to = machine.path("restored");
    let said = machine.worker(&["restore", "--to", to.to_str().unwrap(), "--at", &at]);
    assert!(said.contains("andina: checked"), "{said}");

    fs::remove_dir_all(machine.path("data")).unwrap();
    fs::rename(to.join("data"), machine.path("data")).unwrap();
    machine.start_server(&machine.path("data"));
    let added = machine.ask(ANDINA, ADDED).await;
    assert_eq!(added, ["report.pending_payments(date)"]);
    assert_eq!(machine.ask("postgres", LOGINS).await, logins);
    assert!(machine.keys(ANDINA).await.is_empty());
}
