//! `./run package`: a tarball with everything that one server needs, and its checksum. The same
//! commit, compiler and programs give the same tarball.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::{
    commit::take_out,
    console,
    messages::say,
    programs::{cargo, output, program, target_folder},
    stop::Stop,
};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const PROGRAMS: [&str; 6] = [
    "backup-worker",
    "core-api",
    "espejo-deploy",
    "export-worker",
    "scheduler",
    "sync-worker",
];
/// Of the commit, so that nothing that lies about in the checkout gets into a package.
const FILES: [&str; 8] = [
    "CHANGELOG.md",
    "LICENSE",
    "deploy",
    "migrations",
    ".env.example",
    // Only for containers.
    ":(exclude)deploy/Dockerfile",
    ":(exclude)deploy/helm",
    ":(exclude)deploy/secrets.sh",
];

#[derive(Debug, Args)]
pub(crate) struct Package {
    /// The folder of the tarball
    #[arg(long, default_value = "target/package")]
    to: PathBuf,
    /// Take the programs from this folder instead of building them
    #[arg(long, value_name = "FOLDER")]
    programs: Option<PathBuf>,
    /// Leave the web console out
    #[arg(long)]
    without_console: bool,
}

pub(crate) fn package(stop: &Stop, wanted: &Package) -> Result<()> {
    let programs = match &wanted.programs {
        Some(folder) => folder.clone(),
        None => build(stop)?,
    };
    let name = format!("espejo-{VERSION}");
    let work = wanted.to.join(".unfinished");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let folder = work.join(&name);
    fs::create_dir_all(folder.join("bin"))?;
    for name in PROGRAMS {
        let from = programs.join(name);
        let what = || format!("{} is not built", from.display());
        fs::copy(&from, folder.join("bin").join(name)).with_context(what)?;
    }
    take_out(stop, "HEAD", &FILES, &folder)?;
    if !wanted.without_console {
        console::build(stop)?;
        let built = console::built().context("the console is not built; --without-console?")?;
        stop.run(
            program("cp")
                .arg("-R")
                .arg(built)
                .arg(folder.join("console")),
        )?;
    }
    // Whatever the umask of the caller is, everybody may read it and nobody but the owner may write.
    stop.run(program("chmod").args(["-R", "u=rwX,go=rX"]).arg(&folder))?;
    write_sums(&folder)?;
    let tarball = pack(stop, &work, &name)?;
    let tarball = publish(&tarball, &wanted.to)?;
    fs::remove_dir_all(work)?;
    say(format_args!("{}", tarball.display()));
    Ok(())
}

/// As in the image of the containers: small and without debug information.
fn build(stop: &Stop) -> Result<PathBuf> {
    let packages = PROGRAMS.map(|name| format!("-p {}", name.trim_start_matches("espejo-")));
    let packages = packages.join(" ");
    stop.run(&mut cargo(&format!(
        "build --locked --profile image --bins {packages}"
    )))?;
    Ok(target_folder()?.join("image"))
}

/// `SHA256SUMS` of all files, in the order of their names.
fn write_sums(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, Path::new(""), &mut files)?;
    files.sort();
    let mut sums = program("sha256sum");
    let sums = output(sums.args(&files).current_dir(folder))?;
    ensure!(
        sums.lines().count() == files.len(),
        "a name has a line break"
    );
    Ok(fs::write(folder.join("SHA256SUMS"), sums + "\n")?)
}

fn collect(root: &Path, below: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A tarball that depends on the files alone: sorted, of nobody, with the time of the commit.
fn pack(stop: &Stop, work: &Path, name: &str) -> Result<PathBuf> {
    let compiler = output(program("rustc").arg("-vV"))?;
    let target = compiler
        .lines()
        .find_map(|line| line.strip_prefix("host: "));
    let target = target.context("rustc does not say its host")?;
    let time = output(program("git").args(["log", "-1", "--format=@%ct"]))?;
    let tarball = work.join(format!("{name}-{target}.tar.gz"));
    let mut pack = program("tar");
    pack.args(["--sort=name", "--format=ustar", "--numeric-owner"])
        .args(["--owner=0", "--group=0", &format!("--mtime={time}")])
        .args(["--use-compress-program=gzip --no-name", "-cf"])
        .arg(&tarball)
        .arg("-C")
        .arg(work)
        .arg(name);
    stop.run(&mut pack)?;
    Ok(tarball)
}

/// The tarball beside its checksum.
fn publish(tarball: &Path, to: &Path) -> Result<PathBuf> {
    let name = tarball.file_name().context("no name")?;
    let mut sum = program("sha256sum");
    let folder = tarball.parent().context("no folder")?;
    let sum = output(sum.arg(name).current_dir(folder))?;
    let published = to.join(name);
    fs::rename(tarball, &published)?;
    let mut sums = published.clone().into_os_string();
    sums.push(".sha256");
    fs::write(sums, sum + "\n")?;
    Ok(published)
}
