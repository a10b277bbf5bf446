//! Books whose amounts have more decimals than their currency: every total is the sum of the rows,
//! and reports that show the same agree (decision 0046).

use std::collections::BTreeMap;

use reports::Report;
use reports::ageing::AgeingQuery;
use reports::collections::CollectionsQuery;
use reports::general_ledger::GeneralLedgerQuery;
use reports::journal_items::JournalItemsQuery;
use reports::open_items::OpenItemsQuery;
use reports::partner_statement::PartnerStatementQuery;
use reports::treasury_balances::TreasuryBalancesQuery;
use reports::trial_balance::TrialBalanceQuery;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{PEN, TODAY, USD};
use crate::settled::SettledBooks;
use crate::world::{ReportSource, World};

const DAYS: [&str; 3] = ["2024-10-17", "2025-12-31", "2026-11-22"];

/// Every pair of decimals of company currency and other currency, each with books of its own.
#[tokio::test]
async fn totals_are_the_sums_of_their_rows_whatever_decimals_the_amounts_have() {
    for (seed, (home, other)) in (61..).zip([(0, 2), (2, 0), (3, 2), (0, 3), (2, 3), (3, 0)]) {
        let world = finer_books(seed, home, other).await;
        check_sums_by_month(&world).await;
        for source in [
            ReportSource::Mirror,
            ReportSource::Sums,
            ReportSource::Items,
        ] {
            world.use_source(source).await;
            let client = world.client().await;
            for as_of in DAYS {
                check_subledgers(&client, as_of).await;
            }
        }
        let client = world.client().await;
        for (from, to) in [("2024-03-10", "2024-10-17"), ("2026-01-01", "2026-11-22")] {
            check_ledger(&client, from, to).await;
            check_statement(&client, from, to).await;
            check_collections(&client, from, to).await;
        }
        check_treasury(&client).await;
    }
}

/// Random books, finer by amounts that differ from item to item. Even seeds change the decimals of
/// the currencies before the amounts, odd seeds after them.
async fn finer_books(seed: u64, home: u32, other: u32) -> World {
    println!("books of seed {seed}: {home} decimals, {other} in dollars");
    let world = SettledBooks::create(seed).await.books.world;
    let decimals = format!(
        "update odoo.res_currency set decimal_places = {home} where id = {PEN};
         update odoo.res_currency set decimal_places = {other} where id = {USD};"
    );
    let amounts = "
        update odoo.account_move_line line
        set balance = finer.balance, debit = greatest(finer.balance, 0),
            credit = greatest(-finer.balance, 0),
            amount_currency = line.amount_currency + (line.id % 89 - 44) * 0.01037
        from (select id, balance + (id % 97 - 48) * 0.00371 as balance
              from odoo.account_move_line) finer
        where finer.id = line.id;
        update odoo.account_partial_reconcile part
        set company_id = 2, amount = amount + (part.id % 7) * 0.01313,
            debit_amount_currency = debit_amount_currency + (part.id % 5) * 0.00717,
            credit_amount_currency = credit_amount_currency + (part.id % 11) * 0.00911,
            debit_currency_id = debit.currency_id, credit_currency_id = credit.currency_id
        from odoo.account_move_line debit, odoo.account_move_line credit
        where debit.id = part.debit_move_id and credit.id = part.credit_move_id;";
    if seed.is_multiple_of(2) {
        world.run(&decimals).await;
        world.run(amounts).await;
    } else {
        world.run(amounts).await;
        world.run(&decimals).await;
    }
    world
}

async fn check_sums_by_month(world: &World) {
    let months =
        "select company_id, account_id, journal_id, currency_id, posted, month, lines, debit,
               credit, balance, amount_currency
        from report.account_month where lines <> 0";
    let items = "select company_id, account_id, journal_id, currency_id, parent_state = 'posted',
               date_trunc('month', date::timestamp)::date, count(*), sum(debit), sum(credit),
               sum(balance), sum(amount_currency)
        from report.journal_item
        where _deleted_at is null and parent_state in ('posted', 'draft')
        group by 1, 2, 3, 4, 5, 6";
    let differing = format!(
        "select count(*) from (({months} except {items}) union all ({items} except {months})) it"
    );
    let row = world.admin.query_one(&differing, &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 0);
}

async fn check_subledgers(client: &Object, as_of: &str) {
    for side in ["receivable", "payable"] {
        let asked = json!({"side": side, "as_of": as_of});
        let items = answer::<OpenItemsQuery>(client, &asked).await;
        let total = amount(&items["totals"]["residual"]);
        assert_eq!(sum(&items["data"], "residual"), total, "{asked}");
        assert_eq!(sum(&items["totals"]["by_currency"], "residual"), total);
        for currency in items["totals"]["by_currency"].as_array().unwrap() {
            let of_currency: Vec<Value> = (items["data"].as_array().unwrap().iter())
                .filter(|row| row["currency"] == currency["currency"])
                .cloned()
                .collect();
            let shown = sum(&json!(of_currency), "residual_currency");
            assert_eq!(shown, amount(&currency["residual_currency"]), "{asked}");
        }
        assert_eq!(
            items["tie_out"]["tied"], true,
            "{asked}: {}",
            items["tie_out"]
        );
        for group in ["partner", "account", "salesperson"] {
            let asked = json!({"side": side, "as_of": as_of, "group_by": group});
            let ageing = answer::<AgeingQuery>(client, &asked).await;
            assert_eq!(amount(&ageing["totals"]["total"]), total, "{asked}");
            assert_eq!(sum(&ageing["data"], "total"), total, "{asked}");
            for row in ageing["data"].as_array().unwrap() {
                let buckets: Decimal = row["amounts"].as_array().unwrap().iter().map(amount).sum();
                assert_eq!(buckets, amount(&row["total"]), "{asked}");
            }
        }
    }
}

async fn check_ledger(client: &Object, from: &str, to: &str) {
    let period = json!({"date_from": from, "date_to": to});
    let balance = answer::<TrialBalanceQuery>(client, &period).await;
    for figure in ["opening", "debit", "credit", "closing"] {
        let total = amount(&balance["totals"][figure]);
        assert_eq!(sum(&balance["data"], figure), total, "{figure}");
    }
    let mut closings = BTreeMap::new();
    for row in balance["data"].as_array().unwrap() {
        let movement = amount(&row["debit"]) - amount(&row["credit"]);
        assert_eq!(amount(&row["opening"]) + movement, amount(&row["closing"]));
        closings.insert(row["code"].to_string(), amount(&row["closing"]));
    }
    for by in ["group", "level"] {
        let mut asked = period.clone();
        asked["by"] = json!(by);
        let grouped = answer::<TrialBalanceQuery>(client, &asked).await;
        assert_eq!(grouped["totals"]["debit"], balance["totals"]["debit"]);
        assert_eq!(grouped["totals"]["closing"], balance["totals"]["closing"]);
    }

    let ledger = answer::<GeneralLedgerQuery>(client, &period).await;
    let mut running = Decimal::ZERO;
    let (mut debit, mut credit) = (Decimal::ZERO, Decimal::ZERO);
    for row in ledger["data"].as_array().unwrap() {
        let shown = amount(&row["running_balance"]);
        match row["kind"].as_str().unwrap() {
            "opening" => (debit, credit) = (Decimal::ZERO, Decimal::ZERO),
            "line" => {
                debit += amount(&row["debit"]);
                credit += amount(&row["credit"]);
                assert_eq!(running + amount(&row["balance"]), shown, "{row}");
            }
            _ => {
                assert_eq!(
                    (debit, credit),
                    (amount(&row["debit"]), amount(&row["credit"]))
                );
                assert_eq!(running, shown, "{row}");
                assert_eq!(closings[&row["account_code"].to_string()], shown, "{row}");
            }
        }
        running = shown;
    }

    let items = answer::<JournalItemsQuery>(client, &period).await;
    for figure in ["debit", "credit"] {
        assert_eq!(
            sum(&items["data"], figure),
            amount(&items["totals"][figure])
        );
        assert_eq!(items["totals"][figure], balance["totals"][figure]);
    }
}

async fn check_statement(client: &Object, from: &str, to: &str) {
    let asked = json!({"partner_id": 7, "side": "receivable", "date_from": from, "date_to": to});
    let statement = answer::<PartnerStatementQuery>(client, &asked).await;
    for total in statement["totals"].as_array().unwrap() {
        for unit in ["", "_currency"] {
            let field = |name: &str| format!("{name}{unit}");
            let figure = |name: &str| amount(&total[field(name)]);
            let rows: Vec<Value> = (statement["data"].as_array().unwrap().iter())
                .filter(|row| row["currency"] == total["currency"])
                .cloned()
                .collect();
            let moved = sum(&json!(rows), &field("amount"));
            assert_eq!(figure("debit") - figure("credit"), moved, "{total}");
            assert_eq!(figure("opening") + moved, figure("closing"), "{total}");
            let mut running = figure("opening");
            for row in &rows {
                running += row.get(field("amount")).map_or(Decimal::ZERO, amount);
                assert_eq!(running, amount(&row[field("running_balance")]), "{row}");
            }
        }
    }
    let asked = json!({"side": "receivable", "as_of": to, "partner_id": 7});
    let open = answer::<OpenItemsQuery>(client, &asked).await;
    let closing = sum(&statement["totals"], "closing");
    assert_eq!(amount(&open["tie_out"]["ledger"]), closing, "{statement}");
    let ageing = sum(&statement["open"]["ageing"], "total");
    let by_currency = sum(&open["totals"]["by_currency"], "residual_currency");
    assert_eq!(ageing, by_currency);
}

async fn check_collections(client: &Object, from: &str, to: &str) {
    let asked = json!({"date_from": from, "date_to": to});
    let collections = answer::<CollectionsQuery>(client, &asked).await;
    let totals = &collections["totals"];
    for figure in ["invoiced", "credited", "billed", "collected", "other"] {
        assert_eq!(sum(&collections["data"], figure), amount(&totals[figure]));
    }
    let figure = |name: &str| amount(&totals[name]);
    assert_eq!(figure("invoiced") - figure("credited"), figure("billed"));
    assert_eq!(figure("not_due") + figure("overdue"), figure("outstanding"));
    assert_eq!(collections["tie_out"]["tied"], true);
}

async fn check_treasury(client: &Object) {
    let treasury = answer::<TreasuryBalancesQuery>(client, &json!({})).await;
    let total = amount(&treasury["totals"]["balance"]);
    assert_eq!(sum(&treasury["data"], "balance"), total);
    let asked = json!({"account_type": "asset_cash"});
    let ledger = answer::<TrialBalanceQuery>(client, &asked).await;
    assert_eq!(amount(&ledger["totals"]["closing"]), total);
}

/// The answer of the API, with the rows of all pages.
pub(crate) async fn answer<R: Report>(client: &Object, asked: &Value) -> Value {
    let mut whole = Value::Null;
    let mut asked = asked.clone();
    loop {
        let parameters: R::Parameters = serde_json::from_value(asked.clone()).unwrap();
        let query = R::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
            .await
            .unwrap();
        let answer = query.answer(client).await.unwrap();
        let mut page = serde_json::to_value(answer.answer).unwrap();
        no_negative_zero(&page);
        if whole.is_null() {
            whole = page;
        } else {
            let more = page["data"].as_array_mut().unwrap().split_off(0);
            whole["data"].as_array_mut().unwrap().extend(more);
        }
        match answer.page.and_then(|page| page.next) {
            Some(next) => asked["cursor"] = json!(next),
            None => return whole,
        }
    }
}

fn no_negative_zero(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(no_negative_zero),
        Value::Object(fields) => fields.values().for_each(no_negative_zero),
        Value::String(text) => {
            let is_zero = |digits: &str| digits.bytes().all(|it| matches!(it, b'0' | b'.'));
            assert!(
                !text
                    .strip_prefix('-')
                    .is_some_and(|it| !it.is_empty() && is_zero(it)),
                "{text}"
            );
        }
        _ => {}
    }
}

fn amount(value: &Value) -> Decimal {
    match value {
        Value::Null => Decimal::ZERO,
        Value::String(text) => text.parse().unwrap(),
        other => panic!("{other} is no amount"),
    }
}

fn sum(rows: &Value, field: &str) -> Decimal {
    let rows = rows.as_array().unwrap();
    rows.iter().map(|row| amount(&row[field])).sum()
}
