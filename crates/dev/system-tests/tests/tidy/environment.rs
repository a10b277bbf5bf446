//! Compares `.env.example` with what the processes read: the names must be the same, each must
//! stand in the section of its process, and the process must accept the value.

use std::collections::{BTreeMap, BTreeSet};

use settings::Environment;
use toml::de::DeTable;

use crate::{
    tree::{self, Text},
    verdict,
};

const FILE: &str = ".env.example";
const EVERY_SERVICE: &str = "every service";
const MIGRATION: &str = "core-api migrate";
const REMOVAL: &str = "core-api tenants remove";
const BACKUP: &str = "backup-worker";
const ODOO_PASSWORDS: &str = "passwords of Odoo";
const COMPOSE: &str = "docker compose";

/// These crates read variables of the test runs, not of the product. xtask sets those of the product.
const NOT_THE_PRODUCT: &[&str] = &["bench", "odoo-sim", "system-tests", "testkit", "xtask"];

const REMEDY: &str = "Correct .env.example. Write NAME=value below the header \
                      `# --- process: …` of the process that reads it. If the variable is \
                      optional, write `# NAME=default`.";

/// The name of a process, and a function that reads its settings and collects the problems.
type Reader = (&'static str, fn(&mut Environment));

const SERVICES: [Reader; 4] = [
    ("core-api", |env| {
        core_api::settings::Settings::read(env);
    }),
    ("sync-worker", |env| {
        sync_worker::Settings::read(env);
    }),
    ("export-worker", |env| {
        export_worker::Settings::read(env);
    }),
    ("scheduler", |env| {
        scheduler::Settings::read(env);
    }),
];

#[test]
fn every_section_of_the_example_has_the_variables_of_its_process() {
    let example = sections();
    let read: BTreeMap<_, _> = SERVICES
        .iter()
        .map(|(name, read)| (*name, names(*read)))
        .collect();
    let by_all = read
        .values()
        .cloned()
        .reduce(|all, names| &all & &names)
        .unwrap();
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = read
        .iter()
        .map(|(service, names)| (*service, names - &by_all))
        .collect();
    let migration = names(|env| {
        core_api::settings::MigrationSettings::read(env);
    });
    let removal = names(|env| {
        core_api::settings::RemovalSettings::read(env);
    });
    let known = [&by_all, &migration, &wanted["core-api"]];
    let known: BTreeSet<_> = known.into_iter().flatten().cloned().collect();
    wanted.insert(REMOVAL, &removal - &known);
    wanted.insert(MIGRATION, &migration - &by_all);
    let backup = names(|env| {
        backup_worker::Settings::read(env);
    });
    wanted.insert(BACKUP, &backup - &by_all);
    wanted.insert(EVERY_SERVICE, by_all);
    wanted.insert(ODOO_PASSWORDS, odoo_passwords());
    let elsewhere: BTreeSet<_> = wanted.values().flatten().cloned().collect();
    wanted.insert(COMPOSE, &compose_variables() - &elsewhere);

    let mut found = Vec::new();
    for (section, names) in &wanted {
        let given: BTreeSet<_> = example
            .get(*section)
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        let missing = names - &given;
        let unread = &given - names;
        found.extend(
            missing
                .iter()
                .map(|name| format!("{section}: {name} is missing")),
        );
        found.extend(
            unread
                .iter()
                .map(|name| format!("{section}: this process does not read {name}")),
        );
    }
    found.extend(
        example
            .keys()
            .filter(|section| !wanted.contains_key(section.as_str()))
            .map(|section| format!("`{section}` is not a known section")),
    );
    verdict::none(&found, REMEDY);
}

#[test]
fn the_values_of_the_example_are_valid() {
    let example = sections();
    let mut found = Vec::new();
    for (service, read) in SERVICES {
        let pairs = [EVERY_SERVICE, service]
            .into_iter()
            .flat_map(|section| example.get(section).into_iter().flatten())
            .cloned();
        let mut env = Environment::from_pairs(pairs);
        read(&mut env);
        if let Err(problems) = env.finish(()) {
            found.extend(
                problems
                    .iter()
                    .map(|problem| format!("{service}: {problem}")),
            );
        }
    }
    verdict::none(&found, REMEDY);
}

#[test]
fn every_variable_that_is_read_is_in_the_example() {
    let known: BTreeSet<_> = sections()
        .into_values()
        .flatten()
        .map(|(name, _)| name)
        .collect();
    let mut found = Vec::new();
    for file in tree::rust_files().iter().filter(|file| {
        file.in_src()
            && file
                .crate_name()
                .is_some_and(|name| !NOT_THE_PRODUCT.contains(&name))
    }) {
        // A secret may also come from a file.
        let plain = |name: &str| name.strip_suffix("_FILE").unwrap_or(name).to_owned();
        let unknown = variables_in(file)
            .filter(|name| !known.contains(*name) && !known.contains(&plain(name)));
        found.extend(unknown.map(|name| format!("{}: {name}", file.path)));
    }
    verdict::none(&found, REMEDY);
}

fn names(read: fn(&mut Environment)) -> BTreeSet<String> {
    let mut env = Environment::from_pairs(Vec::<(String, String)>::new());
    read(&mut env);
    env.names().iter().map(|name| (*name).to_owned()).collect()
}

/// Names and values in the example by section, optional ones included.
fn sections() -> BTreeMap<String, Vec<(String, String)>> {
    let mut sections = BTreeMap::<String, Vec<_>>::new();
    let mut title = String::new();
    for line in tree::read(FILE).lines() {
        if let Some(header) = line.strip_prefix("# --- ") {
            header
                .split(':')
                .next()
                .unwrap()
                .trim()
                .clone_into(&mut title);
        } else if let Some(pair) = assignment(line) {
            sections.entry(title.clone()).or_default().push(pair);
        }
    }
    sections
}

fn assignment(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim_start_matches("# ").split_once('=')?;
    let is_name = |letter: char| letter.is_ascii_uppercase() || "_0123456789".contains(letter);
    (!name.is_empty() && name.chars().all(is_name))
        .then(|| (name.to_owned(), value.trim_matches('"').to_owned()))
}

/// The variables with the Odoo passwords of the example tenants.
fn odoo_passwords() -> BTreeSet<String> {
    let names: BTreeSet<_> = tree::paths()
        .into_iter()
        .filter(|path| path.starts_with("deploy/config/hosts/"))
        .filter_map(|path| {
            let text = tree::read(&path);
            let parsed = DeTable::parse(&text).unwrap();
            let odoo = parsed.get_ref().get("odoo")?.get_ref();
            Some(odoo.get("password_env")?.get_ref().as_str()?.to_owned())
        })
        .collect();
    assert!(!names.is_empty(), "the example tenants were not found");
    names
}

/// `NAME` of each `${NAME:-default}`.
fn compose_variables() -> BTreeSet<String> {
    tree::read("docker-compose.yml")
        .split("${")
        .skip(1)
        .filter_map(|rest| rest.split([':', '}', '-', '?']).next())
        .map(str::to_owned)
        .collect()
}

/// String literals that are only the name of one of our variables.
fn variables_in(file: &Text) -> impl Iterator<Item = &str> {
    let tests = file.code().test_modules();
    file.text
        .lines()
        .enumerate()
        .filter(move |(index, _)| {
            let number = index + 1;
            !tests
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&number))
        })
        .flat_map(|(_, line)| line.split('"').skip(1).step_by(2))
        .filter(|literal| {
            (literal.starts_with("ESPEJO_") || literal.starts_with("OTEL_"))
                && literal
                    .chars()
                    .all(|letter| letter.is_ascii_uppercase() || letter == '_')
        })
}
