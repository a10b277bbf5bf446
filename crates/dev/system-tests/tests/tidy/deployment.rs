//! The image and the chart.

use crate::tree;

#[test]
fn the_image_has_no_shell_and_no_root() {
    let text = tree::read("deploy/Dockerfile");
    let last = text.lines().rfind(|line| line.starts_with("FROM")).unwrap();
    assert_eq!(last, "FROM ${RUNTIME}");
    let runtime = text
        .lines()
        .find_map(|line| line.strip_prefix("ARG RUNTIME="))
        .unwrap();
    assert!(
        runtime.contains("/distroless/") && runtime.ends_with(":nonroot"),
        "{runtime}"
    );
}

#[test]
fn the_chart_is_of_this_release() {
    let text = tree::read("deploy/helm/espejo/Chart.yaml");
    let version = format!("appVersion: \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version), "{version} is not in {text}");
}
