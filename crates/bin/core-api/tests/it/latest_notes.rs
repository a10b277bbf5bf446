//! Reports show notes at once, although the mirror has not changed.

use core_api::http::auth::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, World, send};

const AGEING: &str = "/v1/receivables/ageing";
const ITEMS: &str = "/v1/receivables/open-items";
/// It shows no notes.
const LEDGER: &str = "/v1/ledger/trial-balance";

async fn world() -> World {
    let world = World::create().await;
    world.seed_ledger().await;
    let documents = json!([{"id": 5, "name": "F F001-00000005", "company_id": 2}]);
    world.insert("account_move", documents).await;
    world
}

async fn act(world: &World, method: Method, path: &str, key: &str, body: &Value) -> Answer {
    let request = world.request(method, ANDINA, path).bearer_auth(key);
    send(request.json(body)).await
}

async fn write(world: &World, key: &str, object: &str, text: &str) -> String {
    let note = json!({ "object": object, "text": text });
    let made = world.post("/v1/notes", key, &note).await;
    assert_eq!(made.status, 201, "{made:?}");
    made.header("location").to_owned()
}

/// What a client sees that always sends the ETag of the last answer.
struct Client<'w> {
    world: &'w World,
    key: String,
    path: &'static str,
    etag: String,
    seen: Value,
}

impl<'w> Client<'w> {
    async fn of(world: &'w World, path: &'static str, key: &str) -> Self {
        let first = world.get(path, key).await;
        Self {
            world,
            key: key.to_owned(),
            path,
            etag: first.header("etag").to_owned(),
            seen: first.json(),
        }
    }

    /// Whether there is another answer.
    async fn asks_again(&mut self) -> bool {
        let request = self.world.request(Method::GET, ANDINA, self.path);
        let request = request.bearer_auth(&self.key);
        let answer = send(request.header("if-none-match", &self.etag)).await;
        if answer.status == 304 {
            return false;
        }
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.header("etag").clone_into(&mut self.etag);
        self.seen = answer.json();
        true
    }

    /// The notes, by the id of the row that `member` names.
    fn notes(&self, member: &str) -> Vec<(i64, String)> {
        let rows = self.seen["data"].as_array().unwrap().iter();
        rows.filter_map(|row| {
            let note = row["latest_note"]["text"].as_str()?;
            Some((row[member].as_i64().unwrap(), note.to_owned()))
        })
        .collect()
    }
}

fn notes<const N: usize>(notes: [(i64, &str); N]) -> Vec<(i64, String)> {
    notes.map(|(id, text)| (id, text.to_owned())).into()
}

#[tokio::test]
async fn a_client_with_an_etag_sees_each_change_of_a_note() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let mut ageing = Client::of(&world, AGEING, &key).await;
    let mut ledger = Client::of(&world, LEDGER, &key).await;
    assert!(!ageing.asks_again().await);
    write(&world, &key, "/v1/partners/8", "first").await;
    let second = write(&world, &key, "/v1/partners/8", "second").await;
    assert!(ageing.asks_again().await);
    assert_eq!(ageing.notes("id"), notes([(8, "second")]));
    assert!(!ageing.asks_again().await);
    let body = json!({ "text": "changed" });
    act(&world, Method::PUT, &second, &key, &body).await;
    assert!(ageing.asks_again().await);
    assert_eq!(ageing.notes("id"), notes([(8, "changed")]));
    act(&world, Method::DELETE, &second, &key, &Value::Null).await;
    assert!(ageing.asks_again().await);
    assert_eq!(ageing.notes("id"), notes([(8, "first")]));
    assert!(!ledger.asks_again().await);
}

#[tokio::test]
async fn a_client_with_an_etag_sees_another_name_of_the_author() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    write(&world, &key, "/v1/partners/8", "first").await;
    let mut ageing = Client::of(&world, AGEING, &key).await;
    let rename = "update ops.api_key set name = 'Cobranzas', version = version + 1";
    world.admin.batch_execute(rename).await.unwrap();
    assert!(ageing.asks_again().await);
    let rows = ageing.seen["data"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == 8).unwrap();
    assert_eq!(row["latest_note"]["created_by"]["name"], "Cobranzas");
    let seen = "update ops.api_key set last_used_at = now()";
    world.admin.batch_execute(seen).await.unwrap();
    assert!(!ageing.asks_again().await);
}

#[tokio::test]
async fn an_open_item_shows_the_note_about_its_document_before_one_about_its_partner() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let mut items = Client::of(&world, ITEMS, &key).await;
    write(&world, &key, "/v1/documents/5", "about the document").await;
    assert!(items.asks_again().await);
    assert_eq!(items.notes("move_id"), notes([(5, "about the document")]));
    let rows = items.seen["data"].as_array().unwrap();
    let row = rows.iter().find(|row| row["move_id"] == 5).unwrap();
    let about = format!("/v1/partners/{}", row["partner_id"]);
    let of_partner = rows
        .iter()
        .filter(|it| it["partner_id"] == row["partner_id"]);
    let of_partner = of_partner.count();
    assert!(of_partner > 1, "{rows:?}");
    write(&world, &key, &about, "about the partner").await;
    assert!(items.asks_again().await);
    let shown = items.notes("move_id");
    assert_eq!(shown.len(), of_partner);
    for (document, text) in shown {
        let expected = if document == 5 {
            "about the document"
        } else {
            "about the partner"
        };
        assert_eq!(text, expected);
    }
}

#[tokio::test]
async fn a_restricted_caller_sees_no_note_about_a_partner_of_another_company() {
    let world = world().await;
    let other = json!([{"id": 3, "name": "Otra", "currency_id": 1}]);
    world.insert("res_company", other).await;
    let admin = world.key("andina", Role::Operator).await;
    let restricted = world.key_of("andina", Role::Viewer, Some(&[2])).await;
    write(&world, &admin, "/v1/partners/8", "secret").await;
    for path in [
        "/v1/receivables/ageing?company_id=2",
        "/v1/receivables/open-items?company_id=2",
    ] {
        let mut answers = Client::of(&world, path, &restricted).await;
        assert!(answers.seen.to_string().contains("secret"), "{path}");
        let of_other = "update odoo.res_partner set company_id = 3 where id = 8;
                        update ops.mirror set version = version + 1";
        world.admin.batch_execute(of_other).await.unwrap();
        assert!(answers.asks_again().await);
        assert!(!answers.seen.to_string().contains("secret"), "{path}");
        let of_all = "update odoo.res_partner set company_id = null where id = 8;
                      update ops.mirror set version = version + 1";
        world.admin.batch_execute(of_all).await.unwrap();
    }
}

/// Each note raises the version of the notes, also if several are written at the same time.
#[tokio::test]
async fn no_two_states_of_the_notes_have_the_same_version() {
    let world = world().await;
    let key = world.key("andina", Role::Operator).await;
    let texts: Vec<String> = (0..12).map(|n| format!("note {n}")).collect();
    let writes = texts
        .iter()
        .map(|text| write(&world, &key, "/v1/partners/8", text));
    futures::future::join_all(writes).await;
    let version = "select version from ops.note_version";
    let version: i64 = world.admin.query_one(version, &[]).await.unwrap().get(0);
    assert_eq!(version, 12);
}
