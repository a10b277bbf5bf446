//! What the containers of `docker-compose.yml` and of the image may do.

use std::collections::BTreeMap;

use crate::{tree, verdict};

const FILE: &str = "docker-compose.yml";
const DOCKERFILE: &str = "deploy/Dockerfile";
const REMEDY: &str = "Give the service of docker-compose.yml what is missing, for example with \
                      `<<: *confined`.";

/// What each program of ours needs.
const CONFINED: [&str; 5] = [
    "user: \"65532:65532\"",
    "read_only: true",
    "tmpfs:",
    "cap_drop: [ALL]",
    "security_opt: [\"no-new-privileges:true\"]",
];
/// What no service may have.
const REFUSED: [&str; 8] = [
    "privileged:",
    "docker.sock",
    "cap_add:",
    "network_mode: host",
    "pid: host",
    "ipc: host",
    "userns_mode:",
    "devices:",
];

/// The lines of each service without their indentation. What `<<: *name` merges stands in its place.
fn services(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut anchors = BTreeMap::<String, Vec<String>>::new();
    let mut services = BTreeMap::<String, Vec<String>>::new();
    let (mut section, mut current) = (String::new(), None);
    let is_content = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with('#');
    for line in text.lines().filter(is_content) {
        if !line.starts_with(' ') {
            line.split(':')
                .next()
                .unwrap_or_default()
                .clone_into(&mut section);
            current = line.split_once('&').map(|(_, name)| name.trim().to_owned());
            continue;
        }
        let in_services = section == "services";
        let is_name = line.starts_with("  ") && !line.starts_with("   ");
        if in_services && is_name {
            current = Some(line.trim().trim_end_matches(':').to_owned());
            continue;
        }
        let Some(name) = &current else { continue };
        let merged = line.trim().strip_prefix("<<: *").map(str::to_owned);
        let lines = match merged {
            Some(anchor) => anchors.get(&anchor).cloned().unwrap_or_default(),
            None => vec![line.trim().to_owned()],
        };
        let into = if in_services {
            &mut services
        } else {
            &mut anchors
        };
        into.entry(name.clone()).or_default().extend(lines);
    }
    services
}

fn is_ours(lines: &[String]) -> bool {
    lines.iter().any(|line| line.starts_with("image: espejo/"))
}

#[test]
fn our_containers_run_confined_and_no_container_is_privileged() {
    let services = services(&tree::read(FILE));
    let ours = services.values().filter(|lines| is_ours(lines)).count();
    assert_eq!(
        ours, 6,
        "the four services, the migration, the simulated Odoo"
    );
    let mut found = Vec::new();
    for (name, lines) in &services {
        let has = |wanted: &str| lines.iter().any(|line| line.starts_with(wanted));
        let wanted = if is_ours(lines) {
            &CONFINED[..]
        } else {
            &CONFINED[4..]
        };
        let missing = wanted.iter().filter(|wanted| !has(wanted));
        found.extend(missing.map(|wanted| format!("{name}: `{wanted}` is missing")));
        let refused = REFUSED
            .iter()
            .filter(|refused| lines.iter().any(|line| line.contains(**refused)));
        found.extend(refused.map(|refused| format!("{name}: `{refused}` is not allowed")));
    }
    verdict::none(&found, REMEDY);
}

#[test]
fn the_image_has_no_shell_and_no_root() {
    let text = tree::read(DOCKERFILE);
    let last = text.lines().rfind(|line| line.starts_with("FROM")).unwrap();
    assert!(
        last.contains("/distroless/") && last.ends_with(":nonroot"),
        "{last}"
    );
}

#[test]
fn the_chart_is_of_this_release() {
    let text = tree::read("deploy/helm/espejo/Chart.yaml");
    let version = format!("appVersion: \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version), "{version} is not in {text}");
}

#[test]
fn a_merged_block_counts_for_the_service() {
    let text = "x-a: &a\n  user: x\nx-b: &b\n  <<: *a\n  read_only: true\nservices:\n  one:\n    <<: *b\n    \
                image: i\n  two:\n    image: j\nvolumes:\n  v:\n";
    let services = services(text);
    assert_eq!(services["one"], ["user: x", "read_only: true", "image: i"]);
    assert_eq!(services["two"], ["image: j"]);
    assert_eq!(services.len(), 2);
}
