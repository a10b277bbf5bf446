//! Tenants whose files change while a process has them.

use std::{fs, sync::Arc};

use tempfile::TempDir;
use tenants::{LiveTenants, Tenant};

use crate::loading::{BASE, directory, host_file};

fn two() -> TempDir {
    directory(
        BASE,
        &[
            ("andina.localhost.toml", host_file("andina")),
            ("pampa.localhost.toml", host_file("pampa")),
        ],
    )
}

fn write(dir: &TempDir, file: &str, text: &str) {
    fs::write(dir.path().join(file), text).unwrap();
}

fn open(dir: &TempDir) -> LiveTenants {
    LiveTenants::open(dir.path(), |_| Ok(())).unwrap()
}

fn again(tenants: &LiveTenants) {
    let read = tenants.read();
    tenants.publish(read);
}

fn names(tenants: &LiveTenants) -> Vec<String> {
    let now = tenants.now();
    now.iter().map(|tenant| tenant.name.clone()).collect()
}

#[test]
fn a_changed_tenant_is_new_and_the_others_are_the_same_values() {
    let dir = two();
    let tenants = open(&dir);
    let before = tenants.now();
    let changed = host_file("pampa").replace("pampa S.A.", "Pampa Sur");
    write(&dir, "hosts/pampa.localhost.toml", &changed);
    write(&dir, "hosts/costa.localhost.toml", &host_file("costa"));
    again(&tenants);
    assert_eq!(names(&tenants), ["andina", "costa", "pampa"]);
    let same = |name: &str| {
        let now = tenants.by_name(name).unwrap();
        Arc::ptr_eq(before.by_name(name).unwrap(), &now)
    };
    assert!(same("andina"));
    assert!(!same("pampa"));
    assert_eq!(tenants.by_name("pampa").unwrap().display_name, "Pampa Sur");

    fs::remove_file(dir.path().join("hosts/andina.localhost.toml")).unwrap();
    again(&tenants);
    assert_eq!(names(&tenants), ["costa", "pampa"]);
    assert!(tenants.now().by_host("andina.localhost").is_none());
}

#[test]
fn a_tenant_whose_file_breaks_keeps_its_settings_and_one_that_was_broken_from_the_start_is_not_served()
 {
    let dir = two();
    write(&dir, "hosts/costa.localhost.toml", "name = 7");
    let tenants = open(&dir);
    assert_eq!(names(&tenants), ["andina", "pampa"]);
    assert!(tenants.now().faults()["costa.localhost"][0].contains("hosts/costa.localhost.toml"));

    write(&dir, "hosts/pampa.localhost.toml", "name = ");
    again(&tenants);
    assert_eq!(names(&tenants), ["andina", "pampa"]);
    let now = tenants.now();
    assert_eq!(
        now.faults().keys().collect::<Vec<_>>(),
        ["costa.localhost", "pampa.localhost"]
    );
    assert_eq!(
        now.hosts().into_iter().collect::<Vec<_>>(),
        ["andina.localhost", "costa.localhost", "pampa.localhost"]
    );

    write(&dir, "hosts/pampa.localhost.toml", &host_file("pampa"));
    write(&dir, "hosts/costa.localhost.toml", &host_file("costa"));
    again(&tenants);
    assert_eq!(names(&tenants), ["andina", "costa", "pampa"]);
    assert!(tenants.now().faults().is_empty());
}

#[test]
fn a_broken_base_or_a_missing_folder_takes_no_tenant_away() {
    let dir = two();
    let tenants = open(&dir);
    let before = tenants.now();
    write(
        &dir,
        "base.toml",
        &BASE.replace("page_rows = 2000", "page_rows = 0"),
    );
    again(&tenants);
    assert_eq!(names(&tenants), ["andina", "pampa"]);
    assert_eq!(tenants.now().faults().len(), 2);

    fs::rename(dir.path().join("hosts"), dir.path().join("away")).unwrap();
    write(&dir, "base.toml", BASE);
    again(&tenants);
    assert_eq!(names(&tenants), ["andina", "pampa"]);
    assert_eq!(tenants.now().faults().len(), 2);

    fs::rename(dir.path().join("away"), dir.path().join("hosts")).unwrap();
    again(&tenants);
    let now = tenants.now();
    assert!(now.faults().is_empty());
    assert!(Arc::ptr_eq(
        before.by_name("andina").unwrap(),
        now.by_name("andina").unwrap()
    ));
}

#[test]
fn a_new_file_takes_no_name_and_no_database_from_a_tenant() {
    let dir = two();
    let tenants = open(&dir);
    // Its name comes first, but pampa was there before.
    write(&dir, "hosts/a.localhost.toml", &host_file("pampa"));
    again(&tenants);
    assert_eq!(tenants.by_name("pampa").unwrap().host, "pampa.localhost");
    let now = tenants.now();
    assert!(now.by_host("a.localhost").is_none());
    assert_eq!(now.faults()["a.localhost"].len(), 2);

    // A tenant that takes the database of another one keeps its own.
    fs::remove_file(dir.path().join("hosts/a.localhost.toml")).unwrap();
    let taken = host_file("pampa").replace("espejo_pampa", "espejo_andina");
    write(&dir, "hosts/pampa.localhost.toml", &taken);
    again(&tenants);
    assert_eq!(
        tenants.by_name("pampa").unwrap().database.name,
        "espejo_pampa"
    );
    let now = tenants.now();
    let fault = &now.faults()["pampa.localhost"];
    assert!(
        fault[0].ends_with("is taken by hosts/andina.localhost.toml"),
        "{fault:?}"
    );
}

#[test]
fn a_process_may_refuse_a_tenant_and_needs_one_at_least() {
    let dir = two();
    let not = |name: &'static str| {
        move |tenant: &Tenant| {
            let is_refused = name.is_empty() || tenant.name == name;
            if is_refused {
                Err("no".to_owned())
            } else {
                Ok(())
            }
        }
    };
    let tenants = LiveTenants::open(dir.path(), not("pampa")).unwrap();
    assert_eq!(names(&tenants), ["andina"]);
    assert_eq!(tenants.now().faults()["pampa.localhost"], ["no"]);
    let refused = LiveTenants::open(dir.path(), not("")).err().unwrap();
    assert_eq!(refused.problems(), ["no"]);
}

#[test]
fn the_limit_of_calls_is_divided_again_when_a_tenant_comes() {
    let base = BASE.replace("calls_per_minute = 0", "calls_per_minute = 60");
    let dir = directory(&base, &[("andina.localhost.toml", host_file("andina"))]);
    let tenants = open(&dir);
    let calls = |name: &str| tenants.by_name(name).unwrap().odoo.calls_per_minute;
    assert_eq!(calls("andina"), 60);
    write(&dir, "hosts/pampa.localhost.toml", &host_file("pampa"));
    again(&tenants);
    assert_eq!((calls("andina"), calls("pampa")), (30, 30));
    fs::remove_file(dir.path().join("hosts/pampa.localhost.toml")).unwrap();
    again(&tenants);
    assert_eq!(calls("andina"), 60);
}

#[test]
fn the_fingerprint_changes_with_every_file_that_is_not_hidden() {
    let dir = two();
    let tenants = open(&dir);
    let first = tenants.fingerprint().unwrap();
    write(&dir, "hosts/.pampa.swp", "x");
    assert_eq!(tenants.fingerprint().unwrap(), first);
    write(&dir, "hosts/pampa.localhost.toml", "x");
    let second = tenants.fingerprint().unwrap();
    assert_ne!(second, first);
    fs::create_dir(dir.path().join("letters")).unwrap();
    write(&dir, "letters/_parts.html", "x");
    assert_ne!(tenants.fingerprint().unwrap(), second);
}

#[test]
fn a_dangling_link_does_not_hide_the_changes_of_others() {
    let dir = two();
    let tenants = open(&dir);
    std::os::unix::fs::symlink("nowhere", dir.path().join("hosts/old.toml")).unwrap();
    let first = tenants.fingerprint().unwrap();
    write(&dir, "hosts/pampa.localhost.toml", "x");
    assert_ne!(tenants.fingerprint().unwrap(), first);
}
