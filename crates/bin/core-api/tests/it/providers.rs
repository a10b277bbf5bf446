//! Signing in with a real provider of OpenID Connect: the package oidc-provider, in a process of its
//! own. `./run test` installs it.

use std::{collections::BTreeMap, path::Path, process::Stdio};

use core_api::http::auth::Role;
use reqwest::{Client, Method, Response, Url, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::{
    people::{anonymous, browser, invitation},
    world::{ANDINA, Answer, World, send},
};

const CLIENT_SECRET: &str = "a secret that only the test and its provider know";
const CALLBACK: &str = "https://andina.localhost/v1/session/oidc/office/callback";

/// The provider, which ends with this value: its input is closed.
struct Provider {
    issuer: String,
    _process: Child,
}

impl Provider {
    async fn start(accounts: &Value) -> Self {
        Self::telling(accounts, "token").await
    }

    /// With the claims in the token, or at the userinfo endpoint.
    async fn telling(accounts: &Value, claims_in: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider");
        assert!(
            folder.join("node_modules").is_dir(),
            "run `npm ci` in {}, as ./run test does",
            folder.display()
        );
        let mut process = Command::new("node")
            .arg("provider.mjs")
            .current_dir(&folder)
            .env("ACCOUNTS", accounts.to_string())
            .env("CLAIMS_IN", claims_in)
            .env("CLIENT_SECRET", CLIENT_SECRET)
            .env("REDIRECT_URI", CALLBACK)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let issuer = output.lines().next_line().await.unwrap().unwrap();
        Self {
            issuer,
            _process: process,
        }
    }
}

/// The lines of the tenant's file.
pub(crate) fn settings(issuer: &str, more: &str) -> String {
    format!(
        "[[sign_in.oidc]]\nid = 'office'\nlabel = 'Office'\nissuer = '{issuer}'\n\
         client_id = 'espejo'\nclient_secret_file = 'office.secret'\n{more}\n"
    )
}

/// A browser: it keeps the cookies of Espejo and of the provider, and follows redirects.
struct Visitor {
    http: Client,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    fn new() -> Self {
        let http = Client::builder()
            .no_proxy()
            // A kept connection may be closed while a form is sent.
            .pool_max_idle_per_host(0)
            .redirect(reqwest::redirect::Policy::none());
        Self {
            http: http.build().unwrap(),
            cookies: BTreeMap::new(),
        }
    }

    /// At the provider: the page after all redirects of its own, or the URL of Espejo.
    async fn visit(
        &mut self,
        mut url: Url,
        mut form: Option<&[(&str, &str)]>,
    ) -> Result<String, Url> {
        loop {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let cookie = pairs.collect::<Vec<_>>().join("; ");
            let request = match form.take() {
                Some(form) => {
                    let body = form_urlencoded::Serializer::new(String::new())
                        .extend_pairs(form)
                        .finish();
                    let kind = "application/x-www-form-urlencoded";
                    self.http
                        .post(url.clone())
                        .header(header::CONTENT_TYPE, kind)
                        .body(body)
                }
                None => self.http.get(url.clone()),
            };
            let response = request.header(header::COOKIE, cookie).send().await.unwrap();
            self.keep(&response);
            let Some(next) = response.headers().get(header::LOCATION) else {
                return Ok(response.text().await.unwrap());
            };
            url = url.join(next.to_str().unwrap()).unwrap();
            if url.host_str() == Some(ANDINA) {
                return Err(url);
            }
        }
    }

    fn keep(&mut self, response: &Response) {
        for set in response.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Fills in the two forms of the provider. Returns where it sends the browser.
    async fn sign_in(&mut self, url: Url, login: &str) -> Url {
        let mut page = self.visit(url.clone(), None).await;
        let steps: [&[(&str, &str)]; 2] = [
            &[("prompt", "login"), ("login", login), ("password", "x")],
            &[("prompt", "consent")],
        ];
        for form in steps {
            let html = match page {
                Ok(html) => html,
                Err(back) => return back,
            };
            let action = html.split_once("action=\"").unwrap().1;
            let action = action.split_once('"').unwrap().0;
            page = self.visit(url.join(action).unwrap(), Some(form)).await;
        }
        page.unwrap_err()
    }
}

/// The way to the provider: its URL, and the cookie that ties the sign-in to the browser.
pub(crate) async fn start(world: &World, query: &str) -> (Url, String) {
    let path = format!("/v1/session/oidc/office/start{query}");
    let there = send(world.request(Method::GET, ANDINA, &path)).await;
    assert_eq!(there.status, 303, "{there:?}");
    let cookie = there.header("set-cookie").split(';').next().unwrap();
    (there.header("location").parse().unwrap(), cookie.to_owned())
}

/// The way back.
pub(crate) async fn come_back(world: &World, back: &Url, cookie: &str) -> Answer {
    let path = format!("{}?{}", back.path(), back.query().unwrap_or_default());
    send(
        world
            .request(Method::GET, ANDINA, &path)
            .header("cookie", cookie),
    )
    .await
}

/// The cookie of the session in an answer that also removes the other cookie.
pub(crate) fn session_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{answer:?}");
    let all = answer.headers.get_all("set-cookie").iter();
    let set: Vec<&str> = all.map(|value| value.to_str().unwrap()).collect();
    assert!(
        set.iter()
            .any(|one| one.starts_with("__Host-espejo-oidc=;") && one.contains("Max-Age=0")),
        "{set:?}"
    );
    let session = set.iter().find(|one| one.starts_with("__Host-espejo="));
    session.unwrap().split(';').next().unwrap().to_owned()
}

async fn whole(world: &World, query: &str, login: &str) -> Answer {
    let (url, cookie) = start(world, query).await;
    let back = Visitor::new().sign_in(url, login).await;
    assert!(back.query().unwrap().contains("iss="), "{back}");
    come_back(world, &back, &cookie).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_signs_in_with_a_real_provider_and_gets_role_and_companies_from_it() {
    let provider = Provider::start(&json!({
        "ana": {
            "email": "Ana@Example.com", "email_verified": true, "name": "Ana Q.",
            "groups": ["staff", "finance", "boss"], "companies": [2],
        },
        "eva": { "email": "eva@example.com", "email_verified": false, "groups": ["finance"],
            "companies": "*" },
        "luis": { "email": "luis@example.com", "email_verified": true, "groups": ["staff"],
            "companies": "*" },
        "rosa": { "email": "rosa@elsewhere.example", "email_verified": true,
            "groups": ["finance"], "companies": "*" },
    }))
    .await;
    let more = "domains = ['example.com']\nrole_claim = 'groups'\n\
                roles = { finance = 'viewer', boss = 'operator' }\ncompanies_claim = 'companies'";
    let world = World::with_andina(&settings(&provider.issuer, more), CLIENT_SECRET).await;
    world.seed_ledger().await;
    for name in ["ana", "eva", "luis"] {
        let email = format!("{name}@example.com");
        invitation(&world, &email, core_api::cli::RoleName::Admin).await;
    }
    let page = send(world.request(Method::GET, ANDINA, "/v1/sign-in"))
        .await
        .json();
    assert_eq!(
        page["methods"]["oidc"],
        json!([{ "id": "office", "label": "Office" }])
    );

    let back = whole(&world, "?return_to=/c/ageing%3Fside%3Dreceivable", "ana").await;
    assert_eq!(back.header("location"), "/c/ageing?side=receivable");
    let cookie = session_of(&back);
    let session = send(browser(&world, Method::GET, "/v1/session", &cookie))
        .await
        .json();
    assert_eq!(session["person"]["email"], "ana@example.com");
    assert_eq!(
        (&session["role"], &session["company_ids"]),
        (&json!("operator"), &json!([2]))
    );
    // The provider asked for a password just now, and says so only if it was asked to.
    let fresh = whole(&world, "?confirm=true", "ana").await;
    assert_eq!(fresh.header("location"), "/");
    let cookie = session_of(&fresh);
    let session = send(browser(&world, Method::GET, "/v1/session", &cookie))
        .await
        .json();
    assert_ne!(session["confirmed_at"], "1970-01-01T00:00:00Z");

    // An address that is not verified, a group without a role, and another domain open nothing.
    for login in ["eva", "luis", "rosa"] {
        let refused = whole(&world, "", login).await;
        refused.problem(403, "sign-in-refused");
        assert_eq!(refused.header("set-cookie"), "", "{login}");
    }
    let failed = "ops.audit where action = 'fail to sign in' and after ->> 'provider' = 'office'";
    assert_eq!(world.count(failed).await, 3);
    assert_eq!(world.count("ops.person_identity").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_provider_tells_the_rest_at_its_userinfo_endpoint() {
    let accounts = json!({ "ana": { "email": "ana@example.com", "email_verified": true,
        "name": "Ana Q.", "groups": ["finance"], "companies": [2] } });
    let provider = Provider::telling(&accounts, "userinfo").await;
    let more = "domains = ['example.com']\nrole_claim = 'groups'\ncreate = true\n\
                roles = { finance = 'operator' }\ncompanies_claim = 'companies'";
    let world = World::with_andina(&settings(&provider.issuer, more), CLIENT_SECRET).await;
    world.seed_ledger().await;
    let cookie = session_of(&whole(&world, "", "ana").await);
    let session = send(browser(&world, Method::GET, "/v1/session", &cookie)).await;
    let session = session.json();
    assert_eq!(session["person"]["name"], "Ana Q.");
    assert_eq!(
        (&session["role"], &session["company_ids"]),
        (&json!("operator"), &json!([2]))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_a_group_at_the_provider_loses_its_rights_and_a_disabled_person_stays_out() {
    let accounts = |group: &str| {
        json!({ "ana": { "email": "ana@example.com", "email_verified": true, "name": "Ana",
            "groups": [group] } })
    };
    let provider = Provider::start(&accounts("boss")).await;
    let more = "domains = ['example.com']\nrole_claim = 'groups'\ncreate = true\n\
                roles = { finance = 'viewer', boss = 'admin' }";
    let world = World::with_andina(&settings(&provider.issuer, more), CLIENT_SECRET).await;
    let admin = world.key("andina", Role::Admin).await;
    let cookie = session_of(&whole(&world, "", "ana").await);
    let people = world.get("/v1/people", &admin).await.json();
    assert_eq!(people["data"][0]["name"], "Ana");
    assert_eq!(people["data"][0]["role"], "admin");

    // The stored role is another one, as if the group had changed since.
    world.run("update ops.person set role = 'operator'").await;
    let again = session_of(&whole(&world, "", "ana").await);
    let ended = send(browser(&world, Method::GET, "/v1/me", &cookie)).await;
    ended.problem(401, "key-required");
    let me = send(browser(&world, Method::GET, "/v1/me", &again)).await;
    assert_eq!(me.json()["role"], "admin");

    world.run("update ops.person set state = 'disabled'").await;
    whole(&world, "", "ana")
        .await
        .problem(403, "sign-in-refused");
    // A person of a provider has no password to reset.
    world.run("update ops.person set state = 'active'").await;
    let reset = json!({ "email": "ana@example.com" });
    anonymous(&world, "/v1/password-resets", &reset).await;
    assert_eq!(world.count("ops.outbox").await, 0);
}
