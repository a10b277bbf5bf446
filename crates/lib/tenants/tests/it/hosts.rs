//! The tenant of a `Host` header.

use proptest::prelude::*;
use tenants::Tenants;

use crate::loading::{BASE, directory, host_file};

#[test]
fn only_the_exact_host_name_finds_a_tenant_whatever_surrounds_it() {
    let files = [("andina.localhost.toml", host_file("andina"))];
    let dir = directory(BASE, &files);
    let tenants = Tenants::load(dir.path()).unwrap();
    let parts = "[a-zA-Z0-9.:@/\\\\%\\[\\]?# \t\u{130}-]{0,8}";
    let around = (
        parts,
        "andina.localhost|ANDINA.localhost|andina|localhost",
        parts,
    );
    let mut runner = proptest::test_runner::TestRunner::default();
    let checked = runner.run(&around, |(before, name, after)| {
        let host = format!("{before}{name}{after}");
        let (name, port) = host.split_once(':').unwrap_or((&host, ""));
        let is_exact = name.eq_ignore_ascii_case("andina.localhost")
            && port.bytes().all(|byte| byte.is_ascii_digit());
        prop_assert_eq!(tenants.by_host(&host).is_some(), is_exact, "{:?}", host);
        Ok(())
    });
    checked.unwrap();
}
