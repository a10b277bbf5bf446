//! `espejo-deploy` on a server whose services are real. systemd does not run in tests: a program in
//! its place starts what the real units say.

mod server;

use std::{
    fs,
    path::Path,
    process::{Child, Command, Output},
    time::{Duration, Instant},
};

use serde_json::Value;
use server::{NEW, OLD, PROGRAMS, Server, package, write_program};
use testkit::Receiver;

use crate::webhooks::assert_signed;

const KEY: &str = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

fn said(output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&said).into_owned()
}

fn assert_refused(output: &Output, because: &str) {
    let text = said(output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains(because), "{because}: {text}");
}

#[test]
fn the_same_commit_and_programs_give_the_same_package() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("programs")).unwrap();
    for name in PROGRAMS {
        write_program(
            &path("programs").join(name),
            &format!("#!/bin/sh\n# {name}\n"),
        );
    }
    let first = package(&path("programs"), &path("first"));
    let second = package(&path("programs"), &path("second"));
    assert_eq!(fs::read(&first).unwrap(), fs::read(second).unwrap());

    let check = "sha256sum --check espejo-*.sha256 && tar -xzf espejo-*.tar.gz && cd espejo-*/ && \
                 sha256sum --check --quiet SHA256SUMS && ls -A . bin deploy";
    let checked = Command::new("sh")
        .args(["-c", check])
        .current_dir(path("first"))
        .output()
        .unwrap();
    let text = said(&checked);
    assert!(checked.status.success(), "{text}");
    for there in [
        ".env.example",
        "LICENSE",
        "migrations",
        "sync-worker",
        "systemd",
    ] {
        assert!(text.lines().any(|line| line == there), "{there}: {text}");
    }
    assert!(!text.contains("Dockerfile"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deploy_goes_on_after_a_kill_and_can_be_rolled_back_by_hand() {
    let server = Server::install().await;
    let tarball = package(&server.programs(), &server.path("packages"));
    let from = tarball.display().to_string();
    let arguments = ["--version", NEW, "--from", &from, "--without-backup"];

    let mut killed = server.begin_deploy(&arguments);
    kill_at_the_second_restart(&server, &mut killed, &arguments).await;
    let restarted = server.restarts();

    let other = server.deploy(&["--version", "0.0.7"]);
    assert_refused(&other, "was interrupted");
    let done = server.deploy(&arguments);
    let text = said(&done);
    assert!(done.status.success(), "{text}");
    for line in [
        " 6/10 migrate: done before the interruption",
        " 7/10 restart one by one: 4 services run",
        " 8/10 check the health: all services are live and ready, 1 tenants answer a report",
        " 9/10 verify against Odoo: andina.localhost: equal to Odoo",
        "10/10 notify: a line in the journal",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert_eq!(server.restarts(), restarted + 4);
    assert_eq!(server.current(), NEW);
    server.assert_runs(NEW).await;
    let told = format!("logger -t espejo-deploy -- {NEW} runs; before it {OLD}");
    assert!(server.calls().contains(&told), "{}", server.calls());
    assert_refused(&server.deploy(&arguments), "is the current version");

    let back = server.deploy(&["rollback"]);
    assert!(back.status.success(), "{}", said(&back));
    assert_eq!(server.current(), OLD);
    server.assert_runs(OLD).await;
    assert_refused(&server.deploy(&["rollback"]), "was rolled back already");
    assert_no_key_is_left(&server).await;
}

/// Four restarts were those of the installation.
async fn kill_at_the_second_restart(server: &Server, deploy: &mut Child, arguments: &[&str]) {
    let deadline = Instant::now() + Duration::from_mins(3);
    let mut second = None;
    while server.restarts() < 6 {
        if second.is_none() && server.calls().contains("systemd-run") {
            second = Some(server.deploy(arguments));
        }
        assert!(Instant::now() < deadline, "{}", server.calls());
        assert!(deploy.try_wait().unwrap().is_none(), "{}", server.calls());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    deploy.kill().unwrap();
    deploy.wait().unwrap();
    assert_refused(&second.unwrap(), "another espejo-deploy runs");
}

/// The killed deploy could not revoke its key, which expires; all others are revoked.
async fn assert_no_key_is_left(server: &Server) {
    let client = server.stack.tenant("andina").database.client().await;
    let keys = "select expires_at <= now() + interval '25 hours' from ops.api_key
                where name = 'espejo-deploy' and revoked_at is null";
    let keys = client.query(keys, &[]).await.unwrap();
    let expire: Vec<Option<bool>> = keys.iter().map(|key| key.get(0)).collect();
    assert_eq!(expire, [Some(true)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deploy_that_fails_changes_nothing_or_goes_back_by_itself() {
    let server = Server::install().await;
    let broken = server.path("broken-database");
    let tarball = package(&bad_programs(&server, &broken), &server.path("packages"));
    let from = tarball.display().to_string();
    let receiver = Receiver::answering(&[204]).await;
    let hook = format!("{}/hook", receiver.origin());
    let key = server.path("hook.key").display().to_string();
    fs::write(&key, KEY).unwrap();
    let installed = server.restarts();
    let deploy = |more: &[&str]| {
        let mut arguments = vec!["--version", NEW, "--from", &from, "--ready-seconds", "20"];
        arguments.extend(["--webhook", &hook, "--webhook-key-file", &key]);
        arguments.extend(more);
        server.deploy(&arguments)
    };

    let sums = format!("{from}.sha256");
    let good = fs::read_to_string(&sums).unwrap();
    fs::write(&sums, format!("{}  x\n", "0".repeat(64))).unwrap();
    let refused = deploy(&["--without-backup"]);
    assert_refused(&refused, " 3/10 fetch the package: FAILED: ");
    assert_refused(&refused, "is damaged");
    assert_refused(&refused, &format!("{OLD} still runs"));
    assert!(!server.path(&format!("opt/espejo/{NEW}")).exists());
    fs::write(&sums, good).unwrap();

    // There is no backup-worker, and nobody has said that no backup is wanted.
    assert_refused(&deploy(&[]), " 5/10 back up: FAILED");

    fs::write(&broken, "").unwrap();
    let refused = deploy(&["--without-backup"]);
    assert_refused(&refused, " 6/10 migrate: FAILED");
    assert_refused(&refused, "the database is broken");
    assert_refused(&server.deploy(&["rollback"]), "was rolled back already");
    fs::remove_file(&broken).unwrap();
    assert_eq!(server.restarts(), installed);
    assert_eq!(server.current(), OLD);

    let failed = deploy(&["--without-backup"]);
    assert_refused(
        &failed,
        " 7/10 restart one by one: FAILED: export-worker is not ready",
    );
    assert_refused(&failed, &format!("{OLD} runs again"));
    assert_eq!(server.current(), OLD);
    server.assert_runs(OLD).await;
    let told = format!("logger -t espejo-deploy -- {NEW} was not deployed");
    let calls = server.calls();
    assert_eq!(calls.matches(&told).count(), 4, "{calls}");

    let mut kinds = Vec::new();
    for call in receiver.wait_for(4).await {
        assert_signed(&call, KEY);
        let message: Value = serde_json::from_str(&call.body).unwrap();
        assert_eq!(message["data"]["version"], NEW, "{message}");
        kinds.push(message["type"].as_str().unwrap().to_owned());
    }
    let failed = "deploy.failed";
    assert_eq!(kinds, [failed, failed, failed, "deploy.rolled_back"]);
}

/// Programs that say that they are of the new version. Their export-worker ends as soon as it is
/// started, and their core-api cannot migrate while the file `broken` exists.
fn bad_programs(server: &Server, broken: &Path) -> std::path::PathBuf {
    let bad = server.path("bad");
    fs::create_dir(&bad).unwrap();
    for name in PROGRAMS {
        let good = server.programs().join(name);
        match name {
            "export-worker" => {
                let script = format!("[ \"$1\" = --version ] && echo {name} {NEW} && exit\nexit 1");
                write_program(&bad.join(name), &format!("#!/bin/sh\n{script}\n"));
            }
            "core-api" => {
                let script = format!(
                    "[ \"$*\" = migrate ] && [ -e {} ] && echo the database is broken >&2 && exit 1\n\
                     exec {} \"$@\"",
                    broken.display(),
                    good.display()
                );
                write_program(&bad.join(name), &format!("#!/bin/sh\n{script}\n"));
            }
            _ => fs::hard_link(good, bad.join(name)).unwrap(),
        }
    }
    bad
}
