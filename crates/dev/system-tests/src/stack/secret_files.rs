//! Secrets of the services in files, as an operator keeps them who wants to change them while the
//! services run.

use std::{fs, path::PathBuf};

use super::Stack;

/// Variables that may be in a file instead.
fn is_secret(name: &str) -> bool {
    name.ends_with("_DATABASE_SECRET") || name == "ESPEJO_BROKER_URL" || name == "SIM_PASSWORD"
}

impl Stack {
    /// Services that are started later find their secrets in files.
    pub fn keep_secrets_in_files(&mut self) {
        self.secrets_in_files = true;
    }

    /// The file of a service with the secret of this variable.
    pub fn secret_file(&self, service: &str, variable: &str) -> PathBuf {
        let folder = self.folder.path().join("secrets").join(service);
        fs::create_dir_all(&folder).unwrap();
        folder.join(variable)
    }

    /// The same variables, with secrets in files. A file that is there stays.
    pub(super) fn in_files(
        &self,
        service: &str,
        variables: Vec<(String, String)>,
    ) -> Vec<(String, String)> {
        let place = |(name, value): (String, String)| {
            if !self.secrets_in_files || !is_secret(&name) {
                return (name, value);
            }
            let file = self.secret_file(service, &name);
            if !file.exists() {
                fs::write(&file, value).unwrap();
            }
            (format!("{name}_FILE"), file.display().to_string())
        };
        variables.into_iter().map(place).collect()
    }
}
