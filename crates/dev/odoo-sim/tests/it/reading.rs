//! The reading methods over JSON-RPC and XML-RPC.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::client::{call, cents, context, http, ids, message, rows, sim};

#[tokio::test]
async fn paging_by_id_returns_every_line_once() {
    let sim = sim(600);
    let (mut last, mut seen) = (0, Vec::new());
    loop {
        let kwargs = json!({
            "fields": ["balance", "write_date"], "order": "id", "limit": 333, "load": "",
            "context": context(),
        });
        let answer = call(
            &sim,
            "account.move.line",
            "search_read",
            json!([[["id", ">", last]]]),
            kwargs,
        )
        .await;
        let page = answer["result"].as_array().unwrap().clone();
        seen.extend(page.iter().map(|row| row["id"].as_i64().unwrap()));
        if page.len() < 333 {
            break;
        }
        last = *seen.last().unwrap();
    }
    let all: Vec<i64> = rows(&sim, "account.move.line")
        .iter()
        .map(|row| row["id"].as_i64().unwrap())
        .collect();
    assert_eq!(seen, all);
}

type Meets = fn(&Value) -> bool;

/// Each domain beside the condition that the rows it finds, and no others, must meet.
#[expect(clippy::too_many_lines, reason = "a table")]
fn domains() -> Vec<(Value, Meets)> {
    vec![
        (json!([]), |_| true),
        (json!([["id", "in", [3, 5, 999_999]]]), |row| {
            row["id"] == 3 || row["id"] == 5
        }),
        (json!([["id", "not in", [3, 5]]]), |row| {
            row["id"] != 3 && row["id"] != 5
        }),
        (json!([["id", ">=", 10], ["id", "<", 20]]), |row| {
            (10..20).contains(&row["id"].as_i64().unwrap())
        }),
        (json!([["id", "=", 7]]), |row| row["id"] == 7),
        (json!(["|", ["id", "<=", 2], ["id", ">", 100]]), |row| {
            let id = row["id"].as_i64().unwrap();
            id <= 2 || id > 100
        }),
        (json!([["partner_id", "=", false]]), |row| {
            row["partner_id"] == false
        }),
        (json!([["partner_id", "!=", false]]), |row| {
            row["partner_id"] != false
        }),
        (json!([["partner_id", "!=", 12]]), |row| {
            row["partner_id"] != 12
        }),
        (json!([["partner_id", "in", [12, 13, false]]]), |row| {
            row["partner_id"] == 12 || row["partner_id"] == 13 || row["partner_id"] == false
        }),
        (json!([["partner_id", "not in", [12, 13]]]), |row| {
            row["partner_id"] != 12 && row["partner_id"] != 13
        }),
        (json!([["reconciled", "=", true]]), |row| {
            row["reconciled"] == true
        }),
        (json!([["reconciled", "!=", true]]), |row| {
            row["reconciled"] == false
        }),
        (
            json!([["date", ">=", "2026-03-01"], ["date", "<", "2026-04-01"]]),
            |row| row["date"].as_str().unwrap().starts_with("2026-03"),
        ),
        (json!([["date_maturity", "<", "2026-03-01"]]), |row| {
            row["date_maturity"]
                .as_str()
                .is_some_and(|date| date < "2026-03-01")
        }),
        (json!(["!", ["date_maturity", "<", "2026-03-01"]]), |row| {
            row["date_maturity"]
                .as_str()
                .is_some_and(|date| date >= "2026-03-01")
        }),
        (json!([["matching_number", "=", false]]), |row| {
            row["matching_number"] == false
        }),
        (json!([["matching_number", "=like", "P%"]]), |row| {
            row["matching_number"]
                .as_str()
                .is_some_and(|text| text.starts_with('P'))
        }),
        (
            json!([["display_type", "in", ["tax", "payment_term"]]]),
            |row| row["display_type"] == "tax" || row["display_type"] == "payment_term",
        ),
        (json!([["name", "ilike", "SILLA"]]), |row| {
            row["name"]
                .as_str()
                .is_some_and(|name| name.to_lowercase().contains("silla"))
        }),
        (json!([["balance", ">", 100.5]]), |row| {
            cents(&row["balance"]) > 10_050
        }),
        (json!([["balance", "=", 0]]), |row| {
            cents(&row["balance"]) == 0
        }),
        (
            json!([
                "&",
                "!",
                ["id", "<", 50],
                "|",
                ["parent_state", "=", "draft"],
                ["tax_line_id", "!=", false]
            ]),
            |row| {
                row["id"].as_i64().unwrap() >= 50
                    && (row["parent_state"] == "draft" || row["tax_line_id"] != false)
            },
        ),
        (
            json!(["!", "|", ["id", "<", 50], ["parent_state", "=", "draft"]]),
            |row| row["id"].as_i64().unwrap() >= 50 && row["parent_state"] != "draft",
        ),
        (json!([["move_id.state", "=", "cancel"]]), |row| {
            row["parent_state"] == "cancel"
        }),
        (json!([[1, "=", 1]]), |_| true),
        (json!([[0, "=", 1]]), |_| false),
    ]
}

#[tokio::test]
async fn domains_return_exactly_the_matching_rows() {
    let sim = sim(150);
    let all = rows(&sim, "account.move.line");
    for (domain, meets) in domains() {
        let expected: Vec<i64> = all
            .iter()
            .filter(|row| meets(row))
            .map(|row| row["id"].as_i64().unwrap())
            .collect();
        assert_eq!(
            ids(&sim, "account.move.line", domain.clone()).await,
            expected,
            "{domain}"
        );
        let kwargs = json!({"context": context()});
        let count = call(
            &sim,
            "account.move.line",
            "search_count",
            json!([domain]),
            kwargs,
        )
        .await;
        assert_eq!(count["result"], expected.len());
    }
}

#[tokio::test]
async fn write_date_is_compared_with_the_literal_and_shown_in_whole_seconds() {
    let sim = sim(50);
    let line = rows(&sim, "account.move.line")
        .into_iter()
        .find(|row| row["partner_id"] != false);
    let line = line.unwrap();
    let (id, second) = (
        line["id"].as_i64().unwrap(),
        line["write_date"].as_str().unwrap(),
    );
    assert_eq!(second.len(), "2026-11-22 21:26:49".len());
    let found = async |operator: &str, literal: &str| {
        let domain = json!([["write_date", operator, literal], ["id", "=", id]]);
        !ids(&sim, "account.move.line", domain).await.is_empty()
    };
    // The row has a fraction of a second, so in Odoo 17 it is later than the second that is shown.
    assert!(found(">", second).await);
    assert!(!found("=", second).await);
    assert!(!found("<=", second).await);
    assert!(found(">=", second).await);
    assert!(found("<", &format!("{second}.999999")).await);
}

#[tokio::test]
async fn archived_rows_are_returned_only_without_active_test_or_on_request() {
    let sim = sim(300);
    let archived = rows(&sim, "res.partner")
        .iter()
        .filter(|row| row["active"] == false)
        .count();
    assert!(archived > 0);
    let count = async |domain: Value, kwargs: Value| {
        let answer = call(&sim, "res.partner", "search_count", json!([domain]), kwargs).await;
        usize::try_from(answer["result"].as_u64().unwrap()).unwrap()
    };
    let all = count(json!([]), json!({"context": context()})).await;
    assert_eq!(all, rows(&sim, "res.partner").len());
    assert_eq!(count(json!([]), json!({})).await, all - archived);
    assert_eq!(
        count(json!([["active", "=", false]]), json!({})).await,
        archived
    );
}

#[tokio::test]
async fn companies_in_the_context_limit_the_rows_and_others_are_refused() {
    let sim = sim(300);
    let companies = async |model: &str, allowed: Value| {
        let kwargs = json!({
            "fields": ["company_id"], "load": "",
            "context": {"allowed_company_ids": allowed, "active_test": false},
        });
        call(&sim, model, "search_read", json!([[]]), kwargs).await
    };
    for model in [
        "account.move.line",
        "account.account",
        "account.partial.reconcile",
        "res.partner",
    ] {
        let answer = companies(model, json!([2])).await;
        let seen: HashSet<String> = answer["result"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["company_id"].to_string())
            .collect();
        assert!(!seen.contains("1"), "{model} {seen:?}");
        assert!(seen.contains("2") || model == "res.partner", "{model}");
    }
    let count = async |allowed: Value| {
        let kwargs = json!({"context": {"allowed_company_ids": allowed}});
        call(&sim, "account.payment", "search_count", json!([[]]), kwargs).await["result"].as_u64()
    };
    let (one, two) = (
        count(json!([1])).await.unwrap(),
        count(json!([2])).await.unwrap(),
    );
    assert!(one > 0 && two > 0);
    assert_eq!(count(json!([1, 2])).await, Some(one + two));
    let refused = companies("account.move", json!([1, 9])).await;
    assert_eq!(
        refused["error"]["data"]["name"],
        "odoo.exceptions.AccessError"
    );
    let of_one = rows(&sim, "account.move")
        .into_iter()
        .find(|row| row["company_id"] == 1)
        .unwrap();
    let kwargs = json!({"fields": ["name"], "context": {"allowed_company_ids": [2]}});
    let refused = call(
        &sim,
        "account.move",
        "read",
        json!([[of_one["id"]]]),
        kwargs,
    )
    .await;
    assert_eq!(
        refused["error"]["data"]["name"],
        "odoo.exceptions.AccessError"
    );
}

#[tokio::test]
async fn totals_agree_with_the_rows_and_are_false_when_there_are_none() {
    let sim = sim(200);
    let domain = json!([["id", ">=", 100], ["id", "<", 400]]);
    let fields = json!([
        "id:sum",
        "balance:sum",
        "amount_residual:sum",
        "write_date:max",
        "ids:array_agg(id)"
    ]);
    let kwargs = json!({"lazy": false, "context": context()});
    let args = json!([domain, fields, []]);
    let answer = call(
        &sim,
        "account.move.line",
        "read_group",
        args,
        kwargs.clone(),
    )
    .await;
    let totals = &answer["result"][0];
    let rows = rows(&sim, "account.move.line");
    let rows: Vec<&Value> = rows
        .iter()
        .filter(|row| (100..400).contains(&row["id"].as_i64().unwrap()))
        .collect();
    let sum = |field: &str| -> i64 { rows.iter().map(|row| cents(&row[field])).sum() };
    assert_eq!(totals["__count"], rows.len());
    assert_eq!(
        totals["id"].as_i64(),
        Some(rows.iter().map(|row| row["id"].as_i64().unwrap()).sum())
    );
    assert_eq!(cents(&totals["balance"]), sum("balance"));
    assert_eq!(cents(&totals["amount_residual"]), sum("amount_residual"));
    assert_eq!(
        totals["write_date"].as_str(),
        rows.iter()
            .map(|row| row["write_date"].as_str().unwrap())
            .max()
    );
    assert_eq!(totals["ids"].as_array().unwrap().len(), rows.len());
    let none = json!([[["id", "<", 0]], fields, []]);
    let answer = call(&sim, "account.move.line", "read_group", none, kwargs).await;
    assert_eq!(answer["result"][0]["__count"], 0);
    assert_eq!(answer["result"][0]["balance"], false);
}

#[tokio::test]
async fn order_limit_and_offset_are_applied() {
    let sim = sim(200);
    let read = async |order: &str, offset: usize, limit: usize| {
        let kwargs = json!({
            "fields": ["date"], "order": order, "offset": offset, "limit": limit, "load": "",
            "context": context(),
        });
        let answer = call(&sim, "account.move", "search_read", json!([[]]), kwargs).await;
        answer["result"].as_array().unwrap().clone()
    };
    let all = read("date desc, id asc", 0, 10_000).await;
    let key = |row: &Value| {
        (
            std::cmp::Reverse(row["date"].to_string()),
            row["id"].as_i64().unwrap(),
        )
    };
    assert!(all.is_sorted_by_key(key));
    assert_eq!(read("date desc, id asc", 5, 7).await, all[5..12]);
    let backwards = read("id desc", 0, 3).await;
    assert!(backwards.is_sorted_by_key(|row| std::cmp::Reverse(row["id"].as_i64().unwrap())));
}

#[tokio::test]
async fn fields_get_returns_only_the_requested_attributes() {
    let sim = sim(10);
    let kwargs = json!({"attributes": ["type", "store", "relation"]});
    let answer = call(&sim, "account.move.line", "fields_get", json!([]), kwargs).await;
    let fields = answer["result"].as_object().unwrap();
    assert_eq!(
        fields["balance"],
        json!({"type": "monetary", "store": true})
    );
    assert_eq!(
        fields["move_id"],
        json!({"type": "many2one", "store": true, "relation": "account.move"})
    );
    assert_eq!(fields["display_name"]["store"], false);
}

#[tokio::test]
async fn texts_round_trip_except_control_characters_in_xml() {
    let sim = sim(100);
    let wanted = "Tab\ty otros caracteres";
    let partners = rows(&sim, "res.partner");
    let partner = partners.iter().find(|row| row["name"] == wanted).unwrap();
    let emoji = partners
        .iter()
        .find(|row| row["name"] == "Panadería 🥖 El Trigal")
        .unwrap();
    let kwargs = json!({"fields": ["name"]});
    let answer = call(
        &sim,
        "res.partner",
        "read",
        json!([[partner["id"], emoji["id"]]]),
        kwargs,
    )
    .await;
    assert_eq!(answer["result"][0]["name"], wanted);
    assert_eq!(answer["result"][1]["name"], "Panadería 🥖 El Trigal");
    let xml = xml_read(&sim.url(), "res.partner", &emoji["id"]).await;
    assert!(
        xml.contains("<string>Panadería 🥖 El Trigal</string>"),
        "{xml}"
    );
    assert!(xml.starts_with("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n"));
}

#[tokio::test]
async fn sums_beyond_32_bits_are_a_fault_in_xml() {
    let sim = sim(15_000);
    let body = xml_call(
        "account.move.line",
        "read_group",
        "<value><array><data/></array></value>\
        <value><array><data><value><string>id:sum</string></value></data></array></value>\
        <value><array><data/></array></value>",
    );
    let url = format!("{}/xmlrpc/2/object", sim.url());
    let xml = http()
        .post(url)
        .body(body)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        xml.contains("<fault>") && xml.contains("int exceeds XML-RPC limits"),
        "{xml}"
    );
}

async fn xml_read(url: &str, model: &str, id: &Value) -> String {
    let arguments = format!(
        "<value><array><data><value><int>{id}</int></value></data></array></value>\
         <value><array><data><value>name</value></data></array></value>"
    );
    let body = xml_call(model, "read", &arguments);
    let url = format!("{url}/xmlrpc/2/object");
    http()
        .post(url)
        .body(body)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

fn xml_call(model: &str, method: &str, arguments: &str) -> String {
    format!(
        "<?xml version='1.0'?><methodCall><methodName>execute_kw</methodName><params>\
         <param><value>books</value></param><param><value><int>2</int></value></param>\
         <param><value>secret</value></param><param><value>{model}</value></param>\
         <param><value>{method}</value></param>\
         <param><value><array><data>{arguments}</data></array></value></param>\
         </params></methodCall>"
    )
}

#[tokio::test]
async fn the_http_date_is_the_time_of_the_answer() {
    let sim = sim(10);
    let response = http()
        .get(format!("{}/web/health", sim.url()))
        .send()
        .await
        .unwrap();
    let date = response.headers()["date"].to_str().unwrap().to_owned();
    let told = jiff::fmt::rfc2822::parse(&date)
        .unwrap()
        .timestamp()
        .as_second();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    assert!((i64::try_from(now).unwrap() - told).abs() <= 2, "{date}");
}

#[tokio::test]
async fn a_login_returns_the_uid_or_false() {
    let sim = sim(10);
    let login = async |password: &str| {
        message(&sim, "common", "login", json!(["books", "bot", password])).await["result"].clone()
    };
    assert_eq!(login("secret").await, 2);
    assert_eq!(login("wrong").await, false);
    let args = json!(["books", 2, "wrong", "res.users", "search_count", [[]], {}]);
    let refused = message(&sim, "object", "execute_kw", args).await;
    assert_eq!(
        refused["error"]["data"]["name"],
        "odoo.exceptions.AccessDenied"
    );
    assert_eq!(refused["error"]["data"]["message"], "Access Denied");
    let kwargs = json!({"fields": ["login", "company_ids"]});
    let user = call(&sim, "res.users", "read", json!([[2]]), kwargs).await;
    assert_eq!(
        user["result"][0],
        json!({"id": 2, "login": "bot", "company_ids": [1, 2]})
    );
}
