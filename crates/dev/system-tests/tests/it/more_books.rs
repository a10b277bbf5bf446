//! Models that an Odoo may lack, and what the other models keep in the mirror.

use std::time::Duration;

use odoo_sim::Version;
use serde_json::{Value, json};
use system_tests::{Stack, assert_mirror_equals};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
const TEAM: &str = "crm.team";

/// What a run reports about one model.
fn told<'a>(run: &'a Value, model: &str) -> &'a Value {
    let models = run["models"].as_array().unwrap();
    let found = models.iter().find(|row| row["model"] == model);
    found.unwrap()
}

async fn number(stack: &Stack, sql: &str) -> i64 {
    let client = stack.tenant("andina").database.client().await;
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uninstalled_sales_team_model_is_skipped_and_mirrored_once_installed() {
    let installed = books(71, 80);
    let stack = Stack::start(vec![("andina", installed)]).await;
    let teams = stack.sim.records("andina", TEAM).unwrap();
    let removed = stack.sim.alter("andina", |odoo| odoo.remove_model(TEAM));
    assert!(removed.unwrap());
    let removed = stack.sim.remove_field("andina", "account.move", "team_id");
    assert!(removed.unwrap());

    let api = stack.api("andina");
    let run = api.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    assert_eq!(told(&run, TEAM)["absent"], true);
    let moves = told(&run, "account.move");
    assert_eq!(moves["missing_fields"], json!(["team_id"]), "{moves}");
    api.run("verify", PATIENCE).await;
    let mirror = api.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");

    let records: Vec<_> = teams
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let fields = [
        ("name", "char"),
        ("user_id", "many2one"),
        ("company_id", "many2one"),
        ("active", "boolean"),
    ];
    stack
        .sim
        .alter("andina", |odoo| {
            odoo.add_model(TEAM, &fields, &records).unwrap();
            odoo.add_field("account.move", ("team_id", "many2one"), &[(1, json!(2))])
        })
        .unwrap();
    // The first run notices that the model is back, the second one reads it completely.
    api.run("incremental", PATIENCE).await;
    api.run("incremental", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let named = "select count(*) from odoo.account_move m join odoo.crm_team t on t.id = m.team_id";
    assert_eq!(number(&stack, named).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_version_has_product_names_and_companies_of_statement_lines() {
    for version in Version::ALL {
        let books = books(72, 40).of_version(version);
        let mut stack = Stack::prepare(vec![("andina", books)], &[]).await;
        stack.set_protocol("auto");
        stack.start_all().await;
        let run = stack.api("andina").run("snapshot", PATIENCE).await;
        assert_mirror_equals(&stack, "andina").await;
        let unnamed = "select count(*) from odoo.account_move_line l
             left join odoo.product_product p on p.id = l.product_id
             left join odoo.product_template t on t.id = p.product_tmpl_id
             where l.product_id is not null and t.name is null";
        assert_eq!(number(&stack, unnamed).await, 0, "{version}");
        let of_nobody = "select count(*) from odoo.account_bank_statement_line s
             left join odoo.account_move m on m.id = s.move_id
             where coalesce(s.company_id, m.company_id) is null
                or (s.company_id is not null) <> (s.journal_id is not null)";
        assert_eq!(number(&stack, of_nobody).await, 0, "{version}");
        let own =
            "select count(*) from odoo.account_bank_statement_line where company_id is not null";
        assert_eq!(number(&stack, own).await > 0, version >= Version::V18);
        // Fields that Odoo stores on the entry are not missing.
        let lines = told(&run, "account.bank.statement.line");
        assert_eq!(lines["missing_fields"], json!([]), "{version}: {lines}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn configured_fields_are_still_read_after_a_migration_adds_their_columns() {
    let mut stack = Stack::prepare(vec![("andina", books(73, 20))], &[]).await;
    stack.set_additions(
        "andina",
        "[odoo.extra_fields]
\"res.company\" = [\"fiscalyear_last_day\", \"fiscalyear_last_month\"]
\"account.journal\" = [\"default_account_id\"]
[odoo.extra_models.\"crm.team\"]
name = \"char\"
sequence = \"integer\"
",
    );
    let sequences = [(1, json!(10)), (2, json!(20))];
    let added = stack.sim.alter("andina", |odoo| {
        odoo.add_field(TEAM, ("sequence", "integer"), &sequences)
    });
    assert!(added.unwrap());
    stack.migrate();
    stack.start_all().await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    let in_columns = "select count(*) from odoo.res_company
        where fiscalyear_last_day = 31 and fiscalyear_last_month = '12' and _extra is null";
    assert_eq!(number(&stack, in_columns).await, 2);
    let in_columns = "select count(*) from odoo.account_journal
        where default_account_id is not null and _extra is null";
    assert!(number(&stack, in_columns).await > 4);
    let beside = "select count(*) from odoo.crm_team
        where name <> '' and _extra = jsonb_build_object('sequence', id * 10)";
    assert_eq!(number(&stack, beside).await, 2);
}
