//! What is in the repository, and whether damage is found.

use std::{fs, os::unix::fs::FileExt, path::PathBuf};

use crate::installation::{ANDINA, Installation};

/// All files below a folder.
fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(path));
        } else {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn a_repository_is_encrypted_and_its_damage_is_found() {
    let machine = Installation::create();
    machine.add_key("andina", "Nobody may read this name");
    let made = machine.worker(&["backup", "--full"]);
    assert!(made.contains("F: ") && made.contains("is whole"), "{made}");
    machine.add_key("andina", "second");
    let made = machine.worker(&["backup"]);
    assert!(
        made.contains("I: "),
        "the second one is incremental: {made}"
    );

    let stored = files(machine.path("repository"));
    let tenants = stored
        .iter()
        .filter(|path| path.to_string_lossy().contains("packed/tenants"));
    for path in tenants.clone() {
        assert!(
            fs::read(path).unwrap().starts_with(b"Salted__"),
            "the cipher's head"
        );
    }
    assert_eq!(tenants.count(), 2);
    for secret in ["Nobody may read this name", "Andina Comercial"] {
        for path in &stored {
            let bytes = fs::read(path).unwrap();
            let leaks = String::from_utf8_lossy(&bytes).contains(secret);
            assert!(!leaks, "{secret} is in {}", path.display());
        }
    }

    assert_eq!(
        machine.worker(&["verify"]).trim(),
        "the repository is whole"
    );
    let is_data = |path: &&PathBuf| path.to_string_lossy().contains("/bundle/");
    let largest = stored
        .iter()
        .filter(is_data)
        .max_by_key(|path| path.metadata().unwrap().len());
    let damaged = fs::File::options()
        .write(true)
        .open(largest.unwrap())
        .unwrap();
    damaged
        .write_at(b"damage", damaged.metadata().unwrap().len() / 2)
        .unwrap();
    let failed = machine.try_worker(&["verify"]);
    assert!(!failed.status.success());
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("the repository is damaged"), "{said}");
    let standing = fs::read_to_string(machine.path("work/standing.json")).unwrap();
    assert!(standing.contains("is damaged"), "{standing}");
}

#[tokio::test]
async fn a_tenant_who_leaves_gets_a_dump() {
    let machine = Installation::create();
    machine.add_key("andina", "kept");
    let file = machine.path("work/andina.dump");
    let file = file.to_str().unwrap();
    let said = machine.worker(&["dump", "--host", "andina.localhost", "--to", file]);
    assert!(said.contains("bytes"), "{said}");
    let again = machine.try_worker(&["dump", "--host", "andina.localhost", "--to", file]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("cannot create"));
    let unknown = machine.try_worker(&["dump", "--host", "nobody", "--to", "/tmp/none"]);
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.contains("andina.localhost, pampa.localhost"), "{said}");

    let copy = machine.connect("postgres").await;
    copy.batch_execute("create database copy").await.unwrap();
    machine.load(file, "copy");
    assert_eq!(machine.keys("copy").await, machine.keys(ANDINA).await);
}
