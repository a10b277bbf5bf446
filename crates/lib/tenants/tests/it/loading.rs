//! What loads, and what is reported where it does not.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tenants::{FieldKind, Protocol, Tenants};

pub(crate) const BASE: &str = r#"
[odoo]
protocol = "json-rpc"
company_ids = []
language = "en_US"
page_rows = 2000
connections = 1
calls_per_minute = 0
timeout_seconds = 150
safety_lag_seconds = 150
max_answer_bytes = 67108864
[schedules]
incremental = "*/15 * * * *"
verify = "30 2 * * *"
[exports]
max_active = 10
[history]
keep_days = 90
"#;

pub(crate) fn host_file(name: &str) -> String {
    format!(
        r#"
name = "{name}"
display_name = "{name} S.A."
time_zone = "America/Lima"
locale = "es-PE"
database = "espejo_{name}"
[odoo]
url = "http://odoo.example.com"
database = "{name}"
user = "espejo"
password_env = "CARGO_PKG_NAME"
"#
    )
}

pub(crate) fn directory(base: &str, hosts: &[(&str, String)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("hosts")).unwrap();
    fs::write(dir.path().join("base.toml"), base).unwrap();
    for (file, text) in hosts {
        fs::write(dir.path().join("hosts").join(file), text).unwrap();
    }
    dir
}

pub(crate) fn problems(dir: &TempDir) -> Vec<String> {
    Tenants::load(dir.path()).unwrap_err().problems().to_vec()
}

#[test]
fn the_committed_configuration_loads() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../deploy/config");
    let tenants = Tenants::load(&config).unwrap();

    let names: Vec<&str> = tenants.iter().map(|tenant| tenant.name.as_str()).collect();
    assert_eq!(names, ["andina", "pampa"]);
    let andina = tenants.by_host("andina.localhost").unwrap();
    assert_eq!(
        (andina.time_zone_name(), andina.locale.as_str()),
        ("America/Lima", "es-PE")
    );
    assert_eq!(andina.odoo.protocol, Protocol::JsonRpc);
    let pampa = tenants.by_name("pampa").unwrap();
    assert_eq!(pampa.time_zone_name(), "America/Argentina/Buenos_Aires");
    assert_eq!(pampa.odoo.protocol, Protocol::XmlRpc);
    assert_eq!(
        pampa.schedules.incremental, "*/15 * * * *",
        "from base.toml"
    );
    assert_eq!(pampa.schedules.verify, "0 4 * * *", "its own");
}

#[test]
fn a_tenant_file_overrides_the_base() {
    let own = format!(
        "{}page_rows = 50\ncompany_ids = [3, 1]\n",
        host_file("andina")
    );
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    let tenants = Tenants::load(dir.path()).unwrap();
    let odoo = &tenants.by_name("andina").unwrap().odoo;
    assert_eq!((odoo.page_rows, odoo.timeout_seconds), (50, 150));
    assert_eq!(odoo.company_ids, [3, 1]);
}

#[test]
fn the_protocol_is_chosen_by_the_server_or_by_name() {
    for protocol in [
        Protocol::Auto,
        Protocol::Json2,
        Protocol::JsonRpc,
        Protocol::XmlRpc,
    ] {
        let base = BASE.replace("json-rpc", protocol.as_str());
        let dir = directory(&base, &[("andina.localhost.toml", host_file("andina"))]);
        let tenants = Tenants::load(dir.path()).unwrap();
        assert_eq!(tenants.by_name("andina").unwrap().odoo.protocol, protocol);
    }
}

#[test]
fn a_host_header_finds_its_tenant_whatever_its_case_and_port() {
    let dir = directory(BASE, &[("andina.localhost.toml", host_file("andina"))]);
    let tenants = Tenants::load(dir.path()).unwrap();
    for host in [
        "andina.localhost",
        "andina.localhost:8080",
        "Andina.LocalHost:80",
    ] {
        assert!(tenants.by_host(host).is_some(), "{host}");
    }
    for host in [
        "",
        "localhost",
        "x.andina.localhost",
        "andina.localhost:evil",
        "andina",
    ] {
        assert!(tenants.by_host(host).is_none(), "{host}");
    }
}

#[test]
fn every_problem_of_every_file_is_reported_with_its_file_and_key() {
    let base = BASE.replace("page_rows = 2000", "page_rows = 0\nspeed = 9");
    let bad_values = host_file("andina")
        .replace("America/Lima", "America/Nowhere")
        .replace("http://odoo", "odoo")
        .replace("user = \"espejo\"", "user = 7");
    let missing = host_file("pampa").replace("locale = \"es-PE\"", "colour = \"red\"");
    let dir = directory(
        &base,
        &[
            ("andina.localhost.toml", bad_values),
            ("Pampa.toml", missing),
            ("notes.txt", "?".into()),
        ],
    );
    let mut found = problems(&dir);
    found.sort();
    assert_eq!(
        found,
        [
            "base.toml: `odoo.page_rows`: must be a whole number from 1 to 10000",
            "base.toml: `odoo.speed` is not a known key",
            "hosts/Pampa.toml: `colour` is not a known key",
            "hosts/Pampa.toml: `locale` is missing",
            "hosts/Pampa.toml: the file's name \"Pampa\" is not a host name in lower case without port",
            "hosts/andina.localhost.toml: `odoo.url`: \"odoo.example.com\" is not http(s)://host or \
             http(s)://host:port without a path",
            "hosts/andina.localhost.toml: `odoo.user`: must be a text",
            "hosts/andina.localhost.toml: `time_zone`: \"America/Nowhere\" is not a time zone of the \
             IANA database",
        ]
    );
}

#[test]
fn a_company_may_have_papers_of_its_own() {
    let own = format!(
        "{}[paper]\nlogo = \"logos/a.png\"\ncontact.email = \"cobranzas@example.com\"\n\
         [[paper.bank_accounts]]\ncurrency = \"PEN\"\nbank = \"BCP\"\naccount = \"191-1\"\n\
         [paper.companies.2]\ncontact.phone = \"+51 1\"\n",
        host_file("andina")
    );
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    let tenants = Tenants::load(dir.path()).unwrap();
    let papers = &tenants.by_name("andina").unwrap().papers;
    let first = papers.of(Some(1));
    assert_eq!(first.logo, Some(dir.path().join("logos/a.png")));
    assert_eq!(first.bank_accounts[0].account, "191-1");
    assert_eq!(first.bank_accounts[0].interbank, None);
    assert_eq!(papers.of(None), first);
    let second = papers.of(Some(2));
    assert_eq!((&second.logo, second.bank_accounts.len()), (&None, 0));
    let contact = second.contact.as_ref().unwrap();
    assert_eq!(
        (contact.phone.as_deref(), &contact.email),
        (Some("+51 1"), &None)
    );
}

#[test]
fn every_problem_of_papers_is_reported() {
    let own = format!(
        "{}[paper]\nlogo = \"a.gif\"\ncolour = \"red\"\n\
         [[paper.bank_accounts]]\ncurrency = \"soles\"\nbank = \"BCP\"\nswift = \"X\"\n\
         [paper.companies.andina]\nlogo = \"a.png\"\n",
        host_file("andina")
    );
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    let mut found = problems(&dir);
    found.sort();
    let file = "hosts/andina.localhost.toml: ";
    let found: Vec<_> = found
        .iter()
        .map(|it| it.strip_prefix(file).unwrap())
        .collect();
    assert_eq!(
        found,
        [
            "`paper.bank_accounts`: \"soles\" is not a currency such as PEN",
            "`paper.bank_accounts`: `swift` is not a known key",
            "`paper.bank_accounts`: an account has no `account`",
            "`paper.colour` is not a known key",
            "`paper.companies.andina` must end with a company's id",
            "`paper.logo`: \"a.gif\" is not a file such as logo.png or logo.jpg",
        ]
    );
}

#[test]
fn templates_of_mails_are_found_by_occasion_and_language() {
    let own = host_file("andina").replace("[odoo]", "mail.templates = \"letters\"\n[odoo]");
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    let folder = dir.path().join("letters");
    let found = problems(&dir);
    assert!(
        found[0]
            .starts_with("hosts/andina.localhost.toml: `mail.templates`: letters cannot be read"),
        "{found:?}"
    );
    std::fs::create_dir(&folder).unwrap();
    for name in [
        "statement.pt.html",
        "statement.pt.txt",
        "statement.pt-BR.subject",
        "statement.es-PE.html",
        "_signature.html",
        "layout.html",
        ".gitignore",
    ] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    assert_eq!(
        problems(&dir),
        [
            "hosts/andina.localhost.toml: `mail.templates`: letters/statement.pt.html needs \
             statement.pt.subject as well, because there is no built-in template in this language",
            "hosts/andina.localhost.toml: `mail.templates`: letters/statement.pt.txt needs \
             statement.pt.subject as well, because there is no built-in template in this language",
        ]
    );
    std::fs::write(folder.join("statement.pt.subject"), "").unwrap();
    let tenants = Tenants::load(dir.path()).unwrap();
    let templates = &tenants.by_name("andina").unwrap().mail_templates;
    for (occasion, locale, expected) in [
        ("statement", "pt-BR", true),
        ("statement", "pt", true),
        ("statement", "en-US", true),
        ("export", "es-AR", true),
        ("export", "pt-BR", false),
        ("statement", "fr", false),
    ] {
        assert_eq!(
            templates.has_language(occasion, locale),
            expected,
            "{occasion} {locale}"
        );
    }
    assert_eq!(templates.files().count(), 7);
    std::fs::write(folder.join("statment.es.html"), "").unwrap();
    assert!(problems(&dir)[0].contains("statment.es.html is neither <occasion>.<locale>.<part>"));
    std::fs::remove_file(folder.join("statment.es.html")).unwrap();
    std::fs::write(folder.join("_footer"), "").unwrap();
    assert!(problems(&dir)[0].contains("_footer must end with .html or .txt"));
}

#[test]
fn the_address_of_a_contact_has_no_name() {
    let own = format!(
        "{}[paper.contact]\nemail = \"Rosa <rosa@example.com>\"\n",
        host_file("andina")
    );
    let dir = directory(BASE, &[("andina.localhost.toml", own)]);
    assert_eq!(
        problems(&dir),
        [
            "hosts/andina.localhost.toml: `paper.contact.email`: \"Rosa <rosa@example.com>\" is not \
             an address such as cobranzas@example.com",
        ]
    );
}

#[test]
fn two_tenants_share_neither_name_nor_database() {
    let same = host_file("andina");
    let dir = directory(
        BASE,
        &[
            ("a.localhost.toml", same.clone()),
            ("b.localhost.toml", same),
        ],
    );
    assert_eq!(
        problems(&dir),
        [
            "hosts/a.localhost.toml: `name`: \"andina\" is taken by hosts/b.localhost.toml",
            "hosts/a.localhost.toml: `database`: \"espejo_andina\" is taken by hosts/b.localhost.toml",
            "hosts/b.localhost.toml: `name`: \"andina\" is taken by hosts/a.localhost.toml",
            "hosts/b.localhost.toml: `database`: \"espejo_andina\" is taken by hosts/a.localhost.toml",
        ]
    );
}

#[test]
fn an_invalid_toml_file_is_named_with_the_position() {
    let dir = directory(
        BASE,
        &[("andina.localhost.toml", "name = \"andina".to_owned())],
    );
    let found = problems(&dir);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("hosts/andina.localhost.toml: TOML parse error at line 1"));

    let dir = directory("[odoo", &[("andina.localhost.toml", host_file("andina"))]);
    assert!(problems(&dir)[0].starts_with("base.toml: TOML parse error at line 1"));
}

#[test]
fn a_directory_without_tenants_is_refused() {
    let empty = tempfile::tempdir().unwrap();
    assert!(problems(&empty)[0].ends_with("base.toml is missing"));
    let dir = directory(BASE, &[]);
    assert!(problems(&dir)[0].ends_with("no *.toml file, so there is no tenant"));
}

#[test]
fn a_tenant_adds_custom_fields_and_models() {
    let own = format!(
        "{}[odoo.extra_fields]\n\"account.move\" = [\"x_channel\", \"invoice_origin\"]\n\
         [odoo.extra_models.\"x_fleet.contract\"]\nname = \"char\"\nx_rent = \"monetary\"\n\
         [odoo.extra_models.x_visit]\nx_at = \"datetime\"\n",
        host_file("andina")
    );
    let bare = format!("{}[odoo.extra_fields]\n", host_file("pampa"));
    let dir = directory(
        BASE,
        &[
            ("andina.localhost.toml", own),
            ("pampa.localhost.toml", bare),
        ],
    );
    let tenants = Tenants::load(dir.path()).unwrap();
    let additions = &tenants.by_name("andina").unwrap().odoo.additions;
    assert_eq!(
        additions.fields_of("account.move"),
        ["x_channel", "invoice_origin"]
    );
    assert_eq!(additions.fields_of("res.partner"), [""; 0]);
    let contract = &additions.models["x_fleet.contract"];
    assert_eq!(contract["name"], FieldKind::Text);
    assert_eq!(contract["x_rent"], FieldKind::Decimal);
    assert_eq!(additions.models["x_visit"]["x_at"], FieldKind::Instant);
    let none = &tenants.by_name("pampa").unwrap().odoo.additions;
    assert!(none.fields.is_empty() && none.models.is_empty());
}

#[test]
fn every_problem_of_custom_fields_and_models_is_reported() {
    let own = format!(
        "{}[odoo.extra_fields]\n\"account.move\" = [\"X Channel\", \"id\", \"ref\", \"ref\"]\n\
         partner = \"x_zone\"\n\"x_a.b\" = [\"x_c\"]\n\
         [odoo.extra_models.\"x_a.b\"]\nx_rent = \"money\"\nwrite_date = \"datetime\"\n\
         [odoo.extra_models.x_a_b]\nname = \"char\"\n[odoo.extra_models.\"x_empty.one\"]\n",
        host_file("andina")
    );
    let found = problems(&directory(BASE, &[("andina.localhost.toml", own)]));
    let expected = [
        "\"account.move\"`: \"X Channel\" is not a field's technical name",
        "\"account.move\"`: \"id\" is always mirrored",
        "\"account.move\"`: \"ref\" occurs twice",
        "\"partner\"`: \"partner\" is not a model of Odoo",
        "\"partner\"`: must be a list of field names",
        "\"x_a.b\".x_rent`: must be the field's type in Odoo",
        "\"x_a.b\".write_date`: is always mirrored",
        "`odoo.extra_models.\"x_empty.one\"`: lists no field",
        "`odoo.extra_fields.\"x_a.b\"`: the model is one of `odoo.extra_models`",
        "`odoo.extra_models.\"x_a_b\"`: another model of the file would share its table",
    ];
    for part in expected {
        assert!(
            found.iter().any(|problem| problem.contains(part)),
            "{part}: {found:#?}"
        );
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn the_rate_limit_of_an_odoo_url_is_shared_by_its_tenants() {
    let with_pace = |name: &str, url: &str, pace: u32| {
        let file = host_file(name).replace("http://odoo.example.com", url);
        format!("{file}calls_per_minute = {pace}\n")
    };
    let (shared, own) = ("http://odoo.example.com", "http://other.example.com");
    let hosts = [
        ("a.toml", with_pace("a", shared, 100)),
        ("b.toml", with_pace("b", shared, 60)),
        ("c.toml", with_pace("c", shared, 0)),
        ("d.toml", with_pace("d", own, 50)),
    ];
    let tenants = Tenants::load(directory(BASE, &hosts).path()).unwrap();
    let paces: Vec<_> = tenants.iter().map(|t| t.odoo.calls_per_minute).collect();
    assert_eq!(paces, [20, 20, 20, 50]);
}

#[test]
fn links_lead_to_the_public_address_of_odoo() {
    let internal = host_file("andina");
    let public = format!("{internal}public_url = \"https://erp.example.com\"\n");
    let link = |file: String| {
        let dir = directory(BASE, &[("andina.localhost.toml", file)]);
        let tenants = Tenants::load(dir.path()).unwrap();
        let tenant = tenants.iter().next().unwrap();
        assert_eq!(
            tenant.odoo.url, "http://odoo.example.com",
            "the worker reads there"
        );
        tenant.odoo.record_url("account.move", 7, Some("18.0"))
    };
    assert_eq!(
        link(internal),
        "http://odoo.example.com/odoo/account.move/7"
    );
    assert_eq!(link(public), "https://erp.example.com/odoo/account.move/7");
    let broken = format!(
        "{}public_url = \"erp.example.com/odoo\"\n",
        host_file("andina")
    );
    let found = problems(&directory(BASE, &[("andina.localhost.toml", broken)]));
    assert!(found[0].contains("odoo.public_url"), "{found:?}");
}

#[test]
fn no_problem_shows_a_password() {
    let url = host_file("andina").replace("http://odoo.example.com", "http://bot:hush@odoo");
    let broken = format!("{}\nsecret = \"hush", host_file("andina"));
    for file in [url, broken] {
        let dir = directory(BASE, &[("andina.localhost.toml", file)]);
        let found = problems(&dir);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!found[0].contains("hush"), "{found:?}");
    }
}
