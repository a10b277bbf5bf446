//! Changes a tenant's file and runs the command that makes its tables, as an operator would.
//! Nothing here changes the database directly.

use std::fs;

use super::{Stack, tenant_toml};

impl Stack {
    /// Appends lines to a tenant's file; services that are started later read them.
    pub fn set_additions(&self, tenant: &str, additions: &str) {
        let path = format!("config/hosts/{tenant}.localhost.toml");
        let text = tenant_toml(tenant, self.tenant(tenant).database.name());
        fs::write(self.folder.path().join(path), text + additions).unwrap();
    }

    /// Replaces a part of a tenant's file. Services that run see it soon.
    pub fn edit(&self, tenant: &str, part: &str, by: &str) {
        let path = format!("config/hosts/{tenant}.localhost.toml");
        let path = self.folder.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(part), "{text}");
        fs::write(path, text.replace(part, by)).unwrap();
    }

    /// Puts a secret beside the files of the tenants.
    pub fn put_secret(&self, name: &str, secret: &str) {
        fs::write(self.folder.path().join("config").join(name), secret).unwrap();
    }

    /// Runs `core-api migrate`, as an operator does after a change of the files.
    pub fn migrate(&self) {
        self.administer(&["migrate"]);
    }

    /// What a command prints that needs an administrator's login.
    pub fn administer(&self, arguments: &[&str]) -> String {
        let admin = self.tenants[0].database.migration_variables();
        let output = std::process::Command::new(self.program("core-api"))
            .args(arguments)
            .env_clear()
            .envs(self.environment("core-api"))
            .envs(admin)
            .env("PATH", "/usr/bin:/bin")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    }
}
