//! The tenants' files: the example tenants on the simulated Odoo, one tenant for a real Odoo, or a
//! folder that the caller names.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf, absolute},
};

use anyhow::{Context, Result, ensure};
use settings::Environment;

use crate::state::{State, chosen};

const EXAMPLE: &str = "deploy/config";
const EXAMPLE_ODOO: &str = "http://127.0.0.1:8069";
/// The simulated Odoo takes this for every tenant.
const SIMULATED_PASSWORD: &str = "espejo";

/// The folder that the services read.
pub(crate) struct Tenants {
    pub(crate) folder: PathBuf,
    pub(crate) simulated: bool,
}

/// One tenant's short name and host name.
pub(crate) struct Tenant {
    pub(crate) name: String,
    pub(crate) host: String,
}

/// The real Odoo of `ODOO_URL`. Its password stays in the variable, where sync-worker finds it.
pub(crate) struct Odoo {
    url: String,
    database: String,
    user: String,
    time_zone: String,
}

impl Odoo {
    /// None if the caller names no Odoo.
    pub(crate) fn of_environment() -> Result<Option<Self>> {
        let mut environment = Environment::of_process();
        let Some(url) = environment.optional("ODOO_URL") else {
            return Ok(None);
        };
        let odoo = Self {
            url,
            database: environment.required("ODOO_DB"),
            user: environment.required("ODOO_USER"),
            time_zone: environment.or("ODOO_TIME_ZONE", "UTC".to_owned()),
        };
        let _: String = environment.required("ODOO_PASSWORD");
        Ok(Some(environment.finish(odoo)?))
    }

    fn file(&self) -> Result<String> {
        Ok(format!(
            "name = 'odoo'\n\
             display_name = {database}\n\
             time_zone = {time_zone}\n\
             locale = 'en-US'\n\
             database = 'espejo_odoo'\n\
             [odoo]\n\
             url = {url}\n\
             database = {database}\n\
             user = {user}\n\
             password_env = 'ODOO_PASSWORD'\n",
            database = quoted(&self.database)?,
            time_zone = quoted(&self.time_zone)?,
            url = quoted(self.url.strip_suffix('/').unwrap_or(&self.url))?,
            user = quoted(&self.user)?,
        ))
    }
}

impl Tenants {
    /// The folder of `ESPEJO_TENANTS_DIR`, or the example tenants as they are.
    pub(crate) fn of_environment() -> Result<Self> {
        let folder: Option<PathBuf> = chosen("ESPEJO_TENANTS_DIR")?;
        Ok(Self {
            folder: absolute(folder.unwrap_or_else(|| EXAMPLE.into()))?,
            simulated: false,
        })
    }

    /// The example tenants on the simulated Odoo at this port.
    pub(crate) fn simulated(state: &State, port: u16) -> Result<Self> {
        let folder = empty_folder(state)?;
        let url = format!("http://127.0.0.1:{port}");
        for example in files_of(&Path::new(EXAMPLE).join("hosts"))? {
            let text = fs::read_to_string(&example)?.replace(EXAMPLE_ODOO, &url);
            let name = example.file_name().unwrap_or_default();
            fs::write(folder.join("hosts").join(name), text)?;
        }
        let logos = Path::new(EXAMPLE).join("logos");
        fs::create_dir_all(folder.join("logos"))?;
        for logo in fs::read_dir(logos)? {
            let logo = logo?;
            fs::copy(logo.path(), folder.join("logos").join(logo.file_name()))?;
        }
        Ok(Self {
            folder,
            simulated: true,
        })
    }

    pub(crate) fn of_odoo(state: &State, odoo: &Odoo) -> Result<Self> {
        let file = odoo.file()?;
        let folder = empty_folder(state)?;
        fs::write(folder.join("hosts/odoo.localhost.toml"), file)?;
        Ok(Self {
            folder,
            simulated: false,
        })
    }

    /// In the order of their files.
    pub(crate) fn all(&self) -> Result<Vec<Tenant>> {
        let mut tenants = Vec::new();
        for file in files_of(&self.folder.join("hosts"))? {
            let text = fs::read_to_string(&file)?;
            let host = file.file_stem().unwrap_or_default();
            if let Some(name) = text.lines().find_map(name_in) {
                tenants.push(Tenant {
                    name: name.to_owned(),
                    host: host.to_string_lossy().into_owned(),
                });
            }
        }
        Ok(tenants)
    }

    /// What sync-worker needs beyond the caller's environment.
    pub(crate) fn passwords(&self) -> &'static [(&'static str, &'static str)] {
        if self.simulated {
            &[
                ("ODOO_ANDINA_PASSWORD", SIMULATED_PASSWORD),
                ("ODOO_PAMPA_PASSWORD", SIMULATED_PASSWORD),
            ]
        } else {
            &[]
        }
    }
}

/// `.espejo/config` with `base.toml` and no tenant.
fn empty_folder(state: &State) -> Result<PathBuf> {
    let folder = state.path("config");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("hosts"))?;
    let base = Path::new(EXAMPLE).join("base.toml");
    fs::copy(base, folder.join("base.toml"))?;
    Ok(folder)
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("toml")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The value of the line `name = "…"`.
fn name_in(line: &str) -> Option<&str> {
    let value = line.strip_prefix("name")?.trim_start().strip_prefix('=')?;
    value.trim_start().split(['\'', '"']).nth(1)
}

/// A literal of TOML, in which no character has a meaning except the quotation mark.
fn quoted(text: &str) -> Result<String> {
    ensure!(
        !text.contains(['\'', '\n']),
        "{text:?} contains a quotation mark or a line break"
    );
    Ok(format!("'{text}'"))
}

#[cfg(test)]
mod tests {
    use super::{Odoo, name_in};

    fn odoo() -> Odoo {
        Odoo {
            url: "https://odoo.example.com/".to_owned(),
            database: r#"books "2026" \ main"#.to_owned(),
            user: "mirror".to_owned(),
            time_zone: "America/Lima".to_owned(),
        }
    }

    #[test]
    fn the_tenant_file_has_the_values_of_the_variables() {
        let file = odoo().file().unwrap();
        assert!(
            file.contains("url = 'https://odoo.example.com'\n"),
            "{file}"
        );
        assert!(
            file.contains("database = 'books \"2026\" \\ main'\n"),
            "{file}"
        );
        assert!(file.contains("time_zone = 'America/Lima'\n"), "{file}");
        assert!(file.contains("password_env = 'ODOO_PASSWORD'\n"), "{file}");
    }

    #[test]
    fn a_quotation_mark_is_refused() {
        let odoo = Odoo {
            user: "o'brien".to_owned(),
            ..odoo()
        };
        let error = odoo.file().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"o'brien\" contains a quotation mark or a line break"
        );
    }

    #[test]
    fn the_name_of_a_tenant_is_on_its_own_line() {
        assert_eq!(name_in("name = \"andina\""), Some("andina"));
        assert_eq!(name_in("name='odoo' # short"), Some("odoo"));
        assert_eq!(name_in("names = 'x'"), None);
        assert_eq!(name_in("display_name = 'x'"), None);
    }
}
