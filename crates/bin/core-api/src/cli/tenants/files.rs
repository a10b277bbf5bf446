//! Moves the files of tenants. Running services follow the files, so each change is one rename of a
//! whole file.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow, ensure};
use tenants::{Tenant, Tenants};
use vault::Vault;

use crate::{app, cli::secrets::files as passwords};

/// The tenant is no longer served. Everything that it has stays.
pub(crate) fn suspend(dir: &Path, host: &str) -> anyhow::Result<()> {
    let parked = suspended(dir, host)?;
    ensure!(!parked.exists(), "{host} is suspended already");
    let file = known(served(dir, host)?)?;
    if let Some(folder) = parked.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::rename(file, &parked).with_context(|| parked.display().to_string())
}

/// The tenant is served again.
pub(crate) fn resume(dir: &Path, host: &str) -> anyhow::Result<()> {
    let file = served(dir, host)?;
    ensure!(!file.exists(), "{host} is not suspended");
    let parked = known(suspended(dir, host)?)?;
    usable(dir, &parked, host, None)?;
    fs::rename(&parked, &file).with_context(|| file.display().to_string())
}

/// The tenant answers to another host name from now on. Its name, database and files stay. An
/// encrypted password is encrypted again, because it opens for one host only.
pub(crate) fn rename(
    dir: &Path,
    host: &str,
    to: &str,
    keys: Option<&Vault>,
) -> anyhow::Result<Arc<Tenant>> {
    for taken in [served(dir, to)?, suspended(dir, to)?] {
        ensure!(!taken.exists(), "{} exists already", taken.display());
    }
    let file = known(served(dir, host)?)?;
    let renamed = usable(dir, &file, to, Some(host))?;
    let place = served(dir, to)?;
    let Some(password) = renamed.odoo.encrypted_password() else {
        fs::rename(file, &place).with_context(|| place.display().to_string())?;
        return Ok(renamed);
    };
    let keys = keys.context(
        "nothing was changed: the encrypted password of Odoo belongs to the host name, so this needs \
         ESPEJO_ODOO_KEY",
    )?;
    let text = passwords::resealed(keys, password, host, to);
    let text = text.with_context(|| format!("nothing was changed: {}", file.display()))?;
    // As long as both files are there, the services keep to the one that they know.
    passwords::write_changed(&file, &place, password, &text)?;
    fs::remove_file(&file).with_context(|| file.display().to_string())?;
    Ok(renamed)
}

/// Where the file of a served tenant lies.
pub(crate) fn served(dir: &Path, host: &str) -> anyhow::Result<PathBuf> {
    tenants::served_file(dir, host).map_err(|problem| anyhow!(problem))
}

/// Where the file of a suspended tenant lies.
pub(crate) fn suspended(dir: &Path, host: &str) -> anyhow::Result<PathBuf> {
    tenants::suspended_file(dir, host).map_err(|problem| anyhow!(problem))
}

pub(crate) fn known(file: PathBuf) -> anyhow::Result<PathBuf> {
    ensure!(file.is_file(), "there is no file {}", file.display());
    Ok(file)
}

fn usable(
    dir: &Path,
    file: &Path,
    host: &str,
    instead_of: Option<&str>,
) -> anyhow::Result<Arc<Tenant>> {
    let proposed = Tenants::proposed(dir, file, host, instead_of, app::accept);
    proposed.map_err(|error| anyhow!("nothing was changed, the file would be wrong:\n{error}"))
}
