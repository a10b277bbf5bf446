//! People in front of the console: a real browser and a real sign-in, with the whole system behind.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use system_tests::Stack;
use tokio::{process::Command, time::timeout};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(3);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../console")
}

/// Starts the system with the console and a complete mirror.
async fn stack() -> Stack {
    let built = folder().join("dist");
    let exists = built.join("index.html").exists();
    assert!(exists, "the console is not built; ./run test builds it");
    let extra = [("ESPEJO_CONSOLE_DIR", built.to_str().unwrap())];
    let stack = Stack::start_with(vec![("andina", books(41, 60))], &extra).await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    stack.api("andina").run("verify", PATIENCE).await;
    stack
}

/// Invites a person, who then does in Chromium what the story says.
async fn tell(stack: &Stack, story: &str, role: &str) {
    let email = format!("{story}@example.com");
    let invite = ["person", "invite", "--tenant", "andina", "--email", &email];
    let link = stack.command(&[&invite[..], &["--role", role]].concat());
    let (_, token) = link.split_once('#').unwrap();
    let page = stack.url().replacen("127.0.0.1", "andina.localhost", 1);
    let told = Command::new("node")
        .arg(format!("tests/stories/{story}.mjs"))
        .current_dir(folder())
        .env("ESPEJO_PAGE", page)
        .env("ESPEJO_TOKEN", token)
        .kill_on_drop(true)
        .output();
    let told = timeout(PATIENCE, told).await.unwrap().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        told.status.success(),
        "{story}: {}\n{}",
        text(&told.stdout),
        text(&told.stderr)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn finance_follows_a_debt_to_its_document() {
    tell(&stack().await, "finance", "viewer").await;
}
