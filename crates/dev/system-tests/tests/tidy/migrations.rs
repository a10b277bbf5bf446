//! Migrations only expand what the previous release uses, because its services run on the new schema
//! during an upgrade and after a rollback. `migrations/previous-release` names that release.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::{
    statements::{self, Statement},
    tree::{self, Text},
    verdict,
};

const RECORD: &str = "migrations/previous-release";

/// The names and checksums of the V files of the previous release.
fn released() -> Vec<(String, String)> {
    let files: Vec<_> = tree::read(RECORD)
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("commit "))
        .map(|line| {
            let (sum, name) = line
                .split_once("  ")
                .unwrap_or_else(|| panic!("{RECORD}: {line}"));
            (name.to_owned(), sum.to_owned())
        })
        .collect();
    assert!(files.len() > 10, "{RECORD} names no V files");
    files
}

fn migrations(folder: &str) -> Vec<Text> {
    let mut files = tree::texts();
    files.retain(|file| {
        let name = file.path.strip_prefix(folder);
        name.is_some_and(|name| !name.contains('/') && name.strip_suffix(".sql").is_some())
    });
    files
}

/// The V files, each with its name.
fn v_files() -> Vec<(String, Text)> {
    let files = migrations("migrations/").into_iter();
    let named = files.map(|file| (file.path.replacen("migrations/", "", 1), file));
    named.filter(|(name, _)| name.starts_with('V')).collect()
}

fn new_files() -> Vec<(String, Text)> {
    let released = released();
    let mut files = v_files();
    files.retain(|(name, _)| !released.iter().any(|(released, _)| released == name));
    files
}

fn number(name: &str) -> u32 {
    let digits = name.trim_start_matches('V').split("__").next();
    let number = digits.and_then(|digits| digits.parse().ok());
    number.unwrap_or_else(|| panic!("{name} is not V<number>__<subject>.sql"))
}

#[test]
fn released_v_files_never_change() {
    let files = v_files();
    let mut found = Vec::new();
    for (name, sum) in released() {
        let file = files.iter().find(|(found, _)| *found == name);
        let now = file.map(|(_, file)| hex(&Sha256::digest(&file.text)));
        if now.as_deref() != Some(&sum) {
            found.push(format!("migrations/{name}"));
        }
    }
    verdict::none(
        &found,
        "These are applied in databases, and `core-api migrate` refuses changed ones. Write a new \
         V file.",
    );
}

#[test]
fn new_v_files_have_numbers_of_their_own_after_those_of_the_release() {
    let last = released().iter().map(|(name, _)| number(name)).max();
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for (name, _) in new_files() {
        if Some(number(&name)) <= last || !taken.insert(number(&name)) {
            found.push(format!("migrations/{name}"));
        }
    }
    verdict::none(
        &found,
        "Give the file the next free number: databases that have a higher one already would miss it.",
    );
}

#[test]
fn new_migrations_only_expand_what_the_previous_release_uses() {
    let (old, new): (Vec<_>, Vec<_>) = {
        let names: BTreeSet<_> = released().into_iter().map(|(name, _)| name).collect();
        let files = v_files().into_iter();
        files.partition(|(name, _)| names.contains(name))
    };
    let read = |files: Vec<(String, Text)>| -> Vec<Statement> {
        let files = files.into_iter();
        files
            .flat_map(|(_, file)| statements::of(&file.path, &file.text))
            .collect()
    };
    let (old, new) = (read(old), read(new));
    let mut found = contracts(&old, &new);
    let repeatable = migrations("migrations/repeatable/").into_iter();
    let repeatable = repeatable.flat_map(|file| statements::of(&file.path, &file.text));
    let repeatable: Vec<_> = repeatable
        .filter(|statement| ["drop", "alter"].contains(&statement.word(0)))
        .collect();
    found.extend(contracts(&old, &repeatable));
    verdict::none(
        &found,
        "The services of the previous release still use this schema. Expand now, and contract one \
         release later. If this is the contract step, write `-- contract: ` and what stopped using \
         it in which release above the statement.",
    );
}

/// The places of statements that take something away, or demand something that is not demanded yet.
fn contracts(old: &[Statement], new: &[Statement]) -> Vec<String> {
    let created: BTreeSet<_> = new.iter().filter_map(Statement::created_table).collect();
    let is_new = |statement: &&Statement| {
        let table = statement.table();
        table.is_some_and(|table| created.contains(table))
    };
    let kept = new
        .iter()
        .filter(|statement| !statement.is_contract_step() && !is_new(statement));
    kept.filter_map(|statement| {
        let reason = refusal(old, new, statement)?;
        Some(format!("{} {reason}", statement.place))
    })
    .collect()
}

fn refusal(old: &[Statement], new: &[Statement], statement: &Statement) -> Option<String> {
    let text = &statement.text;
    match (statement.word(0), statement.word(1)) {
        ("drop" | "truncate" | "revoke", _) => Some(format!("begins with `{}`", statement.word(0))),
        ("create", "unique") => Some("makes an index that refuses rows".to_owned()),
        ("alter", _) if text.contains(" rename ") || text.contains(" set schema ") => {
            Some("renames".to_owned())
        }
        ("alter", "table") => {
            let mut actions = statement.actions().into_iter();
            actions.find_map(|action| narrowing(old, new, statement, &action))
        }
        _ => None,
    }
}

/// Why the previous release might fail after this part of an `alter table`.
fn narrowing(
    old: &[Statement],
    new: &[Statement],
    statement: &Statement,
    action: &str,
) -> Option<String> {
    let words: Vec<_> = action.split_whitespace().collect();
    let has = |text: &str| action.contains(text);
    match (words.first().copied()?, words.get(1).copied()?) {
        // A missing check refuses nothing. Another constraint may be the target of `on conflict`.
        ("drop", "constraint") if words[2].ends_with("_check") => None,
        ("drop", _) => Some("drops".to_owned()),
        ("alter", _) if has(" type ") => Some("changes a type".to_owned()),
        ("alter", _) if has(" set not null") || has(" drop default") => {
            Some("demands a value".to_owned())
        }
        ("add", "constraint" | "check" | "unique" | "primary" | "foreign" | "exclude") => {
            let name = words.get(2).copied().unwrap_or_default();
            replaced(old, new, statement, name, action)
        }
        ("add", _) if has(" not null") && !has(" default ") && !has(" generated ") => {
            Some("adds a column that demands a value".to_owned())
        }
        _ => None,
    }
}

/// None if the constraint takes the place of a check that allowed fewer values.
fn replaced(
    old: &[Statement],
    new: &[Statement],
    statement: &Statement,
    name: &str,
    action: &str,
) -> Option<String> {
    let dropped = new.iter().any(|other| {
        other.table() == statement.table()
            && other.text.contains(&format!("drop constraint {name}"))
    });
    if !dropped || !name.ends_with("_check") {
        return Some(format!("adds the constraint {name}"));
    }
    let table = statement.table().unwrap_or_default();
    let (_, short) = table.split_once('.').unwrap_or(("", table));
    let column = name
        .trim_start_matches(&format!("{short}_"))
        .trim_end_matches("_check");
    let of_table = old.iter().filter(|other| other.table() == Some(table));
    let before = of_table
        .filter_map(|other| statements::checked_values(&other.text, column))
        .next_back();
    let now = statements::checked_values(action, column);
    match (before, now) {
        (Some(before), Some(now)) if before.is_subset(&now) => None,
        (before, now) => Some(format!(
            "replaces {name}: {before:?} were allowed, and now {now:?}"
        )),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[track_caller]
fn assert_judged(new: &str, refused: &[&str]) {
    let old = statements::of(
        "V1.sql",
        "create table ops.mail (id uuid primary key, kind text not null check (kind in ('a', 'b')));",
    );
    let found = contracts(&old, &statements::of("V2.sql", new));
    assert_eq!(found, refused, "{new}");
}

#[test]
fn a_statement_that_takes_something_away_is_found() {
    assert_judged("drop table ops.mail;", &["V2.sql:1 begins with `drop`"]);
    assert_judged(
        "-- One.\n\nalter table ops.mail rename column kind to sort;",
        &["V2.sql:3 renames"],
    );
    assert_judged(
        "do $$ begin\n  if true then\n alter table ops.mail alter column kind type int;\n end if;\nend $$;",
        &["V2.sql:1 changes a type"],
    );
    assert_judged(
        "alter table ops.mail\n  add column a int,\n  add column b numeric(4, 2) not null;",
        &["V2.sql:1 adds a column that demands a value"],
    );
    assert_judged(
        "alter table ops.mail drop constraint mail_kind_check;
         alter table ops.mail add constraint mail_kind_check check (kind in ('a', 'c'));",
        &[
            "V2.sql:2 replaces mail_kind_check: Some({\"a\", \"b\"}) were allowed, and now \
           Some({\"a\", \"c\"})",
        ],
    );
    assert_judged(
        "create unique index one on ops.mail (kind);",
        &["V2.sql:1 makes an index that refuses rows"],
    );
    assert_judged(
        "revoke select on ops.mail from espejo_reader;",
        &["V2.sql:1 begins with `revoke`"],
    );
}

#[test]
fn a_statement_that_expands_is_allowed_and_a_contract_step_says_so() {
    for expands in [
        "-- drop table ops.mail;\nalter table ops.mail add column b int not null default 0;",
        "alter table ops.mail drop constraint mail_kind_check;
         alter table ops.mail add constraint mail_kind_check check (kind in ('a', 'b', 'c'));",
        "create table ops.new (a int); create unique index one on ops.new (a); drop table ops.new;",
        "comment on table ops.mail is 'drop table; alter table x rename y';",
        "create function ops.f() returns void language sql as $$ delete from ops.mail $$;",
        "-- contract: nothing has used it since 0.4.0.\nalter table ops.mail drop column kind;",
    ] {
        assert_judged(expands, &[]);
    }
}
