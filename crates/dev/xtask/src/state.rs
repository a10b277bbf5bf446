//! The folder `.espejo/` of the checkout, and what it remembers between starts in `.espejo/env`.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    process::Child,
    str::FromStr,
};

use anyhow::{Context, Result, bail};
use settings::{Environment, Setting};
use testkit::{EnvFile, ProcessIdentity, free_port, is_free};

use crate::messages::say;

/// Where everything of this checkout lives.
pub(crate) struct State {
    /// `.espejo/`
    pub(crate) folder: PathBuf,
    /// Names this checkout among others of the machine.
    pub(crate) mark: String,
    env: EnvFile,
}

impl State {
    pub(crate) fn of_checkout() -> Result<Self> {
        // Not the folder that this was built in: build output may have been copied from there.
        let here = std::env::current_dir()?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("crates/dev/xtask/Cargo.toml").exists())
            .context("this is no checkout; please call ./run")?
            .canonicalize()?;
        // Relative paths in variables start there.
        std::env::set_current_dir(&root)?;
        Self::of(&root)
    }

    pub(crate) fn of(root: &Path) -> Result<Self> {
        let folder = root.join(".espejo");
        for part in ["logs", "pids"] {
            let part = folder.join(part);
            fs::create_dir_all(&part).with_context(|| format!("cannot make {}", part.display()))?;
        }
        Ok(Self {
            mark: format!("espejo_{}", cksum(root.as_os_str().as_encoded_bytes())),
            env: EnvFile::new(folder.join("env")),
            folder,
        })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("logs").join(name)
    }

    /// A file of `.espejo/` that calls lock. The lock ends with the call, even if it is killed.
    pub(crate) fn lock_file(&self, name: &str) -> Result<File> {
        let path = self.path(name);
        File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))
    }

    /// Everything that is remembered.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        self.env.all()
    }

    pub(crate) fn value(&self, name: &str) -> Option<String> {
        self.env.get(name).filter(|value| !value.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<String> {
        self.value(name)
            .with_context(|| format!("{name} is not in .espejo/env; please run ./run services"))
    }

    pub(crate) fn remember(&self, name: &str, value: &str) -> Result<()> {
        self.env
            .set(name, value)
            .with_context(|| format!("cannot write {name} to .espejo/env"))
    }

    /// Remembers a new secret.
    pub(crate) fn remember_secret(&self, name: &str) -> Result<()> {
        let mut bytes = [0; 18];
        File::open("/dev/urandom")?.read_exact(&mut bytes)?;
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let secret: String = digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect();
        self.remember(name, &secret)
    }

    /// The port of the last start if it is still free, otherwise a new one. At the first start, a
    /// variable of this name can choose it.
    pub(crate) fn port(&self, name: &'static str) -> Result<u16> {
        let kept = match self.value(name) {
            Some(text) => text.parse().ok(),
            None => chosen(name)?,
        };
        let others: Vec<_> = self
            .variables()
            .into_iter()
            .filter(|(other, _)| other != name)
            .filter_map(|(_, value)| value.parse().ok())
            .collect();
        let port = a_port(kept, &others, is_free, free_port);
        self.remember(name, &port.to_string())?;
        Ok(port)
    }
}

/// What the caller's environment says for the first start.
pub(crate) fn chosen<T: Setting>(name: &'static str) -> Result<Option<T>> {
    let mut environment = Environment::of_process();
    let value = environment.optional(name);
    Ok(environment.finish(value)?)
}

fn a_port(
    kept: Option<u16>,
    others: &[u16],
    is_free: impl Fn(u16) -> bool,
    mut new: impl FnMut() -> u16,
) -> u16 {
    let mut port = kept;
    loop {
        match port {
            Some(port) if !others.contains(&port) && is_free(port) => return port,
            _ => port = Some(new()),
        }
    }
}

/// The identity in a file, if its process still runs.
pub(crate) fn recorded(file: &Path) -> Option<ProcessIdentity> {
    let text = fs::read_to_string(file).ok()?;
    let process = ProcessIdentity::from_str(&text).ok()?;
    process.is_running().then_some(process)
}

/// Records a child. One that cannot be recorded is killed, because no other call could stop it.
pub(crate) fn record(file: &Path, child: &mut Child) -> Result<()> {
    // A child that has ended already leaves nothing to find.
    let text = ProcessIdentity::of(child.id()).map_or_else(String::new, |id| id.to_string());
    let _ = fs::remove_file(file);
    fs::write(file, text)
        .inspect_err(|_| drop(child.kill()))
        .with_context(|| format!("cannot write {}", file.display()))
}

/// Fails with the last lines of the log printed.
pub(crate) fn fail_with_log<T>(log: &Path, what: &str) -> Result<T> {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(20)..] {
        say(line);
    }
    bail!("{what}: {}", log.display())
}

/// The checksum of the program of the same name: a CRC over the bytes and their number. Databases
/// and queues of earlier starts are found under it.
fn cksum(bytes: &[u8]) -> u32 {
    let length = bytes.len().to_le_bytes();
    let used = length.iter().rposition(|byte| *byte != 0);
    let length = &length[..used.map_or(0, |last| last + 1)];
    let crc = bytes.iter().chain(length).fold(0_u32, |crc, byte| {
        (0..8).fold(crc ^ (u32::from(*byte) << 24), |crc, _| {
            (crc << 1) ^ if crc >> 31 == 1 { 0x04c1_1db7 } else { 0 }
        })
    });
    !crc
}

#[cfg(test)]
mod tests {
    use super::{a_port, cksum, record, recorded};

    #[test]
    fn a_port_is_kept_unless_another_process_uses_it() {
        let mut next = 300;
        let mut new = || {
            next += 1;
            next
        };
        let free = |port| port != 301;
        assert_eq!(a_port(Some(200), &[100], free, &mut new), 200);
        assert_eq!(a_port(Some(301), &[302], free, &mut new), 303);
        assert_eq!(a_port(Some(100), &[100], free, &mut new), 304);
        assert_eq!(a_port(None, &[], free, &mut new), 305);
    }

    #[test]
    fn the_checksum_equals_the_output_of_cksum() {
        assert_eq!(cksum(b""), 4_294_967_295);
        assert_eq!(cksum(b"123456789"), 930_766_865);
        assert_eq!(cksum(&[b'a'; 300]), 1_664_553_091);
    }

    #[test]
    fn a_recorded_process_is_found_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sleep");
        assert_eq!(recorded(&file), None);

        let mut child = std::process::Command::new("sleep")
            .arg("60")
            .spawn()
            .unwrap();
        record(&file, &mut child).unwrap();
        assert!(recorded(&file).is_some());
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(recorded(&file), None);
    }

    #[test]
    fn a_process_id_alone_is_not_a_recorded_process() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("init");
        std::fs::write(&file, "1\n").unwrap();
        assert_eq!(recorded(&file), None);
    }
}
