//! Which company a report is about.

use reports::open_items::OpenItemsQuery;
use reports::{CompanyChoice, Error, Report, Side, companies};
use serde_json::json;

use crate::world::{World, day, line, open_items_of};

#[tokio::test]
async fn a_single_company_is_the_default_and_is_shown() {
    let world = World::with_a_company().await;
    let client = world.client().await;
    let query = OpenItemsQuery::prepare(
        &client,
        &open_items_of(Side::Receivable),
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    assert_eq!(query.company().name, "Andina");
    assert_eq!(
        serde_json::to_value(query.parameters()).unwrap(),
        json!({"side": "receivable", "company_id": 2, "as_of": "2026-11-22", "sort": "due_date"})
    );
}

#[tokio::test]
async fn a_company_must_be_named_if_there_are_several() {
    let world = World::with_a_company().await;
    world
        .insert(
            "res_company",
            json!([{"id": 3, "name": "Sucursal", "currency_id": 1, "parent_id": 2}]),
        )
        .await;
    let client = world.client().await;
    let mut parameters = open_items_of(Side::Receivable);
    let refused = OpenItemsQuery::prepare(
        &client,
        &parameters,
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await;
    let Err(error @ Error::CompanyRequired { .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        error.to_string(),
        "set company_id to one of 2 (Andina), 3 (Sucursal)"
    );
    let Error::CompanyRequired { choices } = error else {
        unreachable!()
    };
    assert_eq!(
        choices[1],
        CompanyChoice {
            id: 3,
            name: "Sucursal".to_owned()
        }
    );

    // A branch books on its parent's accounts; the parent's own report leaves its lines out.
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-06-10", "2026-07-10", "7")
    ]);
    lines[1]["company_id"] = json!(3);
    world.insert("account_move_line", lines).await;
    for (company, expected) in [(2, 1), (3, 2)] {
        parameters.company_id = Some(company);
        let rows = world.open_items(&parameters).await;
        assert_eq!(
            rows.iter().map(|row| row.line_id).collect::<Vec<_>>(),
            [expected]
        );
    }
}

#[tokio::test]
async fn an_empty_mirror_has_no_company_yet() {
    let world = World::create().await;
    let client = world.client().await;
    let refused = OpenItemsQuery::prepare(
        &client,
        &open_items_of(Side::Payable),
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await;
    assert!(matches!(refused, Err(Error::CompanyRequired { choices }) if choices.is_empty()));
}

#[tokio::test]
async fn companies_are_listed_with_their_currency_and_without_tombstones() {
    let world = World::with_a_company().await;
    world
        .insert(
            "res_company",
            json!([
                {"id": 1, "name": "Old", "currency_id": 1, "_deleted_at": "2026-01-01 00:00:00+00"},
                {"id": 4, "name": "Norte", "currency_id": 1},
            ]),
        )
        .await;
    let companies = companies::list(&world.client().await).await.unwrap();
    let told: Vec<_> = companies
        .iter()
        .map(|it| (it.id, it.name.as_str(), it.currency.as_str()))
        .collect();
    assert_eq!(told, [(2, "Andina", "PEN"), (4, "Norte", "USD")]);
}
