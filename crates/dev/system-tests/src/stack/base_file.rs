//! What every tenant shares, changed for services that are started afterwards. As an operator would
//! do it: by editing `base.toml`.

use std::fs;

use super::Stack;

impl Stack {
    /// The protocol that services started from now on speak with Odoo.
    pub fn set_protocol(&self, protocol: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace("json-rpc", protocol)).unwrap();
    }

    /// Services started from now on read this value of a key that every tenant shares.
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

    /// Lines of the section on proofs, for services started from now on.
    pub fn set_proof(&self, lines: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, format!("{text}[proof]\npause_percent = 0\n{lines}\n")).unwrap();
    }

    /// Services started from now on read this Odoo in place of the simulated one in this process.
    pub fn set_odoo(&self, url: &str) {
        let file = self.folder.path().join("config/base.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace(&self.sim.url(), url)).unwrap();
    }
}
