//! Rules for the Cargo.toml files.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::{tree, verdict};

/// A member of the workspace; dependencies have the names that the manifest uses.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<String>,
    pub(crate) dev_dependencies: Vec<String>,
    /// Dependencies of any kind that do not inherit the version of the workspace.
    not_of_the_workspace: Vec<String>,
}

/// All members, by name.
pub(crate) fn members() -> BTreeMap<String, Manifest> {
    tree::crates()
        .into_iter()
        .map(|folder| {
            let (_, name) = folder.split_once('/').unwrap();
            (name.to_owned(), read(&folder))
        })
        .collect()
}

fn read(folder: &str) -> Manifest {
    let text = tree::read(&format!("crates/{folder}/Cargo.toml"));
    let parsed = DeTable::parse(&text).unwrap();
    let manifest = parsed.get_ref();
    let mut not_of_the_workspace = Vec::new();
    let mut names = |kind: &str| {
        let Some(section) = section(manifest, kind) else {
            return Vec::new();
        };
        for (name, value) in section {
            let inherited = value.get_ref().get("workspace");
            if inherited.and_then(|inherited| inherited.get_ref().as_bool()) != Some(true) {
                not_of_the_workspace.push(format!("crates/{folder}: {}", name.get_ref()));
            }
        }
        keys(section)
    };
    let mut dependencies = names("dependencies");
    dependencies.extend(names("build-dependencies"));
    let dev_dependencies = names("dev-dependencies");
    let package = section(manifest, "package").unwrap();
    Manifest {
        name: package["name"].get_ref().as_str().unwrap().to_owned(),
        dependencies,
        dev_dependencies,
        not_of_the_workspace,
    }
}

fn section<'a>(table: &'a DeTable<'_>, name: &str) -> Option<&'a DeTable<'a>> {
    table.get(name).and_then(|value| value.get_ref().as_table())
}

fn keys(table: &DeTable<'_>) -> Vec<String> {
    table
        .keys()
        .map(|key| key.get_ref().clone().into_owned())
        .collect()
}

#[test]
fn a_folder_has_the_name_of_its_crate() {
    let found: Vec<_> = members()
        .into_iter()
        .filter(|(folder, manifest)| *folder != manifest.name)
        .map(|(folder, manifest)| format!("crates/{folder} holds {}", manifest.name))
        .collect();
    verdict::none(&found, "Give the folder and the package the same name.");
}

#[test]
fn every_version_is_set_in_the_root_manifest() {
    let found: Vec<_> = members()
        .into_values()
        .flat_map(|manifest| manifest.not_of_the_workspace)
        .collect();
    verdict::none(
        &found,
        "Put the version under [workspace.dependencies] in the root Cargo.toml and write \
         `name.workspace = true` here.",
    );
}

#[test]
fn every_version_in_the_root_manifest_is_used() {
    let text = tree::read("Cargo.toml");
    let parsed = DeTable::parse(&text).unwrap();
    let workspace: &DeValue<'_> = parsed.get_ref()["workspace"].get_ref();
    let offered = keys(workspace["dependencies"].get_ref().as_table().unwrap());
    let members = members();
    let found: Vec<_> = offered
        .into_iter()
        .filter(|name| {
            !members.values().any(|manifest| {
                manifest.dependencies.contains(name) || manifest.dev_dependencies.contains(name)
            })
        })
        .collect();
    verdict::none(
        &found,
        "No crate uses these: remove them from [workspace.dependencies] in the root Cargo.toml.",
    );
}

#[test]
fn every_crate_inherits_the_lints_of_the_workspace() {
    let found: Vec<_> = tree::crates()
        .into_iter()
        .filter(|folder| folder != "lib/sql") // generated
        .filter(|folder| {
            let text = tree::read(&format!("crates/{folder}/Cargo.toml"));
            let parsed = DeTable::parse(&text).unwrap();
            let lints = section(parsed.get_ref(), "lints").and_then(|lints| lints.get("workspace"));
            lints.and_then(|inherited| inherited.get_ref().as_bool()) != Some(true)
        })
        .collect();
    verdict::none(
        &found,
        "Write `[lints]` and `workspace = true` in the Cargo.toml of the crate.",
    );
}
