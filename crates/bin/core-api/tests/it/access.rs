//! Access: hosts, keys, roles, rate limits, and the headers of the answers.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    num::NonZeroU32,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    middleware::{Next, from_fn},
    web,
};
use core_api::{
    api::routes, cli, cli::KeyCommand, http::auth, http::auth::Needs, http::auth::Role,
};
use lifecycle::{Stop, Tasks};
use reqwest::Method;

use crate::world::{ANDINA, Answer, PAMPA, World, send};

/// The path of a route with its placeholders filled in.
fn concrete(path: &str) -> String {
    path.replace("/assets/{file:.*}", "/assets/app.js")
        .replace("{partner_id}", "7")
        .replace("{id}", "0197a1b2-0000-7000-8000-00000000000b")
        .replace("{file:.*}", "")
        .replace("{slug}", "internal")
        // Otherwise the answer would not end.
        .replace("/v1/events", "/v1/events?until=now")
}

async fn call(world: &World, method: &Method, path: &str, key: Option<&str>) -> Answer {
    let mut request = world.request(method.clone(), ANDINA, path);
    if let Some(key) = key {
        request = request.bearer_auth(key);
    }
    send(request).await
}

#[tokio::test]
async fn each_route_accepts_only_the_roles_in_the_route_table() {
    let world = World::create().await;
    let mut keys = Vec::new();
    for role in [Role::Viewer, Role::Operator, Role::Admin] {
        keys.push((role, world.key("andina", role).await));
    }
    for endpoint in routes::endpoints() {
        let method: Method = endpoint.method.as_str().parse().unwrap();
        let path = concrete(endpoint.path);
        let stranger = call(&world, &method, &path, None).await;
        let Needs::Caller(policy) = endpoint.needs else {
            // A random token that was never made grants no access, and signing in needs a body.
            let opens = stranger.status.as_u16() < 400;
            let is_open = endpoint.method == "GET"
                && !path.starts_with("/v1/downloads/")
                && !path.starts_with("/v1/session/oidc/");
            assert_eq!(opens, is_open, "{path}: {stranger:?}");
            continue;
        };
        stranger.problem(401, "key-required");
        assert!(
            stranger.header("www-authenticate").starts_with("Bearer"),
            "{path}"
        );
        for (role, key) in &keys {
            let answer = call(&world, &method, &path, Some(key)).await;
            if *role < policy.role {
                let problem = answer.problem(403, "role-too-low");
                assert!(
                    problem["detail"]
                        .as_str()
                        .unwrap()
                        .contains(&policy.role.to_string()),
                    "{path}"
                );
            } else if answer.status == 403 {
                // A key has no session and no account.
                answer.problem(403, "person-required");
                let own = path.starts_with("/v1/session") || path.starts_with("/v1/me");
                assert!(own, "{path}: {answer:?}");
            } else {
                assert!(
                    ![401, 405].contains(&answer.status.as_u16()),
                    "{path}: {answer:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_key_works_only_for_its_tenant_and_only_while_it_is_valid() {
    let world = World::create().await;
    let key = world.key("andina", Role::Viewer).await;
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);
    let elsewhere = world
        .request(Method::GET, PAMPA, "/v1/companies")
        .bearer_auth(&key);
    send(elsewhere).await.problem(401, "key-required");

    let (last, rest) = (key.chars().last().unwrap(), &key[..key.len() - 1]);
    let forged = format!("{rest}{}", if last == 'A' { 'B' } else { 'A' });
    world
        .get("/v1/companies", &forged)
        .await
        .problem(401, "key-required");
    world
        .get("/v1/companies", "esp_aaaaaaaaaaaa_short")
        .await
        .problem(401, "key-required");

    world
        .run("update ops.api_key set expires_at = now() - interval '1 second'")
        .await;
    refused_soon(&world, &key).await;
    world.run("update ops.api_key set expires_at = null").await;
    assert_eq!(world.get("/v1/companies", &key).await.status, 200);

    let id = key.split('_').nth(1).unwrap().to_owned();
    let revoke = || KeyCommand::Revoke {
        tenant: "andina".to_owned(),
        id: id.clone(),
    };
    assert_eq!(
        cli::key(&world.key_settings(), revoke()).await.unwrap(),
        None
    );
    refused_soon(&world, &key).await;
    let again = cli::key(&world.key_settings(), revoke()).await.unwrap_err();
    assert!(again.to_string().contains(&id), "{again}");
}

/// A verified key is cached for a few seconds.
async fn refused_soon(world: &World, key: &str) {
    let begun = std::time::Instant::now();
    loop {
        let answer = world.get("/v1/companies", key).await;
        if answer.status == 401 || begun.elapsed() > std::time::Duration::from_mins(1) {
            answer.problem(401, "key-required");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn the_database_does_not_contain_the_secret_of_a_key() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let secret = key.splitn(3, '_').nth(2).unwrap();
    let rows = world
        .admin
        .query("select to_jsonb(k)::text from ops.api_key k", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].get::<_, String>(0).contains(secret));
}

/// Sends raw HTTP and returns the status of each answer on the connection.
fn raw(world: &World, request: &str) -> Vec<String> {
    let mut stream = TcpStream::connect(world.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
        .match_indices("HTTP/1.1 ")
        .map(|(at, _)| answer[at + 9..at + 12].to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_of_each_request_selects_the_tenant() {
    let world = World::create().await;
    let status =
        |lines: &str| raw(&world, &format!("{lines}\r\nConnection: close\r\n\r\n")).join(" ");
    let get = "GET /v1/health HTTP/1.1\r\n";
    assert_eq!(status(&format!("{get}Host: andina.localhost")), "200");
    assert_eq!(status(&format!("{get}Host: ANDINA.localhost:8080")), "200");
    for lines in [
        "Host: elsewhere.example",
        "Host: andina.localhost.",
        "Host: andina.localhost.elsewhere.example",
        "Host: 127.0.0.1",
        "Host: andina.localhost:65536",
        "Host: andina.localhost:080808080",
        "Host: ",
        "Host: elsewhere.example\r\nX-Forwarded-Host: andina.localhost",
        "Host: elsewhere.example\r\nForwarded: host=andina.localhost",
    ] {
        assert_eq!(status(&format!("{get}{lines}")), "421", "{lines}");
    }
    let two = status(&format!(
        "{get}Host: andina.localhost\r\nHost: pampa.localhost"
    ));
    assert!(two == "421" || two == "400", "{two}");
    let absolute = "GET http://pampa.localhost/v1/health HTTP/1.1\r\nHost: andina.localhost";
    assert_eq!(status(absolute), "421");
    let kept = format!(
        "{get}Host: andina.localhost\r\n\r\n{get}Host: elsewhere.example\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(raw(&world, &kept), ["200", "421"]);

    let forwarded = world.request(Method::GET, ANDINA, "/v1/health");
    let forwarded = send(forwarded.header("x-forwarded-host", PAMPA)).await;
    assert_eq!(forwarded.json()["tenant"], "andina");
    let unknown = send(world.request(Method::GET, "elsewhere.example", "/v1/health")).await;
    unknown.problem(421, "unknown-host");
}

#[tokio::test]
async fn each_answer_shows_the_rate_limit_of_its_key() {
    let world = World::with_rate(NonZeroU32::MIN).await;
    let key = world.key("andina", Role::Viewer).await;
    let other = world.key("andina", Role::Viewer).await;
    let first = world.get("/v1/companies", &key).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.header("ratelimit-policy"), "\"default\";q=2;w=2");
    assert_eq!(first.header("ratelimit"), "\"default\";r=1;t=1");
    let mut refused = world.get("/v1/companies", &key).await;
    for _ in 0..5 {
        if refused.status == 429 {
            break;
        }
        refused = world.get("/v1/companies", &key).await;
    }
    refused.problem(429, "too-many-requests");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert!(refused.header("ratelimit").starts_with("\"default\";r=0;"));
    assert_eq!(world.get("/v1/companies", &other).await.status, 200);
}

#[tokio::test]
async fn a_panic_in_a_handler_becomes_an_answer_and_the_process_continues() {
    async fn careless() -> &'static str {
        let missing: Option<&str> = std::hint::black_box(None);
        missing.expect("a value that is not there, at /secret/path")
    }
    let world = World::create().await;
    let api = web::Data::from(world.api());
    let server = HttpServer::new(move || {
        let observed = api.clone();
        let gate = from_fn(|request, next: Next<_>| auth::admit(Needs::Host, request, next));
        App::new()
            .app_data(api.clone())
            .route("/careless", web::get().to(careless).wrap(gate))
            .wrap(from_fn(move |request, next: Next<_>| {
                core_api::http::observe::observe(observed.clone(), request, next)
            }))
    });
    let server = server
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let address = server.addrs()[0];
    let stop = Stop::new();
    Tasks::new(stop.clone()).spawn("careless", server.run());
    for _ in 0..3 {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client
            .get(format!("http://{address}/careless"))
            .header("host", ANDINA);
        let problem = send(request).await;
        problem.problem(500, "internal");
        assert!(!problem.text.contains("secret"), "{problem:?}");
    }
    stop.stop();
}

#[test]
fn what_only_admins_may_change_needs_a_fresh_proof() {
    // They repeat what was decided with a proof.
    let without = [
        "/v1/webhooks/{id}/test",
        "/v1/webhook-deliveries/{id}/retry",
    ];
    let mut checked = 0;
    for endpoint in routes::endpoints() {
        let Needs::Caller(policy) = endpoint.needs else {
            continue;
        };
        if policy.role == Role::Admin && endpoint.method != "GET" {
            let path = endpoint.path;
            assert_eq!(policy.fresh, !without.contains(&path), "{path}");
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked}");
}
