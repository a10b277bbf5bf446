//! `docker-compose.yml`: what each container may do and use, and that no password is in the file.

use std::{collections::BTreeSet, fs};

use serde_json::{Map, Value};

use crate::program::path;

/// Members that give a container more rights.
const REFUSED: [&str; 10] = [
    "privileged",
    "cap_add",
    "devices",
    "device_cgroup_rules",
    "pid",
    "ipc",
    "userns_mode",
    "uts",
    "group_add",
    "env_file",
];
/// Members of which each container needs one.
const LIMITS: [&str; 5] = [
    "mem_limit",
    "cpus",
    "pids_limit",
    "stop_grace_period",
    "tmpfs",
];
/// Services that run on without a health check, because their image has no program that asks.
const WITHOUT_CHECK: [&str; 2] = ["jaeger", "odoo-sim"];
/// The network whose containers nobody outside reaches.
const INNER: &str = "data";
/// Reached by containers only.
const HIDDEN: [&str; 2] = ["postgres", "rabbitmq"];
/// The compose file names the folder of the secrets by it.
const FOLDER: &str = "${ESPEJO_SECRETS_DIR";

/// The file with its anchors and merged blocks resolved.
pub(crate) fn read() -> Value {
    let text = fs::read_to_string(path("docker-compose.yml")).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

pub(crate) fn services(file: &Value) -> &Map<String, Value> {
    let services = file["services"].as_object().unwrap();
    assert!(services.len() > 10, "{}", services.len());
    services
}

#[test]
fn each_container_is_confined_limited_and_pinned() {
    let file = read();
    let found: Vec<_> = services(&file)
        .iter()
        .flat_map(|(name, service)| faults(name, service))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let ours = services(&file).values().filter(|service| is_ours(service));
    assert_eq!(
        ours.count(),
        6,
        "the four services, the migration, the simulated Odoo"
    );
}

#[test]
fn a_container_without_limits_or_with_more_rights_is_found() {
    let faults = faults(
        "careless",
        &serde_json::json!({
            "image": "careless:latest",
            "privileged": true,
            "network_mode": "host",
            "ports": ["8080:8080"],
            "volumes": ["/var/run/docker.sock:/var/run/docker.sock"],
            "environment": { "SMTP_PASSWORD": "hush", "URL": "amqp://me:hush@broker" },
            "healthcheck": { "disable": true },
            "tmpfs": ["/tmp"],
        }),
    );
    let found = |what: &str| {
        let line = format!("careless: {what}");
        assert!(faults.contains(&line), "{line} is not in {faults:#?}");
    };
    for what in [
        "image careless:latest has no exact version",
        "read_only is not true",
        "cap_drop is not [ALL]",
        "no-new-privileges is missing",
        "user is missing or root",
        "mem_limit is missing",
        "cpus is missing",
        "pids_limit is missing",
        "stop_grace_period is missing",
        "the folder /tmp in memory has no size",
        "the log has no size",
        "privileged is not allowed",
        "the network of the host is not allowed",
        "port 8080:8080 is open to other machines",
        "the socket of the engine is not allowed",
        "/var/run/docker.sock:/var/run/docker.sock can be written",
        "the health check is missing",
        "SMTP_PASSWORD does not come from a file",
        "URL has a password",
    ] {
        found(what);
    }
}

#[test]
fn nothing_outside_reaches_the_database_and_the_broker() {
    let file = read();
    assert_eq!(file["networks"][INNER]["internal"], true);
    for name in HIDDEN {
        let service = &file["services"][name];
        assert_eq!(service["networks"], serde_json::json!([INNER]), "{name}");
        assert!(service["ports"].is_null(), "{name}");
    }
}

#[test]
fn each_container_has_the_secrets_that_it_reads_and_no_other() {
    let file = read();
    for (name, service) in services(&file) {
        let read: BTreeSet<_> = environment(service)
            .filter_map(|(_, value)| value.strip_prefix("/run/secrets/"))
            .collect();
        let given: BTreeSet<_> = texts(&service["secrets"]).collect();
        assert_eq!(read, given, "{name}");
    }
    for (name, secret) in file["secrets"].as_object().unwrap() {
        let source = secret["file"].as_str().unwrap();
        assert!(
            source.starts_with(FOLDER) && source.ends_with(&format!("}}/{name}")),
            "{source}"
        );
    }
}

#[test]
fn the_images_of_ours_are_of_this_release() {
    let file = read();
    for service in services(&file).values().filter(|service| is_ours(service)) {
        let image = service["image"].as_str().unwrap();
        let version = concat!(":", env!("CARGO_PKG_VERSION"));
        assert!(image.ends_with(version), "{image} is not {version}");
    }
}

pub(crate) fn is_ours(service: &Value) -> bool {
    service["image"]
        .as_str()
        .is_some_and(|image| image.starts_with("espejo/"))
}

/// Names and texts of its variables.
pub(crate) fn environment(service: &Value) -> impl Iterator<Item = (&str, &str)> {
    let variables = service["environment"].as_object().into_iter().flatten();
    variables.map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    let texts = list.as_array().into_iter().flatten();
    texts.map(|text| text.as_str().unwrap())
}

fn faults(name: &str, service: &Value) -> Vec<String> {
    let faults = [
        missing(name, service),
        rights(service),
        mounts(service),
        passwords(service),
    ];
    let faults = faults.into_iter().flatten();
    faults.map(|fault| format!("{name}: {fault}")).collect()
}

/// What every container must have.
fn missing(name: &str, service: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, fault: String| {
        if !holds {
            faults.push(fault);
        }
    };
    let image = service["image"].as_str().unwrap_or_default();
    check(
        is_pinned(image),
        format!("image {image} has no exact version"),
    );
    check(
        service["read_only"] == true,
        "read_only is not true".to_owned(),
    );
    check(
        service["cap_drop"] == serde_json::json!(["ALL"]),
        "cap_drop is not [ALL]".to_owned(),
    );
    let mut options = texts(&service["security_opt"]);
    check(
        options.any(|option| option == "no-new-privileges:true"),
        "no-new-privileges is missing".to_owned(),
    );
    let user = service["user"].as_str().unwrap_or_default();
    let id = user.split(':').next().and_then(|id| id.parse::<u32>().ok());
    check(
        id.is_some_and(|id| id > 0),
        "user is missing or root".to_owned(),
    );
    for limit in LIMITS {
        check(!service[limit].is_null(), format!("{limit} is missing"));
    }
    check(
        service["logging"]["options"]["max-size"].is_string(),
        "the log has no size".to_owned(),
    );
    let is_task = service["restart"] == "no";
    check(
        is_task || service["restart"] == "unless-stopped",
        "it is not started again".to_owned(),
    );
    check(
        is_task || WITHOUT_CHECK.contains(&name) || service["healthcheck"]["test"].is_array(),
        "the health check is missing".to_owned(),
    );
    faults
}

/// What no container may have.
fn rights(service: &Value) -> Vec<String> {
    let given = REFUSED.iter().filter(|name| !service[**name].is_null());
    let mut faults: Vec<_> = given.map(|name| format!("{name} is not allowed")).collect();
    if service["network_mode"] == "host" {
        faults.push("the network of the host is not allowed".to_owned());
    }
    let open = texts(&service["ports"]).filter(|port| !port.starts_with("127.0.0.1:"));
    faults.extend(open.map(|port| format!("port {port} is open to other machines")));
    faults
}

/// Folders of the host are only read, and folders in memory have a size.
fn mounts(service: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for volume in texts(&service["volumes"]) {
        if volume.contains("docker.sock") {
            faults.push("the socket of the engine is not allowed".to_owned());
        }
        if volume.starts_with(['.', '/', '$', '~']) && !volume.ends_with(":ro") {
            faults.push(format!("{volume} can be written"));
        }
    }
    for folder in texts(&service["tmpfs"]).filter(|folder| !folder.contains("size=")) {
        let folder = folder.split(':').next().unwrap();
        faults.push(format!("the folder {folder} in memory has no size"));
    }
    faults
}

/// Outside the profile `demo`, passwords come from files.
fn passwords(service: &Value) -> Vec<String> {
    if service["profiles"] == serde_json::json!(["demo"]) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (name, value) in environment(service) {
        let is_secret = ["PASS", "SECRET", "KEY", "TOKEN"]
            .iter()
            .any(|word| name.contains(word));
        let is_file = name.ends_with("_FILE") && value.starts_with("/run/");
        if is_secret && !is_file {
            faults.push(format!("{name} does not come from a file"));
        }
        let address = value.split_once("://").map(|(_, address)| address);
        if address.is_some_and(|address| address.contains('@')) {
            faults.push(format!("{name} has a password"));
        }
    }
    let words = ["command", "entrypoint"].map(|member| &service[member]);
    if words.into_iter().flat_map(texts).any(is_password) {
        faults.push("the command has a password".to_owned());
    }
    faults
}

fn is_password(word: &str) -> bool {
    word.contains("password") || word.contains('@')
}

/// A digest, or a tag such as `17.6-bookworm` or `v3.5.0`.
fn is_pinned(image: &str) -> bool {
    if let Some((_, digest)) = image.split_once("@sha256:") {
        return digest.len() == 64;
    }
    let Some((_, tag)) = image.rsplit_once(':') else {
        return false;
    };
    let number = tag.trim_start_matches('v').split('-').next().unwrap();
    let parts: Vec<_> = number.split('.').collect();
    parts.len() > 1 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}
