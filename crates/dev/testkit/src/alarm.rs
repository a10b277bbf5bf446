//! A memory or disk alarm of the private broker. It blocks publishers in every virtual host, so a
//! test that raises one runs alone: `.config/nextest.toml`.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::binaries::binary;

/// The alarm ends when this value is dropped, even if the test is killed.
#[derive(Debug)]
pub struct BrokerAlarm(Child);

impl BrokerAlarm {
    /// `memory` or `disk`.
    pub fn raise(of: &str) -> Self {
        // Own process group: killing the test must not kill the process that ends the alarm.
        let mut child = Command::new("setsid")
            .arg(binary("xtask"))
            .args(["alarm", of])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot raise an alarm: {error}"));
        let mut line = String::new();
        let said = child.stdout.take().map(BufReader::new);
        let read = said.map(|mut said| said.read_line(&mut line));
        assert_eq!(line.trim(), "raised", "no alarm was raised: {read:?}");
        Self(child)
    }

    /// Ends the alarm.
    pub fn clear(mut self) {
        assert!(self.end(), "the alarm was not cleared");
    }

    fn end(&mut self) -> bool {
        drop(self.0.stdin.take());
        self.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for BrokerAlarm {
    fn drop(&mut self) {
        self.end();
    }
}
