//! A tenant's own templates of mails: which files there are. export-worker reads them.
//!
//! `<occasion>.<locale>.<part>` replaces a built-in template or adds a language. `layout.html` and
//! `parts.html` replace what the built-in templates share. Names that begin with `_` are free: other
//! templates may include these files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::check;
use crate::reader::Reader;

const KEY: &str = "mail.templates";
const OCCASIONS: [&str; 5] = ["statement", "scheduled", "export", "invitation", "reset"];
const PARTS: [&str; 3] = ["subject", "txt", "html"];
const SHARED: [&str; 2] = ["layout.html", "parts.html"];
/// Languages with built-in templates.
const BUILT_IN: [&str; 2] = ["es", "en"];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailTemplates {
    /// By name, such as `statement.pt.html`.
    files: BTreeMap<String, TemplateFile>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct TemplateFile {
    path: PathBuf,
    /// So that a file that has changed is not equal to what it was.
    modified_at: Option<SystemTime>,
}

impl MailTemplates {
    /// Names and paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Path)> {
        let files = self.files.iter();
        files.map(|(name, file)| (name.as_str(), file.path.as_path()))
    }

    /// Whether a mail of this occasion can be written in the language of the locale.
    pub fn has_language(&self, occasion: &str, locale: &str) -> bool {
        let language = language_of(locale);
        BUILT_IN.contains(&language)
            || PARTS
                .iter()
                .all(|part| self.finds(occasion, locale, language, part))
    }

    fn finds(&self, occasion: &str, locale: &str, language: &str, part: &str) -> bool {
        [locale, language].iter().any(|tag| {
            let name = format!("{occasion}.{tag}.{part}");
            self.files.contains_key(&name)
        })
    }
}

/// `pt` of `pt-BR`.
fn language_of(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

pub(crate) fn read(reader: &mut Reader, dir: &Path) -> MailTemplates {
    let Some(folder) = reader.optional_text(KEY, check::present) else {
        return MailTemplates::default();
    };
    // A relative path starts at the directory of `base.toml`.
    let files = match files_in(&dir.join(&folder)) {
        Ok(files) => files,
        Err(error) => {
            reader.problem(&format!("`{KEY}`: {folder} cannot be read: {error}"));
            return MailTemplates::default();
        }
    };
    let templates = MailTemplates { files };
    for name in templates.files.keys() {
        if let Err(problem) = check_name(&templates, name) {
            reader.problem(&format!("`{KEY}`: {folder}/{name} {problem}"));
        }
    }
    templates
}

fn files_in(folder: &Path) -> std::io::Result<BTreeMap<String, TemplateFile>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Editors and Git keep hidden files.
        if path.is_file() && !name.starts_with('.') {
            let modified_at = path.metadata()?.modified().ok();
            files.insert(name.into_owned(), TemplateFile { path, modified_at });
        }
    }
    Ok(files)
}

fn check_name(templates: &MailTemplates, name: &str) -> Result<(), String> {
    if SHARED.contains(&name) {
        return Ok(());
    }
    if name.starts_with('_') {
        // The ending decides what is escaped.
        let ends_well = [".html", ".txt"].iter().any(|end| name.ends_with(end));
        return ends_well
            .then_some(())
            .ok_or_else(|| "must end with .html or .txt, as what includes it".to_owned());
    }
    let parts: Vec<_> = name.split('.').collect();
    let [occasion, locale, part] = parts[..] else {
        return Err(unknown());
    };
    let known =
        OCCASIONS.contains(&occasion) && check::locale(locale).is_ok() && PARTS.contains(&part);
    if !known {
        return Err(unknown());
    }
    if templates.has_language(occasion, locale) {
        return Ok(());
    }
    let language = language_of(locale);
    let missing = |part: &&&str| !templates.finds(occasion, locale, language, part);
    let missing = PARTS.iter().find(missing).unwrap_or(&part);
    Err(format!(
        "needs {occasion}.{locale}.{missing} as well, because there is no built-in template in \
         this language"
    ))
}

fn unknown() -> String {
    format!(
        "is neither <occasion>.<locale>.<part> (occasions: {}; parts: {}), nor {}, nor does its \
         name begin with _",
        OCCASIONS.join(", "),
        PARTS.join(", "),
        SHARED.join(", ")
    )
}
