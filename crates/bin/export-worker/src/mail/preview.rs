//! `export-worker preview-mail`: writes a sample mail with the templates of a tenant, and fails with
//! the error of a broken template. It needs neither broker nor database.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use contracts::mail::Occasion;
use settings::Environment;
use tenants::{Tenant, Tenants};

use crate::mail::facts::{Around, Facts};
use crate::mail::notice_facts::NoticeFacts;
use crate::mail::style::Style;
use crate::mail::templates::{Letter, Templates};
use crate::mail::{MailSetupError, sample, templates};

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

/// A sample with the papers of the tenant, or with sample papers if it has none.
fn letter(tenant: &Tenant, occasion: &str, locale: &str) -> Result<Letter> {
    tenants::locale(locale).map_err(|problem| anyhow!("{locale} {problem}"))?;
    let templates = Templates::load(tenant).map_err(|source| MailSetupError::Template {
        host: tenant.host.clone(),
        source,
    })?;
    if let Some(notice) = sample::notice(occasion, locale) {
        let style = Style {
            locale: templates::known_locale(tenant, occasion, locale),
            zone: &tenant.time_zone,
        };
        let facts = NoticeFacts::new(&notice, &tenant.display_name, None, style);
        return Ok(templates.write(facts, None)?);
    }
    let mail = sample::mail(occasion, locale)
        .ok_or_else(|| anyhow!("{occasion} is not an occasion: {USAGE}"))?;
    let own = tenant.papers.of(None);
    let sample = sample::paper();
    let reply_to = mail.reply_to.as_deref().and_then(|text| text.parse().ok());
    let around = Around {
        style: Style {
            locale: templates::locale_of(tenant, &mail),
            zone: &tenant.time_zone,
        },
        paper: if own.contact.is_some() { own } else { &sample },
        has_logo: mail.occasion == Occasion::Statement
            && own.logo.as_ref().is_some_and(|path| path.is_file()),
        reply_to: reply_to.as_ref(),
    };
    Ok(templates.write(Facts::new(&mail, around), None)?)
}
