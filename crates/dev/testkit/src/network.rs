//! Machines of one test: network namespaces on a bridge, each with an address of its own and a cable
//! that can be pulled. It needs root and `ip` (package iproute2).
//!
//! A namespace ends with its processes, which end with the test. What a killed test leaves is removed
//! by the next one.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{self, Command, Stdio};

/// The names of bridges: this and the number of the process. Interfaces have 15 letters at most.
const PREFIX: &str = "espc";
/// Addresses for measurements between networks (RFC 2544), which no network of an office has.
const NET: [u8; 2] = [198, 18];
const FIRST: u8 = 11;

/// At most one for each process.
pub(crate) struct Network {
    name: String,
    third: u8,
    machines: u8,
}

impl Network {
    /// Says why, if this machine or this user cannot have one.
    pub(crate) fn create(machines: u8) -> Result<Self, String> {
        if !rustix::process::geteuid().is_root() {
            return Err("network namespaces need root".to_owned());
        }
        sweep();
        let used = ip(&["-o", "-4", "address", "show"])?;
        let is_free = |third: &u8| !used.contains(&format!(" {}.{}.{third}.", NET[0], NET[1]));
        let third = (0..=u8::MAX).find(is_free).ok_or("no network is free")?;
        let network = Self {
            name: format!("{PREFIX}{}", process::id()),
            third,
            machines,
        };
        network.set_up()?;
        Ok(network)
    }

    fn set_up(&self) -> Result<(), String> {
        let bridge = self.name.as_str();
        ip(&["link", "add", bridge, "type", "bridge"])?;
        let own = format!("{}/24", self.host(1));
        ip(&["address", "add", &own, "dev", bridge])?;
        ip(&["link", "set", bridge, "up"])?;
        for machine in 0..self.machines {
            let name = &self.machine(machine);
            let address = format!("{}/24", self.address(machine));
            ip(&["netns", "add", name])?;
            let peer = ["type", "veth", "peer", "name", "eth0", "netns", name];
            ip(&[&["link", "add", name.as_str()][..], &peer].concat())?;
            ip(&["link", "set", name, "master", bridge, "up"])?;
            ip(&["-n", name, "address", "add", &address, "dev", "eth0"])?;
            ip(&["-n", name, "link", "set", "eth0", "up"])?;
            ip(&["-n", name, "link", "set", "lo", "up"])?;
        }
        Ok(())
    }

    pub(crate) fn address(&self, machine: u8) -> Ipv4Addr {
        self.host(FIRST + machine)
    }

    fn host(&self, last: u8) -> Ipv4Addr {
        Ipv4Addr::new(NET[0], NET[1], self.third, last)
    }

    fn machine(&self, machine: u8) -> String {
        format!("{}n{machine}", self.name)
    }

    /// Pulls the cable of a machine, or plugs it in again.
    pub(crate) fn plug(&self, machine: u8, connected: bool) {
        let state = if connected { "up" } else { "down" };
        let changed = ip(&["link", "set", &self.machine(machine), state]);
        changed.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Starts a program on a machine. It ends with the thread that starts it.
    pub(crate) fn program(&self, machine: u8, program: &str) -> Command {
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", &self.machine(machine)])
            .args(["setpriv", "--pdeathsig", "KILL", program]);
        command
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        remove(&self.name);
    }
}

fn remove(name: &str) {
    for machine in names("/run/netns") {
        if machine.starts_with(&format!("{name}n")) {
            // The end of the cable goes with it.
            let _ = ip(&["netns", "delete", &machine]);
        }
    }
    let _ = ip(&["link", "delete", name]);
}

/// Removes the networks of processes that have ended.
fn sweep() {
    for name in names("/run/netns")
        .into_iter()
        .chain(names("/sys/class/net"))
    {
        let Some(rest) = name.strip_prefix(PREFIX) else {
            continue;
        };
        let process = rest.split('n').next().unwrap_or_default();
        let is_number = process.parse::<u32>().is_ok();
        if is_number && !Path::new("/proc").join(process).exists() {
            remove(&format!("{PREFIX}{process}"));
        }
    }
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.collect()
}

fn ip(arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("ip");
    let output = command.args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("ip, of the package iproute2: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(format!("ip {}: {reason}", arguments.join(" ")))
}
