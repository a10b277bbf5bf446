//! Fetches a package and unpacks it into the folder of its version. No tarball is unpacked whose
//! checksum is missing or wrong, and the folder appears only when all of its files are as `SHA256SUMS`
//! says. The checksums find damage; who made the package is known by the server's certificate.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Component, Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use process::programs::output;
use sha2::{Digest, Sha256};
use tokio::process::Command;

use crate::installation::Installation;

const SUMS: &str = "SHA256SUMS";
const PAUSE: Duration = Duration::from_mins(1);

/// Returns what was done. A package that is named replaces the folder of its version, which does not
/// run: a failed deploy may have left it.
pub(crate) async fn fetch(
    installation: &Installation,
    version: &str,
    from: Option<&str>,
) -> Result<String> {
    let folder = installation.version(version);
    let Some(from) = from else {
        ensure!(folder.exists(), "{version} is not here: add --from");
        let files = check(&folder)?;
        return Ok(format!("{files} files are there already, and unchanged"));
    };
    ensure!(
        !from.starts_with("http://"),
        "the programs run as root and with all passwords: only https:// is safe"
    );
    let work = Work::below(&installation.versions(), version)?;
    if from.starts_with("https://") {
        let tarball = work.download(from).await?;
        work.unpack(&tarball).await?;
    } else if Path::new(from).is_dir() {
        work.copy(Path::new(from)).await?;
    } else {
        work.unpack(Path::new(from)).await?;
    }
    let files = check(&work.unpacked)?;
    remove(&folder)?;
    fs::rename(&work.unpacked, &folder)?;
    Ok(format!("{files} files in {}", folder.display()))
}

/// A folder that is removed when the value is dropped. What a killed process left is removed first.
struct Work {
    folder: PathBuf,
    unpacked: PathBuf,
}

impl Work {
    fn below(versions: &Path, version: &str) -> Result<Self> {
        let folder = versions.join(".unfinished");
        remove(&folder)?;
        let unpacked = folder.join(version);
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, unpacked })
    }

    /// The tarball and its checksum.
    async fn download(&self, url: &str) -> Result<PathBuf> {
        let name = url.rsplit('/').next().filter(|name| !name.is_empty());
        let path = self.folder.join(name.context("the URL names no file")?);
        download(url, &path).await?;
        download(&format!("{url}.sha256"), &sums_of(&path)).await?;
        Ok(path)
    }

    async fn unpack(&self, tarball: &Path) -> Result<()> {
        let sums = sums_of(tarball);
        let text = fs::read_to_string(&sums)
            .with_context(|| format!("the checksum {} is missing", sums.display()))?;
        let wanted = text.split_whitespace().next().unwrap_or_default();
        let found = digest(tarball)?;
        ensure!(
            wanted == found,
            "{} is damaged or another file: its SHA-256 is {found}, not {wanted}",
            tarball.display()
        );
        fs::create_dir(&self.unpacked)?;
        let mut tar = Command::new("tar");
        tar.args(["--strip-components=1", "--no-same-owner", "-xzf"]);
        output(tar.arg(tarball).arg("-C").arg(&self.unpacked)).await?;
        Ok(())
    }

    async fn copy(&self, from: &Path) -> Result<()> {
        output(Command::new("cp").arg("-R").arg(from).arg(&self.unpacked)).await?;
        Ok(())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // The next fetch removes what is left.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| folder.display().to_string())
        }
        _ => Ok(()),
    }
}

fn sums_of(tarball: &Path) -> PathBuf {
    let mut name = tarball.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

async fn download(url: &str, to: &Path) -> Result<()> {
    // The file is large, so only a pause has a time limit.
    let http = reqwest::Client::builder()
        .connect_timeout(PAUSE)
        .read_timeout(PAUSE);
    let answer = http.build()?.get(url).send().await?;
    let mut answer = answer.error_for_status()?;
    let mut file = File::create(to)?;
    while let Some(part) = answer.chunk().await? {
        file.write_all(&part)?;
    }
    Ok(())
}

/// Compares every file of a folder with its `SHA256SUMS`; returns how many there are.
pub(crate) fn check(folder: &Path) -> Result<usize> {
    let sums = fs::read_to_string(folder.join(SUMS))
        .with_context(|| format!("{} has no {SUMS}", folder.display()))?;
    let mut named = BTreeSet::new();
    for line in sums.lines() {
        let (wanted, name) = line
            .split_once("  ")
            .with_context(|| format!("{SUMS}: {line}"))?;
        let path = Path::new(name);
        let is_inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        ensure!(is_inside, "{SUMS} names {name}, outside the package");
        let found = digest(&folder.join(path))?;
        ensure!(
            found == wanted,
            "{name} is damaged: its SHA-256 is {found}, not {wanted}"
        );
        named.insert(path.to_owned());
    }
    let mut files = BTreeSet::new();
    collect(folder, Path::new(""), &mut files)?;
    files.remove(Path::new(SUMS));
    if let Some(stranger) = files.difference(&named).next() {
        bail!("{SUMS} does not name {}", stranger.display());
    }
    Ok(named.len())
}

/// The files below a folder.
fn collect(root: &Path, below: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        let kind = entry.file_type()?;
        ensure!(!kind.is_symlink(), "{} is a link", path.display());
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}

fn digest(path: &Path) -> Result<String> {
    let name = || path.display().to_string();
    let mut file = File::open(path).with_context(name)?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut part).with_context(name)?;
        if read == 0 {
            break;
        }
        hash.update(&part[..read]);
    }
    let digest = hash.finalize();
    let hex = |text: String, byte: &u8| format!("{text}{byte:02x}");
    Ok(digest.iter().fold(String::new(), hex))
}

/// The size of the files of a folder.
pub(crate) fn bytes(folder: &Path) -> Result<u64> {
    let mut files = BTreeSet::new();
    collect(folder, Path::new(""), &mut files)?;
    let mut sum = 0;
    for file in files {
        sum += fs::metadata(folder.join(file))?.len();
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(folder: &Path, content: &str) {
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::write(folder.join("bin/core-api"), content).unwrap();
        let sum = digest(&folder.join("bin/core-api")).unwrap();
        fs::write(folder.join(SUMS), format!("{sum}  bin/core-api\n")).unwrap();
    }

    #[test]
    fn a_changed_a_missing_and_an_unnamed_file_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        package(folder, "program");
        assert_eq!(check(folder).unwrap(), 1);
        assert!(bytes(folder).unwrap() > 70);

        fs::write(folder.join("bin/extra"), "").unwrap();
        let said = check(folder).unwrap_err().to_string();
        assert!(said.contains("does not name bin/extra"), "{said}");
        fs::remove_file(folder.join("bin/extra")).unwrap();

        fs::write(folder.join("bin/core-api"), "Program").unwrap();
        let said = check(folder).unwrap_err().to_string();
        assert!(said.contains("bin/core-api is damaged"), "{said}");
        fs::remove_file(folder.join("bin/core-api")).unwrap();
        assert!(check(folder).is_err());

        fs::write(
            folder.join(SUMS),
            format!("{}  ../core-api\n", "0".repeat(64)),
        )
        .unwrap();
        let said = check(folder).unwrap_err().to_string();
        assert!(said.contains("outside the package"), "{said}");
        fs::remove_file(folder.join(SUMS)).unwrap();
        let said = check(folder).unwrap_err().to_string();
        assert!(said.contains("has no SHA256SUMS"), "{said}");
    }
}
