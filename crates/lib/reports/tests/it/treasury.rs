//! Bank and cash balances and the forecast against a slow and obvious computation over random books.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday};
use reports::Report;
use reports::treasury_balances::{self, TreasuryBalance, TreasuryBalancesQuery};
use reports::treasury_forecast::{self, Forecast, TreasuryForecastQuery};
use reports::treasury_history::TreasuryHistoryQuery;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use states::JournalType;
use store::Object;

use crate::books::{TODAY, USD};
use crate::finer::answer;
use crate::planned::Plans;
use crate::recorded::recording;
use crate::settled::{BANK, PAYABLE, RECEIVABLE, SettledBooks, nearest};

/// Bank accounts of the books.
const LIQUID: [i64; 2] = [10, 14];

#[tokio::test]
async fn bank_balances_equal_the_simple_computation() {
    let mut settled = SettledBooks::create(51).await;
    let client = settled.books.world.client().await;
    let named = json!([{"id": 4, "code": "USD", "type": "bank", "company_id": 2,
                        "default_account_id": 14}]);
    settled.books.world.insert("account_journal", named).await;
    for _ in 0..12 {
        let as_of = settled.books.day();
        let rows = balances(&client, &json!({"as_of": as_of})).await;
        let mut ours = BTreeMap::new();
        for row in rows {
            // The journal that names the account, or the one bank journal that uses it.
            let home = if row.account_id == 14 { 4 } else { BANK };
            assert_eq!(row.journal_id, Some(home));
            assert!(
                row.items_url
                    .contains(&format!("account_ids={}", row.account_id))
            );
            let key = (row.account_id, row.currency.unwrap());
            let before = ours.insert(key, (row.balance, row.balance_currency));
            assert_eq!(before, None);
        }
        let mut obvious: BTreeMap<(i64, String), (Decimal, Decimal)> = BTreeMap::new();
        for item in LIQUID.iter().flat_map(|id| settled.posted(*id, as_of)) {
            let currency = if item.currency == USD { "USD" } else { "PEN" };
            let sums = obvious
                .entry((item.account, currency.to_owned()))
                .or_default();
            sums.0 += item.balance;
            sums.1 += item.amount_currency;
        }
        obvious.retain(|_, sums| *sums != (Decimal::ZERO, Decimal::ZERO));
        assert_eq!(ours, obvious, "at {as_of}");
    }
}

#[tokio::test]
async fn each_period_of_the_history_has_the_balances_of_its_last_day() {
    let mut settled = SettledBooks::create(54).await;
    let client = settled.books.world.client().await;
    for by in ["day", "week", "month"] {
        let as_of = settled.books.day();
        let asked = json!({"as_of": as_of, "by": by, "periods": 5});
        let history = answer::<TreasuryHistoryQuery>(&client, &asked).await;
        let periods = history["data"].as_array().unwrap();
        assert_eq!(periods.len(), 5);
        assert_eq!(periods[4]["date_to"], json!(as_of));
        let first: Date = periods[0]["date_from"].as_str().unwrap().parse().unwrap();
        let mut next = first;
        let mut before = balance_on(&settled, first.yesterday().unwrap());
        for period in periods {
            assert_eq!(period["date_from"], json!(next), "{by}");
            let last: Date = period["date_to"].as_str().unwrap().parse().unwrap();
            let one = json!({"as_of": last});
            let one = answer::<TreasuryBalancesQuery>(&client, &one).await;
            assert_eq!(period["balances"], one["data"], "{by} {last}");
            for figure in ["balance", "by_currency", "items_url"] {
                assert_eq!(period[figure], one["totals"][figure], "{by} {last}");
            }
            let balance = balance_on(&settled, last);
            let amount = |figure: &str| period[figure].as_str().unwrap().parse::<Decimal>();
            assert_eq!(amount("balance").unwrap(), balance, "{by} {last}");
            assert_eq!(amount("balance_difference").unwrap(), balance - before);
            (next, before) = (last.tomorrow().unwrap(), balance);
        }
        let days = match by {
            "day" => 5..=5,
            "week" => 29..=35,
            _ => 121..=155,
        };
        assert!(
            days.contains(&(as_of - first).get_days().saturating_add(1)),
            "{by}"
        );
    }
    let asked = serde_json::from_value(json!({"periods": 121})).unwrap();
    let reader = reports::Reader::of_all(TODAY);
    let refused = TreasuryHistoryQuery::prepare(&client, &asked, &reader);
    let refused = refused.await.unwrap_err().to_string();
    assert!(refused.starts_with("parameter periods"), "{refused}");
}

fn balance_on(settled: &SettledBooks, day: Date) -> Decimal {
    let items = LIQUID.iter().flat_map(|id| settled.posted(*id, day));
    items.map(|item| item.balance).sum()
}

#[tokio::test]
async fn bank_balances_equal_odoo_to_the_cent() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    let question = json!({"company_id": 2, "as_of": "2026-11-22"});
    let rows = balances(&client, &question).await;
    let total: Decimal = rows.iter().map(|row| row.balance).sum();
    assert_eq!(total, recording.closing_of("asset_cash"));
    assert!(
        rows.iter()
            .any(|row| row.journal_type == Some(JournalType::Bank))
    );
}

#[tokio::test]
async fn the_forecast_equals_the_simple_computation() {
    for seed in [52, 53] {
        let mut settled = SettledBooks::create(seed).await;
        let plans = Plans::create(&mut settled.books).await;
        let client = settled.books.world.client().await;
        for _ in 0..16 {
            let as_of = settled.books.day();
            let by = settled.books.pick(&["day", "week", "month"]);
            let drafts = settled.books.pick(&[true, false]);
            let delay = settled.books.pick(&[true, false]);
            let planned = settled.books.pick(&[None, Some(true), Some(false)]);
            let mut question = json!({"as_of": as_of, "by": by, "periods": 9,
                                      "include_drafts": drafts, "customer_delay": delay});
            if let Some(planned) = planned {
                question["include_planned"] = json!(planned);
            }
            let found = forecast(&client, &question).await;
            let inflow = expected(&settled, RECEIVABLE, as_of, drafts, delay);
            let outflow = turned(expected(&settled, PAYABLE, as_of, drafts, false));
            let opening: Decimal = (LIQUID.iter())
                .flat_map(|id| settled.posted(*id, as_of))
                .map(|item| item.balance)
                .sum();
            assert_eq!(found.totals.opening, opening, "{question}");
            let mut obvious = Expected {
                inflow,
                outflow,
                ..Expected::default()
            };
            if planned != Some(false) {
                let (in_, out) = plans
                    .on(as_of)
                    .into_iter()
                    .partition(|it| it.1 > Decimal::ZERO);
                obvious.planned_inflow = in_;
                obvious.planned_outflow = turned(out);
            }
            compare(&found, &question, &obvious);
        }
    }
}

async fn balances(client: &Object, question: &Value) -> Vec<TreasuryBalance> {
    let parameters = serde_json::from_value(question.clone()).unwrap();
    let query =
        TreasuryBalancesQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
            .await
            .unwrap();
    let rows = treasury_balances::read(client, &query).await.unwrap();
    let totals = treasury_balances::totals(&query, &rows);
    assert_eq!(totals.balance, rows.iter().map(|row| row.balance).sum());
    for total in totals.by_currency {
        let of_currency = rows.iter().filter(|row| row.currency == total.currency);
        let sum: Decimal = of_currency.map(|row| row.balance_currency).sum();
        assert_eq!(total.balance_currency, sum);
    }
    rows
}

async fn forecast(client: &Object, question: &Value) -> Forecast {
    let parameters = serde_json::from_value(question.clone()).unwrap();
    let query =
        TreasuryForecastQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
            .await
            .unwrap();
    treasury_forecast::read(client, &query).await.unwrap()
}

/// Day and amount of each.
#[derive(Default)]
struct Expected {
    inflow: Vec<(Date, Decimal)>,
    outflow: Vec<(Date, Decimal)>,
    planned_inflow: Vec<(Date, Decimal)>,
    planned_outflow: Vec<(Date, Decimal)>,
}

fn turned(payments: Vec<(Date, Decimal)>) -> Vec<(Date, Decimal)> {
    let turned = payments.into_iter().map(|(day, amount)| (day, -amount));
    turned.collect()
}

fn compare(found: &Forecast, question: &Value, obvious: &Expected) {
    let as_of: Date = serde_json::from_value(question["as_of"].clone()).unwrap();
    let between = |payments: &[(Date, Decimal)], from: Date, to: Date| -> Decimal {
        let inside = payments
            .iter()
            .filter(|(day, _)| *day >= from && *day <= to);
        inside.map(|(_, amount)| *amount).sum()
    };
    let (mut first, mut balance) = (as_of, found.totals.opening);
    assert_eq!(found.periods.len(), 9);
    for (number, row) in found.periods.iter().enumerate() {
        // Day by day to the end of the period.
        let ends = |day: Date| match question["by"].as_str().unwrap() {
            "day" => true,
            "week" => day.weekday() == Weekday::Sunday,
            _ => day == day.last_of_month(),
        };
        let mut last = first;
        while !ends(last) {
            last = last.tomorrow().unwrap();
        }
        assert_eq!((row.date_from, row.date_to), (first, last), "{question}");
        let from = if number == 0 { Date::MIN } else { first };
        assert_eq!(row.opening, balance);
        for (ours, obvious) in [
            (row.inflow, &obvious.inflow),
            (row.outflow, &obvious.outflow),
            (row.planned_inflow, &obvious.planned_inflow),
            (row.planned_outflow, &obvious.planned_outflow),
        ] {
            assert_eq!(ours, between(obvious, from, last), "{question}");
        }
        balance += row.inflow - row.outflow + row.planned_inflow - row.planned_outflow;
        assert_eq!(row.closing, balance);
        first = last.tomorrow().unwrap();
    }
    let totals = &found.totals;
    for (ours, obvious) in [
        (totals.inflow + totals.later_inflow, &obvious.inflow),
        (totals.outflow + totals.later_outflow, &obvious.outflow),
        (
            totals.planned_inflow + totals.later_planned_inflow,
            &obvious.planned_inflow,
        ),
        (
            totals.planned_outflow + totals.later_planned_outflow,
            &obvious.planned_outflow,
        ),
    ] {
        assert_eq!(ours, between(obvious, Date::MIN, Date::MAX), "{question}");
    }
    let before = as_of.yesterday().unwrap();
    let overdue = between(&obvious.inflow, Date::MIN, before);
    assert_eq!(totals.overdue_inflow, overdue);
    let overdue = between(&obvious.outflow, Date::MIN, before);
    assert_eq!(totals.overdue_outflow, overdue);
}

/// Day and amount of each item.
fn expected(
    settled: &SettledBooks,
    account: i64,
    as_of: Date,
    drafts: bool,
    delay: bool,
) -> Vec<(Date, Decimal)> {
    let mut payments = Vec::new();
    for item in settled.books.items.values() {
        let amount = match item.state {
            "posted" if item.date <= as_of => settled.residual(item, as_of),
            "draft" if drafts => item.balance,
            _ => continue,
        };
        if item.account != account {
            continue;
        }
        let mut day = settled.due[&item.id];
        if delay && amount > Decimal::ZERO {
            day += Span::new().days(average_delay(settled, item.partner, as_of));
        }
        payments.push((day, amount));
    }
    payments
}

fn average_delay(settled: &SettledBooks, partner: Option<i64>, as_of: Date) -> i64 {
    let a_year_before = as_of - Span::new().days(365);
    let (mut weighted, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    for partial in &settled.partials {
        let debit = &settled.books.items[&partial.debit];
        let credit = &settled.books.items[&partial.credit];
        let paid = credit.journal == BANK && credit.account == RECEIVABLE;
        let of_partner = partner.is_some() && debit.partner == partner;
        if paid && of_partner && partial.day > a_year_before && partial.day <= as_of {
            let late = (partial.day - settled.due[&debit.id]).get_days();
            weighted += partial.amount * Decimal::from(late);
            whole += partial.amount;
        }
    }
    if whole.is_zero() {
        return 0;
    }
    nearest(weighted / whole, 0).to_string().parse().unwrap()
}
