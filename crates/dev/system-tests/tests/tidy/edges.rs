//! Which crate may depend on which. A crate exists because two crates need it or because it
//! isolates one external protocol. Services know each other only by events.

use crate::{
    manifests::{self, Manifest},
    tree, verdict,
};

const REMEDY: &str = "Avoid this dependency between crates: use an event, or pass a value in. \
                      If it is needed, write a decision in docs/decisions/ and add it to the \
                      table in crates/dev/system-tests/tests/tidy/edges.rs.";

/// These may use every crate; no shipped crate may use them.
const OBSERVERS: [&str; 2] = ["bench", "system-tests"];

/// Crates that only tests use, each with the crates whose tests may use it.
const TEST_ONLY: &[(&str, &[&str])] = &[
    (
        "testkit",
        &[
            "backup-worker",
            "bus",
            "core-api",
            "export-worker",
            "files",
            "odoo-db",
            "reports",
            "scheduler",
            "sql",
            "store",
            "sync-worker",
            "telemetry",
        ],
    ),
    // For tests against a simulated Odoo.
    (
        "odoo-sim",
        &["backup-worker", "odoo", "odoo-db", "sync-worker"],
    ),
    // For a restore under working services.
    ("system-tests", &["backup-worker"]),
];

/// A crate and the crates that it may use.
const EDGES: &[(&str, &[&str])] = &[
    (
        "core-api",
        // Not odoo: no request may wait for Odoo. odoo-db is for the command `direct` alone.
        &[
            "bus",
            "contracts",
            "files",
            "letters",
            "lifecycle",
            "odoo-db",
            "process",
            "reports",
            "settings",
            "sql",
            "states",
            "store",
            "telemetry",
            "tenants",
            "timetable",
            "tls",
            "vault",
            "webhooks",
        ],
    ),
    (
        "sync-worker",
        // Not store: it has no database.
        &[
            "bus",
            "contracts",
            "lifecycle",
            "odoo",
            "odoo-db",
            "process",
            "settings",
            "telemetry",
            "tenants",
            "timetable",
            "tls",
            "vault",
        ],
    ),
    (
        "export-worker",
        &[
            "bus",
            "contracts",
            "files",
            "letters",
            "lifecycle",
            "process",
            "reports",
            "settings",
            "sql",
            "states",
            "store",
            "telemetry",
            "tenants",
            "timetable",
            "tls",
            "webhooks",
        ],
    ),
    (
        "scheduler",
        &[
            "bus",
            "contracts",
            "lifecycle",
            "process",
            "settings",
            "states",
            "store",
            "telemetry",
            "tenants",
            "timetable",
            "tls",
        ],
    ),
    (
        "backup-worker",
        // Not store: it reads and changes no table of a tenant.
        &[
            "lifecycle",
            "process",
            "settings",
            "telemetry",
            "tenants",
            "timetable",
        ],
    ),
    // Not core-api: it calls its commands, in the version that is there.
    ("deploy", &["lifecycle", "process", "tenants", "webhooks"]),
    (
        "process",
        &["lifecycle", "settings", "telemetry", "tenants"],
    ),
    ("reports", &["states", "store"]),
    ("bus", &["contracts", "lifecycle", "settings", "tls"]),
    ("files", &["settings", "tls"]),
    ("letters", &["contracts", "reports", "tenants"]),
    ("telemetry", &["settings", "tls"]),
    ("tenants", &["settings", "vault"]),
    ("contracts", &["states"]),
    ("lifecycle", &[]),
    ("odoo", &[]),
    ("odoo-db", &["odoo", "postgres-url", "tls"]),
    ("postgres-url", &["tls"]),
    ("odoo-sim", &[]),
    ("settings", &[]),
    ("sql", &["states"]),
    ("states", &[]),
    (
        "store",
        &["postgres-url", "settings", "sql", "states", "tls"],
    ),
    ("testkit", &[]),
    ("timetable", &[]),
    ("tls", &["settings"]),
    ("vault", &["settings"]),
    ("webhooks", &[]),
    // Not system-tests and no service: every `./run` builds it first.
    ("xtask", &["settings", "testkit"]),
];

/// External crates for a protocol or a format, each with the only crates that may use it.
const FENCED: &[(&str, &[&str])] = &[
    ("croner", &["timetable"]),
    ("krilla", &["export-worker"]),
    ("lapin", &["bus", "testkit"]),
    ("minijinja", &["letters"]),
    ("object_store", &["files"]),
    ("opentelemetry-otlp", &["telemetry"]),
    ("parquet", &["export-worker"]),
    ("pgwire-replication", &["odoo-db"]),
    ("quick-xml", &["odoo"]),
    ("refinery", &["store"]),
    ("rust_xlsxwriter", &["export-worker"]),
];

#[test]
fn every_crate_is_in_the_table() {
    let members = manifests::members();
    let mut found: Vec<_> = members
        .keys()
        .filter(|name| !is_observer(name) && row(EDGES, name).is_none())
        .map(|name| format!("{name} is not in the table"))
        .collect();
    found.extend(
        EDGES
            .iter()
            .filter(|(name, _)| !members.contains_key(*name))
            .map(|(name, _)| format!("{name} is in the table but not in crates/")),
    );
    verdict::none(&found, REMEDY);
}

#[test]
fn crates_use_only_what_the_table_allows() {
    let members = manifests::members();
    let mut found = Vec::new();
    for manifest in members.values().filter(|member| !is_observer(&member.name)) {
        let allowed = row(EDGES, &manifest.name).unwrap_or_default();
        for name in ours(&manifest.dependencies, &members) {
            if !allowed.contains(&name) {
                found.push(format!("{} -> {name}", manifest.name));
            }
        }
    }
    verdict::none(&found, REMEDY);
}

#[test]
fn tests_use_only_what_the_table_allows() {
    let members = manifests::members();
    let mut found = Vec::new();
    for manifest in members.values().filter(|member| !is_observer(&member.name)) {
        let allowed = row(EDGES, &manifest.name).unwrap_or_default();
        for name in ours(&manifest.dev_dependencies, &members) {
            let test_only =
                row(TEST_ONLY, name).is_some_and(|users| users.contains(&manifest.name.as_str()));
            if !allowed.contains(&name) && !test_only {
                found.push(format!("{} -> {name} (in tests)", manifest.name));
            }
        }
    }
    verdict::none(&found, REMEDY);
}

/// The service has no URL of Odoo's database. A command that a person starts may read it.
#[test]
fn only_the_command_direct_of_core_api_reads_odoos_database() {
    let users = tree::rust_files().into_iter().filter(|file| {
        file.crate_name() == Some("core-api") && file.in_src() && file.text.contains("odoo_db")
    });
    let users: Vec<_> = users.map(|file| file.path).collect();
    assert_eq!(users, ["crates/bin/core-api/src/cli/direct.rs"]);
}

#[test]
fn protocol_libraries_are_used_only_by_their_allowed_crates() {
    let mut found = Vec::new();
    for manifest in manifests::members().into_values() {
        if is_observer(&manifest.name) {
            continue;
        }
        for name in &manifest.dependencies {
            if row(FENCED, name).is_some_and(|users| !users.contains(&manifest.name.as_str())) {
                found.push(format!("{} -> {name}", manifest.name));
            }
        }
    }
    verdict::none(&found, REMEDY);
}

fn is_observer(name: &str) -> bool {
    OBSERVERS.contains(&name)
}

fn row(table: &[(&str, &'static [&'static str])], name: &str) -> Option<&'static [&'static str]> {
    table
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, names)| *names)
}

fn ours<'a>(
    names: &'a [String],
    members: &std::collections::BTreeMap<String, Manifest>,
) -> impl Iterator<Item = &'a str> {
    names
        .iter()
        .map(String::as_str)
        .filter(|name| members.contains_key(*name))
}
