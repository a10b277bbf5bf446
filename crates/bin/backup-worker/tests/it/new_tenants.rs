//! Tenants who came since the last backup, or who have no database.

use std::fs;

use serde_json::Value;

use crate::installation::{ANDINA, Installation};

const NUEVA: &str = "espejo_nueva";

#[tokio::test]
async fn a_tenant_who_came_since_the_last_backup_is_restored_alone() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    machine.add_tenant("nueva");
    machine.core_api(&["migrate"]);
    machine.add_key("nueva", "wanted");
    machine.add_key("andina", "kept");
    let at = machine.moment().await;
    machine.add_key("nueva", "a mistake");
    let said = machine.worker(&["restore", "--host", "nueva.localhost", "--at", &at]);
    assert!(said.contains("nueva has the state of"), "{said}");
    assert_eq!(machine.keys(NUEVA).await, ["wanted"]);
    assert_eq!(machine.keys(ANDINA).await, ["kept"]);
}

#[tokio::test]
async fn a_drill_names_the_tenants_that_it_cannot_check() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    machine.add_tenant("nueva");
    fs::write(machine.path("tenants/hosts/mala.localhost.toml"), "name =").unwrap();
    let figures: Value = serde_json::from_str(&machine.worker(&["drill"])).unwrap();
    let unchecked = figures["unchecked"].to_string();
    assert!(
        unchecked.contains("nueva: there is no database espejo_nueva"),
        "{unchecked}"
    );
    assert!(unchecked.contains("mala.localhost.toml"), "{unchecked}");
    assert_eq!(
        figures["unchecked"].as_array().unwrap().len(),
        2,
        "{unchecked}"
    );

    // Nobody who has a database is left.
    for host in ["andina", "pampa"] {
        fs::remove_file(machine.path(&format!("tenants/hosts/{host}.localhost.toml"))).unwrap();
    }
    let said = machine.refused(&["drill"]);
    assert!(said.contains("no tenant was checked"), "{said}");
}
