//! The customers that a statement run would write to, and those that people exclude.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, World, send};

const PREVIEW: &str = "/v1/statement-runs/preview?as_of=2026-11-08";

/// Alamo (7) has two addresses and reads English, Bodega (8) has none, Ñandú (9) has one.
pub(crate) const ADDRESSES: &str = "
    update odoo.res_partner set email = 'Ana <ana@example.com>; caja@example.com', lang = 'en_US',
        name = 'Alamo'
    where id = 7;
    update odoo.res_partner set email = 'por telefono' where id = 8;
    update odoo.res_partner set email = 'nandu@example.com', lang = 'pt_BR' where id = 9;";

pub(crate) async fn exclude(world: &World, key: &str, partner: i64, body: &Value) -> Answer {
    let path = format!("/v1/partners/{partner}/statement-exclusion");
    let new = world.bare(Method::PUT, ANDINA, &path);
    let new = new.header("if-none-match", "*");
    send(new.bearer_auth(key).json(body)).await
}

#[tokio::test]
async fn the_preview_shows_each_customers_statement_addresses_or_reason() {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    let key = world.key("andina", Role::Operator).await;
    let put = exclude(&world, &key, 9, &json!({"reason": "Convenio"})).await;
    assert_eq!(put.status, 200, "{put:?}");

    let answer = world.get(PREVIEW, &key).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let preview = answer.json();
    let row = |at: usize, name: &str| preview["data"][at][name].clone();
    assert_eq!(row(0, "partner_name"), "Alamo");
    assert_eq!(
        row(0, "recipients"),
        json!(["ana@example.com", "caja@example.com"])
    );
    assert_eq!(
        (row(0, "outlook"), row(0, "locale")),
        (json!("send"), json!("en-US"))
    );
    assert_eq!(row(0, "detail"), Value::Null);
    assert_eq!(row(0, "amount_due"), "3000.00");
    // The sixth of November has passed, the eighth has not.
    assert_eq!(row(0, "amount_overdue"), "900.00");
    assert_eq!(
        (row(0, "oldest_due"), row(0, "days_overdue")),
        (json!("2026-11-03"), json!(5))
    );
    assert_eq!(
        (row(1, "outlook"), row(1, "locale")),
        (json!("no_address"), json!("es-PE"))
    );
    assert_eq!(
        row(1, "detail"),
        "no valid address: \"por telefono\" is not an address"
    );
    assert_eq!(
        (row(2, "outlook"), row(2, "locale")),
        (json!("excluded"), json!("es-PE"))
    );
    assert_eq!(row(2, "detail"), "excluded: Convenio");
    assert_eq!(row(2, "recipients"), json!([]));
    let expected = json!({
        "customers": 3, "to_send": 1, "mails": 2, "excluded": 1, "without_address": 1, "payment_pending": 0,
        "amount_due": "7800.00", "amount_overdue": "2800.00", "amount_due_to_send": "3000.00",
    });
    assert_eq!(preview["totals"], expected);
    assert_eq!(
        preview["parameters"],
        json!({"company_id": 2, "as_of": "2026-11-08"})
    );
    assert_eq!(preview["company"]["currency"], "PEN");

    let first = world.get(&format!("{PREVIEW}&limit=2"), &key).await;
    let link = first.header("link").to_owned();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    let last = world.get(next, &key).await.json();
    assert_eq!(last["data"], json!([preview["data"][2]]));
    assert_eq!(
        (&last["totals"], &last["next"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn the_preview_refuses_invalid_parameters() {
    let world = World::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Viewer).await;
    for (wrong, name) in [
        ("min_overdue=-1", "min_overdue"),
        ("min_overdue=much", "min_overdue"),
        ("min_days_overdue=40000", "min_days_overdue"),
        ("company_id=99", "company_id"),
        ("side=payable", "side"),
    ] {
        let answer = world.get(&format!("{PREVIEW}&{wrong}"), &key).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], name, "{problem}");
    }
}

#[tokio::test]
async fn an_exclusion_is_set_shown_changed_and_removed() {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    let key = world.key("andina", Role::Operator).await;
    let viewer = world.key("andina", Role::Viewer).await;
    let path = "/v1/partners/9/statement-exclusion";
    world.get(path, &key).await.problem(404, "not-found");
    let nobody = exclude(&world, &key, 99, &json!({"reason": "x"})).await;
    nobody.problem(404, "not-found");
    for (wrong, pointer) in [
        (json!({"reason": ""}), "/reason"),
        (
            json!({"reason": "x", "last_day": "2020-01-01"}),
            "/last_day",
        ),
        (json!({"reason": "x", "who": "me"}), "/who"),
    ] {
        let answer = exclude(&world, &key, 9, &wrong).await;
        let problem = answer.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let until = json!({"reason": "Vacaciones", "last_day": "2999-12-31"});
    let put = exclude(&world, &key, 9, &until).await.json();
    assert_eq!(
        (&put["partner_name"], &put["in_force"]),
        (&json!("Ñandú"), &json!(true))
    );
    assert!(put["created_by"]["kind"] == "key", "{put}");
    let shown = world.get(path, &viewer).await;
    assert_eq!(shown.json(), put);
    let preview = world.get(PREVIEW, &viewer).await.json();
    assert_eq!(
        preview["data"][2]["detail"],
        "excluded until 2999-12-31: Vacaciones"
    );

    let other = exclude(&world, &key, 8, &json!({"reason": "Disputa"})).await;
    assert_eq!(other.status, 200);
    let list = "/v1/statement-exclusions?limit=1";
    let first = world.get(list, &viewer).await.json();
    assert_eq!(first["data"][0]["partner_id"], 8);
    let next = format!("{list}&cursor={}", first["next"].as_str().unwrap());
    let second = world.get(&next, &viewer).await.json();
    assert_eq!(second["data"], json!([put]));
    assert_eq!(second["next"], Value::Null);

    // An expired exclusion is listed, but no longer counts.
    world
        .run("update ops.statement_exclusion set until = '2026-11-01' where partner_id = 9")
        .await;
    assert_eq!(world.get(path, &viewer).await.json()["in_force"], false);
    let preview = world.get(PREVIEW, &viewer).await.json();
    assert_eq!(preview["data"][2]["outlook"], "send");

    let delete = || async {
        send(
            world
                .request(Method::DELETE, ANDINA, path)
                .bearer_auth(&key),
        )
        .await
    };
    assert_eq!(delete().await.status, 204);
    delete().await.problem(404, "not-found");
}
