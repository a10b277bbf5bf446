//! Notes: written, listed, changed and deleted, and who may do it.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, World, send};

const URL: &str = "/v1/notes";

async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let documents = json!([
        {"id": 130, "name": "F F001-00000130", "move_type": "out_invoice", "state": "posted",
         "company_id": 2, "currency_id": 1, "partner_id": 7, "commercial_partner_id": 8,
         "date": "2026-11-01"},
    ]);
    world.insert("account_move", documents).await;
    world
}

async fn change(world: &World, method: Method, path: &str, key: &str, body: &Value) -> Answer {
    let request = world.request(method, ANDINA, path).bearer_auth(key);
    send(request.json(body)).await
}

async fn write(world: &World, key: &str, body: Value) -> Value {
    let made = world.post(URL, key, &body).await;
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(made.header("location"), made.json()["url"]);
    made.json()
}

/// The texts of a list.
async fn texts(world: &World, key: &str, query: &str) -> Vec<String> {
    let listed = world.get(&format!("{URL}{query}"), key).await;
    assert_eq!(listed.status, 200, "{listed:?}");
    let listed = listed.json();
    let notes = listed["data"].as_array().unwrap().iter();
    notes
        .map(|note| note["text"].as_str().unwrap().to_owned())
        .collect()
}

fn promise(object: &str, text: &str, day: &str) -> Value {
    json!({ "object": object, "text": text, "promise_date": day, "promise_amount": "2500.50",
            "promise_currency": "PEN" })
}

#[tokio::test]
async fn a_note_says_what_it_is_about_until_it_is_deleted() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let about_document = write(
        &world,
        &key,
        promise("/v1/documents/130", "Paga el viernes.\nAna", "2026-12-04"),
    )
    .await;
    let expected = json!({
        "object": "/v1/documents/130", "company_id": 2,
        "partner_id": 8, "partner_name": "Bodega", "move_id": 130, "move_name": "F F001-00000130",
        "text": "Paga el viernes.\nAna", "promise_date": "2026-12-04",
        "promise_amount": "2500.50", "promise_currency": "PEN", "version": 1,
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&about_document[name], value, "{about_document}");
    }
    assert_eq!(about_document["created_by"]["kind"], "key");
    let about_partner = write(
        &world,
        &key,
        json!({ "object": "/v1/partners/7", "text": "Llamar" }),
    )
    .await;
    for (name, value) in [
        ("partner_name", json!("Álamo")),
        ("company_id", Value::Null),
        ("move_id", Value::Null),
        ("promise_date", Value::Null),
        ("promise_amount", Value::Null),
    ] {
        assert_eq!(about_partner[name], value, "{about_partner}");
    }

    let url = about_document["url"].as_str().unwrap();
    let shown = world.get(url, &key).await;
    assert_eq!(shown.json(), about_document);
    assert_eq!(shown.header("etag"), "\"1\"");
    let changed = change(&world, Method::PUT, url, &key, &json!({ "text": "Pagó" })).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let now = changed.json();
    assert_eq!((&now["text"], &now["version"]), (&json!("Pagó"), &json!(2)));
    assert_eq!(now["promise_date"], Value::Null);
    assert_eq!(now["object"], "/v1/documents/130");
    let old = world.bare(Method::PUT, ANDINA, url).bearer_auth(&key);
    let old = old
        .header("if-match", "\"1\"")
        .json(&json!({ "text": "x" }));
    send(old).await.problem(412, "outdated");

    let deleted = send(world.request(Method::DELETE, ANDINA, url).bearer_auth(&key)).await;
    assert_eq!(deleted.status, 204, "{deleted:?}");
    world.get(url, &key).await.problem(404, "not-found");
    send(world.request(Method::DELETE, ANDINA, url).bearer_auth(&key))
        .await
        .problem(404, "not-found");
    assert_eq!(texts(&world, &key, "").await, ["Llamar"]);
    let acts = "select string_agg(action, ', ' order by number) from ops.audit where object like '/v1/notes/%'";
    let acts: String = world.admin.query_one(acts, &[]).await.unwrap().get(0);
    assert_eq!(acts, "create note, create note, replace note, delete note");
}

#[tokio::test]
async fn notes_are_listed_newest_first_of_one_object_or_by_what_was_promised() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    for (object, text, day) in [
        ("/v1/partners/7", "a", "2026-12-01"),
        ("/v1/partners/8", "b", "2026-12-10"),
        ("/v1/documents/130", "c", "2026-12-05"),
        ("/v1/partners/7", "d", "2026-12-20"),
    ] {
        write(&world, &key, promise(object, text, day)).await;
    }
    write(
        &world,
        &key,
        json!({ "object": "/v1/partners/7", "text": "e" }),
    )
    .await;
    for (query, expected) in [
        ("", vec!["e", "d", "c", "b", "a"]),
        ("?object=/v1/partners/7", vec!["e", "d", "a"]),
        ("?object=/v1/documents/130", vec!["c"]),
        ("?object=/v1/documents/7", vec![]),
        ("?promised_until=2026-12-05", vec!["c", "a"]),
        (
            "?promised_until=2026-12-05&object=/v1/partners/7",
            vec!["a"],
        ),
    ] {
        assert_eq!(texts(&world, &key, query).await, expected, "{query}");
    }
    let first = world.get("/v1/notes?limit=2", &key).await.json();
    let next = first["next"].as_str().unwrap();
    let rest = texts(&world, &key, &format!("?cursor={next}")).await;
    assert_eq!(rest, ["c", "b", "a"]);
}

#[tokio::test]
async fn wrong_notes_name_the_member_or_the_parameter() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let good = promise("/v1/partners/7", "a", "2026-12-01");
    for (member, value, pointer) in [
        ("object", json!("/v1/partners/70"), "/object"),
        ("object", json!("/v1/documents/7"), "/object"),
        ("object", json!("account:7"), "/object"),
        ("object", json!("/v1/partners/07"), "/object"),
        ("text", json!(""), "/text"),
        ("text", json!(" \n "), "/text"),
        ("text", json!("a\u{7}"), "/text"),
        ("text", json!("a".repeat(2001)), "/text"),
        ("promise_date", Value::Null, "/promise_date"),
        ("promise_date", json!("tomorrow"), "/promise_date"),
        ("promise_amount", json!("0"), "/promise_amount"),
        ("promise_amount", json!("-1"), "/promise_amount"),
        ("promise_amount", json!("1e3"), "/promise_amount"),
        (
            "promise_amount",
            json!("1000000000000000"),
            "/promise_amount",
        ),
        ("promise_amount", json!(5), "/promise_amount"),
        ("promise_amount", Value::Null, "/promise_currency"),
        ("promise_currency", json!("XXX"), "/promise_currency"),
        ("promise_currency", Value::Null, "/promise_currency"),
    ] {
        let mut body = good.clone();
        body[member] = value;
        let refused = world.post(URL, &key, &body).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(
            problem["errors"][0]["pointer"], pointer,
            "{body}: {problem}"
        );
    }
    assert_eq!(world.count("ops.note").await, 0);
    let longest = json!({ "object": "/v1/partners/7", "text": "ñ".repeat(2000) });
    let url = write(&world, &key, longest).await["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let moved = change(&world, Method::PUT, &url, &key, &good).await;
    assert_eq!(
        moved.problem(422, "invalid-request")["errors"][0]["pointer"],
        "/object"
    );
    for (query, parameter) in [
        ("?object=7", "object"),
        ("?object=account:7", "object"),
        ("?promised_until=friday", "promised_until"),
        ("?author=me", "author"),
    ] {
        let refused = world.get(&format!("{URL}{query}"), &key).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{problem}");
    }
}

#[tokio::test]
async fn operators_write_notes_and_callers_see_those_of_their_companies() {
    let world = world().await;
    world
        .insert(
            "res_company",
            json!([{"id": 3, "name": "Otra", "currency_id": 1}]),
        )
        .await;
    let partner = json!([{"id": 70, "name": "Otro", "active": true, "company_id": 3}]);
    world.insert("res_partner", partner).await;
    let admin = world.key("andina", Role::Operator).await;
    let viewer = world.key("andina", Role::Viewer).await;
    let restricted = world.key_of("andina", Role::Operator, Some(&[2])).await;
    let hidden = write(
        &world,
        &admin,
        json!({ "object": "/v1/partners/70", "text": "other" }),
    )
    .await;
    write(
        &world,
        &restricted,
        json!({ "object": "/v1/partners/7", "text": "shared" }),
    )
    .await;
    write(
        &world,
        &restricted,
        json!({ "object": "/v1/documents/130", "text": "own" }),
    )
    .await;
    assert_eq!(texts(&world, &restricted, "").await, ["own", "shared"]);
    assert_eq!(texts(&world, &viewer, "").await, ["own", "shared", "other"]);
    let note = json!({ "object": "/v1/partners/7", "text": "x" });
    world
        .post(URL, &viewer, &note)
        .await
        .problem(403, "role-too-low");
    let note = json!({ "object": "/v1/partners/70", "text": "x" });
    world
        .post(URL, &restricted, &note)
        .await
        .problem(403, "company-not-allowed");
    let url = hidden["url"].as_str().unwrap();
    world.get(url, &restricted).await.problem(404, "not-found");
    let changed = change(
        &world,
        Method::PUT,
        url,
        &restricted,
        &json!({ "text": "x" }),
    )
    .await;
    changed.problem(404, "not-found");
    let deleted = world
        .request(Method::DELETE, ANDINA, url)
        .bearer_auth(&restricted);
    send(deleted).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_note_is_written_once_for_each_key_and_told_to_pages() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let send_it = || {
        let request = world.request(Method::POST, ANDINA, URL).bearer_auth(&key);
        let request = request.header("idempotency-key", "a");
        send(request.json(&json!({ "object": "/v1/documents/130", "text": "a" })))
    };
    let (first, again) = (send_it().await, send_it().await);
    assert_eq!(first.json(), again.json());
    assert_eq!(world.count("ops.note").await, 1);
    let url = first.header("location").to_owned();
    change(&world, Method::PUT, &url, &key, &json!({ "text": "b" })).await;
    send(
        world
            .request(Method::DELETE, ANDINA, &url)
            .bearer_auth(&key),
    )
    .await;
    let told =
        "select string_agg(concat_ws(' ', kind, state, about, company_ids), '; ' order by id)
                from ops.feed_event";
    let told: String = world.admin.query_one(told, &[]).await.unwrap().get(0);
    let expected = ["created", "changed", "deleted"];
    let expected = expected.map(|state| format!("note {state} /v1/documents/130 {{2}}"));
    assert_eq!(told, expected.join("; "));
}
