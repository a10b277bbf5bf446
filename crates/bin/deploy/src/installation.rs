//! Where an installation is. `/opt/espejo` has a folder for each version and the link `current` to one
//! of them, which the units of systemd name.

use std::{
    fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::unit::Unit;

/// In the order in which they are restarted: core-api first, because the others send to it.
pub(crate) const SERVICES: [&str; 5] = [
    "core-api",
    "sync-worker",
    "export-worker",
    "scheduler",
    "backup-worker",
];

/// The folders of an installation.
#[derive(Debug)]
pub(crate) struct Installation {
    root: PathBuf,
}

impl Installation {
    pub(crate) fn below(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// Where an absolute path of a unit is.
    pub(crate) fn path(&self, absolute: &str) -> PathBuf {
        self.root.join(absolute.trim_start_matches('/'))
    }

    /// The folder of the versions.
    pub(crate) fn versions(&self) -> PathBuf {
        self.path("/opt/espejo")
    }

    pub(crate) fn version(&self, version: &str) -> PathBuf {
        self.versions().join(version)
    }

    pub(crate) fn program(&self, version: &str, name: &str) -> PathBuf {
        self.version(version).join("bin").join(name)
    }

    /// Lock and record of deploys.
    pub(crate) fn state(&self) -> PathBuf {
        self.path("/var/lib/espejo-deploy")
    }

    /// The version that the units start, or `None` if nothing is installed.
    pub(crate) fn current_version(&self) -> Result<Option<String>> {
        match fs::read_link(self.versions().join("current")) {
            Ok(target) => {
                let name = target
                    .file_name()
                    .context("the link current names no folder")?;
                Ok(Some(name.to_string_lossy().into_owned()))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context("the link current in /opt/espejo"),
        }
    }

    /// Installs the units of this version, which start it from the next start on. There is no moment
    /// without a link or a unit.
    pub(crate) fn switch_to(&self, version: &str) -> Result<()> {
        let units = self.version(version).join("deploy/systemd");
        let files = fs::read_dir(&units).with_context(|| units.display().to_string())?;
        for file in files {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if name.starts_with("espejo") {
                let installed = self.path("/etc/systemd/system").join(&name);
                let new = installed.with_file_name(format!(".{name}.new"));
                fs::copy(file.path(), &new)?;
                fs::rename(new, installed)?;
            }
        }
        let new = self.versions().join(".current");
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => symlink(version, &new)?,
        }
        Ok(fs::rename(new, self.versions().join("current"))?)
    }

    /// The value of a variable of a unit. As in systemd, its files count more than its lines.
    pub(crate) fn variable(&self, unit: &Unit, name: &str) -> Result<String> {
        let mut found = unit.variable(name).map(str::to_owned);
        for file in unit.environment_files() {
            // As in systemd, a file whose path begins with a dash may be missing.
            let (path, may_be_missing) = match file.strip_prefix('-') {
                Some(file) => (self.path(file), true),
                None => (self.path(file), false),
            };
            if may_be_missing && !path.exists() {
                continue;
            }
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{} of {}", path.display(), unit.name))?;
            found = last_value(&text, name).or(found);
        }
        found.with_context(|| format!("{} does not set {name}", unit.name))
    }
}

/// The last value of a variable in an environment file.
fn last_value(text: &str, name: &str) -> Option<String> {
    let lines = text.lines().map(str::trim);
    let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    let value = values.next_back()?.trim();
    let quoted = value.len() > 1 && value.starts_with(['"', '\'']) && value.ends_with(&value[..1]);
    let value = if quoted {
        &value[1..value.len() - 1]
    } else {
        value
    };
    Some(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_and_the_units_are_replaced_by_those_of_the_version() {
        let root = tempfile::tempdir().unwrap();
        let installation = Installation::below(root.path());
        assert_eq!(installation.current_version().unwrap(), None);
        fs::create_dir_all(installation.path("/etc/systemd/system")).unwrap();
        for version in ["0.1.0", "0.2.0"] {
            let units = installation.version(version).join("deploy/systemd");
            fs::create_dir_all(&units).unwrap();
            let unit = format!("[Service]\nUser={version}\n");
            fs::write(units.join("espejo-core-api.service"), unit).unwrap();
        }
        for version in ["0.1.0", "0.2.0", "0.1.0"] {
            installation.switch_to(version).unwrap();
            let current = installation.current_version().unwrap();
            assert_eq!(current.as_deref(), Some(version));
            let unit = installation.path("/etc/systemd/system/espejo-core-api.service");
            let unit = fs::read_to_string(unit).unwrap();
            assert_eq!(unit, format!("[Service]\nUser={version}\n"));
        }
        assert!(installation.switch_to("0.3.0").is_err());
        let current = installation.current_version().unwrap();
        assert_eq!(current.as_deref(), Some("0.1.0"));
    }

    #[test]
    fn an_environment_file_may_quote_and_repeat() {
        let text = "# A=0\nA=1\nAB=2\n A=\"x y\"\nB='z'\n";
        assert_eq!(last_value(text, "A").unwrap(), "x y");
        assert_eq!(last_value(text, "B").unwrap(), "z");
        assert_eq!(last_value(text, "C"), None);
    }
}
