//! Companies with branches, and customers with contacts: what counts together.

use reports::ageing::AgeingQuery;
use reports::general_ledger::GeneralLedgerQuery;
use reports::journal_items::JournalItemsQuery;
use reports::open_items::OpenItemsQuery;
use reports::partner_statement::PartnerStatementQuery;
use reports::trial_balance::TrialBalanceQuery;
use reports::{Report, statement_candidates};
use serde_json::{Value, json};

use crate::finer::answer;
use crate::world::{ReportSource, World, day, line};

const SOURCES: [ReportSource; 3] = [
    ReportSource::Mirror,
    ReportSource::Sums,
    ReportSource::Items,
];

/// Company 2 has the branch 3. An invoice of 1,000 of the branch is settled by 600 of the company.
async fn world_with_a_branch() -> World {
    let world = World::with_a_company().await;
    let companies = json!([
        {"id": 3, "name": "Andina Norte", "currency_id": 156, "parent_id": 2},
        {"id": 4, "name": "Otra", "currency_id": 1},
    ]);
    world.insert("res_company", companies).await;
    let mut lines = json!([
        line(1, "2026-07-01", "2026-07-31", "1000"),
        line(2, "2026-08-15", "2026-08-15", "-600"),
        line(3, "2026-08-15", "2026-08-15", "50"),
    ]);
    lines[0]["company_id"] = json!(3);
    world.insert("account_move_line", lines).await;
    let partial = json!([{
        "id": 1, "debit_move_id": 1, "credit_move_id": 2, "amount": "600", "company_id": 2,
        "debit_amount_currency": "600", "credit_amount_currency": "600",
        "debit_currency_id": 156, "credit_currency_id": 156, "max_date": "2026-08-15",
    }]);
    world.insert("account_partial_reconcile", partial).await;
    world
}

#[tokio::test]
async fn items_reconciled_across_branches_tie_out_with_the_branches() {
    let world = world_with_a_branch().await;
    for source in SOURCES {
        world.use_source(source).await;
        let client = world.client().await;
        for companies in [json!("with_branches"), json!("2,3"), json!("3,2")] {
            let asked = json!({"side": "receivable", "company_id": 2, "companies": companies});
            let items = answer::<OpenItemsQuery>(&client, &asked).await;
            assert_eq!(items["totals"]["residual"], "450.00", "{asked}");
            assert_eq!(items["tie_out"]["ledger"], "450.00", "{asked}");
            assert_eq!(items["tie_out"]["tied"], true, "{asked}");
            assert_eq!(items["data"].as_array().unwrap().len(), 2, "{asked}");
            let ageing = answer::<AgeingQuery>(&client, &asked).await;
            assert_eq!(ageing["totals"]["total"], "450.00", "{asked}");
            assert_eq!(ageing["tie_out"]["tied"], true, "{asked}");
        }
        let alone = json!({"side": "receivable", "company_id": 2});
        let alone = answer::<OpenItemsQuery>(&client, &alone).await;
        assert_eq!(alone["tie_out"]["tied"], false);
    }
}

#[tokio::test]
async fn every_report_adds_up_a_company_and_its_branches() {
    let world = world_with_a_branch().await;
    let client = world.client().await;
    let asked = json!({"company_id": 2, "companies": "with_branches", "account_prefix": "1211"});
    let ledger = answer::<GeneralLedgerQuery>(&client, &asked).await;
    assert_eq!(ledger["totals"]["closing"], "450.00");
    let balance = answer::<TrialBalanceQuery>(&client, &asked).await;
    assert_eq!(balance["totals"]["closing"], "450.00");
    let items = answer::<JournalItemsQuery>(&client, &asked).await;
    assert_eq!(items["totals"]["balance"], "450.00");
    let url = balance["data"][0]["items_url"].as_str().unwrap();
    assert!(url.contains("companies=with_branches"), "{url}");
    let asked = json!({"company_id": 2, "companies": "with_branches", "partner_id": 7});
    let statement = answer::<PartnerStatementQuery>(&client, &asked).await;
    assert_eq!(statement["totals"][0]["closing"], "450.00");
    assert_eq!(statement["open"]["ageing"][0]["total"], "450.00");
}

#[tokio::test]
async fn companies_that_cannot_be_added_up_are_refused() {
    let world = world_with_a_branch().await;
    let client = world.client().await;
    for (asked, problem) in [
        (
            json!({"companies": "2,4"}),
            "Andina has PEN, but Otra has USD",
        ),
        (json!({"companies": "2,9"}), "there is no company 9"),
        (
            json!({"companies": "3", "company_id": 2}),
            "company_id is not one of them",
        ),
    ] {
        let parameters = serde_json::from_value(asked).unwrap();
        let refused = TrialBalanceQuery::prepare(
            &client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await;
        let message = refused.unwrap_err().to_string();
        assert!(message.contains(problem), "{message}");
    }
    let unreadable = serde_json::from_value::<<TrialBalanceQuery as Report>::Parameters>(
        json!({"companies": "all"}),
    );
    let message = unreadable.unwrap_err().to_string();
    assert!(
        message.contains("neither with_branches nor a list of ids"),
        "{message}"
    );
}

/// Partner 10 is a contact of partner 7: an invoice of 300 on 7, a payment of 100 on 10.
async fn world_with_a_contact() -> World {
    let world = World::with_a_company().await;
    let contact = json!([{
        "id": 10, "name": "Contacto Lima", "parent_id": 7, "commercial_partner_id": 7,
        "active": true,
    }]);
    world.insert("res_partner", contact).await;
    let mut lines = json!([
        line(1, "2026-03-01", "2026-03-31", "300"),
        line(2, "2026-03-05", "2026-03-05", "-100"),
    ]);
    lines[1]["partner_id"] = json!(10);
    world.insert("account_move_line", lines).await;
    world
}

#[tokio::test]
async fn a_payment_booked_on_a_contact_counts_for_its_customer() {
    let world = world_with_a_contact().await;
    for source in SOURCES {
        world.use_source(source).await;
        let client = world.client().await;
        let ageing = answer::<AgeingQuery>(&client, &json!({"side": "receivable"})).await;
        assert_eq!(ageing["data"].as_array().unwrap().len(), 1, "{ageing}");
        assert_eq!(ageing["data"][0]["id"], 7);
        assert_eq!(ageing["data"][0]["total"], "200.00");
        assert_eq!(ageing["data"][0]["unapplied"], "-100.00");
        let by_contact = json!({"side": "receivable", "group_by": "contact", "sort": "-total"});
        let by_contact = answer::<AgeingQuery>(&client, &by_contact).await;
        let rows = by_contact["data"].as_array().unwrap().iter();
        let rows: Vec<_> = rows
            .map(|row| (row["id"].clone(), row["total"].clone()))
            .collect();
        assert_eq!(
            rows,
            [(json!(7), json!("300.00")), (json!(10), json!("-100.00"))]
        );
    }
    let client = world.client().await;
    // The id of the contact stands for its customer.
    for partner in [7, 10] {
        let asked = json!({"partner_id": partner, "date_from": "2026-01-01"});
        let statement = answer::<PartnerStatementQuery>(&client, &asked).await;
        assert_eq!(statement["totals"][0]["closing"], "200.00", "{partner}");
        assert_eq!(statement["partner_name"], "Ñandú O'Higgins");
        let asked = json!({"side": "receivable", "partner_id": partner});
        let items = answer::<OpenItemsQuery>(&client, &asked).await;
        assert_eq!(items["totals"]["residual"], "200.00", "{partner}");
        assert_eq!(items["tie_out"]["tied"], true, "{partner}");
    }
    for (partner, total) in [(7, "300.00"), (10, "-100.00")] {
        let asked =
            json!({"side": "receivable", "partner_id": partner, "partner_level": "contact"});
        let items = answer::<OpenItemsQuery>(&client, &asked).await;
        assert_eq!(items["totals"]["residual"], total);
        assert_eq!(items["tie_out"]["tied"], true);
    }
}

#[tokio::test]
async fn a_customer_gets_one_statement_or_each_contact_gets_one() {
    let world = world_with_a_contact().await;
    let client = world.client().await;
    let found = async |asked: Value| {
        let parameters = serde_json::from_value(asked).unwrap();
        let reader = reports::Reader::of_all(day("2026-11-22"));
        let query = statement_candidates::prepare(&client, &parameters, &reader);
        let page = statement_candidates::page(&client, &query.await.unwrap()).await;
        let rows = page.unwrap().rows.into_iter();
        rows.map(|row| (row.partner_id, row.amount_due.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(json!({})).await, [(7, "200.00".to_owned())]);
    let by_contact = json!({"partner_level": "contact"});
    assert_eq!(found(by_contact).await, [(7, "300.00".to_owned())]);
}
