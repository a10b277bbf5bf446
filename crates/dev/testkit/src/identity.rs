//! Which process a recorded number means. A number alone is not enough: after the process has ended
//! or the machine was restarted, another process may have it. The time of its start tells them
//! apart.

use std::fmt;
use std::fs;
use std::str::FromStr;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, kill_process};

pub use rustix::process::Signal;

/// How long the kernel may take to end a process that is killed.
const KILLED: Duration = Duration::from_secs(5);

/// One process of this machine; as text `<pid> <start> <boot>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessIdentity {
    pid: u32,
    /// Clock ticks between the start of the machine and that of the process.
    started: u64,
    /// The kernel's random id of this start of the machine.
    boot: String,
}

impl ProcessIdentity {
    /// The running process with this number, if there is one.
    pub fn of(pid: u32) -> Option<Self> {
        Some(Self {
            pid,
            started: started(pid)?,
            boot: boot(),
        })
    }

    /// False as soon as the process has ended, even if its parent has not asked for its status.
    pub fn is_running(&self) -> bool {
        self.boot == boot() && started(self.pid) == Some(self.started)
    }

    /// False if the process has ended.
    pub fn signal(&self, signal: Signal) -> bool {
        self.is_running() && send(self.pid, signal)
    }

    /// Asks it to end (SIGTERM) and waits; kills it if it has not ended after `time`.
    pub fn end(&self, time: Duration) {
        self.signal(Signal::TERM);
        if !self.ends_within(time) {
            self.signal(Signal::KILL);
            self.ends_within(KILLED);
        }
    }

    fn ends_within(&self, time: Duration) -> bool {
        let deadline = Instant::now() + time;
        while self.is_running() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }
}

/// For a child that was not waited for yet: until then, no other process has its number.
pub(crate) fn send(pid: u32, signal: Signal) -> bool {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| kill_process(pid, signal).is_ok())
}

impl fmt::Display for ProcessIdentity {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {} {}", self.pid, self.started, self.boot)
    }
}

/// The text is not that of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnIdentity;

impl FromStr for ProcessIdentity {
    type Err = NotAnIdentity;

    fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
        let parts: Vec<_> = text.split_whitespace().collect();
        let [pid, started, boot] = parts[..] else {
            return Err(NotAnIdentity);
        };
        Ok(Self {
            pid: pid.parse().map_err(|_| NotAnIdentity)?,
            started: started.parse().map_err(|_| NotAnIdentity)?,
            boot: boot.to_owned(),
        })
    }
}

fn boot() -> String {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let id = id.trim();
    if id.is_empty() { "unknown" } else { id }.to_owned()
}

fn started(pid: u32) -> Option<u64> {
    started_in(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// The start of a process by its line in `/proc/<pid>/stat`; none if it has ended.
fn started_in(stat: &str) -> Option<u64> {
    // The name is in parentheses and may contain anything; the other fields are words.
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace();
    let state = fields.next()?;
    // Field 22, where the state is field 3.
    let started = fields.nth(18)?.parse().ok()?;
    (!matches!(state, "Z" | "X")).then_some(started)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::{NotAnIdentity, ProcessIdentity, Signal, started_in};

    #[test]
    fn a_process_start_is_parsed_despite_special_characters_in_its_name() {
        let rest = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20";
        assert_eq!(started_in(&format!("7 (a) S (b) R {rest}")), Some(4711));
        assert_eq!(started_in(&format!("7 (ended) Z {rest}")), None);
        assert_eq!(started_in("7 (cut off) S 1 2"), None);
    }

    #[test]
    fn a_process_is_recognized_by_its_identity_text_until_it_ends() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let process = ProcessIdentity::of(child.id()).unwrap();
        let read: ProcessIdentity = process.to_string().parse().unwrap();
        assert_eq!(read, process);
        assert!(read.is_running());

        // Not waited for yet: it is still in the list of processes.
        drop(child.stdin.take());
        while read.is_running() {
            std::thread::yield_now();
        }
        assert!(!read.signal(Signal::TERM));
        child.wait().unwrap();
        assert_eq!(ProcessIdentity::of(child.id()), None);
    }

    #[test]
    fn another_start_or_another_boot_is_another_process() {
        let this = ProcessIdentity::of(std::process::id()).unwrap();
        let earlier = ProcessIdentity {
            started: this.started - 1,
            ..this.clone()
        };
        let before_the_restart = ProcessIdentity {
            boot: "01bb6bea".to_owned(),
            ..this.clone()
        };
        assert!(this.is_running());
        assert!(!earlier.is_running() && !before_the_restart.is_running());
    }

    #[test]
    fn a_process_that_does_not_end_is_killed() {
        let script = "trap '' TERM; echo deaf; while :; do sleep 0.05; done";
        let mut child = Command::new("sh")
            .args(["-c", script])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It has said so: the signal does not come before the trap.
        let mut said = [0; 4];
        child.stdout.take().unwrap().read_exact(&mut said).unwrap();
        let process = ProcessIdentity::of(child.id()).unwrap();
        process.end(Duration::from_millis(100));
        assert!(!process.is_running());
        assert_eq!(child.wait().unwrap().signal(), Some(Signal::KILL.as_raw()));
    }

    #[test]
    fn a_process_id_alone_is_no_identity() {
        assert_eq!("4711".parse::<ProcessIdentity>(), Err(NotAnIdentity));
        assert_eq!("".parse::<ProcessIdentity>(), Err(NotAnIdentity));
    }
}
