//! Problems in the language of `Accept-Language`.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::json;

use crate::world::{ANDINA, Answer, World, send};

fn vary(answer: &Answer) -> Vec<&str> {
    let vary = answer.headers.get_all("vary").iter();
    vary.filter_map(|value| value.to_str().ok()).collect()
}

#[tokio::test]
async fn problems_are_in_the_language_that_was_asked_for() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let get = |path: &str, language: &'static str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("accept-language", language))
    };
    let path = "/v1/receivables/ageing?company_id=99&companyid=2";
    let english = get(path, "en").await;
    let spanish = get(path, "es-PE,es;q=0.9,en;q=0.8").await;
    for (answer, language) in [(&english, "en"), (&spanish, "es")] {
        answer.problem(422, "invalid-request");
        assert_eq!(answer.header("content-language"), language);
        assert!(vary(answer).contains(&"accept-language"), "{answer:?}");
    }
    let (english, spanish) = (english.json(), spanish.json());
    assert_eq!(english["title"], "Some values are invalid");
    assert_eq!(spanish["title"], "Algunos valores no son válidos");
    assert_eq!(spanish["hint"], "Corrija los valores que enumera `errors`.");
    assert_eq!(spanish["detail"], "companyid: no existe este parámetro");
    assert_eq!(spanish["errors"][0]["detail"], "no existe este parámetro");
    // What programs read is the same.
    for member in ["type", "status", "instance"] {
        assert_eq!(english[member], spanish[member]);
    }
    assert_eq!(
        english["errors"][0]["parameter"],
        spanish["errors"][0]["parameter"]
    );
}

#[tokio::test]
async fn what_happened_is_said_in_spanish_too() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let get = |path: &str| {
        let request = world.request(Method::GET, ANDINA, path).bearer_auth(&key);
        send(request.header("accept-language", "es"))
    };
    for (path, status, slug, detail) in [
        (
            "/v1/nothing",
            404,
            "no-such-url",
            "no hay nada en esta ruta",
        ),
        (
            "/v1/people",
            403,
            "role-too-low",
            "esto necesita el rol admin, y usted tiene el rol operator",
        ),
        (
            "/v1/receivables/ageing?company_id=99",
            422,
            "invalid-request",
            "company_id: no hay una compañía 99",
        ),
    ] {
        let problem = get(path).await.problem(status, slug);
        assert_eq!(problem["detail"], detail, "{path}");
    }
    let body = world
        .request(Method::POST, ANDINA, "/v1/saved-views")
        .bearer_auth(&key);
    let body = body
        .header("accept-language", "es")
        .json(&json!({ "name": 1 }));
    let problem = send(body).await.problem(422, "invalid-request");
    let detail = problem["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.starts_with("tipo no válido: "), "{problem}");
}
