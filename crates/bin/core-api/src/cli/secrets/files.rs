//! Encrypted passwords in the files of tenants. A file is written as a whole, with the value changed and
//! nothing else.

use std::{
    fs,
    io::{self, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, chown},
    path::Path,
};

use anyhow::{Context, anyhow, ensure};
use settings::ExposeSecret;
use tenants::{ENCRYPTED_KEY, TenantFile};
use vault::{KeyId, Vault};

use super::Tally;

/// Opens all of them; with `writes`, encrypts them with the newest key. A file that cannot be read or
/// written does not stop the others.
pub(crate) fn look(keys: &Vault, dir: &Path, writes: bool) -> anyhow::Result<Tally> {
    let all = TenantFile::all(dir).with_context(|| dir.display().to_string())?;
    let mut tally = Tally {
        problems: all.1,
        ..Tally::default()
    };
    for file in &all.0 {
        let Some(text) = file.tenant.odoo.encrypted_password() else {
            continue;
        };
        let label = &file.label;
        match settle(keys, file, text, writes) {
            Ok(key) => {
                tally.lines.push(format!("{label}: encrypted with {key}"));
                tally.count(key);
            }
            Err(error) => tally.problems.push(format!("{label}: {error:#}")),
        }
    }
    Ok(tally)
}

/// Returns the key that the value is encrypted with afterwards.
fn settle(keys: &Vault, file: &TenantFile, text: &str, writes: bool) -> anyhow::Result<KeyId> {
    let host = &file.tenant.host;
    let renewed = resealed(keys, text, host, host)?;
    let key = |text: &str| vault::key_of_text(text).context("the value names no key");
    let known = key(text)?;
    if !writes || keys.key_ids().first() == Some(&known) {
        return Ok(known);
    }
    // A link stays a link.
    let path = fs::canonicalize(&file.path)?;
    write_changed(&path, &path, text, &renewed)?;
    key(&renewed)
}

/// The password of one host, encrypted for another one or with the newest key.
pub(crate) fn resealed(keys: &Vault, text: &str, host: &str, to: &str) -> anyhow::Result<String> {
    let opened = keys.open_text(host, text);
    let password = opened.map_err(|error| anyhow!("`odoo.{ENCRYPTED_KEY}`: the value {error}"))?;
    Ok(keys.seal_text(to, password.expose_secret())?)
}

/// Writes the file to `to` with one value changed.
pub(crate) fn write_changed(file: &Path, to: &Path, old: &str, new: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    ensure!(
        text.contains(old),
        "the value has escapes; write it as `core-api secrets encrypt` prints it"
    );
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    // Services do not look at hidden files.
    let draft = to.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = write_like(file, &draft, &text.replace(old, new))
        .and_then(|()| fs::rename(&draft, to))
        .with_context(|| to.display().to_string());
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

/// With the rights and the owner of another file.
fn write_like(known: &Path, path: &Path, text: &str) -> io::Result<()> {
    let about = fs::metadata(known)?;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (about.uid(), about.gid()) {
        chown(path, Some(about.uid()), Some(about.gid()))?;
    }
    file.set_permissions(fs::Permissions::from_mode(about.mode() & 0o7777))?;
    file.sync_all()
}
