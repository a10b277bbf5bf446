//! The files of the one tenant of a stage.

use std::path::Path;

use crate::stage::{Odoo, PASSWORD, TENANT};

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
    std::fs::write(folder.join("hosts/andina.localhost.toml"), tenant).unwrap();
}
