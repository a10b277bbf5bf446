//! What the reading user is not shown, what it may know of that, and edits of single fields.

use odoo_sim::{Books, Database, Edit, Hidden, Sim, Version};
use serde_json::{Value, json};

use crate::client::{call, context, http, ids, rows, sim, spec};

const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";

/// Ids that the user is shown no longer.
async fn hidden(sim: &Sim, model: &str) -> Vec<Value> {
    let shown = ids(sim, model, json!([])).await;
    rows(sim, model)
        .into_iter()
        .filter(|row| !shown.contains(&row["id"].as_i64().unwrap()))
        .collect()
}

fn link(row: &Value, field: &str) -> i64 {
    row[field].as_i64().unwrap_or(0)
}

/// A rule, a model, and which rows of it the rule hides.
type Case = (Hidden, &'static str, fn(&Value) -> bool);

fn cases() -> [Case; 9] {
    let (with_record, with_documents) = (true, true);
    [
        (Hidden::Journal { id: 3, with_record }, ENTRY, |row| {
            link(row, "journal_id") == 3
        }),
        (Hidden::Journal { id: 3, with_record }, LINE, |row| {
            link(row, "journal_id") == 3
        }),
        (
            Hidden::Journal { id: 3, with_record },
            "account.journal",
            |row| link(row, "id") == 3,
        ),
        (Hidden::Company { id: 2 }, LINE, |row| {
            link(row, "company_id") == 2
        }),
        (
            Hidden::Partners {
                ids: vec![12, 13],
                with_documents,
            },
            LINE,
            |row| matches!(link(row, "partner_id"), 12 | 13),
        ),
        (Hidden::DocumentsOfOthers, ENTRY, |row| {
            link(row, "invoice_user_id") > 2
        }),
        (
            Hidden::Before {
                day: "2026-03-01".to_owned(),
            },
            ENTRY,
            |row| row["date"].as_str() < Some("2026-03-01"),
        ),
        (Hidden::LinesOfAccount { id: 5 }, LINE, |row| {
            link(row, "account_id") == 5
        }),
        (Hidden::Partials, "account.partial.reconcile", |_| true),
    ]
}

#[tokio::test]
async fn p21_each_rule_hides_exactly_its_rows_until_it_is_removed() {
    let sim = sim(200);
    for (rule, model, is_hidden) in cases() {
        let expected: Vec<Value> = rows(&sim, model).into_iter().filter(is_hidden).collect();
        assert!(!expected.is_empty(), "{rule:?}");
        let number = sim.hide("books", rule.clone()).unwrap();
        assert_eq!(hidden(&sim, model).await, expected, "{rule:?}");
        assert!(hidden(&sim, "res.company").await.is_empty());
        let id = &expected[0]["id"];
        let answer = call(
            &sim,
            model,
            "read",
            json!([[id]]),
            json!({"context": context()}),
        )
        .await;
        assert_eq!(
            answer["error"]["data"]["name"], "odoo.exceptions.AccessError",
            "{rule:?}"
        );
        assert!(sim.lift("books", number).unwrap());
        assert!(hidden(&sim, model).await.is_empty(), "{rule:?}");
    }
    assert!(!sim.lift("books", 99).unwrap());
}

#[tokio::test]
async fn hiding_the_lines_of_an_account_keeps_their_entries_visible() {
    let sim = sim(100);
    sim.hide("books", Hidden::LinesOfAccount { id: 5 }).unwrap();
    assert!(hidden(&sim, ENTRY).await.is_empty());
    let total = call(
        &sim,
        LINE,
        "read_group",
        json!([[], ["id:count"], []]),
        json!({"context": context()}),
    )
    .await;
    let shown = rows(&sim, LINE).len() - hidden(&sim, LINE).await.len();
    assert_eq!(total["result"][0]["__count"], shown);
}

#[tokio::test]
async fn only_administrators_read_rules_and_users_read_their_groups() {
    for version in Version::ALL {
        let books = Books::generate(&spec(20)).of_version(version);
        let sim = Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap();
        sim.hide("books", Hidden::Partials).unwrap();
        let search = async || {
            let named = json!({"fields": ["name", "write_date"]});
            call(&sim, "ir.rule", "search_read", json!([[]]), named).await
        };
        let error = &search().await["error"]["data"];
        assert_eq!(error["name"], "odoo.exceptions.AccessError");
        assert!(error["message"].as_str().unwrap().contains("(ir.rule)"));
        sim.make_rules_readable("books", true).unwrap();
        assert_eq!(search().await["result"].as_array().unwrap().len(), 1);
        let name = if version == Version::V19 {
            "group_ids"
        } else {
            "groups_id"
        };
        let groups = async || {
            let answer = call(&sim, "res.users", "read", json!([[2], [name]]), json!({})).await;
            answer["result"][0][name].clone()
        };
        assert!(!groups().await.as_array().unwrap().is_empty());
        sim.set_user_groups("books", &[1, 7]).unwrap();
        assert_eq!(groups().await, json!([1, 7]), "{version}");
    }
}

#[tokio::test]
async fn several_totals_of_one_field_have_different_names() {
    let sim = sim(50);
    let fields = json!([
        "first:min(write_date)",
        "last:max(write_date)",
        "written:count(write_date)",
        "write_date:count_distinct"
    ]);
    let named = json!({"context": context()});
    let answer = call(
        &sim,
        LINE,
        "read_group",
        json!([[], fields, []]),
        named.clone(),
    )
    .await;
    let row = &answer["result"][0];
    assert_eq!(row["written"], row["__count"]);
    assert!(row["first"].as_str() < row["last"].as_str(), "{row}");
    assert!(
        row["write_date"].as_u64() < row["written"].as_u64(),
        "{row}"
    );
    let twice = json!([
        [],
        ["written:count(write_date)", "written:max(write_date)"],
        []
    ]);
    let answer = call(&sim, LINE, "read_group", twice, named).await;
    assert_eq!(answer["error"]["data"]["name"], "odoo.exceptions.UserError");

    let books = Books::generate(&spec(50)).of_version(Version::V19);
    let sim = Sim::start_local(vec![Database::new("books", "bot", "secret", books)]).unwrap();
    let aggregates = json!(["__count", "write_date:count", "write_date:max", "id:sum"]);
    let named = json!({"aggregates": aggregates, "groupby": [], "context": context()});
    let answer = call(&sim, LINE, "formatted_read_group", json!([[]]), named).await;
    let row = &answer["result"][0];
    assert_eq!(row["write_date:count"], row["__count"], "{row}");
    assert!(
        row["write_date:max"].is_string() && row["id:sum"].is_u64(),
        "{row}"
    );
}

#[tokio::test]
async fn link_fields_can_be_searched_by_id() {
    let sim = sim(100);
    let lines = rows(&sim, LINE);
    let full = lines
        .iter()
        .map(|line| link(line, "full_reconcile_id"))
        .max()
        .unwrap();
    let expected = |field: &str, ids: &[i64]| -> Vec<i64> {
        let of = |line: &&Value| ids.contains(&link(line, field));
        lines
            .iter()
            .filter(of)
            .map(|line| link(line, "id"))
            .collect()
    };
    let found = ids(
        &sim,
        LINE,
        json!([["full_reconcile_id", "in", [full, 999_999]]]),
    )
    .await;
    assert_eq!(found, expected("full_reconcile_id", &[full]));
    let found = ids(&sim, LINE, json!([["move_id", "in", [3, 4]]])).await;
    assert_eq!(found, expected("move_id", &[3, 4]));
    let partners = rows(&sim, "res.partner");
    let tagged = |tags: &[i64]| -> Vec<i64> {
        let has = |row: &&Value| {
            let own = row["category_id"].as_array().unwrap();
            own.iter().any(|tag| tags.contains(&tag.as_i64().unwrap()))
        };
        partners
            .iter()
            .filter(has)
            .map(|row| link(row, "id"))
            .collect()
    };
    let found = ids(&sim, "res.partner", json!([["category_id", "in", [1, 4]]])).await;
    assert_eq!(found, tagged(&[1, 4]));
    let untagged = ids(&sim, "res.partner", json!([["category_id", "=", false]])).await;
    assert_eq!(
        untagged.len(),
        partners.len() - tagged(&[1, 2, 3, 4, 5]).len()
    );
}

fn line_of(sim: &Sim, id: i64) -> Value {
    rows(sim, LINE)
        .into_iter()
        .find(|line| link(line, "id") == id)
        .unwrap()
}

#[test]
fn p34_a_long_transaction_commits_late_with_the_write_date_of_its_start() {
    let sim = sim(50);
    let due = |value| Edit {
        model: LINE,
        id: 8,
        field: "date_maturity",
        value,
    };
    let before = line_of(&sim, 8);
    let day = json!("2027-01-31");
    let open = sim.begin_edit("books", due(&day), 200).unwrap().unwrap();
    assert_eq!(line_of(&sim, 8), before);
    let name = json!("Otra");
    let other = Edit {
        model: LINE,
        id: 9,
        field: "name",
        value: &name,
    };
    assert!(sim.edit("books", other).unwrap());
    assert!(sim.commit("books", open).unwrap());
    let (late, other) = (line_of(&sim, 8), line_of(&sim, 9));
    assert_eq!((&late["date_maturity"], &other["name"]), (&day, &name));
    assert!(late["write_date"].as_str() < other["write_date"].as_str());
    assert!(!sim.edit("books", due(&json!(3))).unwrap(), "no date");
    assert!(sim.forge_write_date("books", LINE, 8, 3600).unwrap());
    assert!(line_of(&sim, 8)["write_date"].as_str() > line_of(&sim, 9)["write_date"].as_str());
    assert!(sim.forge_write_date("books", LINE, 8, 0).unwrap());
    assert!(!sim.forge_write_date("books", LINE, 999_999, 0).unwrap());
}

#[tokio::test]
async fn the_control_api_hides_rows_shows_them_and_simulates_a_day() {
    let sim = sim(100);
    let order = async |path: &str, body: Value| {
        let request = http()
            .post(format!("{}/_sim/{path}", sim.url()))
            .json(&body);
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (
            status,
            serde_json::from_str::<Value>(&text).unwrap_or_default(),
        )
    };
    let rule = json!({"database": "books", "hidden": {"company": {"id": 2}}});
    let (status, made) = order("hide", rule).await;
    assert_eq!((status, &made["rule"]), (200, &json!(1)));
    assert!(!hidden(&sim, LINE).await.is_empty());
    let lift = json!({"database": "books", "rule": 1});
    assert_eq!(order("lift", lift.clone()).await.0, 204);
    assert_eq!(order("lift", lift).await.0, 404);
    assert!(hidden(&sim, LINE).await.is_empty());
    let day = json!({"database": "books", "count": 58, "a_normal_day": true});
    let (status, made) = order("changes", day).await;
    assert_eq!(status, 200);
    assert!(made.as_object().unwrap().len() > 20, "{made}");
}
