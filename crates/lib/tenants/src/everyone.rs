//! All tenants of the installation, also suspended ones, for commands that concern what each of them
//! keeps.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{Tenant, file, toml_file};

/// The file of a tenant, served or suspended.
#[derive(Debug, Clone)]
pub struct TenantFile {
    pub path: PathBuf,
    /// How messages name the file.
    pub label: String,
    pub tenant: Tenant,
}

impl TenantFile {
    /// All of them, and the problems of files that cannot be used.
    pub fn all(dir: &Path) -> io::Result<(Vec<Self>, Vec<String>)> {
        let mut paths = toml_file::served(dir)?;
        paths.extend(toml_file::suspended(dir));
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            match file::read(dir, &path, &toml_file::host_of(&path)) {
                Ok(tenant) => found.push(Self {
                    label: toml_file::label(&path),
                    path,
                    tenant,
                }),
                Err(of_file) => problems.extend(of_file),
            }
        }
        Ok((found, problems))
    }
}
