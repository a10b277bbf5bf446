//! Who would get a statement, from each source, at several dates.

use futures::TryStreamExt;
use reports::ageing::{self, AgeingQuery};
use reports::statement_candidates::{self, StatementCandidate, StatementCandidatesParameters};
use reports::{Error, Report, Side};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::world::{ReportSource, World, ageing_of, day, line};

fn of_partner(mut line: Value, partner: Value) -> Value {
    line["partner_id"] = partner;
    line
}

/// Partner 7 owes on balance; 8 did until the 15th of November; 9 has money with us; and there is
/// an item of nobody.
async fn books() -> World {
    let world = World::with_a_company().await;
    world
        .insert(
            "account_move_line",
            json!([
                line(1, "2026-06-10", "2026-07-10", "100"),
                line(2, "2026-06-10", "2026-12-20", "50"),
                line(3, "2026-10-01", "2026-10-01", "-30"),
                of_partner(line(4, "2026-10-10", "2026-11-10", "40"), json!(8)),
                of_partner(line(5, "2026-11-15", "2026-11-15", "-40"), json!(8)),
                of_partner(line(6, "2026-10-10", "2026-10-10", "-20"), json!(9)),
                of_partner(line(7, "2026-10-10", "2026-10-10", "500"), Value::Null),
            ]),
        )
        .await;
    world
        .insert(
            "account_partial_reconcile",
            json!([{
                "id": 1, "debit_move_id": 4, "credit_move_id": 5, "amount": "40",
                "debit_amount_currency": "40", "credit_amount_currency": "40",
                "max_date": "2026-11-15",
            }]),
        )
        .await;
    world
        .insert("account_move", json!([{"id": 1, "invoice_user_id": 5}]))
        .await;
    world
        .run("update odoo.res_partner set email = 'n@example.com', lang = 'es_PE' where id = 7")
        .await;
    world
}

async fn all(world: &World, parameters: Value) -> Vec<StatementCandidate> {
    let client = world.client().await;
    let parameters: StatementCandidatesParameters = serde_json::from_value(parameters).unwrap();
    let query = statement_candidates::prepare(
        &client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let rows = statement_candidates::stream(&client, &query).await.unwrap();
    rows.try_collect().await.unwrap()
}

/// Partner, due and overdue.
async fn owed(world: &World, parameters: Value) -> Vec<(i64, String, String)> {
    let rows = all(world, parameters).await;
    rows.into_iter()
        .map(|row| {
            let text = |amount: Decimal| amount.normalize().to_string();
            (
                row.partner_id,
                text(row.amount_due),
                text(row.amount_overdue),
            )
        })
        .collect()
}

fn owes(partner: i64, due: &str, overdue: &str) -> (i64, String, String) {
    (partner, due.to_owned(), overdue.to_owned())
}

#[tokio::test]
async fn every_source_finds_the_customers_with_a_balance_due_at_the_date() {
    let world = books().await;
    for source in [
        ReportSource::Mirror,
        ReportSource::Sums,
        ReportSource::Items,
    ] {
        world.use_source(source).await;
        let now = owed(&world, json!({})).await;
        assert_eq!(now, [owes(7, "120", "70")], "{source:?}");
        let then = owed(&world, json!({"as_of": "2026-11-12"})).await;
        let expected = [owes(8, "40", "40"), owes(7, "120", "70")];
        assert_eq!(then, expected, "{source:?}");
        let before = owed(&world, json!({"as_of": "2026-07-10"})).await;
        assert_eq!(before, [owes(7, "150", "0")], "{source:?}");
    }
}

#[tokio::test]
async fn the_amount_due_equals_the_ageing() {
    let world = books().await;
    world.use_source(ReportSource::Sums).await;
    let client = world.client().await;
    let mut asked = ageing_of(Side::Receivable);
    asked.as_of = Some(day("2026-11-12"));
    let query = AgeingQuery::prepare(&client, &asked, &reports::Reader::of_all(day("2026-11-22")))
        .await
        .unwrap();
    let aged = ageing::page(&client, &query).await.unwrap().rows;
    let rows = all(&world, json!({"as_of": "2026-11-12"})).await;
    assert_eq!(rows.len(), 2);
    for row in rows {
        let aged = aged.iter().find(|aged| aged.id == Some(row.partner_id));
        let aged = aged.unwrap();
        assert_eq!((row.amount_due, row.items), (aged.total, aged.items));
        assert_eq!(row.amount_overdue, aged.total - aged.amounts[0]);
    }
}

#[tokio::test]
async fn candidates_are_filtered_by_amount_age_customer_or_salesperson() {
    let world = books().await;
    world.use_source(ReportSource::Sums).await;
    let partners = async |mut parameters: Value| -> Vec<i64> {
        parameters["as_of"] = json!("2026-11-12");
        let rows = all(&world, parameters).await;
        rows.iter().map(|row| row.partner_id).collect()
    };
    assert_eq!(partners(json!({"min_overdue": "70.00"})).await, [7]);
    assert!(partners(json!({"min_overdue": "70.01"})).await.is_empty());
    assert_eq!(partners(json!({"min_days_overdue": 2})).await, [8, 7]);
    assert_eq!(partners(json!({"min_days_overdue": 3})).await, [7]);
    assert_eq!(partners(json!({"partner_id": 8})).await, [8]);
    assert_eq!(partners(json!({"partner_ids": "7"})).await, [7]);
    assert_eq!(partners(json!({"partner_ids": "9,8,7"})).await, [8, 7]);
    assert_eq!(partners(json!({"exclude_partner_ids": "8,9"})).await, [7]);
    let both = json!({"partner_ids": "7,8", "exclude_partner_ids": "7"});
    assert_eq!(partners(both).await, [8]);
    refuses_items_without_a_customer(&world).await;
    assert_eq!(
        owed(&world, json!({"salesperson_id": 5})).await,
        [owes(7, "100", "100")]
    );
    let client = world.client().await;
    let negative = StatementCandidatesParameters {
        min_overdue: Some(Decimal::NEGATIVE_ONE),
        ..StatementCandidatesParameters::default()
    };
    let refused = statement_candidates::prepare(
        &client,
        &negative,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await;
    assert!(
        matches!(
            refused,
            Err(Error::InvalidParameter {
                name: "min_overdue",
                ..
            })
        ),
        "{refused:?}"
    );
    let number =
        serde_json::from_value::<StatementCandidatesParameters>(json!({"min_overdue": 0.1}));
    assert!(number.is_err(), "a float is no amount");
}

async fn refuses_items_without_a_customer(world: &World) {
    let parameters = serde_json::from_value(json!({"partner_ids": "7,none"})).unwrap();
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let client = world.client().await;
    let refused = statement_candidates::prepare(&client, &parameters, &reader).await;
    let name = "partner_ids";
    assert!(
        matches!(refused, Err(Error::InvalidParameter { name: named, .. }) if named == name),
        "{refused:?}"
    );
}

/// Pages of one customer each, in every order, against the order of what they show.
#[tokio::test]
async fn candidates_are_sorted_by_name_amount_or_age() {
    let world = books().await;
    world.use_source(ReportSource::Sums).await;
    let client = world.client().await;
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let name = |row: &StatementCandidate| row.name.clone().unwrap_or_default().to_lowercase();
    for sort in ["name", "amount_due", "amount_overdue", "oldest_due"] {
        for direction in ["", "-"] {
            let mut parameters: StatementCandidatesParameters = serde_json::from_value(json!({
                "as_of": "2026-11-12", "limit": 1, "sort": format!("{direction}{sort}"),
            }))
            .unwrap();
            let mut rows = Vec::new();
            loop {
                let query = statement_candidates::prepare(&client, &parameters, &reader).await;
                let page = statement_candidates::page(&client, &query.unwrap())
                    .await
                    .unwrap();
                rows.extend(page.rows);
                parameters.cursor = page.next;
                if parameters.cursor.is_none() {
                    break;
                }
            }
            let mut expected = rows.clone();
            expected.sort_by(|one, other| match sort {
                "name" => name(one).cmp(&name(other)),
                "amount_due" => one.amount_due.cmp(&other.amount_due),
                "amount_overdue" => one.amount_overdue.cmp(&other.amount_overdue),
                _ => one.oldest_due.cmp(&other.oldest_due),
            });
            if direction == "-" {
                expected.reverse();
            }
            assert_eq!(rows.len(), 2, "{direction}{sort}");
            assert_eq!(rows, expected, "{direction}{sort}");
        }
    }
}

#[tokio::test]
async fn candidate_pages_are_contiguous_and_include_email_and_language() {
    let world = books().await;
    world.use_source(ReportSource::Sums).await;
    let client = world.client().await;
    let mut parameters = StatementCandidatesParameters {
        as_of: Some(day("2026-11-12")),
        limit: Some(1),
        ..StatementCandidatesParameters::default()
    };
    let mut seen = Vec::new();
    loop {
        let query = statement_candidates::prepare(
            &client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        let page = statement_candidates::page(&client, &query).await.unwrap();
        seen.extend(page.rows);
        assert!(seen.len() < 5, "the pages do not end");
        match page.next {
            Some(next) => parameters.cursor = Some(next),
            None => break,
        }
    }
    let ids: Vec<i64> = seen.iter().map(|row| row.partner_id).collect();
    assert_eq!(ids, [8, 7]);
    assert_eq!(seen[1].email.as_deref(), Some("n@example.com"));
    assert_eq!(seen[1].language.as_deref(), Some("es_PE"));
    assert_eq!(seen[1].oldest_due, Some(day("2026-07-10")));
    world
        .run("update odoo.res_partner set _deleted_at = now() where id = 7")
        .await;
    let gone = all(&world, json!({})).await;
    assert!(gone[0].is_deleted && gone[0].email.is_none());
}

#[tokio::test]
async fn contacts_for_follow_up_and_invoices_get_the_statement_before_the_customer() {
    let world = books().await;
    let email = async || {
        let found = all(&world, json!({"partner_id": 7})).await;
        found[0].email.clone().unwrap()
    };
    assert_eq!(email().await, "n@example.com");
    let contact = |id: i64, kind: &str, email: &str, active: bool| {
        json!({"id": id, "parent_id": 7, "commercial_partner_id": 7, "type": kind,
               "email": email, "active": active})
    };
    let contacts = json!([
        contact(20, "delivery", "almacen@example.com", true),
        contact(21, "invoice", "facturas@example.com", true),
        contact(22, "invoice", "", true),
        contact(23, "invoice", "antes@example.com", false),
        contact(24, "invoice", "caja@example.com", true),
    ]);
    world.insert("res_partner", contacts).await;
    assert_eq!(email().await, "facturas@example.com;caja@example.com");
    let follow_up = json!([contact(25, "followup", "cobranza@example.com", true)]);
    world.insert("res_partner", follow_up).await;
    assert_eq!(email().await, "cobranza@example.com");
}
