//! What a tenant's file adds to the usual lines, and the command that makes its tables. As an
//! operator would do it; nothing here reaches into the database itself.

use std::fs;

use super::{Stack, tenant_toml};

impl Stack {
    /// Writes what a tenant's file says after its usual lines; services started from now on read it.
    pub fn set_additions(&self, tenant: &str, additions: &str) {
        let path = format!("config/hosts/{tenant}.localhost.toml");
        let text = tenant_toml(tenant, self.tenant(tenant).database.name());
        fs::write(self.folder.path().join(path), text + additions).unwrap();
    }

    /// `core-api migrate`, as an operator runs it after a change of the files.
    pub fn migrate(&self) {
        let url = self.tenants[0].database.url();
        let output = std::process::Command::new(testkit::binary("core-api"))
            .arg("migrate")
            .env_clear()
            .envs(self.environment("core-api"))
            .env("ESPEJO_MIGRATION_DATABASE_URL", url)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}
