//! Providers of OpenID Connect in the tenant's file.

use settings::ExposeSecret;
use tenants::Tenants;

use crate::loading::{BASE, directory, host_file, problems};

const FILE: &str = "andina.localhost.toml";

/// The problems of a tenant's file that ends with these lines, without the name of the file.
fn found(lines: &str) -> Vec<String> {
    let own = format!("{}\n{lines}", host_file("andina"));
    let mut found = problems(&directory(BASE, &[(FILE, own)]));
    found.sort();
    let start = format!("hosts/{FILE}: ");
    found
        .iter()
        .map(|problem| problem.strip_prefix(&start).unwrap_or(problem).to_owned())
        .collect()
}

const LEAST: &str = "[[sign_in.oidc]]\nid = 'office'\nlabel = 'Office'\n\
                     issuer = 'https://login.example.com'\nclient_id = 'espejo'\n\
                     client_secret_env = 'OFFICE_SECRET'\n";

#[tokio::test]
async fn providers_are_read_in_order_with_their_defaults() {
    let all = "[[sign_in.oidc]]\nid = 'b-2'\nlabel = 'Banco'\n\
               issuer = 'http://127.0.0.1:9000/realms/b'\nclient_id = 'c'\n\
               client_secret_file = 'b.secret'\nscopes = ['email', 'groups']\n\
               domains = ['example.com', 'example.pe']\nrole_claim = 'groups'\n\
               roles = { finance = 'viewer', boss = 'admin' }\n\
               companies_claim = 'companies'\ncreate = true\n";
    let own = format!("{}\n{LEAST}{all}", host_file("andina"));
    let dir = directory(BASE, &[(FILE, own)]);
    std::fs::write(dir.path().join("b.secret"), "hidden\n").unwrap();
    let tenants = Tenants::load(dir.path()).unwrap();
    let sign_in = &tenants.by_name("andina").unwrap().sign_in;
    let [least, most] = sign_in.oidc.as_slice() else {
        panic!("{sign_in:?}")
    };
    assert_eq!(
        (least.id.as_str(), least.scopes.as_slice()),
        ("office", &["email".to_owned(), "profile".to_owned()][..])
    );
    assert!(least.domains.is_empty() && least.roles.is_empty() && !least.create);
    assert_eq!((&least.role_claim, &least.companies_claim), (&None, &None));
    // The secret is read only when it is needed.
    assert!(least.client_secret().await.is_err());

    assert_eq!(sign_in.provider("b-2").unwrap().issuer, most.issuer);
    assert!(sign_in.provider("b").is_none());
    assert_eq!(most.scopes, ["email", "groups"]);
    assert_eq!(most.domains, ["example.com", "example.pe"]);
    assert_eq!(most.roles["boss"], "admin");
    assert_eq!(most.role_claim.as_deref(), Some("groups"));
    assert_eq!(most.companies_claim.as_deref(), Some("companies"));
    assert!(most.create);
    assert_eq!(
        most.client_secret().await.unwrap().expose_secret(),
        "hidden"
    );
    assert!(!format!("{sign_in:?}").contains("hidden"));
    std::fs::write(dir.path().join("b.secret"), "renewed\n").unwrap();
    assert_eq!(
        most.client_secret().await.unwrap().expose_secret(),
        "renewed"
    );
}

#[test]
fn every_problem_of_a_provider_is_reported() {
    assert_eq!(
        found(
            "[[sign_in.oidc]]\nid = 'The Office'\nlabel = ''\nissuer = 'http://login.example.com'\n\
               client_secret = 'x'\nscopes = 'email'\ndomains = ['@example.com']\ncreate = 'yes'\n"
        ),
        [
            "`sign_in.oidc.client_secret` is not a known key",
            "`sign_in.oidc.create`: must be true or false",
            "`sign_in.oidc.domains`: \"@example.com\" is not a host name in lower case without port",
            "`sign_in.oidc.id`: \"The Office\" must be a lower-case letter and up to 30 lower-case letters, digits or -",
            "`sign_in.oidc.issuer`: \"http://login.example.com\" is not https://host, with a path if the provider has one",
            "`sign_in.oidc.label`: \"\" must not be empty",
            "`sign_in.oidc.scopes`: must be a list of texts",
            "`sign_in.oidc`: `client_id` is missing",
            "`sign_in.oidc`: one of `client_secret_env` and `client_secret_file` is needed",
        ]
    );
    for (lines, problem) in [
        (
            "role_claim = 'groups'\n",
            "`sign_in.oidc`: `role_claim` and `roles` go together",
        ),
        (
            "roles = { a = 'viewer' }\n",
            "`sign_in.oidc`: `role_claim` and `roles` go together",
        ),
        (
            "create = true\n",
            "`sign_in.oidc`: `create` needs `domains`, `role_claim` and `roles`",
        ),
        (
            "create = true\ndomains = ['example.com']\n",
            "`sign_in.oidc`: `create` needs `domains`, `role_claim` and `roles`",
        ),
        (
            "role_claim = 'groups'\nroles = { a = 'owner' }\n",
            "`sign_in.oidc.roles`: must be like { finance = \"viewer\" }; roles are viewer, operator and admin",
        ),
        (
            "client_secret_file = 'a'\n",
            "`sign_in.oidc`: one of `client_secret_env` and `client_secret_file` is needed",
        ),
        (
            LEAST,
            "`sign_in.oidc`: two providers have the id \"office\"",
        ),
    ] {
        let found = found(&format!("{LEAST}{lines}"));
        assert!(found.iter().any(|it| it == problem), "{lines}: {found:?}");
    }
    let found = found("[sign_in]\noidc = 'office'\n");
    assert_eq!(found, ["`sign_in.oidc`: must be a list of tables: [[…]]"]);
}
