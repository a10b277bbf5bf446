//! The letter of a customer before a statement run sends it, and tests of a run.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::statement_preview::{ADDRESSES, exclude};
use crate::world::{ANDINA, World, send};

const DAY: &str = "as_of=2026-11-08";
const TEST: &str = "/v1/statement-runs/test";

fn letter(partner: i64, query: &str) -> String {
    format!("/v1/statement-runs/preview/{partner}/letter?{DAY}{query}")
}

/// Customers with an amount due: Alamo (7), Bodega (8, no address) and Ñandú (9, excluded).
async fn customers() -> (World, String) {
    let world = World::create().await;
    world.seed_ledger().await;
    world.run(ADDRESSES).await;
    let key = world.key("andina", Role::Operator).await;
    let put = exclude(&world, &key, 9, &json!({"reason": "Convenio"})).await;
    assert_eq!(put.status, 200, "{put:?}");
    (world, key)
}

async fn text(world: &World, sql: &str) -> String {
    world.admin.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn the_letter_of_a_customer_is_shown_with_what_decides_it() {
    let (world, _) = customers().await;
    let viewer = world.key("andina", Role::Viewer).await;
    let note = "&note=Please%20pay%20%3Csoon%3E.";
    let answer = world.get(&letter(7, note), &viewer).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let shown = answer.json();
    assert_eq!(
        shown["recipients"],
        json!(["ana@example.com", "caja@example.com"])
    );
    assert_eq!(
        (&shown["outlook"], &shown["detail"], &shown["locale"]),
        (&json!("send"), &Value::Null, &json!("en-US"))
    );
    let subject = shown["subject"].as_str().unwrap();
    assert!(
        subject.starts_with("Statement of account as of 8 Nov 2026"),
        "{subject}"
    );
    let (text, html) = (
        shown["plain_text"].as_str().unwrap(),
        shown["html"].as_str().unwrap(),
    );
    for fact in ["Dear Alamo,", "3,000.00", "900.00"] {
        assert!(text.contains(fact) && html.contains(fact), "{fact}\n{text}");
    }
    assert!(text.contains("Please pay <soon>."), "{text}");
    assert!(html.contains("Please pay &lt;soon&gt;."), "{html}");
    let file = shown["attachments"][0].as_str().unwrap();
    assert!(
        file.starts_with("statement-of-account_") && file.ends_with("_2026-11-08.pdf"),
        "{file}"
    );
    assert!(
        text.replace('\n', " ")
            .contains(&format!("{file} (PDF, … KB)")),
        "{text}"
    );
    let other = "&subject=Hola&format=xlsx&locale=es-AR";
    let other = world.get(&letter(7, other), &viewer).await.json();
    assert_eq!(other["subject"], "Hola");
    let name = other["attachments"][0].as_str().unwrap();
    assert_eq!(name.rsplit('.').next(), Some("xlsx"));
    // The customer's own language counts before that of the run.
    assert_eq!(other["locale"], "en-US");
    for table in ["ops.mail", "ops.export_job", "ops.statement_run"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_letter_that_would_not_be_sent_is_shown_with_the_reason() {
    let (world, key) = customers().await;
    for (partner, outlook, detail, greeting) in [
        (
            8,
            "no_address",
            "no valid address: \"por telefono\" is not an address",
            "Bodega",
        ),
        (9, "excluded", "excluded: Convenio", "Ñandú"),
    ] {
        let answer = world.get(&letter(partner, ""), &key).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let shown = answer.json();
        assert_eq!(
            (&shown["outlook"], &shown["detail"], &shown["recipients"]),
            (&json!(outlook), &json!(detail), &json!([]))
        );
        let text = shown["plain_text"].as_str().unwrap();
        assert!(text.contains(greeting), "{text}");
    }
    world
        .get(&letter(999, ""), &key)
        .await
        .problem(404, "not-found");
    world
        .get("/v1/statement-runs/preview/x/letter", &key)
        .await
        .problem(404, "not-found");
    // Before the first document, nobody owes anything.
    let early = "/v1/statement-runs/preview/7/letter?as_of=2020-01-01";
    let early = world.get(early, &key).await.problem(409, "conflict");
    assert!(
        early["detail"]
            .as_str()
            .unwrap()
            .starts_with("nothing is due")
    );
    for (query, name) in [
        ("&locale=%3F", "locale"),
        ("&note=", "note"),
        ("&company_id=99", "company_id"),
        ("&limit=1", "limit"),
    ] {
        let refused = world.get(&letter(7, query), &key).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["parameter"], name, "{problem}");
    }
}

#[tokio::test]
async fn why_a_customer_gets_nothing_is_told_in_the_language_of_the_request() {
    let (world, key) = customers().await;
    let preview = format!("/v1/statement-runs/preview?{DAY}");
    for (path, pointer) in [(letter(9, ""), "/detail"), (preview, "/data/2/detail")] {
        for (accepted, expected) in [
            ("es-PE,es;q=0.9,en;q=0.5", "excluido: Convenio"),
            ("en", "excluded: Convenio"),
        ] {
            let request = world.request(Method::GET, ANDINA, &path);
            let request = request.header("accept-language", accepted);
            let answer = send(request.bearer_auth(&key)).await;
            let told = answer.json();
            assert_eq!(told.pointer(pointer), Some(&json!(expected)), "{told}");
            assert_eq!(answer.header("content-language"), &accepted[..2]);
            let mut varies = answer.headers.get_all("vary").iter();
            assert!(varies.any(|value| value == "accept-language"));
        }
    }
}

#[tokio::test]
async fn a_test_of_a_run_is_no_statement_of_the_customer() {
    let (world, key) = customers().await;
    let run = json!({"parameters": {"as_of": "2026-11-08"}, "note": "Saludos."});
    let asked = json!({"recipient": "prueba@example.com", "statement_run": run});
    let viewer = world.key("andina", Role::Viewer).await;
    let refused = world.post(TEST, &viewer, &asked).await;
    refused.problem(403, "role-too-low");
    let made = world.post(TEST, &key, &asked).await;
    assert_eq!(made.status, 202, "{made:?}");
    let mail = made.json();
    assert_eq!(
        (&mail["recipient"], &mail["occasion"], &mail["partner_id"]),
        (
            &json!("prueba@example.com"),
            &json!("statement_test"),
            &json!(7)
        )
    );
    let shown = world.get(made.header("location"), &key).await.json();
    assert_eq!(shown, mail);
    let of_customer = world.get("/v1/mails?partner_id=7", &key).await.json();
    assert_eq!(of_customer["data"], json!([]));
    assert_eq!(world.count("ops.statement_run").await, 0);
    let subjects = text(&world, "select subject || ' ' || note from ops.mail").await;
    assert!(
        subjects.starts_with("Test: Statement of account as of 8 Nov 2026"),
        "{subjects}"
    );
    assert!(subjects.ends_with("Saludos."), "{subjects}");
    let admin = world.key("andina", Role::Admin).await;
    let acts = "/v1/audit?action=test+statement+run";
    let acts = world.get(acts, &admin).await.json();
    assert_eq!(acts["data"][0]["object"], mail["url"]);
    assert_eq!(acts["data"][0]["after"]["recipient"], "prueba@example.com");

    // Also for a customer who would get nothing, in its own language.
    let of_excluded =
        json!({"recipient": "prueba@example.com", "partner_id": 9, "statement_run": run});
    let made = world.post(TEST, &key, &of_excluded).await;
    assert_eq!(made.json()["partner_id"], 9, "{made:?}");
    let subject = "select subject from ops.mail where subject like 'Prueba: %'";
    let subject = text(&world, subject).await;
    assert!(
        subject.starts_with("Prueba: Estado de cuenta al 08/11/2026"),
        "{subject}"
    );
}

#[tokio::test]
async fn a_test_of_a_run_is_refused_with_the_place() {
    let (world, key) = customers().await;
    let run = json!({"parameters": {"as_of": "2026-11-08"}});
    let to = "ana@example.com";
    for (body, pointer) in [
        (
            json!({"recipient": "Ana", "statement_run": run}),
            "/recipient",
        ),
        (json!({"recipient": to}), "/statement_run"),
        (
            json!({"recipient": to, "statement_run": {"parameters": {"as_of": "someday"}}}),
            "/statement_run/parameters/as_of",
        ),
        (
            json!({"recipient": to, "partner_id": 10, "statement_run": run}),
            "/partner_id",
        ),
        (
            json!({"recipient": to, "statement_run": {"parameters": {"as_of": "2020-01-01"}}}),
            "/statement_run/parameters",
        ),
    ] {
        let refused = world.post(TEST, &key, &body).await;
        let problem = refused.problem(422, "invalid-request");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(world.count("ops.export_job").await, 0);
}
