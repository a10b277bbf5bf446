//! The end of this call before its work is done: by a signal, or with the status of a program that
//! it called. A signal only sets a mark, so that the call stops what it started before it ends.

use std::{
    fmt, fs,
    process::{Command, ExitCode, ExitStatus},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1};
use testkit::{ProcessIdentity, Signal};

use crate::messages::say;

/// How often a wait looks for a signal.
const TICK: Duration = Duration::from_millis(50);

/// What `./run down` sends to the call that runs the services.
pub(crate) const BY_ANOTHER_CALL: Signal = Signal::USR1;

/// The latest signal that asked this call to stop; 0 if there was none.
#[derive(Default)]
pub(crate) struct Stop(Arc<AtomicUsize>);

/// The user already knows the reason: it was printed, or the user asked for the end.
#[derive(Debug)]
pub(crate) struct Ended(u8);

impl fmt::Display for Ended {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "ended with status {}", self.0)
    }
}

impl std::error::Error for Ended {}

impl Stop {
    pub(crate) fn listen() -> Result<Self> {
        let latest = Arc::new(AtomicUsize::new(0));
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGUSR1] {
            // `nohup ./run up` outlives its terminal.
            if signal == SIGHUP && is_ignored(signal) {
                continue;
            }
            let value = usize::try_from(signal)?;
            signal_hook::flag::register_usize(signal, Arc::clone(&latest), value)
                .with_context(|| format!("cannot listen to signal {signal}"))?;
        }
        Ok(Self(latest))
    }

    /// Fails if a signal has asked to stop.
    pub(crate) fn check(&self) -> Result<()> {
        match self.0.load(Ordering::SeqCst) {
            0 => Ok(()),
            signal => Err(Ended(code_of(signal)).into()),
        }
    }

    pub(crate) fn is_by_another_call(&self) -> bool {
        self.0.load(Ordering::SeqCst) == SIGUSR1 as usize
    }

    /// Fails as soon as a signal asks to stop.
    pub(crate) fn sleep(&self, time: Duration) -> Result<()> {
        let mut left = time;
        while !left.is_zero() {
            self.check()?;
            let step = left.min(TICK);
            thread::sleep(step);
            left -= step;
        }
        self.check()
    }

    /// Runs a program in the foreground to its end. If a signal asks to stop, the program is left
    /// the time to end in its own way.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        let name = command.get_program().to_owned();
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", name.display()))?;
        let mut passed_on = false;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            // The terminal has sent Ctrl-C to the program as well; other signals come here only.
            let signal = self.0.load(Ordering::SeqCst);
            if !passed_on && signal != 0 && signal != SIGINT as usize {
                passed_on = true;
                ProcessIdentity::of(child.id()).map(|child| child.signal(Signal::TERM));
            }
            thread::sleep(TICK);
        };
        self.check()?;
        success(status)
    }
}

/// True if whoever started this call lets it ignore the signal.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|digits| u64::from_str_radix(digits.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

fn success(status: ExitStatus) -> Result<()> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Ended(u8::try_from(code).unwrap_or(1)).into()),
        None => Err(Ended(1).into()),
    }
}

/// As a shell counts. Another call that asks to stop is no failure.
fn code_of(signal: usize) -> u8 {
    if signal == SIGUSR1 as usize {
        0
    } else {
        128 + u8::try_from(signal).unwrap_or_default()
    }
}

/// Prints the error unless its reason is known.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    if let Some(Ended(code)) = error.downcast_ref() {
        return ExitCode::from(*code);
    }
    say(format_args!("error: {error:#}"));
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Ended, Stop, code_of};
    use signal_hook::consts::{SIGINT, SIGTERM, SIGUSR1};

    #[test]
    fn a_signal_gives_the_exit_code_of_a_shell() {
        assert_eq!(code_of(SIGINT as usize), 130);
        assert_eq!(code_of(SIGTERM as usize), 143);
        assert_eq!(code_of(SIGUSR1 as usize), 0);
    }

    #[test]
    fn the_exit_code_of_a_program_is_returned() {
        let stop = Stop::default();
        stop.run(&mut Command::new("true")).unwrap();
        let error = stop.run(Command::new("sh").args(["-c", "exit 7"]));
        let Ended(code) = error.unwrap_err().downcast().unwrap();
        assert_eq!(code, 7);
    }
}
