//! The files of the one tenant of a stage.

use std::path::Path;

use vault::Vault;

use crate::stage::{Odoo, PASSWORD, TENANT};

const FILE: &str = "hosts/andina.localhost.toml";

pub(crate) fn write(folder: &Path, url: &str, odoo: Odoo) {
    let base = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../deploy/config/base.toml"
    );
    std::fs::copy(base, folder.join("base.toml")).unwrap();
    std::fs::create_dir(folder.join("hosts")).unwrap();
    std::fs::write(folder.join("password"), PASSWORD).unwrap();
    let Odoo {
        protocol,
        page_rows,
        connections,
        ..
    } = odoo;
    let tenant = format!(
        "name = '{TENANT}'\ndisplay_name = 'Andina'\ntime_zone = 'America/Lima'\n\
         locale = 'es-PE'\ndatabase = 'unused'\n[odoo]\nurl = '{url}'\n\
         database = 'odoo_andina'\nuser = 'bot'\npassword_file = 'password'\n\
         protocol = '{protocol}'\npage_rows = {page_rows}\n\
         connections = {connections}\ntimeout_seconds = 10\n"
    );
    std::fs::write(folder.join(FILE), tenant).unwrap();
}

/// What opens an encrypted password of the file.
pub(crate) fn odoo_keys() -> Vault {
    Vault::new("ESPEJO_ODOO_KEY", [7; 32])
}

/// Changes a line of the tenant's file.
pub(crate) fn change(folder: &Path, line: &str, to: &str) {
    let file = folder.join(FILE);
    let before = std::fs::read_to_string(&file).unwrap();
    assert!(before.contains(line), "{before}");
    std::fs::write(file, before.replace(line, to)).unwrap();
}

/// From now on, the file says that Odoo's database is read.
pub(crate) fn read_directly(folder: &Path, url: &str) {
    std::fs::write(folder.join("odoo_database_url"), url).unwrap();
    let table =
        "database = { name = 'odoo_andina', url_file = 'odoo_database_url', connections = 1 }";
    change(folder, "database = 'odoo_andina'", table);
}
