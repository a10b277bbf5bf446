//! Files that tenants' files extend.

use std::fs;

use tempfile::TempDir;
use tenants::Tenants;

use crate::loading::{BASE, directory, host_file, problems};

/// A tenant that extends `retail`, and these bases.
fn with(bases: &[(&str, &str)]) -> TempDir {
    let own = format!(
        "extends = \"retail\"\n{}page_rows = 50\n",
        host_file("andina")
    );
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    fs::create_dir(dir.path().join("bases")).unwrap();
    for (name, text) in bases {
        fs::write(dir.path().join(format!("bases/{name}.toml")), text).unwrap();
    }
    dir
}

#[test]
fn values_of_the_file_win_over_its_base_and_those_of_the_base_over_what_it_extends() {
    let dir = with(&[
        (
            "retail",
            "extends = \"peru\"\n[odoo]\npage_rows = 100\nconnections = 3\n[history]\nkeep_days = 30\n",
        ),
        (
            "peru",
            "[odoo]\nconnections = 2\ntimeout_seconds = 60\n[exports]\nkeep_days = 5\n",
        ),
    ]);
    let tenants = Tenants::load(dir.path()).unwrap();
    let andina = tenants.by_name("andina").unwrap();
    let odoo = &andina.odoo;
    assert_eq!(
        (
            odoo.page_rows,
            odoo.connections,
            odoo.timeout_seconds,
            odoo.safety_lag_seconds
        ),
        (50, 3, 60, 150)
    );
    assert_eq!(
        (andina.history.keep_days, andina.exports.keep_days),
        (30, 5)
    );
    assert_eq!(andina.exports.max_active, 10, "from base.toml");
}

#[test]
fn a_loop_a_missing_base_and_a_wrong_name_are_refused_with_the_file_that_names_them() {
    let dir = with(&[
        ("retail", "extends = \"peru\""),
        ("peru", "extends = \"retail\""),
    ]);
    assert_eq!(
        problems(&dir),
        [
            "bases/peru.toml: `extends`: a base must not extend itself: hosts/andina.localhost.toml \
             extends bases/retail.toml extends bases/peru.toml extends bases/retail.toml"
        ]
    );
    assert_eq!(
        problems(&with(&[])),
        ["hosts/andina.localhost.toml: `extends`: there is no file bases/retail.toml"]
    );
    assert_eq!(
        problems(&with(&[("retail", "extends = \"../base\"")])),
        [
            "bases/retail.toml: `extends`: \"../base\" must be a lower-case letter and up to 30 \
             lower-case letters, digits or -"
        ]
    );
    assert_eq!(
        problems(&with(&[("retail", "extends = [\"peru\"]")])),
        [
            "bases/retail.toml: `extends`: must be a text, the name of a file in bases/ without .toml"
        ]
    );
}

#[test]
fn a_problem_of_a_base_names_the_base() {
    let wrong = "[odoo]\nconnections = 99\nspeed = 1\n";
    let mut found = problems(&with(&[("retail", wrong)]));
    found.sort();
    assert_eq!(
        found,
        [
            "bases/retail.toml: `odoo.connections`: must be a whole number from 1 to 16",
            "bases/retail.toml: `odoo.speed` is not a known key",
        ]
    );
    let broken = problems(&with(&[("retail", "[odoo")]));
    assert!(
        broken[0].starts_with("bases/retail.toml: TOML parse error"),
        "{broken:?}"
    );
}

#[test]
fn base_toml_extends_nothing() {
    let base = format!("extends = \"retail\"\n{BASE}");
    let dir = directory(&base, &[("andina.localhost.toml", host_file("andina"))]);
    assert_eq!(problems(&dir), ["base.toml: `extends` is not a known key"]);
}

#[test]
fn a_check_reads_bases_that_no_tenant_uses() {
    let dir = with(&[("retail", ""), ("unused", "extends = \"nothing\"")]);
    let (tenants, bases) = Tenants::check(dir.path(), |_| Ok(())).unwrap();
    assert!(tenants.faults().is_empty());
    assert_eq!(
        bases["bases/unused.toml"],
        ["bases/unused.toml: `extends`: there is no file bases/nothing.toml"]
    );
}
