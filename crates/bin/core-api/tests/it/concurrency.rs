//! Two people who change the same thing: the second one learns of it.

use core_api::{api::routes, cli::RoleName, http::auth::Role};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    people::signed_in,
    world::{ANDINA, Answer, World, send},
};

/// What is set here cannot be read, so no client can have seen it.
const WITHOUT_VERSION: [&str; 2] = ["/v1/me/password", "/v1/me/totp"];

#[tokio::test]
async fn every_put_and_patch_needs_the_version_that_it_changes() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let mut exempt = Vec::new();
    for endpoint in routes::endpoints() {
        if !["PUT", "PATCH"].contains(&endpoint.method.as_str()) {
            continue;
        }
        let path = endpoint.path.replace("{id}", "aaaaaaaaaaaa");
        let method: Method = endpoint.method.as_str().parse().unwrap();
        let change = |name: &'static str, value: &'static str| {
            let request = world.bare(method.clone(), ANDINA, &path).bearer_auth(&key);
            send(request.json(&json!({})).header(name, value))
        };
        let without = change("x-nothing", "x").await;
        if WITHOUT_VERSION.contains(&endpoint.path) {
            assert_ne!(without.status, 428, "{path}: {without:?}");
            exempt.push(endpoint.path);
            continue;
        }
        without.problem(428, "version-required");
        change("if-none-match", "\"3\"")
            .await
            .problem(428, "version-required");
        let malformed = change("if-match", "3").await;
        let problem = malformed.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["header"], "If-Match", "{problem}");
    }
    assert_eq!(exempt, WITHOUT_VERSION);
}

/// Something that can be changed.
struct Thing<'a> {
    world: &'a World,
    caller: (&'static str, String),
    url: String,
    method: Method,
    change: Value,
}

impl Thing<'_> {
    fn request(&self, method: &Method) -> RequestBuilder {
        let request = self.world.bare(method.clone(), ANDINA, &self.url);
        let request = request.header("origin", format!("http://{ANDINA}"));
        request.header(self.caller.0, &self.caller.1)
    }

    async fn get(&self) -> Answer {
        let answer = send(self.request(&Method::GET)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer
    }

    async fn change(&self, version: &str) -> Answer {
        let request = self.request(&self.method).header("if-match", version);
        send(request.json(&self.change)).await
    }

    async fn check(&self) {
        let first = self.get().await;
        let seen = first.header("etag").to_owned();
        assert_eq!(
            seen,
            format!("\"{}\"", first.json()["version"]),
            "{first:?}"
        );
        let changed = self.change(&seen).await;
        assert_eq!(changed.status, 200, "{}: {changed:?}", self.url);
        let now = changed.header("etag").to_owned();
        assert_ne!(now, seen, "{}", self.url);

        let late = self.change(&seen).await;
        late.problem(412, "outdated");
        assert_eq!(late.header("etag"), now);
        assert_eq!(self.get().await.header("etag"), now, "nothing has changed");
        // A proxy that compresses makes the tag weak.
        let weak = self.change(&format!("\"0\", W/{now}")).await;
        assert_eq!(weak.status, 200, "{}: {weak:?}", self.url);
        assert_eq!(self.change("*").await.status, 200, "{}", self.url);

        let seen = self.get().await.header("etag").to_owned();
        let together = futures::future::join_all((0..6).map(|_| self.change(&seen))).await;
        let applied = together
            .iter()
            .filter(|answer| answer.status == 200)
            .count();
        assert_eq!(applied, 1, "{}: {together:?}", self.url);
        let refused = together.iter().filter(|answer| answer.status != 200);
        for answer in refused {
            answer.problem(412, "outdated");
        }
    }
}

/// Who changes, what, how, and to what.
type Change = ((&'static str, String), String, Method, Value);

/// What is made with a POST.
async fn made(world: &World, key: &str) -> Vec<Change> {
    let view = json!({ "name": "Lima", "report": "ageing", "parameters": { "side": "payable" } });
    let movement = json!({ "date": "2026-12-24", "amount": "-10", "label": "Luz" });
    let schedule = json!({ "name": "s", "cron": "0 6 * * *", "run_kind": "verify" });
    let api_key = json!({ "name": "k", "role": "viewer" });
    let webhook = json!({ "name": "w", "target_url": "https://hooks.andina.example/",
                          "events": ["run.failed"] });
    let movements = "/v1/treasury/planned-movements";
    let mut things = Vec::new();
    for (list, new, method, change) in [
        ("/v1/saved-views", view.clone(), Method::PUT, view),
        (movements, movement.clone(), Method::PUT, movement),
        (
            "/v1/notes",
            json!({ "object": "/v1/partners/7", "text": "a" }),
            Method::PUT,
            json!({ "text": "b" }),
        ),
        (
            "/v1/schedules",
            schedule,
            Method::PATCH,
            json!({ "paused": true }),
        ),
        (
            "/v1/webhooks",
            webhook,
            Method::PATCH,
            json!({ "active": false }),
        ),
        (
            "/v1/api-keys",
            api_key,
            Method::PATCH,
            json!({ "name": "k2" }),
        ),
    ] {
        let made = world.post(list, key, &new).await;
        assert_eq!(made.status, 201, "{made:?}");
        let by_key = ("authorization", format!("Bearer {key}"));
        things.push((by_key, made.header("location").to_owned(), method, change));
    }
    things
}

/// Of several requests that create the same exclusion, one does.
async fn exclusion(world: &World, key: &str) -> Change {
    let url = "/v1/partners/9/statement-exclusion".to_owned();
    let reason = json!({ "reason": "Convenio" });
    let create = || {
        let request = world.bare(Method::PUT, ANDINA, &url);
        let request = request.bearer_auth(key).header("if-none-match", "*");
        send(request.json(&reason))
    };
    let created = futures::future::join_all((0..4).map(|_| create())).await;
    let made = created.iter().filter(|answer| answer.status == 200);
    assert_eq!(made.count(), 1, "{created:?}");
    create().await.problem(412, "outdated");
    let by_key = ("authorization", format!("Bearer {key}"));
    (by_key, url, Method::PUT, reason)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_an_older_version_is_refused() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let by_key = ("authorization", format!("Bearer {key}"));
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let by_ana = ("cookie", cookie);
    let people = world.get("/v1/people", &key).await.json();
    let ana = people["data"][0]["url"].as_str().unwrap().to_owned();
    let mut things = made(&world, &key).await;
    things.push(exclusion(&world, &key).await);
    let (me, spanish) = ("/v1/me".to_owned(), json!({ "locale": "es-PE" }));
    things.push((by_ana, me, Method::PATCH, spanish));
    things.push((by_key, ana, Method::PATCH, json!({ "name": "Ana María" })));
    let changeable = routes::endpoints();
    let changeable = changeable.iter().filter(|endpoint| endpoint.is_conditional);
    assert_eq!(
        things.len(),
        changeable.count(),
        "a route is not tried here"
    );
    for (caller, url, method, change) in things {
        let world = &world;
        let thing = Thing {
            world,
            caller,
            url,
            method,
            change,
        };
        thing.check().await;
    }
}
