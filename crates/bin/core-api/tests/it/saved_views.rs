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
