//! What processes use during a measurement: CPU time and peak memory, from `/proc`.
//!
//! For PostgreSQL, only the backends of one database count, so that other work on the same server
//! does not. A thread polls, because backends can end at any time.

use std::{
    collections::BTreeMap,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// Linux reports CPU times in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The processes whose CPU time is counted.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    Process(u32),
    /// The backends of a database, with their parallel workers.
    Backends {
        postmaster: u32,
        database: String,
    },
    /// Checkpointer, WAL writer and similar processes of the whole server.
    ServerOwn {
        postmaster: u32,
    },
}

pub(crate) struct Meter {
    begun: Instant,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<BTreeMap<&'static str, Duration>>,
}

pub(crate) struct Spent {
    pub(crate) wall: Duration,
    cpu: BTreeMap<&'static str, Duration>,
}

impl Meter {
    pub(crate) fn start(groups: Vec<(&'static str, Who)>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let before: Vec<_> = groups.iter().map(|(_, who)| who.times()).collect();
        let thread = thread::spawn(move || {
            let mut last = before.clone();
            loop {
                let is_last = stopped.load(Ordering::Acquire);
                for ((_, who), seen) in groups.iter().zip(&mut last) {
                    seen.extend(who.times());
                }
                if is_last {
                    break;
                }
                thread::sleep(LOOK_EVERY);
            }
            let spent = last.iter().zip(&before).map(|(last, before)| {
                let start = |pid| before.get(pid).copied().unwrap_or_default();
                last.iter()
                    .map(|(pid, time)| time.saturating_sub(start(pid)))
                    .sum()
            });
            groups.iter().map(|(name, _)| *name).zip(spent).collect()
        });
        Self {
            begun: Instant::now(),
            stop,
            thread,
        }
    }

    pub(crate) fn stop(self) -> Spent {
        let wall = self.begun.elapsed();
        self.stop.store(true, Ordering::Release);
        let cpu = self.thread.join().unwrap_or_default();
        Spent { wall, cpu }
    }
}

impl Spent {
    pub(crate) fn by(&self, name: &str) -> Duration {
        self.cpu.get(name).copied().unwrap_or_default()
    }

    pub(crate) fn sum(&self, names: &[&str]) -> Duration {
        names.iter().map(|name| self.by(name)).sum()
    }
}

impl Who {
    /// CPU time so far, by process.
    fn times(&self) -> BTreeMap<u32, Duration> {
        let mine: Vec<u32> = match self {
            Self::Process(pid) => vec![*pid],
            Self::Backends {
                postmaster,
                database,
            } => backends(*postmaster, database),
            Self::ServerOwn { postmaster } => {
                let own = [
                    "checkpointer",
                    "walwriter",
                    "background writer",
                    "autovacuum",
                ];
                let is_own = |title: &str| own.iter().any(|name| title.contains(name));
                let titles = titles(*postmaster).into_iter();
                titles
                    .filter(|(_, title)| is_own(title))
                    .map(|(pid, _)| pid)
                    .collect()
            }
        };
        mine.into_iter()
            .filter_map(|pid| Some((pid, cpu(pid)?)))
            .collect()
    }
}

/// CPU time of a process so far.
pub(crate) fn cpu(pid: u32) -> Option<Duration> {
    let ticks = |at: usize| stat(pid)?.get(at)?.parse::<u32>().ok();
    // utime and stime.
    Some(TICK * (ticks(11)? + ticks(12)?))
}

pub(crate) fn parent(pid: u32) -> Result<u32> {
    let parent = stat(pid).and_then(|fields| fields.get(1)?.parse().ok());
    parent.with_context(|| format!("process {pid} has no visible parent"))
}

/// `VmHWM` or `VmRSS` of a process in bytes.
pub(crate) fn memory(pid: u32, name: &str) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kibibytes = status.lines().find_map(|line| {
        let value = line.strip_prefix(name)?.strip_prefix(':')?;
        value.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
    });
    Ok(kibibytes.with_context(|| format!("no {name} of process {pid}"))? * 1024)
}

/// The fields after the name, which may contain any character; the first one is the state.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}

fn backends(postmaster: u32, database: &str) -> Vec<u32> {
    let titles = titles(postmaster);
    let in_database = |title: &str| title.split(' ').any(|word| word == database);
    let mut found: Vec<u32> = titles
        .iter()
        .filter(|(_, title)| in_database(title))
        .map(|(pid, _)| *pid)
        .collect();
    for (pid, title) in &titles {
        let leader = title.split("parallel worker for PID ").nth(1);
        let leader = leader.and_then(|rest| rest.trim().parse::<u32>().ok());
        if leader.is_some_and(|leader| found.contains(&leader)) {
            found.push(*pid);
        }
    }
    found
}

/// The title of a PostgreSQL process names its database and user.
fn titles(postmaster: u32) -> Vec<(u32, String)> {
    let path = format!("/proc/{postmaster}/task/{postmaster}/children");
    let children = fs::read_to_string(path).unwrap_or_default();
    children
        .split_whitespace()
        .filter_map(|pid| {
            let pid = pid.parse().ok()?;
            let title = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
            let title = String::from_utf8_lossy(&title).replace('\0', " ");
            Some((pid, title))
        })
        .collect()
}
