use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use testkit::{ServiceProcess, free_port};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const PATIENCE: Duration = Duration::from_secs(10);

/// A program beside the real binaries, gone with this value.
struct Program(PathBuf);

impl Program {
    /// Says that it is up, and ends politely at SIGTERM.
    fn polite(name: &str) -> Self {
        Self::new(
            name,
            r#"trap 'echo "bye $GREETED"; exit 3' TERM; echo '{"message":"up"}'
               while :; do sleep 0.02; done"#,
        )
    }

    fn new(name: &str, script: &str) -> Self {
        let test = std::env::current_exe().unwrap();
        let path = test.parent().and_then(Path::parent).unwrap().join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

async fn until_up(process: &ServiceProcess) {
    while process.log_lines().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_terminated_process_stops_gracefully_and_its_log_is_kept() {
    let _program = Program::polite("testkit-polite");
    let mut process = ServiceProcess::start("testkit-polite", &[], [("GREETED", "all")]);
    until_up(&process).await;
    assert_eq!(process.log_lines()[0]["message"], "up");
    assert!(process.peak_memory_bytes().unwrap() > 0);

    process.terminate();
    assert_eq!(process.wait_exit(PATIENCE).await.code(), Some(3));
    assert!(process.log().contains("bye all"));
}

#[tokio::test]
async fn a_killed_process_logs_nothing_more() {
    let _program = Program::polite("testkit-killed");
    let mut process = ServiceProcess::start("testkit-killed", &[], [("GREETED", "all")]);
    until_up(&process).await;
    assert!(process.is_running());

    process.kill_9();
    assert!(!process.is_running());
    assert!(!process.log().contains("bye"));
}

#[tokio::test]
async fn a_paused_process_answers_after_it_is_resumed() {
    let _program = Program::polite("testkit-paused");
    let mut process = ServiceProcess::start("testkit-paused", &[], [("GREETED", "all")]);
    until_up(&process).await;

    process.pause();
    process.terminate();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(process.is_running());
    process.resume();
    assert_eq!(process.wait_exit(PATIENCE).await.code(), Some(3));
}

#[tokio::test]
async fn a_process_is_ready_when_its_readiness_page_reports_it() {
    let _program = Program::polite("testkit-ready");
    let ops = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = ops.local_addr().unwrap().to_string();
    let answers = async {
        for status in ["503 Service Unavailable", "200 OK"] {
            let (mut stream, _) = ops.accept().await.unwrap();
            let _ = stream.read(&mut [0; 1024]).await;
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    };
    let mut process = ServiceProcess::start(
        "testkit-ready",
        &[],
        [("ESPEJO_OPS_BIND", address.as_str())],
    );
    tokio::join!(process.wait_ready(PATIENCE), answers);
}

#[tokio::test]
async fn a_process_that_ends_before_it_is_ready_shows_its_log() {
    let _program = Program::new("testkit-broken", "echo no database; exit 1");
    let no_variables: [(&str, &str); 0] = [];
    let mut process = ServiceProcess::start("testkit-broken", &[], no_variables);
    let waiting = tokio::spawn(async move { process.wait_ready(PATIENCE).await });
    let panic = waiting.await.unwrap_err().into_panic();
    assert!(
        panic
            .downcast_ref::<String>()
            .unwrap()
            .contains("no database")
    );
}

#[test]
fn a_free_port_can_be_bound() {
    assert!(std::net::TcpListener::bind(("127.0.0.1", free_port())).is_ok());
}

#[test]
fn a_missing_binary_is_reported() {
    let error = std::panic::catch_unwind(|| testkit::binary("no-such-service")).unwrap_err();
    assert!(
        error
            .downcast_ref::<String>()
            .unwrap()
            .contains("cargo build")
    );
}
