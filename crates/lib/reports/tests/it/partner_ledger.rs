//! The partner ledger against a slow and obvious computation over random books, and against the
//! trial balance.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::partner_ledger::{
    self, PartnerLedgerParameters, PartnerLedgerQuery, PartnerLedgerRow, PartnerLedgerRowKind,
};
use reports::trial_balance::TrialBalanceQuery;
use reports::{Reader, Report};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Books, Item, TODAY};
use crate::finer::answer;
use crate::world::day;

/// Partner, journal item (0 for the opening, -1 for the closing) and the balance after the row.
type Row = (Option<i64>, i64, Decimal);

/// Partners by name; what has no mirrored partner comes last.
const PARTNERS: [Option<i64>; 3] = [Some(8), Some(7), None];

/// A contact of 7, a partner that is not mirrored and one that is deleted, tags of which one is deleted, and salespersons.
async fn books(seed: u64) -> Books {
    let mut books = Books::create(seed).await;
    books
        .world
        .run(
            "update odoo.res_partner set commercial_partner_id = 7, category_id = '{1}' where id = 7;
             update odoo.res_partner set category_id = '{3}' where id = 8;
             insert into odoo.res_partner (id, name, commercial_partner_id, _read_at, _run)
             values (30, 'Almacén', 7, now(), gen_random_uuid());
             insert into odoo.res_partner (id, name, _deleted_at, _read_at, _run)
             values (98, 'Borrado', now(), now(), gen_random_uuid());
             insert into odoo.res_partner_category (id, name, _deleted_at, _read_at, _run)
             select id, 'tag ' || id, case id when 3 then now() end, now(), gen_random_uuid()
             from generate_series(1, 3) id;
             update odoo.account_move set invoice_user_id = case when id % 3 = 0 then 5 end;
             update odoo.account_move_line set partner_id = 30 where partner_id = 7 and id % 3 = 0;
             update odoo.account_move_line set partner_id = 99 where partner_id = 8 and id % 4 = 0;
             update odoo.account_move_line set partner_id = 98 where partner_id = 8 and id % 5 = 0;",
        )
        .await;
    for item in books.items.values_mut() {
        match item.partner {
            Some(7) if item.id % 3 == 0 => item.partner = Some(30),
            Some(8) if item.id % 4 == 0 => item.partner = Some(99),
            Some(8) if item.id % 5 == 0 => item.partner = Some(98),
            _ => {}
        }
    }
    books
}

fn question(books: &mut Books) -> Value {
    let (one, other) = (books.day(), books.day());
    let mut question = json!({"date_from": one.min(other), "date_to": one.max(other)});
    let mut add = |name: &str, value: Value| {
        if !value.is_null() {
            question[name] = value;
        }
    };
    let side = books.pick(&[None, None, Some("receivable"), Some("payable")]);
    add("side", json!(side));
    match books.number(0..10) {
        0 => add("journal_ids", json!("1,3")),
        1 => add("partner_ids", json!("30,none")),
        2 => add("partner_ids", json!("8")),
        3 => add("partner_q", json!("NANDU")),
        4 => add("partner_tag_ids", json!("none")),
        5 => add("partner_tag_ids", json!("1,2")),
        6 => add("salesperson_ids", json!("5")),
        7 => add("salesperson_ids", json!("none")),
        8 => add("account_ids", json!("12,70")),
        _ => {}
    }
    question
}

/// The commercial entity of an item; None if it is not mirrored.
fn entity(item: &Item) -> Option<i64> {
    match item.partner {
        Some(30) => Some(7),
        Some(98 | 99) | None => None,
        partner => partner,
    }
}

fn counts(books: &Books, item: &Item, question: &Value) -> bool {
    let text = |name: &str| question.get(name).and_then(Value::as_str);
    let kind = books.account(item.account).kind;
    let side = match kind {
        "asset_receivable" => "receivable",
        "liability_payable" => "payable",
        _ => return false,
    };
    let has_seller = item.move_id % 3 == 0;
    item.state == "posted"
        && !item.deleted
        && text("side").is_none_or(|asked| asked == side)
        && text("journal_ids").is_none_or(|_| item.journal != 2)
        && text("account_ids").is_none_or(|_| item.account == 12)
        && text("salesperson_ids").is_none_or(|ids| has_seller == (ids == "5"))
        && text("partner_ids").is_none_or(|ids| match ids {
            "8" => entity(item) == Some(8),
            _ => entity(item) != Some(8),
        })
        && text("partner_q").is_none_or(|_| entity(item) == Some(7))
        && text("partner_tag_ids").is_none_or(|ids| (entity(item) == Some(7)) == (ids == "1,2"))
}

fn days(question: &Value) -> (Date, Date) {
    let at = |name: &str| day(question[name].as_str().unwrap());
    (at("date_from"), at("date_to"))
}

/// The rows, and opening, debit, credit and closing of all of them.
fn compute(books: &Books, question: &Value) -> (Vec<Row>, [Decimal; 4]) {
    let (from, to) = days(question);
    let (mut rows, mut totals) = (Vec::new(), [Decimal::ZERO; 4]);
    for partner in PARTNERS {
        let mut items: Vec<&Item> = books
            .items
            .values()
            .filter(|item| counts(books, item, question) && entity(item) == partner)
            .filter(|item| item.date <= to)
            .collect();
        items.sort_by_key(|item| (item.date, item.id));
        let earlier = items.iter().filter(|item| item.date < from);
        let opening: Decimal = earlier.map(|item| item.balance).sum();
        let lines = items.iter().filter(|item| item.date >= from);
        if opening.is_zero() && lines.clone().next().is_none() {
            continue;
        }
        rows.push((partner, 0, opening));
        let mut running = opening;
        for item in lines {
            running += item.balance;
            totals[1] += item.debit();
            totals[2] += item.credit();
            rows.push((partner, item.id, running));
        }
        rows.push((partner, -1, running));
        totals[0] += opening;
        totals[3] += running;
    }
    (rows, totals)
}

fn short(rows: &[PartnerLedgerRow]) -> Vec<Row> {
    let row = |row: &PartnerLedgerRow| {
        let item = match row.kind {
            PartnerLedgerRowKind::Opening => 0,
            PartnerLedgerRowKind::Line => row.line_id.unwrap(),
            PartnerLedgerRowKind::Closing => -1,
        };
        (row.partner_id, item, row.running_balance)
    };
    rows.iter().map(row).collect()
}

async fn prepare(client: &Object, question: &Value) -> PartnerLedgerQuery {
    let asked: PartnerLedgerParameters = serde_json::from_value(question.clone()).unwrap();
    let reader = Reader::of_all(TODAY);
    PartnerLedgerQuery::prepare(client, &asked, &reader)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_partner_ledger_equals_the_simple_computation() {
    let mut seen = BTreeSet::new();
    for seed in [81, 82] {
        let mut books = books(seed).await;
        let client = books.world.client().await;
        for round in 0..24 {
            if round == 12 {
                books.change().await;
            }
            let question = question(&mut books);
            let (obvious, totals) = compute(&books, &question);
            let mut paged = question.clone();
            paged["limit"] = json!(books.number(3..60));
            let mut rows = Vec::new();
            loop {
                let query = prepare(&client, &paged).await;
                let page = partner_ledger::page(&client, &query).await.unwrap();
                let found = &page.totals;
                let found = [found.opening, found.debit, found.credit, found.closing];
                assert_eq!(found, totals, "{question}");
                rows.extend(page.rows);
                match page.next {
                    Some(next) => paged["cursor"] = json!(next),
                    None => break,
                }
            }
            assert_eq!(short(&rows), obvious, "{question}");
            let query = prepare(&client, &question).await;
            let all = query.rows(&client).await.unwrap();
            let all: Vec<PartnerLedgerRow> = all.try_collect().await.unwrap();
            assert_eq!(all, rows, "{question}");
            let expected = query.expected(&client).await.unwrap();
            assert_eq!(expected.rows, rows.len() as u64, "{question}");
            let control: Decimal = rows.iter().filter_map(|row| row.balance).sum();
            assert_eq!(expected.control_total, control, "{question}");
            seen.extend(rows.iter().map(|row| row.partner_id));
        }
    }
    assert_eq!(seen, BTreeSet::from(PARTNERS));
}

#[tokio::test]
async fn the_running_balance_is_right_when_the_mirror_changes_between_two_pages() {
    let mut books = books(83).await;
    let client = books.world.client().await;
    let question = json!({"date_from": "2024-02-01", "date_to": "2026-11-22"});
    for limit in [5, 40, 90] {
        let mut paged = question.clone();
        paged["limit"] = json!(limit);
        let query = prepare(&client, &paged).await;
        let first = partner_ledger::page(&client, &query).await.unwrap();
        books.change().await;
        paged["cursor"] = json!(first.next.unwrap());
        let query = prepare(&client, &paged).await;
        let second = partner_ledger::page(&client, &query).await.unwrap();
        let (obvious, _) = compute(&books, &question);
        for row in short(&second.rows) {
            assert!(obvious.contains(&row), "{row:?} after {limit} rows");
        }
    }
}

#[tokio::test]
async fn the_partner_ledger_ties_out_to_the_trial_balance_and_its_rows_lead_to_their_items() {
    let mut books = books(84).await;
    let client = books.world.client().await;
    let mut followed = 0;
    for side in ["receivable", "payable"] {
        let (one, other) = (books.day(), books.day());
        let question =
            json!({"date_from": one.min(other), "date_to": one.max(other), "side": side});
        let ledger = answer::<PartnerLedgerQuery>(&client, &question).await;
        let mut of_accounts = question.clone();
        let account_type = match side {
            "receivable" => "asset_receivable",
            _ => "liability_payable",
        };
        of_accounts["account_type"] = json!(account_type);
        of_accounts.as_object_mut().unwrap().remove("side");
        let balance = answer::<TrialBalanceQuery>(&client, &of_accounts).await;
        for figure in ["opening", "debit", "credit", "closing"] {
            assert_eq!(
                ledger["totals"][figure], balance["totals"][figure],
                "{question}"
            );
        }
        for row in ledger["data"].as_array().unwrap() {
            let Some(url) = row["items_url"].as_str().filter(|_| row["kind"] != "line") else {
                continue;
            };
            let (_, query) = url.split_once('?').unwrap();
            let asked: Value = serde_urlencoded::from_str::<serde_json::Map<_, _>>(query)
                .unwrap()
                .into();
            let items = answer_of_items(&client, &asked).await;
            let expected = match row["kind"].as_str() {
                Some("opening") => amount(&row["running_balance"]),
                _ => amount(&row["debit"]) - amount(&row["credit"]),
            };
            assert_eq!(items, expected, "{url}");
            followed += 1;
        }
    }
    assert!(followed > 6, "{followed}");
}

fn amount(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

async fn answer_of_items(client: &Object, asked: &Value) -> Decimal {
    use reports::journal_items::{JournalItemsParameters, JournalItemsQuery};
    let query = serde_urlencoded::to_string(asked).unwrap();
    let asked: JournalItemsParameters = serde_urlencoded::from_str(&query).unwrap();
    let items = JournalItemsQuery::prepare(client, &asked, &Reader::of_all(TODAY))
        .await
        .unwrap();
    reports::journal_items::totals(client, &items)
        .await
        .unwrap()
        .balance
}
