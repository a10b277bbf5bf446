//! The units for systemd.

use std::{fs, process::Command};

use crate::program::{accepts, files, run};

const SERVICES: [&str; 5] = [
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
