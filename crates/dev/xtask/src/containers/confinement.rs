//! What a process in a container can really do, tried from outside: it has no shell.

use std::{
    fs::{self, File},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{
    containers::stack::{SERVERS, SERVICES, SIMULATED_ODOO, Stack},
    messages::say,
    programs::{output, program},
};

/// In no network from which a way leads outside.
const INNER: [&str; 3] = ["postgres", "rabbitmq", "scheduler"];
/// Names of the file that is tried.
const PROBE: &str = ".espejo-probe";

pub(crate) fn check(stack: &Stack<'_>) -> Result<()> {
    for service in SERVERS.iter().chain(&SERVICES).chain([&SIMULATED_ODOO]) {
        let pid = stack.inspect(service, "{{.State.Pid}}")?;
        let process = Path::new("/proc").join(&pid);
        let refused = cannot_write(&process.join("root"))
            .with_context(|| format!("{service} can write where it should not"))?;
        has_no_rights(&process).with_context(|| format!("{service} has rights"))?;
        let limits = stack.inspect(
            service,
            "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.CpuQuota}}",
        )?;
        let [memory, processes, cpu] = numbers(&limits)?;
        ensure!(
            memory > 0 && processes > 0 && cpu > 0,
            "{service} has no limits: {limits}"
        );
        let is_inner = INNER.contains(service);
        ensure!(
            has_way_out(&pid)? != is_inner,
            "the networks of {service} are wrong"
        );
        say(format_args!(
            "{service}: no write in {refused} folders, no capabilities, {} MiB, {processes} processes{}",
            memory / 1_048_576,
            if is_inner { ", no way out" } else { "" }
        ));
    }
    Ok(())
}

/// Tries a file in every folder of the root but those of the kernel, and in /tmp, where it may be
/// made. The caller is root, so only the mount can refuse. Returns how many refused.
fn cannot_write(root: &Path) -> Result<usize> {
    let mut folders = vec![root.to_owned()];
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_kernel = ["dev", "proc", "sys", "tmp"]
            .map(Into::into)
            .contains(&name);
        if entry.file_type()?.is_dir() && !is_kernel {
            folders.push(entry.path());
        }
    }
    for folder in &folders {
        let refused = probe(folder)?;
        ensure!(refused, "{}", folder.display());
    }
    let refused = probe(&root.join("tmp"))?;
    ensure!(!refused, "/tmp cannot be written");
    Ok(folders.len())
}

/// Whether the folder refuses a file because it is read-only. The file is removed again.
fn probe(folder: &Path) -> Result<bool> {
    let path: PathBuf = folder.join(PROBE);
    match File::create_new(&path) {
        Ok(_) => {
            fs::remove_file(&path)?;
            Ok(false)
        }
        Err(error) if error.kind() == ErrorKind::ReadOnlyFilesystem => Ok(true),
        Err(error) => Err(error).with_context(|| format!("cannot try {}", folder.display())),
    }
}

/// No capabilities, no way to get any, and not root.
fn has_no_rights(process: &Path) -> Result<()> {
    let status = fs::read_to_string(process.join("status"))?;
    let value = |name: &str| {
        let mut lines = status.lines();
        let value = lines.find_map(|line| line.strip_prefix(name));
        value.with_context(|| format!("no line {name}"))
    };
    for set in ["CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"] {
        let digits = value(set)?.trim();
        ensure!(digits.bytes().all(|digit| digit == b'0'), "{set} {digits}");
    }
    ensure!(
        value("NoNewPrivs:")?.trim() == "1",
        "it may get new privileges"
    );
    let users = value("Uid:")?;
    ensure!(
        users.split_whitespace().all(|user| user != "0"),
        "its user is root"
    );
    Ok(())
}

/// Whether a route leads out of the networks of the process.
fn has_way_out(pid: &str) -> Result<bool> {
    let mut route = program("nsenter");
    route.args(["-t", pid, "-n", "ip", "route", "show", "default"]);
    Ok(!output(&mut route)?.is_empty())
}

fn numbers(text: &str) -> Result<[i64; 3]> {
    let numbers: Vec<_> = text
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let numbers = numbers.try_into().ok();
    numbers.with_context(|| format!("not three numbers: {text}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{cannot_write, has_no_rights, numbers};

    #[test]
    fn a_folder_that_can_be_written_is_found() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("etc")).unwrap();
        let error = cannot_write(root.path()).unwrap_err();
        assert_eq!(error.to_string(), root.path().display().to_string());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn capabilities_and_root_are_found() {
        let process = tempfile::tempdir().unwrap();
        let status = |eff: &str, privileges: &str, user: &str| {
            let text = format!(
                "Uid:\t{user}\t{user}\t{user}\t{user}\nCapInh:\t00\nCapPrm:\t00\nCapEff:\t{eff}\n\
                 CapBnd:\t00\nCapAmb:\t00\nNoNewPrivs:\t{privileges}\n"
            );
            fs::write(process.path().join("status"), text).unwrap();
            has_no_rights(process.path()).map_err(|error| error.to_string())
        };
        assert_eq!(status("00", "1", "65532"), Ok(()));
        assert_eq!(status("20", "1", "65532"), Err("CapEff: 20".to_owned()));
        assert!(status("00", "0", "65532").is_err());
        assert!(status("00", "1", "0").is_err());
    }

    #[test]
    fn limits_are_three_numbers() {
        assert_eq!(numbers("1 200 3\n").unwrap(), [1, 200, 3]);
        assert!(numbers("1 2").is_err());
        assert!(numbers("1 <nil> 2").is_err());
    }
}
