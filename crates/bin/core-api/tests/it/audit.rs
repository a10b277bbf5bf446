//! The record of acts: what it says, and that changes of it are found.

use core_api::{
    cli::{
        RoleName,
        audit::{AuditCommand, audit},
    },
    http::auth::Role,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    people::signed_in,
    world::{ANDINA, World, send},
};

async fn verify(world: &World, expect: Option<&str>) -> anyhow::Result<String> {
    let command = AuditCommand::Verify {
        tenant: "andina".to_owned(),
        expect: expect.map(str::to_owned),
    };
    audit(&world.key_settings(), command).await
}

fn view(name: &str) -> Value {
    json!({ "name": name, "report": "ageing", "parameters": { "side": "receivable" } })
}

/// A view, made and renamed by a person, and removed by a key.
async fn acts(world: &World) -> String {
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let cookie = signed_in(world, "ana@example.com", RoleName::Operator).await;
    let by_ana = |method: Method, path: &str| {
        world
            .request(method, ANDINA, path)
            .header("origin", format!("http://{ANDINA}"))
            .header("cookie", &cookie)
            .header("user-agent", "test browser")
    };
    let made = send(by_ana(Method::POST, "/v1/saved-views").json(&view("Lima")))
        .await
        .json();
    let url = made["url"].as_str().unwrap();
    assert_eq!(made["created_by"]["name"], "Ana Quispe");
    let renamed = send(by_ana(Method::PUT, url).json(&view("Callao"))).await;
    assert_eq!(renamed.status, 200, "{renamed:?}");
    let gone = send(world.request(Method::DELETE, ANDINA, url).bearer_auth(&key)).await;
    assert_eq!(gone.status, 204);
    send(by_ana(Method::GET, "/v1/audit"))
        .await
        .problem(403, "role-too-low");
    key
}

#[tokio::test]
async fn an_act_is_recorded_with_who_what_before_and_after() {
    let world = World::create().await;
    let key = acts(&world).await;
    let entries = world.get("/v1/audit", &key).await.json()["data"].clone();
    let actions: Vec<&str> = entries
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        actions,
        [
            "refuse",
            "delete saved view",
            "replace saved view",
            "create saved view",
            "accept invitation",
            "invite person",
            "create API key",
        ]
    );
    let replaced = &entries[2];
    assert_eq!(replaced["actor"]["kind"], "person");
    assert_eq!(replaced["actor"]["name"], "Ana Quispe");
    assert_eq!(replaced["before"]["name"], "Lima");
    assert_eq!(replaced["after"]["name"], "Callao");
    assert_eq!(replaced["address"], "127.0.0.1");
    assert_eq!(replaced["user_agent"], "test browser");
    assert_eq!(entries[1]["actor"]["kind"], "key");
    assert_eq!(entries[1]["after"], Value::Null);
    assert_eq!(entries[0]["object"], "/v1/audit");
    assert_eq!(entries[5]["actor"]["kind"], "command_line");

    let url = replaced["object"].as_str().unwrap();
    let of_view = world
        .get(&format!("/v1/audit?object={url}&limit=2"), &key)
        .await
        .json();
    assert_eq!(of_view["data"].as_array().unwrap().len(), 2);
    let next = of_view["next"].as_str().unwrap();
    let rest = world
        .get(
            &format!("/v1/audit?object={url}&limit=2&cursor={next}"),
            &key,
        )
        .await
        .json();
    assert_eq!(rest["data"][0]["action"], "create saved view");
    assert_eq!(rest["next"], Value::Null);
}

#[tokio::test]
async fn a_failed_sign_in_is_recorded() {
    let world = World::create().await;
    let key = world.key("andina", Role::Admin).await;
    let body = json!({ "email": "eva@example.com", "password": "wrong" });
    send(
        world
            .request(Method::POST, ANDINA, "/v1/session")
            .json(&body),
    )
    .await
    .problem(401, "bad-credentials");
    let entries = world.get("/v1/audit?actor=anonymous", &key).await;
    assert_eq!(
        entries.json()["data"][0]["after"]["email"],
        "eva@example.com"
    );
    assert!(!entries.text.contains("wrong"), "{entries:?}");
}

#[tokio::test]
async fn verify_names_the_first_row_that_was_changed() {
    let world = World::create().await;
    acts(&world).await;
    let head = verify(&world, None).await.unwrap();
    assert!(head.starts_with("7:"), "{head}");
    assert_eq!(verify(&world, Some(&head)).await.unwrap(), head);

    let tamper = |sql: &str| {
        let sql = format!(
            "begin; alter table ops.audit disable trigger all; {sql}; \
                           alter table ops.audit enable trigger all; commit"
        );
        let world = &world;
        async move { world.run(&sql).await }
    };
    let broken = |row: i64| {
        let world = &world;
        async move {
            let error = verify(world, None).await.unwrap_err().to_string();
            assert!(error.contains(&format!("row {row} of")), "{error}");
        }
    };
    for (column, value) in [
        ("actor", "'key:other'"),
        ("actor_name", "null"),
        ("action", "'x'"),
        ("object", "'x'"),
        ("after", "'{}'"),
        ("at", "at - interval '1 microsecond'"),
        ("address", "'10.0.0.1'"),
        ("user_agent", "null"),
        ("reason", "'none'"),
        ("trace_id", "'x'"),
        ("before", "'{}'"),
    ] {
        world
            .run("create table if not exists public.kept as select * from ops.audit")
            .await;
        tamper(&format!(
            "update ops.audit set {column} = {value} where number = 4"
        ))
        .await;
        broken(4).await;
        tamper("delete from ops.audit; insert into ops.audit select * from public.kept").await;
        assert_eq!(verify(&world, None).await.unwrap(), head, "{column}");
    }
    // The hash was computed again, but the next row has the old one.
    tamper(
        "update ops.audit set action = 'x' where number = 4;
            update ops.audit a set sha256 = ops.audit_sha256(a) where number = 4",
    )
    .await;
    broken(5).await;
    tamper("delete from ops.audit; insert into ops.audit select * from public.kept").await;
    tamper("delete from ops.audit where number = 3").await;
    broken(3).await;
    // The end was cut off: only a head that was noted elsewhere shows it.
    tamper(
        "delete from ops.audit; insert into ops.audit select * from public.kept where number < 6",
    )
    .await;
    assert!(verify(&world, None).await.unwrap().starts_with("5:"));
    let error = verify(&world, Some(&head)).await.unwrap_err().to_string();
    assert!(error.contains("row 6 of"), "{error}");
}

#[tokio::test]
async fn the_service_can_neither_change_nor_remove_what_is_recorded() {
    let world = World::create().await;
    acts(&world).await;
    for sql in [
        "update ops.audit set action = 'x'",
        "delete from ops.audit",
        "truncate ops.audit",
    ] {
        let refused = world
            .admin
            .batch_execute(&format!("set role espejo_writer; {sql}"))
            .await;
        world.run("reset role").await;
        let error = refused.unwrap_err();
        assert_eq!(
            error.code().map(tokio_postgres::error::SqlState::code),
            Some("42501"),
            "{sql}: {error:?}"
        );
        // Not even the owner, by mistake.
        assert!(world.admin.batch_execute(sql).await.is_err(), "{sql}");
    }
    assert!(verify(&world, None).await.is_ok());
}

#[tokio::test]
async fn simultaneous_acts_are_recorded_without_gaps() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let views: Vec<Value> = (0..24).map(|n| view(&format!("view {n}"))).collect();
    let made = views
        .iter()
        .map(|view| world.post("/v1/saved-views", &key, view));
    for made in futures::future::join_all(made).await {
        assert_eq!(made.status, 201, "{made:?}");
    }
    assert!(verify(&world, None).await.unwrap().starts_with("25:"));
}
