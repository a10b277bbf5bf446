//! `export-worker preview-mail`: writes a sample mail with the templates of a tenant, and fails with
//! the error of a broken template. It needs neither broker nor database.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use letters::{Letter, Templates};
use settings::Environment;
use tenants::{Tenant, Tenants};

const USAGE: &str =
    "preview-mail <tenant> <statement|scheduled|export|invitation|reset> <locale> <folder>";

/// Writes `<folder>/<occasion>.<locale>.html`, `.txt` and `.subject`, and prints their paths.
pub fn run(arguments: &[String]) -> Result<()> {
    let [tenant, occasion, locale, folder] = arguments else {
        bail!("usage: export-worker {USAGE}");
    };
    let mut env = Environment::of_process();
    let directory: PathBuf = env.required("ESPEJO_TENANTS_DIR");
    let tenants = Tenants::load(&env.finish(directory)?)?;
    let tenant = tenants
        .by_name(tenant)
        .ok_or_else(|| anyhow!("there is no tenant {tenant}"))?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder).context("the folder cannot be created")?;
    for (part, mut content) in parts(tenant, occasion, locale)? {
        let path = folder.join(format!("{occasion}.{locale}.{part}"));
        if let Some(logo) = &tenant.papers.of(None).logo {
            // A browser knows no attached parts.
            content = content.replace("cid:logo", &logo.display().to_string());
        }
        std::fs::write(&path, content).with_context(|| path.display().to_string())?;
        writeln!(std::io::stdout(), "{}", path.display())?;
    }
    Ok(())
}

/// The sample as (`subject`, `txt` or `html`, its content).
pub fn parts(tenant: &Tenant, occasion: &str, locale: &str) -> Result<[(&'static str, String); 3]> {
    let letter = letter(tenant, occasion, locale)?;
    Ok([
        ("subject", letter.subject),
        ("txt", letter.text),
        ("html", letter.html),
    ])
}

fn letter(tenant: &Tenant, occasion: &str, locale: &str) -> Result<Letter> {
    tenants::locale(locale).map_err(|problem| anyhow!("{locale} {problem}"))?;
    let letter = Templates::load(tenant)?.sample(tenant, occasion, locale)?;
    letter.ok_or_else(|| anyhow!("{occasion} is not an occasion: {USAGE}"))
}
