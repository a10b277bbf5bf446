//! People in front of the console: a real browser and a real sign-in, with the whole system behind.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use odoo_sim::ChangeKind;
use serde_json::{Value, json};
use system_tests::Stack;
use testkit::SmtpServer;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::Command,
    time::timeout,
};

use crate::{
    proof::{change, next_second},
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(3);
/// A story may open every screen several times.
const TOLD_WITHIN: Duration = Duration::from_mins(5);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../console")
}

/// The folder of the built console.
pub(crate) fn built() -> PathBuf {
    let built = folder().join("dist");
    let exists = built.join("index.html").exists();
    assert!(exists, "the console is not built; ./run test builds it");
    built
}

/// Starts the system with the console, a complete mirror and this mail server.
async fn stack(proof: &str, post: &SmtpServer) -> Stack {
    let (console, url) = (built(), post.url());
    let extra = [
        ("ESPEJO_CONSOLE_DIR", console.to_str().unwrap()),
        ("ESPEJO_SMTP_URL", &url),
        ("ESPEJO_MAIL_FROM", "Cobranzas <cobranzas@example.com>"),
    ];
    let mut stack = Stack::prepare(vec![("andina", books(41, 60))], &extra).await;
    stack.set_proof(proof);
    stack.start_all().await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    stack.api("andina").run("verify", PATIENCE).await;
    stack
}

/// Invites a person, who then does in Chromium what the story says.
async fn tell(stack: &Stack, story: &str, role: &str) {
    tell_about(stack, story, role, &Value::Null).await;
}

/// Invites a person for this story.
fn teller(stack: &Stack, story: &str, role: &str) -> Command {
    let email = format!("{story}@example.com");
    let invite = ["person", "invite", "--tenant", "andina", "--email", &email];
    let link = stack.command(&[&invite[..], &["--role", role]].concat());
    let (_, token) = link.split_once('#').unwrap();
    let page = stack.url().replacen("127.0.0.1", "andina.localhost", 1);
    let mut command = Command::new("node");
    command
        .arg(format!("tests/stories/{story}.mjs"))
        .current_dir(folder())
        .env("ESPEJO_PAGE", page)
        .env("ESPEJO_EMAIL", email)
        .env("ESPEJO_TOKEN", token)
        .kill_on_drop(true);
    command
}

/// The same for a story that needs the ids of objects.
pub(crate) async fn tell_about(stack: &Stack, story: &str, role: &str, objects: &Value) {
    let told = teller(stack, story, role)
        .env("ESPEJO_OBJECTS", objects.to_string())
        .status();
    let told = timeout(TOLD_WITHIN, told).await.unwrap().unwrap();
    assert!(told.success(), "{story}");
}

/// The same for a story during which the system changes: `act` does what the story asks for.
pub(crate) async fn tell_while(
    stack: &mut Stack,
    story: &str,
    role: &str,
    act: impl AsyncFn(&mut Stack, &str),
) {
    let mut told = teller(stack, story, role)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut answers = told.stdin.take().unwrap();
    let mut asked = BufReader::new(told.stdout.take().unwrap()).lines();
    let whole = async {
        while let Some(line) = asked.next_line().await.unwrap() {
            act(stack, &line).await;
            answers.write_all(b"done\n").await.unwrap();
        }
        told.wait().await.unwrap()
    };
    assert!(
        timeout(TOLD_WITHIN, whole).await.unwrap().success(),
        "{story}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn finance_follows_a_debt_to_its_document_to_a_file_and_to_the_customer() {
    let post = SmtpServer::start().await;
    let stack = stack("content_share = 30", &post).await;
    tell(&stack, "finance", "admin").await;
    let to_customer =
        |mail: &&Vec<u8>| String::from_utf8_lossy(mail).contains("cobranza@cliente.example");
    assert_eq!(post.mails().iter().filter(to_customer).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_decides_about_missing_rows_and_sees_the_proof() {
    let limits = "content_share = 0\nmax_deleted_percent = 0\nmax_deleted_rows = 3";
    let stack = stack(limits, &SmtpServer::start().await).await;
    change(&stack, ChangeKind::DeletePayment, 5);
    next_second().await;
    let api = stack.api("andina");
    api.run("incremental", PATIENCE).await;
    tell(&stack, "operator", "admin").await;
    api.wait_idle(PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["alarms"], json!([]), "{mirror}");
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
}
