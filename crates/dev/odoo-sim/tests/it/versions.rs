//! What the simulated versions say differently.

use odoo_sim::{Books, Database, Sim, Version};
use serde_json::{Value, json};

use crate::client::{call, context, http, message, spec};

fn sim(version: Version) -> Sim {
    let books = Books::generate(&spec(60)).of_version(version);
    Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap()
}

async fn result(sim: &Sim, model: &str, method: &str, named: Value) -> Value {
    let answer = call(sim, model, method, json!([]), named).await;
    assert!(answer.get("error").is_none(), "{answer}");
    answer["result"].clone()
}

async fn json_2(sim: &Sim, path: &str, key: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/json/2/{path}", sim.url());
    let request = http().post(url).bearer_auth(key).json(&body);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

#[tokio::test]
async fn each_version_reports_its_number() {
    for version in Version::ALL {
        let sim = sim(version);
        let said = message(&sim, "common", "version", json!([])).await;
        assert_eq!(said["result"]["server_serie"], version.to_string());
        let url = format!("{}/web/version", sim.url());
        let answer = http().get(url).send().await.unwrap();
        let is_new = version == Version::V19;
        assert_eq!(answer.status().as_u16(), if is_new { 200 } else { 404 });
        if is_new {
            let said: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(said["version"], "19.0");
        }
    }
}

#[tokio::test]
async fn p3_a_literal_is_an_instant_up_to_18_and_one_second_from_19_on() {
    for version in [Version::V17, Version::V18, Version::V19] {
        let sim = sim(version);
        sim.begin("books", 4).unwrap();
        assert!(sim.commit("books", 1).unwrap());
        let newest = json!({"fields": ["write_date"], "order": "write_date desc", "limit": 1,
            "context": context(), "domain": []});
        let newest = result(&sim, "account.move", "search_read", newest).await;
        let second = newest[0]["write_date"].as_str().unwrap().to_owned();
        let count = async |operator: &str| {
            let domain = json!([["write_date", operator, second]]);
            let named = json!({"domain": domain, "context": context()});
            let count = result(&sim, "account.move", "search_count", named).await;
            count.as_u64().unwrap()
        };
        let (all, within) = (count(">=").await + count("<").await, count(">=").await);
        assert!(within > 0 && all > within);
        // Its rows carry microseconds, which nobody sees.
        let whole = version == Version::V19;
        assert_eq!(
            count("=").await,
            if whole { within } else { 0 },
            "{version}"
        );
        assert_eq!(
            count(">").await,
            if whole { 0 } else { within },
            "{version}"
        );
        assert_eq!(count("<=").await, if whole { all } else { all - within });
    }
}

#[tokio::test]
async fn p18_an_account_of_18_has_companies_and_a_code_in_each() {
    let sim = sim(Version::V18);
    let codes = async |company_ids: Value| {
        let context = json!({"allowed_company_ids": company_ids, "active_test": false});
        let named = json!({"domain": [], "fields": ["code", "company_ids"], "order": "id",
            "context": context});
        let rows = result(&sim, "account.account", "search_read", named).await;
        rows.as_array().unwrap().clone()
    };
    let (first, second) = (codes(json!([1, 2])).await, codes(json!([2, 1])).await);
    assert_eq!(first.len(), second.len());
    let shared = |row: &&Value| row["company_ids"].as_array().unwrap().len() == 2;
    let of = |rows: &[Value]| -> Vec<String> {
        let shared = rows.iter().filter(shared);
        shared
            .map(|row| row["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(!of(&first).is_empty());
    for (one, other) in of(&first).iter().zip(of(&second)) {
        assert!(
            *one == format!("9{other}") || other == format!("9{one}"),
            "{one} {other}"
        );
    }
    let own = first
        .iter()
        .find(|row| row["company_ids"] == json!([2]))
        .unwrap();
    assert_eq!(own["code"], false, "no code in the company that leads");
    assert!(codes(json!([1])).await.len() < first.len());
    let named = json!({"domain": [], "fields": ["company_id"]});
    let answer = call(&sim, "account.account", "search_read", json!([]), named).await;
    assert!(
        answer["error"]["data"]["message"]
            .as_str()
            .unwrap()
            .contains("Invalid field")
    );
}

#[tokio::test]
async fn p25_json_2_requires_a_key_and_known_names_and_methods() {
    let sim = sim(Version::V19);
    let body = json!({"domain": [["id", "<", 4]], "fields": ["name"], "load": "",
        "context": {"active_test": false}});
    let path = "res.partner/search_read";
    let (status, rows) = json_2(&sim, path, "secret", body.clone()).await;
    assert_eq!((status, rows.as_array().unwrap().len()), (200, 3));
    let (status, owner) = json_2(&sim, "res.users/context_get", "secret", json!({})).await;
    assert_eq!(status, 200);
    assert!(owner["uid"].as_i64().unwrap() > 0, "{owner}");
    for (path, key, body, status, exception) in [
        (path, "wrong", body.clone(), 401, "Unauthorized"),
        (
            "no.model/search_read",
            "secret",
            body.clone(),
            404,
            "NotFound",
        ),
        (
            "res.partner/no_method",
            "secret",
            json!({}),
            404,
            "NotFound",
        ),
        (
            "res.partner/search",
            "secret",
            json!({"fields": []}),
            422,
            "UnprocessableEntity",
        ),
        (
            "res.partner/search",
            "secret",
            json!({"ids": [1], "domain": []}),
            422,
            "UnprocessableEntity",
        ),
        (
            path,
            "secret",
            json!({"domain": [], "fields": ["no"]}),
            500,
            "ValueError",
        ),
    ] {
        let (got, error) = json_2(&sim, path, key, body).await;
        assert_eq!(got, status, "{path}: {error}");
        assert!(
            error["name"].as_str().unwrap().ends_with(exception),
            "{error}"
        );
    }
    let old = self::sim(Version::V18);
    assert_eq!(json_2(&old, path, "secret", body).await.0, 404);
}

#[tokio::test]
async fn p27_totals_are_named_as_requested() {
    let sim = sim(Version::V19);
    let domain = json!([["id", "<=", 50]]);
    let aggregates = json!(["id:sum", "balance:sum", "write_date:max", "__count"]);
    let body = json!({"domain": domain, "aggregates": aggregates, "context": context()});
    let path = "account.move.line/formatted_read_group";
    let (status, new) = json_2(&sim, path, "secret", body).await;
    assert_eq!(status, 200, "{new}");
    let named = json!({"domain": domain, "fields": ["id:sum", "balance:sum", "write_date:max"],
        "groupby": [], "lazy": false, "context": context()});
    let old = result(&sim, "account.move.line", "read_group", named).await;
    for (new_name, old_name) in [
        ("__count", "__count"),
        ("id:sum", "id"),
        ("balance:sum", "balance"),
        ("write_date:max", "write_date"),
    ] {
        assert_eq!(new[0][new_name], old[0][old_name], "{new_name}");
    }
    let before = self::sim(Version::V17);
    let answer = call(
        &before,
        "account.move.line",
        "formatted_read_group",
        json!([]),
        json!({}),
    );
    assert!(answer.await["error"]["data"]["name"] == "builtins.AttributeError");
}

#[tokio::test]
async fn p11_payments_of_18_may_have_no_entry() {
    let sim = sim(Version::V18);
    let fields = json!([
        "move_id",
        "date",
        "journal_id",
        "state",
        "memo",
        "company_id"
    ]);
    let named = json!({"domain": [], "fields": fields, "load": "", "context": context()});
    let rows = result(&sim, "account.payment", "search_read", named).await;
    let rows = rows.as_array().unwrap();
    let without = rows.iter().filter(|row| row["move_id"] == false).count();
    assert!(without > 0 && without < rows.len());
    for row in rows {
        for field in ["date", "journal_id", "state", "company_id"] {
            assert_ne!(row[field], false, "{field} of {row}");
        }
    }
}
