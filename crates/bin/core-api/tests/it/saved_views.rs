//! Saved views: create, share, change and delete them.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, World, send};

async fn with_body(world: &World, method: Method, path: &str, key: &str, body: &Value) -> Answer {
    send(
        world
            .request(method, ANDINA, path)
            .bearer_auth(key)
            .json(body),
    )
    .await
}

fn lima() -> Value {
    json!({"report": "ageing", "name": "Lima, vencido",
           "parameters": {"side": "receivable", "account_prefix": "12"}})
}

#[tokio::test]
async fn a_saved_view_is_shared_by_all_keys_of_the_tenant() {
    let world = World::create().await;
    world.seed_ledger().await;
    let operator = world.key("andina", Role::Operator).await;
    let viewer = world.key("andina", Role::Viewer).await;
    let view = lima();
    let made = world.post("/v1/saved-views", &operator, &view).await;
    assert_eq!(made.status, 201, "{made:?}");
    let url = made.header("location").to_owned();

    let shown = world.get(&url, &viewer).await.json();
    assert_eq!(shown, made.json());
    // The view has no fixed day, and still has none.
    assert_eq!(shown["parameters"], view["parameters"]);
    assert_eq!(
        shown["report_url"],
        "/v1/receivables/ageing?account_prefix=12"
    );
    let report = world
        .get(shown["report_url"].as_str().unwrap(), &viewer)
        .await;
    assert_eq!(report.status, 200, "{report:?}");
    let listed = world
        .get("/v1/saved-views?report=ageing", &viewer)
        .await
        .json();
    assert_eq!(listed["data"], json!([shown]));
    let others = world
        .get("/v1/saved-views?report=open-items", &viewer)
        .await
        .json();
    assert_eq!(others["data"], json!([]));

    world
        .post("/v1/saved-views", &operator, &view)
        .await
        .problem(409, "conflict");
    let mut same_name = view.clone();
    same_name["report"] = json!("open-items");
    assert_eq!(
        world
            .post("/v1/saved-views", &operator, &same_name)
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_saved_view_is_changed_and_deleted() {
    let world = World::create().await;
    world.seed_ledger().await;
    let operator = world.key("andina", Role::Operator).await;
    let view = lima();
    let made = world.post("/v1/saved-views", &operator, &view).await;
    let url = made.header("location").to_owned();
    let mut same_name = view.clone();

    let mut changed = view.clone();
    changed["parameters"]["sort"] = json!("name");
    let answer = with_body(&world, Method::PUT, &url, &operator, &changed).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["version"], 2);
    assert_eq!(
        world.get(&url, &operator).await.json()["parameters"]["sort"],
        "name"
    );
    same_name["name"] = json!("Otra");
    let other = world.post("/v1/saved-views", &operator, &same_name).await;
    same_name["name"] = json!("Lima, vencido");
    with_body(
        &world,
        Method::PUT,
        other.header("location"),
        &operator,
        &same_name,
    )
    .await
    .problem(409, "conflict");

    let delete = world
        .request(Method::DELETE, ANDINA, &url)
        .bearer_auth(&operator);
    assert_eq!(send(delete).await.status, 204);
    world.get(&url, &operator).await.problem(404, "not-found");
    with_body(&world, Method::PUT, &url, &operator, &view)
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn a_saved_view_with_invalid_parameters_is_refused() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    for (body, pointer) in [
        (
            json!({"report": "sales", "name": "x", "parameters": {}}),
            "/report",
        ),
        (
            json!({"report": "ageing", "name": " ", "parameters": {}}),
            "/name",
        ),
        (
            json!({"report": "ageing", "name": "x",
                   "parameters": {"side": "receivable", "colour": "red"}}),
            "/parameters/colour",
        ),
        (
            json!({"report": "trial-balance", "name": "x", "parameters": {"digits": 2}}),
            "/parameters/digits",
        ),
        (
            json!({"report": "general-ledger", "name": "x", "parameters": {"limit": 5}}),
            "/parameters/limit",
        ),
        (
            json!({"report": "partner-statement", "name": "x", "parameters": {"partner_id": 99}}),
            "/parameters/partner_id",
        ),
    ] {
        let answer = world.post("/v1/saved-views", &key, &body).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(world.count("ops.saved_view").await, 0);
}

#[tokio::test]
async fn a_private_view_is_seen_only_by_who_made_it() {
    let world = World::create().await;
    world.seed_ledger().await;
    let viewer = world.key("andina", Role::Viewer).await;
    let other = world.key("andina", Role::Operator).await;
    world
        .post("/v1/saved-views", &viewer, &lima())
        .await
        .problem(403, "role-too-low");
    let mut private = lima();
    private["scope"] = json!("private");
    private["presentation"] = json!({
        "columns": [{ "key": "name", "width": 240 }, { "key": "total" }],
        "density": "compact", "unfolded": ["7"],
    });
    let made = world.post("/v1/saved-views", &viewer, &private).await;
    assert_eq!(made.status, 201, "{made:?}");
    let url = made.header("location").to_owned();
    let shown = world.get(&url, &viewer).await.json();
    assert_eq!(shown["presentation"], private["presentation"]);
    assert_eq!(shown["scope"], "private");
    world.get(&url, &other).await.problem(404, "not-found");
    with_body(&world, Method::PUT, &url, &other, &private)
        .await
        .problem(404, "not-found");
    // The name is free for others, and for a shared view.
    for (key, view) in [(&other, &private), (&other, &lima())] {
        assert_eq!(world.post("/v1/saved-views", key, view).await.status, 201);
    }
    world
        .post("/v1/saved-views", &viewer, &private)
        .await
        .problem(409, "conflict");
    for (filter, views) in [("", 2), ("?scope=private", 1), ("?scope=shared", 1)] {
        let path = format!("/v1/saved-views{filter}");
        let page = world.get(&path, &viewer).await.json();
        assert_eq!(page["data"].as_array().unwrap().len(), views, "{filter}");
    }
    // A viewer cannot publish it; an operator can, and takes it back only if it is the own.
    with_body(&world, Method::PUT, &url, &viewer, &lima())
        .await
        .problem(403, "role-too-low");
    let delete = world
        .request(Method::DELETE, ANDINA, &url)
        .bearer_auth(&viewer);
    assert_eq!(send(delete).await.status, 204);
}

#[tokio::test]
async fn a_report_has_one_default_for_everybody_and_one_for_each_person() {
    let world = World::create().await;
    world.seed_ledger().await;
    let operator = world.key("andina", Role::Operator).await;
    let viewer = world.key("andina", Role::Viewer).await;
    let make = async |key: &str, name: &str, scope: &str| {
        let mut view = lima();
        view["name"] = json!(name);
        view["scope"] = json!(scope);
        view["is_default"] = json!(true);
        let made = world.post("/v1/saved-views", key, &view).await;
        assert_eq!(made.status, 201, "{made:?}");
        (made.header("location").to_owned(), view)
    };
    let (first, view) = make(&operator, "A", "shared").await;
    let (second, _) = make(&operator, "B", "shared").await;
    let (own, _) = make(&viewer, "C", "private").await;
    let is_default =
        async |url: &str, key: &str| world.get(url, key).await.json()["is_default"].clone();
    assert_eq!(is_default(&first, &operator).await, false);
    assert_eq!(is_default(&second, &operator).await, true);
    assert_eq!(is_default(&own, &viewer).await, true);
    let back = with_body(&world, Method::PUT, &first, &operator, &view).await;
    assert_eq!(back.status, 200, "{back:?}");
    assert_eq!(is_default(&second, &operator).await, false);
    // What ends a default is in the audit of that view, too.
    let admin = world.key("andina", Role::Admin).await;
    let acts = world
        .get(&format!("/v1/audit?object={second}"), &admin)
        .await;
    let act = &acts.json()["data"][0];
    let defaults = (&act["before"]["is_default"], &act["after"]["is_default"]);
    assert_eq!(defaults, (&json!(true), &json!(false)), "{act}");
    // Several defaults at once: one after the other.
    let mut other = view.clone();
    other["name"] = json!("B");
    for _ in 0..5 {
        let (one, two) = tokio::join!(
            with_body(&world, Method::PUT, &first, &operator, &view),
            with_body(&world, Method::PUT, &second, &operator, &other)
        );
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (200, 200));
        let both = (
            is_default(&first, &operator).await,
            is_default(&second, &operator).await,
        );
        assert!(both == (json!(true), json!(false)) || both == (json!(false), json!(true)));
    }
    // Nobody ends the default of books that they may not see.
    world
        .run("update ops.saved_view set company_ids = '{3}'")
        .await;
    let restricted = world.key_of("andina", Role::Operator, Some(&[2])).await;
    let mut own = view.clone();
    own["name"] = json!("D");
    let refused = world.post("/v1/saved-views", &restricted, &own).await;
    refused.problem(403, "company-not-allowed");
    let mut taken = view.clone();
    taken["scope"] = json!("private");
    let viewer_operator = world.key("andina", Role::Operator).await;
    let problem = with_body(&world, Method::PUT, &first, &viewer_operator, &taken).await;
    let problem = problem.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["pointer"], "/scope");
}

#[tokio::test]
async fn a_presentation_has_limits() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let many: Vec<String> = (0..201).map(|n| n.to_string()).collect();
    for (presentation, pointer) in [
        (
            json!({ "columns": [{ "key": "" }] }),
            "/presentation/columns/0/key",
        ),
        (
            json!({ "columns": [{ "key": "a", "width": 2001 }] }),
            "/presentation/columns/0/width",
        ),
        (json!({ "unfolded": many }), "/presentation/unfolded"),
        (json!({ "density": "tiny" }), "/presentation/density"),
        (json!({ "colour": "red" }), "/presentation/colour"),
    ] {
        let mut view = lima();
        view["presentation"] = presentation;
        let refused = world.post("/v1/saved-views", &key, &view).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}
