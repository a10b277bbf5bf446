//! Open items and ageing by account type and partner tag, against a slow and obvious computation over random books.

use std::collections::BTreeMap;

use jiff::civil::Date;
use reports::ageing::{self, AgeingPage, AgeingQuery};
use reports::open_items::{self, OpenItemsPage, OpenItemsQuery};
use reports::{Error, Report, tie_out};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Item, TODAY};
use crate::settled::{OTHER, PAYABLE, RECEIVABLE, SettledBooks};

const TAGS: &str = "
    insert into odoo.res_partner_category (id, name, _read_at, _run)
    values (1, 'Obras', now(), gen_random_uuid()), (2, 'Gobierno', now(), gen_random_uuid());
    update odoo.res_partner set category_id = case id when 7 then '{1,2}' else '{2}' end::bigint[]";

#[tokio::test]
async fn open_items_of_a_type_equal_the_simple_computation() {
    let mut settled = SettledBooks::create(61).await;
    settled.books.world.run(TAGS).await;
    let client = settled.books.world.client().await;
    for round in 0..32 {
        if round == 16 {
            settled.books.world.run("select report.rebuild()").await;
        }
        let as_of = settled.books.day();
        let (side, account_type, account) = settled.books.pick(&[
            ("receivable", "asset_receivable", RECEIVABLE),
            ("payable", "liability_payable", PAYABLE),
            ("receivable", "asset_current", OTHER),
            ("payable", "asset_current", OTHER),
        ]);
        // Only partner 7 has the first tag, and it stands for both.
        let partner = settled.books.pick(&[None, Some(7)]);
        let by_tag = settled.books.pick(&[true, false]);
        let mut question = json!({"side": side, "account_type": account_type, "as_of": as_of});
        if let Some(partner) = partner {
            let name = if by_tag {
                "partner_tag_id"
            } else {
                "partner_id"
            };
            question[name] = json!(if by_tag { 1 } else { partner });
        }
        let obvious = open(&settled, account, partner, as_of);
        let total: Decimal = obvious.values().sum();

        let (query, page) = items(&client, &question).await;
        for row in &page.rows {
            let tags = row.partner_id.map(|id| {
                if id == 7 {
                    "Gobierno, Obras"
                } else {
                    "Gobierno"
                }
            });
            assert_eq!(row.partner_tags.as_deref(), tags);
        }
        let found = page.rows.iter().map(|row| (row.line_id, row.residual));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), obvious, "{question}");
        let totals = open_items::totals(&client, &query).await.unwrap();
        assert_eq!(totals.residual, total, "{question}");
        let tie_out =
            tie_out::check_report(&client, query.company(), query.parameters(), total).await;
        // A tag may part a document from its payments.
        let is_told = question["partner_tag_id"].is_null();
        let ledger = of_partner(&settled, account, partner, as_of).map(|item| item.balance);
        let ledger: Option<Decimal> = is_told.then(|| ledger.sum());
        assert_eq!(tie_out.unwrap().map(|it| it.ledger), ledger, "{question}");

        let page = aged(&client, &question).await;
        assert_eq!(page.totals.total, total, "{question}");
        let wrong_way = |amount: &&Decimal| (**amount < Decimal::ZERO) == (side == "receivable");
        let unapplied: Decimal = obvious.values().filter(wrong_way).sum();
        assert_eq!(page.totals.unapplied, unapplied, "{question}");
        assert_eq!(page.totals.items, i64::try_from(obvious.len()).unwrap());
        let by_partner: Decimal = page.rows.iter().map(|row| row.total).sum();
        assert_eq!(by_partner, total, "{question}");
    }
}

#[tokio::test]
async fn an_account_that_is_not_reconciled_has_no_open_items() {
    let settled = SettledBooks::create(62).await;
    let client = settled.books.world.client().await;
    let question = json!({"side": "receivable", "account_type": "asset_current"});
    let (_, page) = items(&client, &question).await;
    assert!(!page.rows.is_empty());
    let undo = format!("update odoo.account_account set reconcile = false where id = {OTHER}");
    settled.books.world.run(&undo).await;
    let (query, page) = items(&client, &question).await;
    assert_eq!(page.rows, []);
    let tie_out =
        tie_out::check_report(&client, query.company(), query.parameters(), Decimal::ZERO).await;
    assert_eq!(tie_out.unwrap().unwrap().ledger, Decimal::ZERO);
}

#[tokio::test]
async fn a_type_without_open_items_is_refused_with_the_valid_types() {
    let settled = SettledBooks::create(63).await;
    let client = settled.books.world.client().await;
    for (side, wrong, own) in [
        ("receivable", "asset_cash", "asset_receivable"),
        ("receivable", "liability_payable", "asset_receivable"),
        ("payable", "asset_receivable", "liability_payable"),
        ("payable", "off_balance", "liability_payable"),
    ] {
        let question = json!({"side": side, "account_type": wrong});
        let parameters = serde_json::from_value(question.clone()).unwrap();
        let refused =
            OpenItemsQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY)).await;
        let Err(Error::InvalidParameter { name, hint, .. }) = refused else {
            panic!("{question} was taken");
        };
        assert_eq!(name, "account_type");
        assert!(
            hint.contains(own) && hint.contains("asset_prepayments"),
            "{hint}"
        );
        assert!(!hint.contains(wrong), "{hint}");
    }
    let unknown = json!({"side": "receivable", "account_type": "receivable"});
    let refused = serde_json::from_value::<open_items::OpenItemsParameters>(unknown).unwrap_err();
    assert!(
        refused.to_string().contains("`asset_receivable`"),
        "{refused}"
    );
}

fn of_partner(
    settled: &SettledBooks,
    account: i64,
    partner: Option<i64>,
    as_of: Date,
) -> impl Iterator<Item = &Item> {
    settled
        .posted(account, as_of)
        .filter(move |item| partner.is_none() || item.partner == partner)
}

/// Looks at every item and, for each, at every partial reconciliation.
fn open(
    settled: &SettledBooks,
    account: i64,
    partner: Option<i64>,
    as_of: Date,
) -> BTreeMap<i64, Decimal> {
    of_partner(settled, account, partner, as_of)
        .map(|item| (item, settled.residual(item, as_of)))
        // Partial reconciliations take the same from both amounts here.
        .filter(|(item, residual)| !residual.is_zero() || item.balance != item.amount_currency)
        .map(|(item, residual)| (item.id, residual))
        .collect()
}

async fn items(client: &Object, question: &Value) -> (OpenItemsQuery, OpenItemsPage) {
    let mut parameters: open_items::OpenItemsParameters =
        serde_json::from_value(question.clone()).unwrap();
    parameters.limit = Some(500);
    let query = OpenItemsQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
        .await
        .unwrap();
    let page = open_items::page(client, &query).await.unwrap();
    (query, page)
}

async fn aged(client: &Object, question: &Value) -> AgeingPage {
    let parameters = serde_json::from_value(question.clone()).unwrap();
    let query = AgeingQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
        .await
        .unwrap();
    ageing::page(client, &query).await.unwrap()
}
