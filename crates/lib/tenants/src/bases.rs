//! The files that a tenant's file builds on: `extends = "retail"` names `bases/retail.toml`, which may
//! extend another base. Below all of them is `base.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use config::{Config, File, FileFormat, ValueKind};

use crate::check;
use crate::toml_file::{self, label};

pub(crate) const EXTENDS: &str = "extends";

/// `base.toml`, then what is extended, then the file itself: later values win.
pub(crate) fn files_below(dir: &Path, file: &Path) -> Result<Vec<PathBuf>, Vec<String>> {
    let mut files = vec![file.to_owned()];
    let mut next = extended(file)?;
    while let Some(name) = next {
        let base = dir.join(format!("bases/{name}.toml"));
        let by = files.last().map_or(file, PathBuf::as_path);
        let problem = |problem: String| vec![format!("{}: `{EXTENDS}`: {problem}", label(by))];
        if let Err(reason) = check::slug(&name) {
            return Err(problem(format!("\"{name}\" {reason}")));
        }
        if files.contains(&base) {
            let path: Vec<_> = files.iter().chain([&base]).map(|one| label(one)).collect();
            return Err(problem(format!(
                "a base must not extend itself: {}",
                path.join(" extends ")
            )));
        }
        if !base.is_file() {
            return Err(problem(format!("there is no file {}", label(&base))));
        }
        next = extended(&base)?;
        files.push(base);
    }
    files.push(dir.join("base.toml"));
    files.reverse();
    Ok(files)
}

/// What is wrong with bases, also with those that no tenant uses yet. Their values are checked with
/// the tenants that use them.
pub(crate) fn problems(dir: &Path) -> BTreeMap<String, Vec<String>> {
    let files = toml_file::all_in(&dir.join("bases")).unwrap_or_default();
    let problems = files.into_iter().filter_map(|file| {
        let problems = files_below(dir, &file).err()?;
        Some((label(&file), problems))
    });
    problems.collect()
}

fn extended(file: &Path) -> Result<Option<String>, Vec<String>> {
    let source = File::from(file).format(FileFormat::Toml);
    let read = Config::builder().add_source(source).build();
    let values = read.map_err(|error| vec![toml_file::unreadable(file, &error)])?;
    let values = config::Source::collect(&values);
    let values = values.map_err(|error| vec![format!("{}: {error}", label(file))])?;
    match values.get(EXTENDS).map(|value| &value.kind) {
        None => Ok(None),
        Some(ValueKind::String(name)) => Ok(Some(name.clone())),
        Some(_) => Err(vec![format!(
            "{}: `{EXTENDS}`: must be a text, the name of a file in bases/ without .toml",
            label(file)
        )]),
    }
}
