//! Which call runs the services. It holds the lock of `.espejo/runner` until everything that it
//! started has ended, and its identity is in the file. The kernel releases the lock of a killed call.

use std::{
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use testkit::{ProcessIdentity, Signal};

use crate::{
    servers, services,
    state::State,
    stop::{BY_ANOTHER_CALL, Stop},
};

/// More than the services and the servers may take to end.
const TIME_TO_END: Duration = Duration::from_mins(4);
const TICK: Duration = Duration::from_millis(100);

/// While this value exists, no other call runs the services.
pub(crate) struct Runner {
    _locked: File,
}

impl Runner {
    /// Stops the call that runs the services, if there is one, and what a killed one left.
    pub(crate) fn take(state: &State, stop: &Stop) -> Result<Self> {
        let mut file = lock(state, stop)?;
        let this =
            ProcessIdentity::of(std::process::id()).context("cannot find this process in /proc")?;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(this.to_string().as_bytes())?;
        services::end_all(state);
        Ok(Self { _locked: file })
    }
}

/// Stops everything that this checkout started.
pub(crate) fn down(state: &State, stop: &Stop) -> Result<()> {
    let _locked = lock(state, stop)?;
    services::end_all(state);
    servers::down(state)
}

/// The locked file. A call that holds it is asked to stop, and killed if it does not.
fn lock(state: &State, stop: &Stop) -> Result<File> {
    let mut file = state.lock_file("runner")?;
    let mut asked = None;
    let mut deadline = Instant::now() + TIME_TO_END;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => {
                return Err(error).context("cannot lock .espejo/runner");
            }
            Err(TryLockError::WouldBlock) => {}
        }
        // Read each time: the file is written after it is locked, and the holder may change.
        let holder = holder(&mut file);
        if holder.is_some() && holder != asked {
            holder.as_ref().map(|call| call.signal(BY_ANOTHER_CALL));
            deadline = Instant::now() + TIME_TO_END;
            asked = holder;
        } else if Instant::now() > deadline {
            holder.map(|call| call.signal(Signal::KILL));
            thread::sleep(TICK);
        }
        stop.sleep(TICK)?;
    }
}

fn holder(file: &mut File) -> Option<ProcessIdentity> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    let holder: ProcessIdentity = text.parse().ok()?;
    holder.is_running().then_some(holder)
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        os::unix::process::ExitStatusExt,
        process::{Command, Stdio},
    };

    use testkit::ProcessIdentity;

    use super::{Runner, holder};
    use crate::{
        state::State,
        stop::{BY_ANOTHER_CALL, Stop},
    };

    #[test]
    fn a_second_call_asks_the_running_one_to_stop() {
        let root = tempfile::tempdir().unwrap();
        let state = State::of(root.path()).unwrap();
        let path = state.path("runner");
        // Without -o, `sleep` would hold the lock as well.
        let mut other = Command::new("flock")
            .arg("-o")
            .arg(&path)
            .args(["sleep", "1"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while fs::File::open(&path).is_ok_and(|file| file.try_lock_shared().is_ok())
            || !path.exists()
        {
            std::thread::yield_now();
        }
        let identity = ProcessIdentity::of(other.id()).unwrap();
        fs::write(&path, identity.to_string()).unwrap();

        let _runner = Runner::take(&state, &Stop::default()).unwrap();
        let ended = other.wait().unwrap();
        assert_eq!(ended.signal(), Some(BY_ANOTHER_CALL.as_raw()));
        let this = ProcessIdentity::of(std::process::id());
        assert_eq!(holder(&mut state.lock_file("runner").unwrap()), this);
    }

    #[test]
    fn processes_left_by_a_killed_call_are_stopped() {
        let root = tempfile::tempdir().unwrap();
        let state = State::of(root.path()).unwrap();
        let mut left = Command::new("sleep").arg("60").spawn().unwrap();
        let identity = ProcessIdentity::of(left.id()).unwrap();
        fs::write(state.path("pids/scheduler"), identity.to_string()).unwrap();
        fs::write(state.path("runner"), "1 1 of-an-earlier-boot").unwrap();

        let _runner = Runner::take(&state, &Stop::default()).unwrap();
        assert!(!identity.is_running());
        assert!(!state.path("pids/scheduler").exists());
        left.wait().unwrap();
    }
}
