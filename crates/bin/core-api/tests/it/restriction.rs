//! Restriction by company: every route of the table, called with keys that may see one company of
//! two. The other company has data that shows wherever it leaks.

use core_api::{
    api::routes,
    http::{
        auth::{Needs, Policy, Reach, Role},
        endpoint::Endpoint,
    },
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, World, send};

/// The company that may be seen, and the other one.
const OWN: i64 = 2;
const OTHER: i64 = 3;
/// In every name of the other company.
const MARK: &str = "Secreto";

struct Restricted {
    world: World,
    admin: String,
    /// URLs of things of the other company, by the start of their path.
    things: Vec<(String, String)>,
}

impl Restricted {
    async fn create() -> Self {
        let world = World::create().await;
        world.seed_ledger().await;
        other_company(&world).await;
        let admin = world.key("andina", Role::Admin).await;
        let mut it = Self {
            world,
            admin,
            things: Vec::new(),
        };
        it.make(
            "/v1/saved-views",
            json!({
                "name": MARK, "report": "ageing",
                "parameters": { "side": "receivable", "company_id": OTHER },
            }),
        )
        .await;
        it.make("/v1/treasury/planned-movements", planned(OTHER))
            .await;
        it.make("/v1/notes", note()).await;
        it.make("/v1/exports", export(OTHER)).await;
        it.make("/v1/schedules", schedule(OTHER)).await;
        it.make(
            "/v1/statement-runs",
            json!({ "parameters": { "company_id": OTHER } }),
        )
        .await;
        let export = it.thing("/v1/exports/").to_owned();
        let mailed = json!({ "recipients": ["secreto@example.com"] });
        let mails = it
            .world
            .post(&format!("{export}/mails"), &it.admin, &mailed)
            .await
            .json();
        it.note("/v1/mails/", mails["data"][0]["url"].as_str().unwrap());
        for (prefix, url) in [
            ("/v1/documents/", "/v1/documents/900".to_owned()),
            ("/v1/journal-items/", "/v1/journal-items/901".to_owned()),
            ("/v1/partners/", "/v1/partners/70".to_owned()),
        ] {
            it.note(prefix, &url);
        }
        let excluded = it
            .world
            .bare(Method::PUT, ANDINA, "/v1/partners/70/statement-exclusion");
        let excluded = excluded
            .header("if-none-match", "*")
            .bearer_auth(&it.admin)
            .json(&json!({ "reason": MARK }));
        assert_eq!(send(excluded).await.status, 200);
        it
    }

    async fn make(&mut self, list: &str, body: Value) {
        let made = self.world.post(list, &self.admin, &body).await;
        assert!(made.status.is_success(), "{list}: {made:?}");
        let url = made.json()["url"].as_str().unwrap().to_owned();
        self.note(&format!("{list}/"), &url);
    }

    fn note(&mut self, prefix: &str, url: &str) {
        self.things.push((prefix.to_owned(), url.to_owned()));
    }

    /// Texts that show something of the other company: its names, an amount, ids of its things.
    fn shows(&self, answer: &Answer) -> bool {
        let ids = self
            .things
            .iter()
            .filter_map(|(_, url)| url.rsplit('/').next());
        let ids = ids.filter(|id| id.len() == 36);
        let mut marks = [MARK, "secreto@", "7777.77"].into_iter().chain(ids);
        marks.any(|mark| answer.text.contains(mark))
    }

    fn thing(&self, path: &str) -> &str {
        let thing = self
            .things
            .iter()
            .find(|(prefix, _)| path.starts_with(prefix));
        &thing
            .unwrap_or_else(|| panic!("nothing of the other company for {path}"))
            .1
    }

    /// The path of the route for a thing of the other company.
    fn path(&self, endpoint: &Endpoint) -> String {
        if endpoint.path.contains("{partner_id}") {
            return endpoint.path.replace("{partner_id}", "70");
        }
        let Some((before, after)) = endpoint.path.split_once("{id}") else {
            return endpoint.path.to_owned();
        };
        let own = [
            "/v1/people/",
            "/v1/api-keys/",
            "/v1/webhooks/",
            "/v1/webhook-deliveries/",
            "/v1/me/",
            "/v1/dead-letters/",
            "/v1/sync-runs/",
        ];
        if own.iter().any(|prefix| before.starts_with(prefix)) {
            return format!("{before}0197a1b2-0000-7000-8000-00000000000b{after}");
        }
        format!("{}{after}", self.thing(before))
    }

    async fn call(&self, endpoint: &Endpoint, path: &str, key: &str) -> Answer {
        let method: Method = endpoint.method.as_str().parse().unwrap();
        let mut request = self.world.request(method, ANDINA, path).bearer_auth(key);
        if ["POST", "PUT", "PATCH"].contains(&endpoint.method.as_str()) {
            request = request.json(&body_for(endpoint));
        }
        send(request).await
    }
}

fn planned(company: i64) -> Value {
    json!({ "company_id": company, "date": "2026-12-24", "amount": "-1234.50", "label": MARK })
}

/// About a document of the other company.
fn note() -> Value {
    json!({ "object": "/v1/documents/900", "text": MARK })
}

fn export(company: i64) -> Value {
    json!({ "report": "ageing", "format": "csv",
            "parameters": { "side": "receivable", "company_id": company } })
}

fn schedule(company: i64) -> Value {
    let report = export(company);
    json!({ "name": MARK, "cron": "0 6 * * *", "report": report })
}

/// A body that the route accepts; with the other company wherever one can be named.
pub(crate) fn body_for(endpoint: &Endpoint) -> Value {
    match (endpoint.method.as_str(), endpoint.path) {
        ("POST" | "PUT", "/v1/saved-views" | "/v1/saved-views/{id}") => json!({
            "name": "x", "report": "ageing",
            "parameters": { "side": "receivable", "company_id": OTHER },
        }),
        (_, "/v1/treasury/planned-movements" | "/v1/treasury/planned-movements/{id}") => {
            planned(OTHER)
        }
        ("POST", "/v1/notes") => note(),
        ("PUT", "/v1/notes/{id}") => json!({ "text": "x" }),
        ("POST", "/v1/exports") => export(OTHER),
        ("POST", "/v1/schedules") => schedule(OTHER),
        ("POST", "/v1/statement-runs") => json!({ "parameters": { "company_id": OTHER } }),
        ("POST", "/v1/statement-runs/test") => json!({
            "recipient": "a@example.com",
            "statement_run": { "parameters": { "company_id": OTHER } },
        }),
        ("POST", "/v1/exports/{id}/mails") => json!({ "recipients": ["a@example.com"] }),
        ("PUT", "/v1/partners/{id}/statement-exclusion") => json!({ "reason": "x" }),
        ("PATCH", "/v1/schedules/{id}") => json!({ "paused": true }),
        ("POST", "/v1/sync-runs") => json!({ "kind": "incremental" }),
        _ => json!({}),
    }
}

async fn other_company(world: &World) {
    let company = json!([{ "id": OTHER, "name": "Secreto SA", "currency_id": 1 }]);
    world.insert("res_company", company).await;
    let accounts = json!([
        { "id": 112, "code": "1219", "name": "Secreto por cobrar",
          "account_type": "asset_receivable", "company_id": OTHER },
        { "id": 142, "code": "4219", "name": "Secreto por pagar",
          "account_type": "liability_payable", "company_id": OTHER },
    ]);
    world.insert("account_account", accounts).await;
    let partner = json!([{ "id": 70, "name": "Secreto Cliente", "active": true,
        "email": "secreto@example.com", "company_id": OTHER, "commercial_partner_id": 70 }]);
    world.insert("res_partner", partner).await;
    let journal = json!([{ "id": 80, "name": "Secreto Banco", "code": "SECRETO", "type": "bank",
        "company_id": OTHER, "default_account_id": 112 }]);
    world.insert("account_journal", journal).await;
    let entry = json!([{ "id": 900, "name": "Secreto/1", "move_type": "out_invoice", "state": "posted",
        "company_id": OTHER, "currency_id": 1, "partner_id": 70, "date": "2026-11-01",
        "journal_id": 80, "amount_total": "7777.77" }]);
    world.insert("account_move", entry).await;
    let lines = json!([
        { "id": 901, "move_id": 900, "move_name": "Secreto/1", "name": "Secreto", "account_id": 112,
          "partner_id": 70, "company_id": OTHER, "currency_id": 1, "parent_state": "posted",
          "journal_id": 80, "date": "2026-11-01", "date_maturity": "2026-11-01",
          "debit": "7777.77", "credit": "0", "balance": "7777.77", "amount_currency": "7777.77",
          "amount_residual": "7777.77", "amount_residual_currency": "7777.77",
          "display_type": "payment_term", "reconciled": false },
        { "id": 902, "move_id": 900, "move_name": "Secreto/1", "name": "Secreto", "account_id": 142,
          "partner_id": 70, "company_id": OTHER, "currency_id": 1, "parent_state": "posted",
          "journal_id": 80, "date": "2026-11-01", "date_maturity": "2026-11-01",
          "debit": "0", "credit": "7777.77", "balance": "-7777.77", "amount_currency": "-7777.77",
          "amount_residual": "-7777.77", "amount_residual_currency": "-7777.77",
          "display_type": "payment_term", "reconciled": false },
    ]);
    world.insert("account_move_line", lines).await;
    world
        .run(
            "
        update ops.mirror set version = version + 1;
        insert into ops.history (model, complete_from_version)
            values ('account.move.line', 0), ('res.partner', 0) on conflict do nothing;
        insert into ops.change_set (version, model, run_id, rows, changed_at)
            select version, 'account.move.line', gen_random_uuid(), 1, now() from ops.mirror;
        insert into ops.change (version, record_id, kind, fields)
            select version, 901, 'updated', '{\"name\": {\"old\": \"x\", \"new\": \"Secreto\"}}'
            from ops.mirror;",
        )
        .await;
}

/// What was tried with the routes of the table.
#[derive(Default)]
struct Tried {
    calls: usize,
    refused: usize,
    /// Paths that show the other company to somebody who may see all.
    shown: Vec<String>,
}

impl Tried {
    /// The control: without it the test could pass because there is nothing to see.
    async fn as_everybody(&mut self, it: &Restricted, endpoint: &Endpoint, path: &str) {
        if endpoint.method != "GET" || endpoint.path.ends_with("/events") {
            return;
        }
        for path in [path.to_owned(), format!("{path}?company_id={OTHER}")] {
            if it.shows(&it.call(endpoint, &path, &it.admin).await) {
                self.shown.push(path);
            }
        }
    }

    async fn as_restricted(
        &mut self,
        it: &Restricted,
        (endpoint, policy): (&Endpoint, Policy),
        path: &str,
        (role, key): &(Role, String),
    ) {
        let place = format!("{role} {} {path}", endpoint.method);
        let answer = it.call(endpoint, path, key).await;
        self.calls += 1;
        self.refused += usize::from(answer.status.is_client_error());
        // A problem repeats the path of the request.
        let shown = !answer.status.is_client_error() && it.shows(&answer);
        assert!(!shown, "{place}: {answer:?}");
        assert!(!answer.text.contains(MARK), "{place}: {answer:?}");
        assert_ne!(answer.status, 500, "{place}: {answer:?}");
        if *role < policy.role {
            answer.problem(403, "role-too-low");
        } else if policy.reach == Reach::Tenant {
            answer.problem(403, "company-not-allowed");
        } else if policy.reach == Reach::Companies && endpoint.method != "GET" {
            // A thing of the other company does not exist for the caller.
            let expected = if endpoint.path.contains("{id}") {
                404
            } else {
                403
            };
            assert_eq!(answer.status.as_u16(), expected, "{place}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn no_route_shows_or_changes_the_books_of_a_company_that_the_caller_may_not_see() {
    let it = Restricted::create().await;
    let mut keys = Vec::new();
    for role in [Role::Viewer, Role::Operator, Role::Admin] {
        keys.push((role, it.world.key_of("andina", role, Some(&[OWN])).await));
    }
    let pampa = it.world.key("pampa", Role::Admin).await;
    let mut tried = Tried::default();
    for endpoint in routes::endpoints() {
        let Needs::Caller(policy) = endpoint.needs else {
            continue;
        };
        // Its answer does not end. It has a test of its own.
        if endpoint.path == "/v1/events" {
            continue;
        }
        let path = it.path(&endpoint);
        tried.as_everybody(&it, &endpoint, &path).await;
        let mut paths = vec![path.clone()];
        if endpoint.method == "GET" {
            paths.push(format!("{path}?company_id={OTHER}"));
            paths.push(format!("{path}?companies={OTHER}"));
        }
        for key in &keys {
            for path in &paths {
                tried
                    .as_restricted(&it, (&endpoint, policy), path, key)
                    .await;
            }
        }
        let elsewhere = it.call(&endpoint, &path, &pampa).await;
        elsewhere.problem(401, "key-required");
        tried.calls += 1;
        tried.refused += 1;
    }
    let of_lists = LISTS.iter().map(|path| (*path).to_owned());
    let of_reports = REPORTS
        .iter()
        .map(|report| format!("/v1/{report}?company_id={OTHER}"));
    for path in of_lists.chain(of_reports) {
        assert!(tried.shown.contains(&path), "{path}: {:?}", tried.shown);
    }
    println!(
        "{} calls, {} refused; {} paths show the other company to somebody who may see all",
        tried.calls,
        tried.refused,
        tried.shown.len()
    );
}

/// Paths that show the other company to somebody who may see all.
const LISTS: &[&str] = &[
    "/v1/companies",
    "/v1/partners",
    "/v1/partners/70",
    "/v1/accounts",
    "/v1/journals",
    "/v1/changes",
    "/v1/exports",
    "/v1/mails",
    "/v1/notes",
    "/v1/saved-views",
    "/v1/schedules",
    "/v1/statement-runs",
    "/v1/statement-exclusions",
    "/v1/treasury/planned-movements",
    "/v1/documents/900",
    "/v1/journal-items/901",
    "/v1/partners/70/statement-exclusion",
];
const REPORTS: &[&str] = &[
    "receivables/ageing",
    "receivables/open-items",
    "payables/open-items",
    "ledger/trial-balance",
    "ledger/general-ledger",
    "ledger/partner-ledger",
    "journal-items",
    "treasury/balances",
    "treasury/history",
    "sales/collections",
    "overview",
    "partners/70/statement",
    "statement-runs/preview",
    "statement-runs/preview/70/letter",
];

#[tokio::test]
async fn a_single_company_needs_not_be_named() {
    let it = Restricted::create().await;
    let key = it.world.key_of("andina", Role::Viewer, Some(&[OWN])).await;
    let ageing = it.world.get("/v1/receivables/ageing", &key).await;
    assert_eq!(ageing.json()["company"]["id"], OWN, "{ageing:?}");
    let other = format!("/v1/receivables/ageing?company_id={OTHER}");
    it.world
        .get(&other, &key)
        .await
        .problem(403, "company-not-allowed");
    // A sum of both would show what the other one has.
    let both = format!("/v1/receivables/ageing?companies={OWN},{OTHER}");
    it.world
        .get(&both, &key)
        .await
        .problem(403, "company-not-allowed");
    it.world
        .get("/v1/receivables/ageing", &it.admin)
        .await
        .problem(422, "company-required");
}

#[tokio::test]
async fn a_search_finds_only_books_of_the_companies_of_the_caller() {
    let it = Restricted::create().await;
    let key = it.world.key_of("andina", Role::Viewer, Some(&[OWN])).await;
    for (text, hits) in [("secreto", 4), ("Secreto/1", 1), ("7777.77", 1)] {
        let path = format!("/v1/search?q={text}");
        let all = it.world.get(&path, &it.admin).await.json();
        assert_eq!(all["data"].as_array().unwrap().len(), hits, "{text}: {all}");
        let own = it.world.get(&path, &key).await.json();
        assert_eq!(own["data"], json!([]), "{text}");
        it.world
            .get(&format!("{path}&company_id={OTHER}"), &key)
            .await
            .problem(403, "company-not-allowed");
    }
}

#[tokio::test]
async fn a_cached_answer_is_not_given_to_somebody_with_other_companies() {
    let it = Restricted::create().await;
    let key = it.world.key_of("andina", Role::Viewer, Some(&[OWN])).await;
    let all = it.world.get("/v1/companies", &it.admin).await;
    let tag = all.header("etag").to_owned();
    let request = it.world.request(Method::GET, ANDINA, "/v1/companies");
    let some = send(request.bearer_auth(&key).header("if-none-match", &tag)).await;
    assert_eq!(some.status, 200, "{some:?}");
    assert_eq!(some.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_link_dies_with_the_rights_of_its_maker() {
    let it = Restricted::create().await;
    let key = it
        .world
        .key_of("andina", Role::Operator, Some(&[OWN]))
        .await;
    let export = it
        .world
        .post("/v1/exports", &key, &export(OWN))
        .await
        .json();
    let id = export["id"].as_str().unwrap();
    it.world
        .run(&format!(
            "update ops.export_job set state = 'finished', file_key = 'exports/andina/x.csv',
             sha256 = encode(sha256('a,b'), 'hex'), size_bytes = 3 where id = '{id}'"
        ))
        .await;
    let folder = it.world.files.path().join("exports/andina");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("x.csv"), "a,b").unwrap();
    let link = it
        .world
        .post(&format!("/v1/exports/{id}/links"), &key, &json!({}))
        .await
        .json();
    let link = link["download_url"].as_str().unwrap();
    let open = || send(it.world.request(Method::GET, ANDINA, link));
    assert_eq!(open().await.status, 200);
    let key_id = key.split('_').nth(1).unwrap();
    it.world
        .run(&format!(
            "update ops.api_key set company_ids = '{{{OTHER}}}' where id = '{key_id}'"
        ))
        .await;
    open().await.problem(404, "not-found");
    it.world
        .run(&format!(
            "update ops.api_key set company_ids = null, revoked_at = now() where id = '{key_id}'"
        ))
        .await;
    open().await.problem(404, "not-found");
}
