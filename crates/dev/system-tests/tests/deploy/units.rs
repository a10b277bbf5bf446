//! The units for systemd.

use std::{fs, process::Command};

use crate::program::{accepts, files, path, run};

const SERVICES: [&str; 6] = [
    "backup-worker",
    "core-api",
    "export-worker",
    "migrate",
    "scheduler",
    "sync-worker",
];

#[test]
fn there_is_a_unit_for_each_service_and_the_migration() {
    let names: Vec<_> = files("deploy/systemd", ".service")
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, SERVICES.map(|name| format!("espejo-{name}.service")));
}

#[test]
fn systemd_reads_each_unit_without_a_warning() {
    let (_, said) = run(Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args(files("deploy/systemd", ".service"))
        .args(files("deploy/systemd", ".target")));
    // The programs are not installed here.
    let lines = said
        .lines()
        .filter(|line| !line.contains("is not executable"));
    assert_eq!(lines.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn no_unit_is_more_exposed_than_3_0() {
    for file in files("deploy/systemd", ".service") {
        let mut command = Command::new("systemd-analyze");
        command.args(["security", "--offline=true", "--threshold=30"]);
        let said = accepts(command.arg(&file));
        assert!(said.contains("Overall exposure level"), "{said}");
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("User=root"), "{}", file.display());
    }
}

#[test]
fn prometheus_scrapes_each_service_where_its_unit_lets_it_listen() {
    let targets = fs::read_to_string(path("deploy/prometheus/one-server.yml")).unwrap();
    for service in SERVICES.iter().filter(|name| **name != "migrate") {
        let unit = path(&format!("deploy/systemd/espejo-{service}.service"));
        let unit = fs::read_to_string(unit).unwrap();
        let address = unit
            .lines()
            .find_map(|line| line.strip_prefix("Environment=ESPEJO_OPS_BIND="))
            .unwrap();
        let target = format!("[{address}]\n        labels: {{ service: {service} }}\n");
        assert!(targets.contains(&target), "{target}");
    }
}
