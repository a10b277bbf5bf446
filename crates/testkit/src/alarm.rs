//! The private broker out of memory or disk. It blocks whoever publishes, in every virtual host, so a
//! test that does this runs alone: `.config/nextest.toml`.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// Holds until this value ends, even if the test is killed.
#[derive(Debug)]
pub struct BrokerAlarm(Child);

impl BrokerAlarm {
    /// `memory` or `disk`.
    pub fn raise(of: &str) -> Self {
        let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../run");
        // In a session of its own: who kills the test shall not kill what ends the alarm.
        let mut child = Command::new("setsid")
            .arg(run)
            .args(["alarm", of])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("no alarm can be raised: {error}"));
        let mut line = String::new();
        let said = child.stdout.take().map(BufReader::new);
        let read = said.map(|mut said| said.read_line(&mut line));
        assert_eq!(line.trim(), "raised", "no alarm was raised: {read:?}");
        Self(child)
    }

    /// Ends the alarm.
    pub fn clear(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

impl Drop for BrokerAlarm {
    fn drop(&mut self) {
        self.end();
    }
}
