//! Changes the files of tenants, as an operator would.

use std::{fs, path::PathBuf};

use super::Stack;

impl Stack {
    /// The file of a tenant.
    pub fn tenant_file(&self, tenant: &str) -> PathBuf {
        let name = format!("config/hosts/{tenant}.localhost.toml");
        self.folder.path().join(name)
    }

    /// Sets the protocol that services use for Odoo if they are started later.
    pub fn set_protocol(&self, protocol: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace("json-rpc", protocol)).unwrap();
    }

    /// Sets the value of a shared key for services that are started later.
    pub fn set_key(&self, key: &str, value: u32) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        let (line, own) = (format!("{key} = "), format!("{key} = {value}"));
        let lines: Vec<_> = text
            .lines()
            .map(|old| if old.starts_with(&line) { &own } else { old })
            .collect();
        fs::write(file, lines.join("\n")).unwrap();
    }

    /// Adds lines to the section on proofs for services that are started later.
    pub fn set_proof(&self, lines: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, format!("{text}[proof]\npause_percent = 0\n{lines}\n")).unwrap();
    }

    /// Services that are started later read this Odoo instead of the simulated one in this process.
    pub fn set_odoo(&self, url: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace(&self.sim.url(), url)).unwrap();
    }
}
