//! `[odoo.database]`: Odoo's own database instead of its API.

use tenants::{SecretSource, Tenants};

use crate::loading::{BASE, directory, host_file, problems};

fn file(table: &str) -> String {
    let whole = host_file("andina");
    let name = "database = \"andina\"";
    assert!(whole.contains(name), "{whole}");
    format!("{}{table}", whole.replace(name, ""))
}

#[test]
fn a_table_names_the_database_and_the_secret_with_its_url() {
    let table = "[odoo.database]\nname = 'andina'\nurl_env = 'ANDINA_URL'\n";
    let base = BASE.replace("calls_per_minute = 0", "calls_per_minute = 60");
    let files = [
        ("andina.localhost.toml", file(table)),
        ("pampa.localhost.toml", host_file("pampa")),
    ];
    let dir = directory(&base, &files);
    let tenants = Tenants::load(dir.path()).unwrap();
    let (andina, pampa) = (
        tenants.by_name("andina").unwrap(),
        tenants.by_name("pampa").unwrap(),
    );
    let direct = andina.odoo.direct.as_ref().unwrap();
    assert_eq!(direct.url, SecretSource::Variable("ANDINA_URL".to_owned()));
    assert_eq!(andina.odoo.database, "andina");
    assert_eq!(
        (andina.odoo.connections, andina.odoo.calls_per_minute),
        (4, 0)
    );
    // Both are at one Odoo, but only one calls it.
    assert_eq!(
        (pampa.odoo.direct.is_none(), pampa.odoo.calls_per_minute),
        (true, 60)
    );
    assert_ne!(andina.source_address(), pampa.source_address());
}

#[test]
fn what_is_missing_or_unknown_in_the_table_is_said() {
    for (table, problem) in [
        (
            "[odoo.database]\nname = 'andina'\n",
            "`odoo.database.url_env` or `odoo.database.url_file` is missing",
        ),
        (
            "[odoo.database]\nurl_env = 'URL'\n",
            "`odoo.database.name` is missing",
        ),
        (
            "[odoo.database]\nname = 'andina'\nurl_env = 'URL'\nconnections = 99\n",
            "`odoo.database.connections`: must be a whole number from 1 to 16",
        ),
        (
            "[odoo.database]\nname = 'andina'\nurl = 'postgres://a:b@c/d'\nurl_env = 'URL'\n",
            "`odoo.database.url` is not a known key",
        ),
    ] {
        let dir = directory(BASE, &[("andina.localhost.toml", file(table))]);
        let found = problems(&dir);
        assert!(
            found.iter().any(|it| it.contains(problem)),
            "{problem}: {found:?}"
        );
        assert!(!found.concat().contains("a:b"), "{found:?}");
    }
}

#[test]
fn the_log_is_followed_if_the_table_says_so() {
    let table = "[odoo.database]\nname = 'andina'\nurl_env = 'URL'\n";
    for (mode, follows) in [("", false), ("mode = 'log'\n", true)] {
        let files = [("andina.localhost.toml", file(&format!("{table}{mode}")))];
        let dir = directory(BASE, &files);
        let tenants = Tenants::load(dir.path()).unwrap();
        let andina = tenants.by_name("andina").unwrap();
        assert_eq!(andina.odoo.follows_log(), follows);
        assert_eq!(andina.slot(), "espejo_andina");
    }
    let files = [(
        "andina.localhost.toml",
        file(&format!("{table}mode = 'poll'\n")),
    )];
    let said = problems(&directory(BASE, &files));
    assert!(
        said.iter().any(|it| it.contains("is not \"log\"")),
        "{said:?}"
    );
}
