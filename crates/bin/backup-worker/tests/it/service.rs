//! The service makes what is due and says how old it is.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Child,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use testkit::free_port;
use tokio::time::Instant;

use crate::installation::Installation;

/// Ends with the test.
struct Service(Child);

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_service_makes_the_first_backup_and_publishes_its_age() {
    let machine = Installation::create();
    let port = free_port();
    let mut service = Service(machine.serve(port));
    let deadline = Instant::now() + Duration::from_mins(1);
    let metrics = loop {
        let metrics = page(port, "/metrics").unwrap_or_default();
        if metrics.contains("espejo_backup_ended_at_seconds{kind=\"full\"}") {
            break metrics;
        }
        assert!(Instant::now() < deadline, "no backup was made: {metrics}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    assert!(metrics.contains("espejo_backup_verified 1"), "{metrics}");
    assert!(
        metrics.contains("espejo_backup_archive_lag_seconds "),
        "{metrics}"
    );
    for task in ["backup", "drill"] {
        let none = format!("espejo_backup_tasks_total{{task=\"{task}\",outcome=\"failed\"}} 0");
        assert!(metrics.contains(&none), "{metrics}");
    }
    assert!(page(port, "/ready").unwrap().contains("ready"));

    let pid = Pid::from_raw(i32::try_from(service.0.id()).unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    assert!(service.0.wait().unwrap().success());
}

/// The answer to a request; nothing if the service does not listen yet.
fn page(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
