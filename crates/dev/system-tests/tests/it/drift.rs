//! Fields and models that a tenant's file adds and that Odoo gains and loses, across the whole
//! system (P22).

use std::time::Duration;

use serde_json::{Map, Value, json};
use system_tests::{Api, Stack, assert_mirror_equals, differences};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
const MOVE: &str = "account.move";
const CONTRACT: &str = "x_fleet.contract";
const NOTE: &str = "«Señal» \"web\" \\n \u{1F9FE}\nline 2\t'end'";

const FIRST: &str = "
[odoo.extra_fields]
\"account.move\" = [\"x_channel\", \"x_margin\", \"x_typo\"]
[odoo.extra_models.\"x_fleet.contract\"]
name = \"char\"
order = \"integer\"
x_rent = \"monetary\"
x_until = \"date\"
x_partner_id = \"many2one\"
x_state = \"integer\"
";
const LATER: &str = "
[odoo.extra_fields]
\"account.move\" = [\"x_channel\", \"x_margin\", \"x_late\"]
";

/// Contract 3 is the last one; its name has characters that JSON and COPY escape.
fn contracts() -> Vec<Map<String, Value>> {
    let contract = |id: i64, name: &str, rent: &str| {
        let rent: Value = serde_json::from_str(rent).unwrap();
        let record = json!({
            "id": id, "name": name, "order": id * 10, "x_rent": rent, "x_until": "2027-01-31",
            "x_partner_id": 3, "x_state": "signed",
            "create_date": "2026-11-01 10:00:00", "write_date": "2026-11-01 10:00:00",
        });
        record.as_object().unwrap().clone()
    };
    vec![
        contract(1, "Uno", "1200.5"),
        contract(2, "Dos", "-0.01"),
        contract(3, NOTE, "99999999999.99"),
    ]
}

/// Odoo with two custom fields and a custom model. The state is a text in that model.
async fn odoo_with_additions() -> Stack {
    let stack = Stack::prepare(vec![("andina", books(31, 60))], &[]).await;
    let fields = [
        ("name", "char"),
        ("order", "integer"),
        ("x_rent", "monetary"),
        ("x_until", "date"),
        ("x_partner_id", "many2one"),
        ("x_state", "char"),
    ];
    let added = stack.sim.alter("andina", |odoo| {
        odoo.add_model(CONTRACT, &fields, &contracts()).unwrap();
        let channels = [(1, json!(NOTE)), (2, json!("web"))];
        odoo.add_field(MOVE, ("x_channel", "char"), &channels)
            && odoo.add_field(MOVE, ("x_margin", "monetary"), &[(1, json!(10.5))])
    });
    assert!(added.unwrap());
    stack
}

/// The content of `_extra` of an entry.
async fn extra(stack: &Stack, id: i64) -> Value {
    let client = stack.tenant("andina").database.client().await;
    let sql = "select _extra::text from odoo.account_move where id = $1";
    let text: Option<String> = client.query_one(sql, &[&id]).await.unwrap().get(0);
    text.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap())
}

/// Fields of a model that `GET /v1/mirror` calls frozen, with the reason.
async fn frozen(api: &Api, model: &str) -> Vec<(String, String)> {
    let mirror = api.get("/v1/mirror").await;
    let models = mirror["models"].as_array().unwrap();
    let model = models.iter().find(|row| row["model"] == model).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    model["frozen_fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (text(&field["field"]), text(&field["because"])))
        .collect()
}

fn pair(field: &str, because: &str) -> (String, String) {
    (field.to_owned(), because.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn custom_fields_and_models_follow_odoo_and_freeze_when_removed() {
    let mut stack = odoo_with_additions().await;
    stack.set_additions("andina", FIRST);
    stack.migrate();
    stack.start_all().await;
    let api = stack.api("andina");
    let run = api.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert_eq!(
        extra(&stack, 1).await,
        json!({"x_channel": NOTE, "x_margin": "10.5"})
    );
    assert_eq!(
        extra(&stack, 2).await,
        json!({"x_channel": "web", "x_margin": "0.0"})
    );
    what_odoo_lacks_is_told(&api, &run).await;
    the_added_model_follows_odoo(&stack, &api).await;

    // A module is uninstalled; the file now names another field, and no longer the model.
    assert!(stack.sim.remove_field("andina", MOVE, "x_margin").unwrap());
    let late = [(1, json!(7)), (2, json!(8))];
    let added = stack.sim.alter("andina", |odoo| {
        odoo.add_field(MOVE, ("x_late", "integer"), &late)
    });
    assert!(added.unwrap());
    stack.set_additions("andina", LATER);
    for service in ["core-api", "sync-worker"] {
        stack.kill_and_restart(service).await;
    }
    api.run("incremental", PATIENCE).await;
    what_was_added_is_there_and_what_is_gone_stays(&stack, &api).await;
    stack.broker.assert_no_leftovers().await;
}

async fn what_odoo_lacks_is_told(api: &Api, run: &Value) {
    let models = run["models"].as_array().unwrap();
    let missing = |model: &str| {
        let row = models.iter().find(|row| row["model"] == model).unwrap();
        row["missing_fields"].clone()
    };
    assert_eq!(missing(MOVE), json!(["x_typo"]));
    // Odoo has a text, the file an integer.
    assert_eq!(missing(CONTRACT), json!(["x_state"]));
    assert_eq!(frozen(api, MOVE).await, [pair("x_typo", "not_in_odoo")]);
}

/// Rows, a change, and a deletion that only a verify finds.
async fn the_added_model_follows_odoo(stack: &Stack, api: &Api) {
    let compared = async || {
        let records = stack.sim.records("andina", CONTRACT).unwrap();
        let mut found = differences(stack, "andina", CONTRACT, &records).await;
        found.retain(|difference| !difference.contains("x_state"));
        found
    };
    assert_eq!(compared().await, [""; 0]);
    let changed = stack.sim.alter("andina", |odoo| {
        odoo.set_silently(CONTRACT, 2, "x_rent", &json!(77.5))
            && odoo.set_silently(CONTRACT, 2, "write_date", &json!(now()))
    });
    assert!(changed.unwrap());
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let run = api.run("incremental", PATIENCE).await;
    let models = run["models"].as_array().unwrap();
    let read = models.iter().find(|row| row["model"] == CONTRACT).unwrap();
    assert_eq!(read["rows_changed"], 1, "{read}");
    assert_eq!(compared().await, [""; 0]);

    assert!(
        stack
            .sim
            .alter("andina", |odoo| odoo.delete(CONTRACT, 1))
            .unwrap()
    );
    api.run("verify", PATIENCE).await;
    api.wait_idle(PATIENCE).await;
    assert_eq!(compared().await, [""; 0]);
    let mirror = api.get("/v1/mirror").await;
    let models = mirror["models"].as_array().unwrap();
    let contracts = models.iter().find(|row| row["model"] == CONTRACT).unwrap();
    assert_eq!(contracts["proof"]["equal"], true, "{contracts}");
}

async fn what_was_added_is_there_and_what_is_gone_stays(stack: &Stack, api: &Api) {
    // No write_date changed: the incremental read the whole model because of the new field.
    let first = extra(stack, 1).await;
    assert_eq!(
        (&first["x_late"], &first["x_margin"], &first["x_channel"]),
        (&json!(7), &json!("10.5"), &json!(NOTE))
    );
    assert_eq!(extra(stack, 2).await["x_late"], json!(8));
    assert_eq!(extra(stack, 3).await["x_late"], json!(0));
    assert_eq!(
        frozen(api, MOVE).await,
        [
            pair("x_margin", "not_in_odoo"),
            pair("x_typo", "not_configured")
        ]
    );
    let model = frozen(api, CONTRACT).await;
    assert!(model.contains(&pair("id", "not_configured")), "{model:?}");
    let client = stack.tenant("andina").database.client().await;
    let sql = "select count(*) from odoo.x_fleet_contract where _deleted_at is null";
    let kept: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(kept, 2);
}

/// The current time in Odoo's format; Odoo's clock is that of this machine.
pub(crate) fn now() -> String {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let instant = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap()).unwrap();
    instant.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
