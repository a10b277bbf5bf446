//! `deploy/secrets.sh` makes the secrets of `docker-compose.yml`, and each service accepts them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Command,
};

use settings::Environment;

use crate::{
    compose,
    program::{accepts, path},
};

/// What the image sets.
const OF_THE_IMAGE: [(&str, &str); 2] = [
    ("ESPEJO_TENANTS_DIR", "/etc/espejo"),
    ("ESPEJO_OPS_BIND", "0.0.0.0:9090"),
];

type Reader = fn(&mut Environment);

const PROCESSES: [(&str, Reader); 5] = [
    ("migrate", |env| {
        core_api::settings::MigrationSettings::read(env);
    }),
    ("core-api", |env| {
        core_api::settings::Settings::read(env);
    }),
    ("sync-worker", |env| {
        sync_worker::Settings::read(env);
    }),
    ("export-worker", |env| {
        export_worker::Settings::read(env);
    }),
    ("scheduler", |env| {
        scheduler::Settings::read(env);
    }),
];

#[test]
fn the_script_makes_the_secrets_of_the_compose_file() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("secrets");
    make(&folder, &["--demo"]);
    let first = contents(&folder);
    let file = compose::read();
    let wanted: BTreeSet<_> = file["secrets"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .chain(["odoo/andina", "odoo/pampa"])
        .collect();
    let names: BTreeSet<_> = first.keys().map(String::as_str).collect();
    assert_eq!(names, wanted);
    let texts: BTreeSet<_> = first
        .iter()
        .filter(|(name, _)| !name.starts_with("odoo/"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(texts.len() + 2, first.len(), "two secrets are the same");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("secrets-key")), 0o644);

    fs::remove_file(folder.join("grafana-password")).unwrap();
    make(&folder, &[]);
    let mut second = contents(&folder);
    let renewed = second.remove("grafana-password").unwrap();
    assert_ne!(renewed, first["grafana-password"]);
    assert!(
        second.iter().all(|(name, text)| first[name] == *text),
        "a secret that was there has changed"
    );
}

#[test]
fn no_secret_of_odoo_is_made_outside_the_demo() {
    let work = tempfile::tempdir().unwrap();
    make(work.path(), &[]);
    assert!(
        contents(work.path())
            .keys()
            .all(|name| !name.starts_with("odoo/"))
    );
}

#[test]
fn each_service_accepts_its_variables_and_secrets() {
    let work = tempfile::tempdir().unwrap();
    make(work.path(), &[]);
    let folder = work.path().to_str().unwrap();
    let file = compose::read();
    for (name, read) in PROCESSES {
        let given = compose::environment(&file["services"][name]).map(|(name, value)| {
            let value = value.replace("/run/secrets", folder);
            (name.to_owned(), or_default(&value))
        });
        let image = OF_THE_IMAGE.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut environment = Environment::from_pairs(given.chain(image));
        read(&mut environment);
        if let Err(problems) = environment.finish(()) {
            panic!("{name}: {problems}");
        }
    }
}

#[test]
fn the_image_sets_what_the_compose_file_leaves_out() {
    let text = fs::read_to_string(path("deploy/Dockerfile")).unwrap();
    for (name, value) in OF_THE_IMAGE {
        let line = format!("{name}={value}");
        assert!(text.contains(&line), "{line} is not in deploy/Dockerfile");
    }
}

fn make(folder: &Path, arguments: &[&str]) {
    let mut script = Command::new(path("deploy/secrets.sh"));
    accepts(script.arg(folder).args(arguments));
}

/// The text of each file by its path in the folder.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut contents = BTreeMap::new();
    for part in ["", "odoo/"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = format!("{part}{}", entry.file_name().display());
                contents.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    contents
}

/// `${NAME:-default}` as it is if the variable is not set.
fn or_default(value: &str) -> String {
    let inner = value
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'));
    match inner {
        Some(inner) => inner.split_once(":-").unwrap().1.to_owned(),
        None => value.to_owned(),
    }
}
