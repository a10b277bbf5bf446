//! A partner's statement against a slow and obvious computation over random books.

use std::collections::BTreeMap;

use futures::TryStreamExt;
use reports::partner_statement::{
    self, PartnerStatementParameters, PartnerStatementQuery, StatementRow, StatementRowKind,
};
use reports::{Error, Report};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Books, Item, TODAY, USD};
use crate::recorded::recording;
use crate::world::day;

/// Currency, document (0 for the opening, -1 for the closing), and the balances behind the row.
type Row = (String, i64, Decimal, Decimal);

#[tokio::test]
async fn a_statement_equals_the_simple_computation() {
    let mut books = Books::create(21).await;
    let client = books.world.client().await;
    for round in 0..24 {
        if round == 12 {
            books.change().await;
        }
        let (one, other) = (books.day(), books.day());
        let question = json!({
            "partner_id": books.pick(&[7, 8]), "side": books.pick(&["receivable", "payable"]),
            "date_from": one.min(other), "date_to": one.max(other),
        });
        let limit = books.number(1..20);
        let (rows, totals) = every_page(&client, &question, limit).await;
        let obvious = obvious(&books, &question);
        assert_eq!(short(&rows), obvious, "{question}");

        let query = prepare(&client, &question).await;
        let stream = query.rows(&client).await.unwrap();
        let streamed: Vec<StatementRow> = stream.try_collect().await.unwrap();
        assert_eq!(streamed, rows, "{question}");
        let expected = query.expected(&client).await.unwrap();
        assert_eq!(expected.rows, u64::try_from(rows.len()).unwrap());
        let control: Decimal = rows.iter().filter_map(|row| row.amount).sum();
        assert_eq!(expected.control_total, control);
        assert_eq!(totals, control, "debits less credits");
    }
}

#[tokio::test]
async fn the_closing_balance_of_a_real_odoos_statements_equals_the_open_items() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    let truth = recording.truth("ageing-asset_receivable-company2-2026-11-22.json");
    assert!(truth.len() > 40);
    for partner in truth.iter().step_by(4) {
        let question = json!({"partner_id": partner["partner_id"], "company_id": 2,
                              "date_from": "2026-06-01", "date_to": "2026-11-22"});
        let query = prepare(&client, &question).await;
        let page = partner_statement::page(&client, &query).await.unwrap();
        let open = partner_statement::open(&client, &query).await.unwrap();
        let closing: Decimal = page.totals.iter().map(|it| it.closing).sum();
        let total: Decimal = partner["total"].to_string().parse().unwrap();
        assert_eq!(closing, total, "{partner}");
        assert_eq!(Some(open.items), partner["items"].as_i64());
        let residual: Decimal = open.open_items.iter().map(|it| it.residual).sum();
        assert_eq!(residual, total);
        for ageing in &open.ageing {
            let buckets = ageing.not_due
                + ageing.days_1_30
                + ageing.days_31_60
                + ageing.days_61_90
                + ageing.days_91_120
                + ageing.older;
            assert_eq!(buckets, ageing.total, "{ageing:?}");
        }
    }
}

#[tokio::test]
async fn an_unknown_partner_has_no_statement() {
    let books = Books::create(22).await;
    let client = books.world.client().await;
    let parameters = parameters(&json!({"partner_id": 999}));
    let refused =
        PartnerStatementQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY)).await;
    assert!(matches!(
        refused,
        Err(Error::InvalidParameter {
            name: "partner_id",
            ..
        })
    ));
}

fn parameters(question: &Value) -> PartnerStatementParameters {
    serde_json::from_value(question.clone()).unwrap()
}

async fn prepare(client: &Object, question: &Value) -> PartnerStatementQuery {
    PartnerStatementQuery::prepare(
        client,
        &parameters(question),
        &reports::Reader::of_all(TODAY),
    )
    .await
    .unwrap()
}

/// Every row, and debits less credits of all currencies.
async fn every_page(client: &Object, question: &Value, limit: i64) -> (Vec<StatementRow>, Decimal) {
    let mut question = question.clone();
    question["limit"] = json!(limit);
    let mut rows = Vec::new();
    loop {
        let query = prepare(client, &question).await;
        let page = partner_statement::page(client, &query).await.unwrap();
        rows.extend(page.rows);
        let Some(next) = page.next else {
            let moved = page.totals.iter().map(|it| it.debit - it.credit);
            return (rows, moved.sum());
        };
        question["cursor"] = json!(next);
    }
}

fn short(rows: &[StatementRow]) -> Vec<Row> {
    let row = |row: &StatementRow| {
        let document = match row.kind {
            StatementRowKind::Opening => 0,
            StatementRowKind::Document => row.move_id.unwrap(),
            StatementRowKind::Closing => -1,
        };
        (
            row.currency.clone(),
            document,
            row.running_balance_currency,
            row.running_balance,
        )
    };
    rows.iter().map(row).collect()
}

fn obvious(books: &Books, question: &Value) -> Vec<Row> {
    let of = |name: &str| day(question[name].as_str().unwrap());
    let (from, to) = (of("date_from"), of("date_to"));
    let kind = if question["side"] == "payable" {
        "liability_payable"
    } else {
        "asset_receivable"
    };
    let mut by_currency: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in books.items.values() {
        let counts = item.state == "posted"
            && !item.deleted
            && item.date <= to
            && item.partner == question["partner_id"].as_i64()
            && books.account(item.account).kind == kind;
        if counts {
            let code = if item.currency == USD { "USD" } else { "PEN" };
            by_currency.entry(code).or_default().push(item);
        }
    }
    let mut rows = Vec::new();
    for (code, items) in by_currency {
        // A document of several lines stands on its first day.
        let mut documents: BTreeMap<i64, (jiff::civil::Date, Decimal, Decimal)> = BTreeMap::new();
        for item in items {
            let document =
                documents
                    .entry(item.move_id)
                    .or_insert((item.date, Decimal::ZERO, Decimal::ZERO));
            document.0 = document.0.min(item.date);
            document.1 += item.amount_currency;
            document.2 += item.balance;
        }
        let mut documents: Vec<_> = documents
            .into_iter()
            .map(|(id, it)| (it.0, id, it))
            .collect();
        documents.sort_by_key(|(date, id, _)| (*date, *id));
        let (mut currency, mut balance) = (Decimal::ZERO, Decimal::ZERO);
        let mut shown = Vec::new();
        for (date, id, it) in documents {
            if date >= from && shown.is_empty() {
                shown.push((code.to_owned(), 0, currency, balance));
            }
            currency += it.1;
            balance += it.2;
            if date >= from {
                shown.push((code.to_owned(), id, currency, balance));
            }
        }
        if shown.is_empty() {
            if currency.is_zero() && balance.is_zero() {
                continue;
            }
            shown.push((code.to_owned(), 0, currency, balance));
        }
        shown.push((code.to_owned(), -1, currency, balance));
        rows.extend(shown);
    }
    rows
}
