//! The files of a commit.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{programs::program, stop::Stop};

/// Writes the files with these paths into a folder; without paths, all.
pub(crate) fn take_out(stop: &Stop, commit: &str, paths: &[&str], folder: &Path) -> Result<()> {
    let archive = folder.with_extension("tar");
    let mut git = program("git");
    git.args(["archive", "--output"]).arg(&archive);
    git.arg(commit).arg("--").args(paths);
    stop.run(&mut git)
        .with_context(|| format!("git has no commit {commit} with these files"))?;
    let mut tar = program("tar");
    stop.run(tar.arg("-xf").arg(&archive).arg("-C").arg(folder))?;
    Ok(fs::remove_file(archive)?)
}
